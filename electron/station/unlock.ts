import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem, ProblemArea } from '../../shared/contract/channel.ts';
import { err, type Result } from '../../shared/result.ts';
import type { UnlockedSigner } from '../keyring/signer.ts';
import { problemOf } from './problems.ts';
import type { Station } from './station.ts';

/**
 * Opens a key. Every attempt is journalled, the failed ones too; a key that was opened unrecorded is locked again.
 * `area`: whose problem a refusal is.
 */
export async function unlockRecorded(
  { keyring, record }: Pick<Station, 'keyring' | 'record'>,
  identity: Sha256,
  passphrase: string,
  area: ProblemArea,
): Promise<Result<UnlockedSigner, Problem>> {
  const unlocked = await keyring.unlock(identity, passphrase);
  if (unlocked.ok) {
    const recorded = await record({ kind: 'unlock', identity });
    if (recorded.ok) return unlocked;
    unlocked.value.lock();
    return recorded;
  }
  if (unlocked.error.code === 'wrong-passphrase') {
    const recorded = await record({ kind: 'unlock-failed', identity, failures: unlocked.error.failures });
    if (!recorded.ok) return recorded;
  }
  return err(problemOf(area, unlocked.error));
}
