import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem, ProblemArea } from '../../shared/contract/channel.ts';
import { err, type Result } from '../../shared/result.ts';
import type { KeyringError } from '../keyring/keyring-error.ts';
import type { UnlockedSigner } from '../keyring/signer.ts';
import { problemOf } from './problems.ts';
import type { Station } from './station.ts';

type Parts = Pick<Station, 'keyring' | 'record' | 'session'>;

/**
 * Opens a key. Every attempt is journalled, the failed ones too; a key that was opened unrecorded is locked again.
 * `area`: whose problem a refusal is.
 */
export async function unlockRecorded(
  station: Parts,
  identity: Sha256,
  passphrase: string,
  area: ProblemArea,
): Promise<Result<UnlockedSigner, Problem>> {
  return recorded(station, identity, await station.keyring.unlock(identity, passphrase), area);
}

/** The same with the OpenSSH private key file that the identity's holder keeps; no passphrase for one without. */
export async function unlockFileRecorded(
  station: Parts,
  identity: Sha256,
  path: string,
  passphrase: string,
  area: ProblemArea,
): Promise<Result<UnlockedSigner, Problem>> {
  const unlocked = await station.keyring.unlockKeyFile(identity, path, passphrase === '' ? null : passphrase);
  return recorded(station, identity, unlocked, area);
}

async function recorded(
  station: Parts,
  identity: Sha256,
  unlocked: Result<UnlockedSigner, KeyringError>,
  area: ProblemArea,
): Promise<Result<UnlockedSigner, Problem>> {
  if (!unlocked.ok) return unlockFailed(station, identity, unlocked.error, area);
  const entered = await station.record({ kind: 'unlock', identity });
  if (!entered.ok) {
    unlocked.value.lock();
    return entered;
  }
  station.session.proven(identity);
  return unlocked;
}

/** Opens a key for one use, and locks it again whatever comes of that. */
export async function withKey<T>(
  station: Parts,
  identity: Sha256,
  passphrase: string,
  use: (key: UnlockedSigner) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> {
  const unlocked = await unlockRecorded(station, identity, passphrase, 'identity');
  if (!unlocked.ok) return unlocked;
  try {
    return await use(unlocked.value);
  } finally {
    unlocked.value.lock();
  }
}

/** Why a key did not open, once the attempt is in the journal. */
export async function unlockFailed(
  { record }: Pick<Parts, 'record'>,
  identity: Sha256,
  error: KeyringError,
  area: ProblemArea,
): Promise<Result<never, Problem>> {
  if (error.code === 'wrong-passphrase') {
    const recorded = await record({ kind: 'unlock-failed', identity, failures: error.failures });
    if (!recorded.ok) return recorded;
  }
  return err(problemOf(area, error));
}
