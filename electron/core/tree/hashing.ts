import { createHash, hash } from 'node:crypto';
import type { Hashing } from '../../../shared/evidence/hashing.ts';

/** The runtime's own hash functions, for folding large trees. */
export const runtimeHashing: Hashing = {
  sha256: () => createHash('sha256'),
  sha1: () => createHash('sha1'),
  // To hex and back is faster than to a buffer, which is allocated outside of the heap.
  sha256Of: (bytes) => Buffer.from(hash('sha256', bytes, 'hex'), 'hex'),
};
