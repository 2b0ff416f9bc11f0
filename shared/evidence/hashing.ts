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
}

/** In plain ECMAScript: for windows, tests, and to cross-check the runtime's hashes. */
export const nobleHashing: Hashing = { sha256: () => sha256.create(), sha1: () => sha1.create() };

/** One call for bytes that are all there. */
export function digest(hasher: Hasher, bytes: Uint8Array): Uint8Array {
  hasher.update(bytes);
  return hasher.digest();
}
