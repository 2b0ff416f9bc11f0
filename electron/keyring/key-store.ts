import { join } from 'node:path';
import type { Sha256 } from '../../shared/bytes.ts';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import { sha256Hex } from '../../shared/statement/digest.ts';
import { sameKey } from '../../shared/statement/public-key.ts';
import { type Calls, DIRECTLY } from '../files/calls.ts';
import { PRIVATE_FILE, replaceDurably } from '../files/durable.ts';
import { createFileReadBack } from '../files/durable-file.ts';
import { readRegularFile } from '../files/read.ts';
import type { ReadBackSource } from '../files/read-back.ts';
import type { Identity } from './identity.ts';
import type { KeyFileDefect } from './key-job.ts';
import type { KeyThread } from './key-thread.ts';
import { type KeyringError, type KeyringRefusal, keyringError } from './keyring-error.ts';
import type { PrivateKey } from './openssh-private.ts';
import { passphraseWeakness } from './passphrase.ts';
import { delayAfter, UnlockDelay } from './unlock-delay.ts';

/** What goes into a key file. */
type SecretKey = Pick<PrivateKey, 'seed' | 'comment'>;

/** Bytes of a private key's file, whatever format it is in. */
export const MAX_KEY_FILE = 64 * 1024;

/** The age files of a station's private keys, and the count of failed attempts at them. */
export class KeyStore {
  readonly #folder: string;
  readonly #thread: KeyThread;
  readonly #delay: UnlockDelay;
  readonly #now: () => Date;
  readonly #workFactor: number;

  constructor(folder: string, attemptsPath: string, thread: KeyThread, now: () => Date, workFactor: number) {
    this.#folder = folder;
    this.#thread = thread;
    this.#delay = new UnlockDelay(attemptsPath);
    this.#now = now;
    this.#workFactor = workFactor;
  }

  /**
   * Encrypts a key into its file, in place of what was there: an age file under the passphrase, and inside it an OpenSSH
   * private key file, so that `age -d KEY.age > k; ssh-keygen -Y sign -f k` signs with stock tools alone. The file stays
   * as it is once `cancelled`.
   */
  async write(
    id: Sha256,
    key: SecretKey,
    passphrase: string,
    cancelled?: AbortSignal,
  ): Promise<Result<void, KeyringError>> {
    const weakness = passphraseWeakness(passphrase);
    if (weakness !== null) return err(keyringError('weak-passphrase', weakness, 'passphrase'));
    return this.#seal(id, key, passphrase, cancelled);
  }

  /** Opens an identity's key. The caller wipes the seed. */
  async open(identity: Identity, passphrase: string): Promise<Result<PrivateKey, KeyringError>> {
    const sealed = await readRegularFile(this.#path(identity.id), MAX_KEY_FILE);
    return sealed.ok ? this.#counted(identity, () => this.#thread.open(sealed.value, passphrase)) : sealed;
  }

  /** Opens what is in an OpenSSH private key file that the identity's holder keeps. `passphrase` null: it has none. */
  openOpenSsh(
    identity: Identity,
    file: Uint8Array,
    passphrase: string | null,
  ): Promise<Result<PrivateKey, KeyringError>> {
    return this.#counted(identity, () => this.#thread.openOpenSsh(file, passphrase));
  }

  /** SHA-256 of an identity's key file, as it is now. */
  async digest(id: Sha256): Promise<Result<Sha256, KeyringError>> {
    const sealed = await readRegularFile(this.#path(id), MAX_KEY_FILE);
    return sealed.ok ? ok(sha256Hex(sealed.value)) : sealed;
  }

  /** Copies the key file, encrypted as it is, to `path`, which must be free, and reads it back from there. */
  async backUp(id: Sha256, path: string, calls: Calls = DIRECTLY): Promise<Result<ReadBackSource, KeyringError>> {
    const sealed = await readRegularFile(this.#path(id), MAX_KEY_FILE);
    return sealed.ok ? createFileReadBack(path, sealed.value, PRIVATE_FILE, calls) : sealed;
  }

  /** Puts a backup in place of an identity's key file, once it has opened and holds that identity's key. */
  async restore(
    identity: Identity,
    backup: Uint8Array,
    passphrase: string,
    cancelled?: AbortSignal,
  ): Promise<Result<void, KeyringError>> {
    const opened = await this.#counted(identity, () => this.#thread.open(backup, passphrase));
    if (!opened.ok) return opened;
    const written = await this.#seal(identity.id, opened.value, passphrase, cancelled);
    opened.value.seed.fill(0);
    return written;
  }

  async #seal(
    id: Sha256,
    { seed, comment }: SecretKey,
    passphrase: string,
    cancelled?: AbortSignal,
  ): Promise<Result<void, KeyringError>> {
    const sealed = await this.#thread.seal(seed, comment, passphrase, this.#workFactor);
    if (cancelled?.aborted !== true) return replaceDurably(this.#path(id), sealed);
    return err(keyringError('cancelled', 'It was cancelled before the key file was written: nothing changed.', id));
  }

  async #counted(
    identity: Identity,
    open: () => Promise<Result<PrivateKey, KeyFileDefect>>,
  ): Promise<Result<PrivateKey, KeyringError>> {
    const { id, name } = identity;
    const secondsLeft = await this.#delay.secondsLeft(id, this.#now());
    if (!secondsLeft.ok) return secondsLeft;
    if (secondsLeft.value > 0) return err(mustWait(name, secondsLeft.value));
    const counted = await this.#delay.countFailure(id, this.#now());
    if (!counted.ok) return counted;
    const opened = await open();
    if (!opened.ok && opened.error === 'wrong-passphrase') return err(wrongPassphrase(name, counted.value.failures));
    if (opened.ok && sameKey(opened.value.key, identity.publicKey)) {
      const cleared = await this.#delay.clear(id);
      if (cleared.ok) return opened;
      opened.value.seed.fill(0);
      return cleared;
    }
    // Neither a wrong passphrase nor the right key: it must not count, and must not make earlier failures forgotten.
    const takenBack = await counted.value.takeBack();
    if (!takenBack.ok) return takenBack;
    if (!opened.ok) return err(keyringError(codeOf(opened.error), sentenceOf(opened.error, name), name));
    opened.value.seed.fill(0);
    return err(keyringError('key-other', "The file holds another identity's key: choose this identity's own.", name));
  }

  #path(id: Sha256): string {
    return join(this.#folder, `${id}.age`);
  }
}

function mustWait(name: string, secondsLeft: number): KeyringError {
  const sentence = `After several wrong passphrases for the key of ${name} the next try must wait: try again when the time is over.`;
  return { code: 'wait', sentence, secondsLeft };
}

function wrongPassphrase(name: string, failures: number): KeyringError {
  return {
    code: 'wrong-passphrase',
    sentence: sentenceOf('wrong-passphrase', name),
    failures,
    secondsLeft: delayAfter(failures),
  };
}

/** A file of another form is whole: nothing need be restored. */
function codeOf(defect: KeyFileDefect): KeyringRefusal {
  return ['line-ends', 'work-factor', 'no-passphrase'].includes(defect) ? 'key-form' : 'key-damaged';
}

function sentenceOf(defect: KeyFileDefect, name: string): string {
  switch (defect) {
    case 'wrong-passphrase':
      return `This passphrase does not open the key of ${name}: check the keyboard layout and Caps Lock, and type it again.`;
    case 'damaged':
      return 'The key file is damaged: restore the key from its backup.';
    case 'line-ends':
      return 'The key file was copied as text, which has changed its line ends: copy it again as it is (binary), or restore the key from another backup.';
    case 'work-factor':
      return 'The key file asks for more work than is done here (a scrypt work factor above 20): open it with age -d, and encrypt it anew with age -p.';
    case 'no-passphrase':
      return 'The key file is encrypted to a key and not under a passphrase: open it with age -d -i, and encrypt it anew with age -p.';
    case 'not-openssh':
      return 'The file is no private key of OpenSSH: choose another file, or convert it with ssh-keygen -p.';
    case 'passphrase-needed':
      return 'The key file is encrypted: type its passphrase.';
    case 'cipher-unknown':
      return 'The key file is encrypted in another way than OpenSSH does by default: encrypt it anew with ssh-keygen -p.';
    case 'not-ed25519':
      return 'The key is not an Ed25519 key: take one that ssh-keygen -t ed25519 made.';
    default:
      return assertNever(defect, 'private key defect');
  }
}
