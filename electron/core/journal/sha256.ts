import { createHash } from 'node:crypto';

/** The runtime's own SHA-256, for trees that are folded here. */
export function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}
