import type { Failure } from '../../../shared/failure/failure.ts';
import type { Actor } from '../../../shared/packet/types.ts';
import type { Result } from '../../../shared/result.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { refuseRecorded } from '../recorder.ts';
import type { Station } from '../station.ts';
import type { Ceremonies, Ceremony } from './ceremony.ts';
import type { SigningRequest } from './shown-statement.ts';
import { signingCeremony } from './signing-ceremony.ts';

/** An active identity of this station that has one of these roles; `null` for any other id. */
export function activeSigner({ keyring }: Station, id: string, roles: readonly Actor[]): Identity | null {
  const found = keyring.identities().find((one) => one.id === id);
  if (found === undefined || found.state.kind !== 'active') return null;
  return roles.some((role) => found.roles.includes(role)) ? found : null;
}

/** One statement to the signing window; `null` when that was closed without a signature. What is refused is journalled. */
export async function signInWindow<Kept>(
  station: Station,
  ceremonies: Pick<Ceremonies, 'hold'>,
  request: SigningRequest<Kept>,
): Promise<Result<Kept | null, Failure>> {
  return inWindow(station, ceremonies, () => signingCeremony(station, request));
}

/**
 * Makes a ceremony about what the vault holds, and holds it in the signing window. From before its statements are made
 * until the window is closed nothing is added to the records of bundles. What is refused is journalled.
 */
export function inWindow<Outcome>(
  { frozenRecords, record }: Pick<Station, 'frozenRecords' | 'record'>,
  ceremonies: Pick<Ceremonies, 'hold'>,
  make: () => Promise<Result<Ceremony<Outcome>, Failure>>,
): Promise<Result<Outcome | null, Failure>> {
  return frozenRecords.during(async () => {
    const ceremony = await make();
    return ceremony.ok ? ceremonies.hold(ceremony.value) : refuseRecorded(record, ceremony.error);
  });
}
