import type { Finding } from '../../../shared/finding/index.ts';
import { ok } from '../../../shared/result.ts';
import type { ByteStream, Chunk } from './types.ts';

/** Takes what it needs from a stream of parts of any length. */
export class ByteCursor {
  readonly #stream: ByteStream;
  #part: Uint8Array = new Uint8Array();
  #position = 0;

  constructor(stream: ByteStream) {
    this.#stream = stream;
  }

  /** Bytes taken so far. */
  get position(): number {
    return this.#position;
  }

  /** The next bytes, at most `most`, without a copy; `null` at the end. */
  async upTo(most: number): Promise<Chunk> {
    while (this.#part.length === 0) {
      const part = await this.#stream.next();
      if (!part.ok || part.value === null) return part;
      this.#part = part.value;
    }
    const taken = this.#part.subarray(0, most);
    this.#part = this.#part.subarray(taken.length);
    this.#position += taken.length;
    return ok(taken);
  }

  /** Passes over the next `length` bytes; less only where the stream ends. */
  async skip(length: number): Promise<Finding | null> {
    const inHand = Math.min(length, this.#part.length);
    this.#part = this.#part.subarray(inHand);
    this.#position += inHand;
    if (this.#stream.skip !== undefined) {
      this.#stream.skip(length - inHand);
      this.#position += length - inHand;
      return null;
    }
    for (let left = length - inHand; left > 0; ) {
      const part = await this.upTo(left);
      if (!part.ok) return part.error;
      if (part.value === null) return null;
      left -= part.value.length;
    }
    return null;
  }

  /** A copy of the next `length` bytes, shorter only where the stream ends; `null` at the end. */
  async take(length: number): Promise<Chunk> {
    const taken = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const part = await this.upTo(length - filled);
      if (!part.ok) return part;
      if (part.value === null) break;
      taken.set(part.value, filled);
      filled += part.value.length;
    }
    return ok(filled === 0 && length > 0 ? null : taken.subarray(0, filled));
  }
}
