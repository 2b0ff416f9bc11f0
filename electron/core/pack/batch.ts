const BATCH_BYTES = 256 * 1024;

/** Gathers small chunks, since each one that goes through a stream or into a file by itself costs more than its bytes. */
export class Batch {
  #chunks: Uint8Array[] = [];
  #length = 0;

  /** The batch, once there is enough for one; else `null`. The chunk must stay as it is until then. */
  add(chunk: Uint8Array): Uint8Array | null {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    return this.#length >= BATCH_BYTES ? this.take() : null;
  }

  /** What there is. */
  take(): Uint8Array {
    const [only, ...more] = this.#chunks;
    const batch = only !== undefined && more.length === 0 ? only : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#length = 0;
    return batch;
  }
}

export function* inBatches(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const batch = new Batch();
  for (const chunk of chunks) {
    const full = batch.add(chunk);
    if (full !== null) yield full;
  }
  yield batch.take();
}
