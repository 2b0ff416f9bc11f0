import { sha256 } from '@noble/hashes/sha2.js';
import { parseSha256, type Sha256, toHex } from './bytes.ts';

/** Hex SHA-256 of bytes that are all in memory: payloads, keys, rendered text. */
export function sha256Hex(bytes: Uint8Array): Sha256 {
  const digest = parseSha256(toHex(sha256(bytes)));
  if (digest === null) throw new Error('SHA-256 gave something that is not 32 bytes');
  return digest;
}
