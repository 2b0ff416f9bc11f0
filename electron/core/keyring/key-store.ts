import { join } from 'node:path';
import type { SealedSecret } from '../../../shared/contract/typed.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { failure } from '../../../shared/failure/failure.ts';
import { sameKey } from '../../../shared/key/public-key.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type Calls, DIRECTLY } from '../files/calls.ts';
import { PRIVATE_FILE, replaceDurably } from '../files/durable.ts';
import { createFileReadBack } from '../files/durable-file.ts';
import { readRegularFile } from '../files/read.ts';
import type { ReadBackSource } from '../files/read-back.ts';
import type { Identity } from './identity.ts';
import { MAX_KEY_FILE } from './key-job.ts';
import type { KeyAtHand, KeyProcesses, OpeningError } from './key-processes.ts';
import type { KeyringFailure } from './keyring-failure.ts';
import { delayAfter, UnlockDelay } from './unlock-delay.ts';

/** The age files of a station's private keys, and the count of failed attempts at them. */
export class KeyStore {
  readonly #folder: string;
  readonly #processes: KeyProcesses;
  readonly #delay: UnlockDelay;
  readonly #now: () => Date;
  readonly #workFactor: number;

  constructor(folder: string, attemptsPath: string, processes: KeyProcesses, now: () => Date, workFactor: number) {
    this.#folder = folder;
    this.#processes = processes;
    this.#delay = new UnlockDelay(attemptsPath);
    this.#now = now;
    this.#workFactor = workFactor;
  }

  /** A new key, under a passphrase that is chosen for it. The caller ends it. */
  async make(comment: string, chosen: SealedSecret): Promise<Result<KeyAtHand, KeyringFailure>> {
    const process = this.#processes.take(chosen);
    if (!process.ok) return process;
    const made = await process.value.make(chosen, comment);
    return made.ok ? made : err(failureOf(made.error, comment));
  }

  /**
   * Encrypts a key into its file, in place of what was there: an age file under the passphrase, and inside it an OpenSSH
   * private key file, so that `age -d KEY.age > k; ssh-keygen -Y sign -f k` signs with stock tools alone. The file stays
   * as it is once `cancelled`.
   */
  async write(key: KeyAtHand, cancelled?: AbortSignal): Promise<Result<void, KeyringFailure>> {
    const { keyid } = key.key;
    const sealed = await key.seal(this.#workFactor);
    if (!sealed.ok) return sealed;
    if (cancelled?.aborted !== true) return replaceDurably(this.#path(keyid), sealed.value);
    return err(failure('keyring/cancelled', { where: keyid }));
  }

  /** Opens an identity's key. The caller ends it. */
  async open(identity: Identity, typed: SealedSecret): Promise<Result<KeyAtHand, KeyringFailure>> {
    const sealed = await readRegularFile(this.#path(identity.id), MAX_KEY_FILE);
    return sealed.ok ? this.openFile(identity, sealed.value, typed) : sealed;
  }

  /** Opens an age file that must hold an identity's key. The caller ends it. */
  async openFile(
    identity: Identity,
    file: Uint8Array,
    typed: SealedSecret,
  ): Promise<Result<KeyAtHand, KeyringFailure>> {
    const process = this.#processes.take(typed);
    return process.ok ? this.#counted(identity, process.value, () => process.value.open(typed, file)) : process;
  }

  /** Opens the OpenSSH private key file that was read for this: one that the identity's holder keeps. The caller ends it. */
  async openOpenSsh(identity: Identity, typed: SealedSecret): Promise<Result<KeyAtHand, KeyringFailure>> {
    const process = this.#processes.take(typed);
    return process.ok ? this.#counted(identity, process.value, () => process.value.openRead(typed)) : process;
  }

  /** SHA-256 of an identity's key file, as it is now. */
  async digest(id: Sha256): Promise<Result<Sha256, KeyringFailure>> {
    const sealed = await readRegularFile(this.#path(id), MAX_KEY_FILE);
    return sealed.ok ? ok(sha256Hex(sealed.value)) : sealed;
  }

  /** Copies the key file, encrypted as it is, to `path`, which must be free, and reads it back from there. */
  async backUp(id: Sha256, path: string, calls: Calls = DIRECTLY): Promise<Result<ReadBackSource, KeyringFailure>> {
    const sealed = await readRegularFile(this.#path(id), MAX_KEY_FILE);
    return sealed.ok ? createFileReadBack(path, sealed.value, PRIVATE_FILE, calls) : sealed;
  }

  /** A process that opens nothing is ended. */
  async #counted(
    identity: Identity,
    process: Pick<KeyAtHand, 'end'>,
    open: () => Promise<Result<KeyAtHand, OpeningError>>,
  ): Promise<Result<KeyAtHand, KeyringFailure>> {
    const opened = await this.#tried(identity, open);
    if (!opened.ok) process.end();
    return opened;
  }

  async #tried(
    identity: Identity,
    open: () => Promise<Result<KeyAtHand, OpeningError>>,
  ): Promise<Result<KeyAtHand, KeyringFailure>> {
    const { id, name } = identity;
    const secondsLeft = await this.#delay.secondsLeft(id, this.#now());
    if (!secondsLeft.ok) return secondsLeft;
    if (secondsLeft.value > 0) return err(mustWait(name, secondsLeft.value));
    const counted = await this.#delay.countFailure(id, this.#now());
    if (!counted.ok) return counted;
    const opened = await open();
    if (!opened.ok && isWrongPassphrase(opened.error)) return err(wrongPassphrase(name, counted.value.failures));
    if (opened.ok && sameKey(opened.value.key, identity.publicKey)) {
      const cleared = await this.#delay.clear(id);
      return cleared.ok ? ok(opened.value) : cleared;
    }
    // Neither a wrong passphrase nor the right key: it must not count, and must not make earlier failures forgotten.
    const takenBack = await counted.value.takeBack();
    if (!takenBack.ok) return takenBack;
    if (!opened.ok) return err(failureOf(opened.error, name));
    return err(failure('keyring/key-other', { where: name }));
  }

  #path(id: Sha256): string {
    return join(this.#folder, `${id}.age`);
  }
}

function mustWait(name: string, retryAfter: number): KeyringFailure {
  return failure('keyring/wait', { params: { name }, retryAfter });
}

function wrongPassphrase(name: string, failures: number): KeyringFailure {
  const seconds = delayAfter(failures);
  const wait = seconds === 0 ? {} : { retryAfter: seconds };
  return { ...failure('keyring/wrong-passphrase', { params: { name }, ...wait }), failures };
}

function isWrongPassphrase(error: OpeningError): boolean {
  return 'defect' in error && error.defect === 'wrong-passphrase';
}

function failureOf(error: OpeningError, name: string): KeyringFailure {
  if ('refused' in error) return error.refused;
  if (error.defect === 'wrong-passphrase') return wrongPassphrase(name, 0);
  return failure(`keyring/key-${error.defect}`, { where: name });
}
