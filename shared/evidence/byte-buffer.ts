import type { Hasher } from './hashing.ts';

/** Bytes that grow at their end. */
export class ByteBuffer {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** @param text ASCII alone. */
  appendAscii(text: string): void {
    this.#reserve(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[this.#length + i] = text.charCodeAt(i);
    this.#length += text.length;
  }

  /** @param hex lower-case hex of an even length, checked by its reader: a tree fold does this three million times. */
  appendHex(hex: string): void {
    this.#reserve(hex.length / 2);
    for (let i = 0; i < hex.length; i += 2) {
      this.#bytes[this.#length++] = (nibble(hex.charCodeAt(i)) << 4) | nibble(hex.charCodeAt(i + 1));
    }
  }

  appendByte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  /** A view, good until the next append or clear. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.view());
    this.#bytes = grown;
  }
}

function nibble(code: number): number {
  return code < 0x3a ? code - 0x30 : code - 0x57;
}

const CHUNK = 64 * 1024;

/** A running hash fed in chunks: a call into the runtime's hash costs more than the hundred bytes of one line. */
export class ChunkedHash {
  readonly #hasher: Hasher;
  readonly #pending = new ByteBuffer(CHUNK);

  constructor(hasher: Hasher) {
    this.#hasher = hasher;
  }

  update(bytes: Uint8Array): void {
    if (this.#pending.length + bytes.length > CHUNK) this.#flush();
    this.#pending.append(bytes);
  }

  digest(): Uint8Array {
    this.#flush();
    return this.#hasher.digest();
  }

  #flush(): void {
    this.#hasher.update(this.#pending.view());
    this.#pending.clear();
  }
}
