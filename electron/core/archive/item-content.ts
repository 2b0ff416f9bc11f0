import type { Admission } from './admission.ts';
import type { ByteStream } from './types.ts';

/**
 * An item's content as its reader sees it. Leaving it early leaves the stream where it is, so that the rest can be
 * drained: what nobody reads is checked too, and the next entry is found behind it.
 */
export class ItemContent implements AsyncIterable<Uint8Array> {
  readonly #stream: ByteStream;
  readonly #admission: Admission;
  #ended = false;
  #skipped = false;

  constructor(stream: ByteStream, admission: Admission) {
    this.#stream = stream;
    this.#admission = admission;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.#step() };
  }

  /** To be called before any of it is asked for: nothing of it is wanted, nor has to be checked. */
  skip(): void {
    this.#skipped = true;
  }

  get isSkipped(): boolean {
    return this.#skipped;
  }

  async drain(): Promise<void> {
    while (!this.#ended && !this.#skipped) await this.#step();
  }

  async #step(): Promise<IteratorResult<Uint8Array>> {
    const part = this.#ended || this.#skipped ? null : await this.#stream.next();
    if (part?.ok && part.value !== null) return { done: false, value: part.value };
    if (part?.ok === false) this.#admission.stop(part.error);
    this.#ended = true;
    return { done: true, value: undefined };
  }
}

/** Content that is in memory already. */
export function contentOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      if (bytes.length > 0) yield bytes;
    },
  };
}
