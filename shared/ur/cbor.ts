import { concatBytes } from '../encoding/bytes.ts';
import { bigEndian32 } from './crc32.ts';

/** As much of CBOR (RFC 8949, section 4.2: deterministic) as a UR of bytes holds. */
const UNSIGNED = 0x00;
const BYTES = 0x40;
const ARRAY = 0x80;

export const cborUnsigned = (value: number): Uint8Array => head(UNSIGNED, value);
export const cborArrayOf = (length: number): Uint8Array => head(ARRAY, length);
export const cborBytes = (bytes: Uint8Array): Uint8Array => concatBytes(head(BYTES, bytes.length), bytes);

function head(major: number, value: number): Uint8Array {
  if (value < 24) return Uint8Array.of(major | value);
  if (value < 0x100) return Uint8Array.of(major | 24, value);
  if (value < 0x10000) return Uint8Array.of(major | 25, value >>> 8, value);
  return concatBytes(Uint8Array.of(major | 26), bigEndian32(value));
}

/** Reads items one after the other. Each gives `null` for another item, or one not in its shortest form. */
export class CborReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  unsigned(): number | null {
    return this.#head(UNSIGNED);
  }

  /** How many items the array has, which are read next. */
  array(): number | null {
    return this.#head(ARRAY);
  }

  bytes(): Uint8Array | null {
    const length = this.#head(BYTES);
    if (length === null || length > this.#bytes.length - this.#at) return null;
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  get ended(): boolean {
    return this.#at === this.#bytes.length;
  }

  #head(major: number): number | null {
    const first = this.#bytes[this.#at];
    if (first === undefined || (first & 0xe0) !== major) return null;
    const short = first & 0x1f;
    const more = short < 24 ? 0 : short === 24 ? 1 : short === 25 ? 2 : short === 26 ? 4 : null;
    if (more === null || this.#bytes.length - this.#at - 1 < more) return null;
    const tail = this.#bytes.subarray(this.#at + 1, this.#at + 1 + more);
    const value = more === 0 ? short : tail.reduce((sum, byte) => sum * 256 + byte, 0);
    if (head(major, value).length !== 1 + more) return null;
    this.#at += 1 + more;
    return value;
  }
}
