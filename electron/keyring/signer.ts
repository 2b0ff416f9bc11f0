import { err, ok, type Result } from '../../shared/result.ts';
import { signEnvelope } from '../../shared/statement/dsse.ts';
import type { Ed25519PublicKey } from '../../shared/statement/public-key.ts';
import { signSsh } from '../../shared/statement/sshsig.ts';
import { signWithSeed } from './ed25519-private.ts';
import type { Identity } from './identity.ts';
import { type KeyringError, keyringError } from './keyring-error.ts';

/**
 * An identity whose private key is in memory. The key is in one buffer, which `lock` overwrites; the runtime may hold
 * copies of its own for as long as one signature takes. After `lock` everything is refused with `locked`.
 */
export interface UnlockedSigner {
  readonly identity: Identity;
  readonly key: Ed25519PublicKey;
  /** The DSSE envelope's bytes around `payload`. */
  signDsse(payload: Uint8Array): Promise<Result<Uint8Array, KeyringError>>;
  /** An armored OpenSSH signature (SSHSIG) over `message`, as `ssh-keygen -Y sign` makes it. */
  signSsh(message: Uint8Array, namespace: string): Promise<Result<string, KeyringError>>;
  lock(): void;
}

export function signDsseWithSeed(payload: Uint8Array, key: Ed25519PublicKey, seed: Uint8Array): Promise<Uint8Array> {
  return signEnvelope(payload, key, async (message) => signWithSeed(seed, message));
}

/** Takes over `seed`: the caller keeps no copy. */
export function unlockedSigner(identity: Identity, key: Ed25519PublicKey, seed: Buffer): UnlockedSigner {
  let locked = false;
  const sign = async (message: Uint8Array) => signWithSeed(seed, message);
  const unlessLocked = async <T>(work: () => Promise<T>): Promise<Result<T, KeyringError>> =>
    locked
      ? err(keyringError('locked', 'The key is locked again: unlock it and sign anew.', identity.id))
      : ok(await work());
  return {
    identity,
    key,
    signDsse: (payload) => unlessLocked(() => signDsseWithSeed(payload, key, seed)),
    signSsh: (message, namespace) => unlessLocked(() => signSsh(message, namespace, key, sign)),
    lock: () => {
      locked = true;
      seed.fill(0);
    },
  };
}
