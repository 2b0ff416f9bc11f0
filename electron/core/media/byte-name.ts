import { fromUtf8 } from '../../../shared/encoding/bytes.ts';

/**
 * A name or path as its bytes, one character a byte (what Node calls `latin1`). Media hold bytes, not text: in this
 * form nothing is lost, names that are no UTF-8 included, and the order of strings is the order of bytes.
 */
export type ByteName = string;

const BEYOND_ASCII = /[\u0080-\uffff]/;

export function isAscii(name: ByteName): boolean {
  return !BEYOND_ASCII.test(name);
}

/** The name as text; `null` when its bytes are not UTF-8 (RFC 3629). */
export function textOf(name: ByteName): string | null {
  return isAscii(name) ? name : fromUtf8(Buffer.from(name, 'latin1'));
}

/** The name as text for a person, what is not UTF-8 as `\xNN`. */
export function shownName(name: ByteName): string {
  const text = textOf(name);
  if (text !== null) return text;
  return name.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}

export function byteName(text: string): ByteName {
  return BEYOND_ASCII.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
}

/** What the system's calls take: a string would be encoded as UTF-8 once more. */
export function systemPath(path: ByteName): string | Buffer {
  return isAscii(path) ? path : Buffer.from(path, 'latin1');
}
