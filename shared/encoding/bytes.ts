import { base64 as scureBase64 } from '@scure/base';

/** Lower-case hex SHA-256, 64 characters. A brand, so that no other string is taken for a digest. */
export type Sha256 = string & { readonly __brand: 'Sha256' };

const SHA256_HEX = /^[0-9a-f]{64}$/;

/** Reads a lower-case hex SHA-256; `null` for anything else. */
export function parseSha256(text: string): Sha256 | null {
  return isSha256(text) ? text : null;
}

export function isSha256(text: string): text is Sha256 {
  return SHA256_HEX.test(text);
}

const encoder = new TextEncoder();

/** UTF-8 (RFC 3629). A lone surrogate becomes U+FFFD, so refuse those before calling this where it matters. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Strict UTF-8 to text, a byte order mark kept as U+FEFF; `null` when the bytes are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
  } catch {
    return null;
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Hex of either case to bytes; `null` for an odd length or a character that is not a hex digit. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  return scureBase64.encode(bytes);
}

/** Standard, padded, canonical base64 alone: URL-safe, unpadded or with spare bits gives `null`. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = scureBase64.decode(text);
    return scureBase64.encode(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

/**
 * Standard or URL-safe base64 (RFC 4648, sections 4 and 5), padded and canonical; `null` for anything else, a mixture of
 * the two alphabets included.
 */
export function fromEitherBase64(text: string): Uint8Array | null {
  if (!/[-_]/.test(text)) return fromBase64(text);
  return /[+/]/.test(text) ? null : fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
}

/** Order of unsigned bytes, a prefix first: what `LC_ALL=C sort` and git do. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Bytes equal, compared without an early exit. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
