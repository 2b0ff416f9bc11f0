import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { identityView } from '../identity-view.ts';
import type { Ceremony } from '../signing/ceremony.ts';
import { unlockFailed } from '../signing/unlock.ts';
import type { Station } from '../station.ts';
import { actOnKeyFile } from './keyring-act.ts';

/** Someone's key encrypted anew: the current passphrase and the next are typed in the signing window. */
export function passphraseCeremony(
  identity: Identity,
  station: Pick<Station, 'journal' | 'keyring' | 'owed' | 'record' | 'session'>,
): Ceremony<Sha256> {
  const { id } = identity;
  let changed: Sha256 | null = null;
  return {
    view: () => ({ kind: 'change-passphrase', identity: identityView(identity) }),
    outcome: () => changed,
    steps: {
      'ceremony/change-passphrase': async ({ passphrase }, cancelled) => {
        const change = async (): Promise<Result<void, Failure>> => {
          const written = await station.keyring.changePassphrase(id, passphrase, cancelled);
          return written.ok ? written : unlockFailed(station, id, written.error, 'identity');
        };
        const done = await actOnKeyFile(station, { kind: 'passphrase-changed', identity: id }, change);
        if (!done.ok) return done;
        changed = id;
        return ok('closed');
      },
    },
  };
}
