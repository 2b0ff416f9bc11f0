import type { SealedSecret } from '../../../shared/contract/typed.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Failure, FailureArea } from '../../../shared/failure/failure.ts';
import { err, type Result } from '../../../shared/result.ts';
import { attempt } from '../../core/files/file-failure.ts';
import type { KeyringFailure } from '../../core/keyring/keyring-failure.ts';
import type { UnlockedSigner } from '../../core/keyring/signer.ts';
import { beforehand, passedOn } from '../passed-on.ts';
import type { Station } from '../station.ts';
import { CANCELLED } from './ceremony.ts';

type Parts = Pick<Station, 'keyring' | 'record' | 'session'>;

/** What every unlock is for. */
interface Attempt {
  readonly identity: Sha256;
  /** Whose problem a refusal is. */
  readonly area: FailureArea;
  /** Aborted when whoever typed the passphrase has gone. */
  readonly cancelled: AbortSignal;
}

/**
 * Opens a key. Every attempt is journalled, the failed ones too, and those of people who cancelled meanwhile; a key that
 * was opened unrecorded or for nobody is locked again.
 */
export async function unlockRecorded(
  station: Parts,
  attempt: Attempt,
  passphrase: SealedSecret,
): Promise<Result<UnlockedSigner, Failure>> {
  return recorded(station, attempt, await station.keyring.unlock(attempt.identity, passphrase));
}

/** The same with the OpenSSH private key file that the identity's holder keeps; an empty passphrase for one without. */
export async function unlockFileRecorded(
  station: Parts & Pick<Station, 'answers'>,
  at: Attempt,
  path: string,
  passphrase: SealedSecret,
): Promise<Result<UnlockedSigner, Failure>> {
  // Read before the keyring's turn: on a medium that hangs it would keep every other key waiting.
  const asked = await attempt(path, () =>
    station.answers.ask(path, () => station.keyring.readKeyFile(path, passphrase)),
  );
  const read = asked.ok ? asked.value : asked;
  if (!read.ok) return err(passedOn(at.area, read.error));
  return recorded(station, at, await station.keyring.unlockKeyFile(at.identity, passphrase));
}

async function recorded(
  station: Parts,
  { identity, area, cancelled }: Attempt,
  unlocked: Result<UnlockedSigner, KeyringFailure>,
): Promise<Result<UnlockedSigner, Failure>> {
  if (!unlocked.ok) return unlockFailed(station, identity, unlocked.error, area);
  const entered = beforehand(await station.record({ kind: 'unlock', identity }));
  if (!entered.ok || cancelled.aborted) {
    unlocked.value.lock();
    return entered.ok ? err(CANCELLED) : entered;
  }
  station.session.proven(identity);
  return unlocked;
}

/** Opens a key for one use, and locks it again whatever comes of that. */
export async function withKey<T>(
  station: Parts,
  { identity, cancelled }: Omit<Attempt, 'area'>,
  passphrase: SealedSecret,
  use: (key: UnlockedSigner) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const unlocked = await unlockRecorded(station, { identity, cancelled, area: 'identity' }, passphrase);
  if (!unlocked.ok) return unlocked;
  try {
    return await use(unlocked.value);
  } finally {
    unlocked.value.lock();
  }
}

/** Why nothing came of a passphrase, once the attempt is in the journal: where it was cancelled, the key was open. */
export async function unlockFailed(
  { record }: Pick<Parts, 'record'>,
  identity: Sha256,
  error: KeyringFailure,
  area: FailureArea,
): Promise<Result<never, Failure>> {
  if (error.code === 'keyring/wrong-passphrase') {
    const recorded = beforehand(await record({ kind: 'unlock-failed', identity, failures: error.failures }));
    if (!recorded.ok) return recorded;
  }
  if (error.code === 'keyring/cancelled') {
    const recorded = beforehand(await record({ kind: 'unlock', identity }));
    if (!recorded.ok) return recorded;
  }
  return err(passedOn(area, error));
}
