import { createHash } from 'node:crypto';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256FromDigest } from '../../../shared/encoding/digest.ts';

/** The runtime's own SHA-256, of bytes that are all in memory. */
export function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

/** The same in hex. */
export function sha256Of(bytes: Uint8Array): Sha256 {
  return sha256FromDigest(sha256(bytes));
}
