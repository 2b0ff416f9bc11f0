import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** A running hash. Node's `Hash` and noble's hash objects both are one as they stand. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  /** The digest of all that was given; the hasher is used up. */
  digest(): Uint8Array;
}

/** The hash functions that tree hashes need, injected so that large trees can use the runtime's own. */
export interface Hashing {
  sha256(): Hasher;
  sha1(): Hasher;
  /**
   * SHA-256 of bytes that are all there. A Merkle tree asks it twice a file, so it is worth making fast: in Node
   * `crypto.hash` to hex and back takes a quarter of the time of a `createHash`.
   */
  sha256Of(bytes: Uint8Array): Uint8Array;
}

/** In plain ECMAScript: for windows, tests, and to cross-check the runtime's hashes. */
export const nobleHashing: Hashing = { sha256: () => sha256.create(), sha1: () => sha1.create(), sha256Of: sha256 };
