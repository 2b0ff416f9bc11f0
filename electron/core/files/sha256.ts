import { createHash } from 'node:crypto';
import { parseSha256, type Sha256 } from '../../../shared/encoding/bytes.ts';

/** The runtime's own SHA-256, of bytes that are all in memory. */
export function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

/** The same in hex. */
export function sha256Of(bytes: Uint8Array): Sha256 {
  const digest = parseSha256(createHash('sha256').update(bytes).digest('hex'));
  if (digest === null) throw new Error('a SHA-256 in hex is one');
  return digest;
}
