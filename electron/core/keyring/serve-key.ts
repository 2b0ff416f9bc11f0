import { randomBytes, randomInt } from 'node:crypto';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type TypedSecret, typedSecret } from '../../../shared/contract/typed.ts';
import { fromBase64 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { parseStrictJson } from '../../../shared/encoding/strict-json.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import { opaqueString } from '../../../shared/text/opaque-string.ts';
import { readRegularFile } from '../files/read.ts';
import { openWithPassphrase, sealWithPassphrase } from './age-file.ts';
import { publicKeyOfSeed, SEED_LENGTH, signWithSeed } from './ed25519-private.ts';
import { type KeyAnswer, type KeyCommand, type KeyFileDefect, type KeyRefusal, MAX_KEY_FILE } from './key-job.ts';
import { type PrivateKey, parseOpenSshPrivateKey, toOpenSshPrivateKey } from './openssh-private.ts';
import { passphraseWeakness } from './passphrase-strength.ts';

interface HeldKey {
  readonly seed: Uint8Array;
  readonly comment: string;
  /** What `seal` encrypts it under. */
  readonly passphrase: string;
}

/** What a key process hears and says: Electron's `parentPort` of a utility process. */
export interface KeyPort {
  on(event: 'message', listener: (message: { readonly data: KeyCommand }) => void): unknown;
  postMessage(message: unknown): void;
}

/**
 * Serves one key: says to whom what is typed is to be sealed, then answers each command. What is thrown in here is a bug: it
 * ends the process, and whoever waits is told so.
 */
export async function serveKey(port: KeyPort): Promise<void> {
  const identity = await generateX25519Identity();
  const served = new ServedKey(identity);
  port.on('message', ({ data }) => void served.answer(data).then((answer) => port.postMessage(answer)));
  port.postMessage({ recipient: await identityToRecipient(identity) });
}

class ServedKey {
  readonly #identity: string;
  #held: HeldKey | null = null;
  #file: Uint8Array | null = null;
  /** `null`: whatever it is asked to sign, which is one statement. */
  #only: ReadonlySet<string> | null = null;

  constructor(identity: string) {
    this.#identity = identity;
  }

  async answer(command: KeyCommand): Promise<KeyAnswer> {
    switch (command.kind) {
      case 'make': {
        const chosen = await typedFor(['choose'], command.typed, this.#identity);
        if (!chosen.ok) return chosen;
        const { passphrase } = chosen.value;
        return this.#hold({ seed: randomBytes(SEED_LENGTH), comment: command.comment, passphrase });
      }
      case 'open': {
        const typed = await typedFor(['unlock', 'change'], command.typed, this.#identity);
        if (!typed.ok) return typed;
        const { passphrase } = typed.value;
        const opened = await openAge(command.file, passphrase);
        if (!opened.ok) return err({ kind: 'file', defect: opened.error });
        return this.#hold({
          ...opened.value,
          passphrase: typed.value.kind === 'change' ? typed.value.next : passphrase,
        });
      }
      case 'read': {
        const read = await readRegularFile(command.path, MAX_KEY_FILE);
        if (!read.ok) return err({ code: read.error.code, errno: read.error.errno });
        this.#file = read.value;
        return ok(null);
      }
      case 'open-read': {
        const typed = await typedFor(['unlock'], command.typed, this.#identity);
        if (!typed.ok) return typed;
        const { passphrase } = typed.value;
        const opened = parseOpenSshPrivateKey(known(this.#file), passphrase === '' ? null : passphrase);
        return opened.ok ? this.#hold({ ...opened.value, passphrase }) : err({ kind: 'file', defect: opened.error });
      }
      case 'seal': {
        const { seed, comment, passphrase } = known(this.#held);
        const plain = toOpenSshPrivateKey(seed, comment, randomInt(2 ** 32));
        return sealWithPassphrase(plain, passphrase, command.workFactor);
      }
      case 'only':
        this.#only = new Set(command.digests);
        return null;
      case 'sign':
        // Not what the key was opened for: an answer of no form, after which nobody asks this process again.
        if (this.#only?.has(sha256Hex(command.message)) === false) return null;
        return signWithSeed(known(this.#held).seed, command.message);
      default:
        return assertNever(command, 'key command');
    }
  }

  #hold(key: HeldKey): KeyAnswer {
    this.#held = key;
    return ok({ publicKey: publicKeyOfSeed(key.seed).bytes, comment: key.comment });
  }
}

async function openAge(file: Uint8Array, passphrase: string): Promise<Result<PrivateKey, KeyFileDefect>> {
  const plain = await openWithPassphrase(file, passphrase);
  if (!plain.ok) return plain;
  const key = parseOpenSshPrivateKey(plain.value, null);
  return key.ok ? key : err('damaged');
}

/** What was typed, for a command that takes these kinds of it; a new passphrase only if it may be one. */
async function typedFor<Kind extends TypedSecret['kind']>(
  kinds: readonly Kind[],
  sealed: string,
  identity: string,
): Promise<Result<OfKind<Kind>, KeyRefusal>> {
  const typed = await unsealed(sealed, identity);
  if (typed === null || !isOneOf(kinds, typed)) return err({ kind: 'unreadable' });
  const defect = newPassphraseDefect(typed);
  return defect === null ? ok(typed) : err(defect);
}

function newPassphraseDefect(typed: TypedSecret): KeyRefusal | null {
  if (typed.kind === 'unlock') return null;
  const chosen = typed.kind === 'choose' ? typed.passphrase : typed.next;
  if (opaqueString(chosen) !== opaqueString(typed.repeated)) return { kind: 'differ' };
  const code = passphraseWeakness(chosen);
  return code === null ? null : { kind: 'weak', code };
}

type OfKind<Kind extends TypedSecret['kind']> = Extract<TypedSecret, { readonly kind: Kind }>;

function isOneOf<Kind extends TypedSecret['kind']>(kinds: readonly Kind[], typed: TypedSecret): typed is OfKind<Kind> {
  return kinds.some((kind) => kind === typed.kind);
}

/** `null` when it was not sealed to this process, or is not what the signing window seals. */
async function unsealed(sealed: string, identity: string): Promise<TypedSecret | null> {
  const file = fromBase64(sealed);
  if (file === null) return null;
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  // The package says why only in words; whatever it is, it cannot be read here.
  const plain = await decrypter.decrypt(file).catch(() => null);
  const json = plain === null ? null : parseStrictJson(plain);
  const parsed = json?.ok === true ? typedSecret.safeParse(json.value) : null;
  return parsed?.success === true ? parsed.data : null;
}

/** What an earlier command must have brought. */
function known<T>(value: T | null): T {
  if (value === null) throw new Error('a key command came before the one that brings its key');
  return value;
}
