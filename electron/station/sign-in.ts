import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import type { SessionView } from '../../shared/contract/views.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Ceremonies } from './ceremonies.ts';
import { confirmCeremony } from './confirm-ceremony.ts';
import { refuseRecorded } from './recorder.ts';
import type { Station } from './station.ts';
import { withKey } from './unlock.ts';

/** Opens the signing window for a passphrase; who is signed in then, `null` when the person cancelled. */
export async function signIn(
  station: Station,
  ceremonies: Ceremonies,
  id: Sha256,
): Promise<Result<SessionView | null, Problem>> {
  const by = station.keyring.identity(id);
  if (by === null || by.standing.kind !== 'active') {
    return refuseRecorded(station.record, {
      code: 'identity/not-active',
      sentence: 'Only an active identity of this station signs in. Choose another one.',
      where: id,
    });
  }
  const held = await ceremonies.hold(
    confirmCeremony({
      by,
      asked: { kind: 'sign-in' },
      act: (passphrase) =>
        withKey(station, id, passphrase, async () => {
          station.session.begin(id);
          return ok(id);
        }),
    }),
  );
  if (!held.ok) return held;
  return ok(held.value === null ? null : station.session.view());
}
