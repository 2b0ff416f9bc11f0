import { utf8 } from '../encoding/bytes.ts';
import { isUtf8 } from './text-lines.ts';

/** The encodings of a bag's tag files that are read: those in RFC 8493's conformance suite, and their plain kin. */
const TAG_ENCODINGS = ['UTF-8', 'US-ASCII', 'ISO-8859-1', 'UTF-16', 'UTF-16BE', 'UTF-16LE'] as const;
export type TagEncoding = (typeof TAG_ENCODINGS)[number];

/** The encoding of this IANA name, in any case; `null` for one that is not read. */
export function tagEncoding(name: string): TagEncoding | null {
  return TAG_ENCODINGS.find((one) => one === name.toUpperCase()) ?? null;
}

/** The same text in UTF-8; `null` where the bytes are not in the encoding. A UTF-16 byte order mark is left out. */
export function toUtf8(bytes: Uint8Array, encoding: TagEncoding): Uint8Array | null {
  switch (encoding) {
    case 'UTF-8':
      return isUtf8(bytes) ? bytes : null;
    case 'US-ASCII':
      return bytes.every((byte) => byte < 0x80) ? bytes : null;
    case 'ISO-8859-1':
      return latin1ToUtf8(bytes);
    case 'UTF-16':
      // RFC 2781, section 4.3: big-endian where no byte order mark says otherwise.
      return bytes[0] === 0xff && bytes[1] === 0xfe ? utf16ToUtf8(bytes, 'utf-16le') : utf16ToUtf8(bytes, 'utf-16be');
    case 'UTF-16BE':
      return utf16ToUtf8(bytes, 'utf-16be');
    case 'UTF-16LE':
      return utf16ToUtf8(bytes, 'utf-16le');
  }
}

/** Not TextDecoder's `iso-8859-1`, which is windows-1252. The upper half of it is two bytes in UTF-8. */
function latin1ToUtf8(bytes: Uint8Array): Uint8Array {
  const upper = bytes.reduce((count, byte) => count + (byte >> 7), 0);
  const encoded = new Uint8Array(bytes.length + upper);
  let at = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) encoded[at++] = 0xc0 | (byte >> 6);
    encoded[at++] = byte < 0x80 ? byte : 0x80 | (byte & 0x3f);
  }
  return encoded;
}

function utf16ToUtf8(bytes: Uint8Array, label: string): Uint8Array | null {
  try {
    return utf8(new TextDecoder(label, { fatal: true }).decode(new Uint8Array(bytes)));
  } catch {
    return null;
  }
}
