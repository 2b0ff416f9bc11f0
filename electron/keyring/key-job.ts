import type { AgeDefect } from './age-file.ts';
import type { PrivateKeyDefect } from './openssh-private.ts';

/** Why a key file does not open, in whichever format it is. */
export type KeyFileDefect = AgeDefect | PrivateKeyDefect;

/** What a key worker is started for. Its bytes are handed over to it. */
export type KeyJob =
  | {
      /** Encrypts a key as the bytes of its age file. */
      readonly kind: 'seal';
      readonly seed: Uint8Array;
      readonly comment: string;
      readonly passphrase: string;
      readonly workFactor: number;
    }
  /** Opens an age file. */
  | { readonly kind: 'open'; readonly file: Uint8Array; readonly passphrase: string }
  /** Opens an OpenSSH private key file. `passphrase` null: it has none. */
  | { readonly kind: 'open-openssh'; readonly file: Uint8Array; readonly passphrase: string | null };

/** What comes back of an opened key: the public key follows from the seed. */
export interface OpenedKey {
  readonly seed: Uint8Array<ArrayBuffer>;
  readonly comment: string;
}

/**
 * A copy in memory of its own, which can be handed to another thread. Node's small buffers share theirs with whatever
 * else was read lately, and all of it would go along.
 */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}
