import { sha256 } from '@noble/hashes/sha2.js';
import { parseSha256, type Sha256, toHex } from './bytes.ts';

/** Hex SHA-256 of bytes that are all in memory: payloads, keys, rendered text. */
export function sha256Hex(bytes: Uint8Array): Sha256 {
  return sha256FromDigest(sha256(bytes));
}

/** The hex of a SHA-256 that something else computed. @throws when the digest is not 32 bytes: a bug */
export function sha256FromDigest(digest: Uint8Array): Sha256 {
  const hex = parseSha256(toHex(digest));
  if (hex === null) throw new Error(`a SHA-256 of ${digest.length} bytes`);
  return hex;
}
