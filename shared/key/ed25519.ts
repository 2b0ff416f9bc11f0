import { ed25519 } from '@noble/curves/ed25519.js';

const Point = ed25519.Point;

/**
 * Ed25519 verification (RFC 8032, section 5.1.7) under rules that leave one reading: S below the group order, A and R
 * encoded canonically, and both in the prime-order subgroup and not the neutral element. There the cofactored and
 * the plain equation agree, so every conforming verifier (OpenSSL, OpenSSH, Node) accepts what this accepts.
 * False for any length but 32 and 64 bytes.
 */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  return (
    ed25519.verify(signature, message, publicKey, { zip215: false }) &&
    isPrimeOrderPoint(publicKey) &&
    isPrimeOrderPoint(signature.subarray(0, 32))
  );
}

/** True for the canonical encoding of a point of prime order: what an honest key or nonce commitment always is. */
export function isPrimeOrderPoint(encoded: Uint8Array): boolean {
  if (encoded.length !== 32) return false;
  const point = decodePoint(encoded);
  return point !== null && !point.is0() && point.isTorsionFree();
}

function decodePoint(encoded: Uint8Array): InstanceType<typeof Point> | null {
  try {
    return Point.fromBytes(encoded, false);
  } catch {
    return null;
  }
}
