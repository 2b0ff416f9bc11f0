import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { concatBytes } from '../../../shared/encoding/bytes.ts';
import { type Ed25519PublicKey, parsePublicKey } from '../../../shared/key/public-key.ts';

/** Bytes of an Ed25519 private key (RFC 8032, section 5.1.5). */
export const SEED_LENGTH = 32;

/** PKCS#8 around the seed (RFC 8410, section 7): what goes before its 32 bytes. */
const PKCS8_PREFIX = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/** 64 bytes by the runtime's own Ed25519. What it copies of the seed is wiped again. */
export function signWithSeed(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return withPkcs8(seed, (der) => sign(null, message, { key: der, format: 'der', type: 'pkcs8' }));
}

/** The public key of a seed. Throws when `seed` is not 32 bytes: a bug. */
export function publicKeyOfSeed(seed: Uint8Array): Ed25519PublicKey {
  const spki = withPkcs8(seed, (der) =>
    createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({
      format: 'der',
      type: 'spki',
    }),
  );
  const parsed = parsePublicKey(spki);
  if (!parsed.ok || parsed.value.key.kind !== 'ed25519') throw new Error('an Ed25519 seed gave no Ed25519 public key');
  return parsed.value.key;
}

function withPkcs8<T>(seed: Uint8Array, use: (der: Buffer) => T): T {
  if (seed.length !== SEED_LENGTH) throw new Error('an Ed25519 seed has 32 bytes');
  const der = Buffer.from(concatBytes(PKCS8_PREFIX, seed).buffer);
  try {
    return use(der);
  } finally {
    der.fill(0);
  }
}
