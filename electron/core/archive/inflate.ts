import { Readable, type TransformOptions } from 'node:stream';
import { constants, createInflateRaw, type InflateRaw, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ArchiveFile } from './archive-file.ts';
import type { ByteStream, Chunk } from './types.ts';

const CHUNK_BYTES = 256 * 1024;
/** zlib, which works in a thread of its own, inflates so much while what came before is hashed. */
const AHEAD_BYTES = 4 * CHUNK_BYTES;
const FIRST_CHUNK_BYTES = 16 * 1024;
/** zlib takes no smaller ones. */
const LEAST_CHUNK_BYTES = constants.Z_MIN_CHUNK;

/**
 * One deflate stream (RFC 1951) from `start`, which must end before `end`. After its last chunk `consumed` is its
 * exact length, so that the caller knows what follows it. Memory: a few chunks of 256 KiB.
 */
export class DeflateStream implements ByteStream {
  readonly #where: string;
  readonly #source: Readable;
  readonly #inflate: InflateRaw;
  #output: AsyncIterator<unknown> | null = null;
  #readFailure: Finding | null = null;

  constructor(file: ArchiveFile, start: number, end: number, where: string) {
    this.#where = where;
    this.#source = Readable.from(this.#compressed(file, start, end));
    const options: ZlibOptions & TransformOptions = { chunkSize: CHUNK_BYTES, readableHighWaterMark: AHEAD_BYTES };
    this.#inflate = createInflateRaw(options);
  }

  get consumed(): number {
    return this.#inflate.bytesWritten;
  }

  async next(): Promise<Chunk> {
    try {
      this.#output ??= this.#start();
      const step = await this.#output.next();
      if (!step.done && step.value instanceof Uint8Array) return ok(step.value);
      this.close();
      return this.#readFailure === null ? ok(null) : err(this.#readFailure);
    } catch (thrown) {
      this.close();
      return err(this.#readFailure ?? inflateFailure(thrown, this.#where));
    }
  }

  /** Only once somebody asks, so that there is always somebody to tell of an error. */
  #start(): AsyncIterator<unknown> {
    this.#source.pipe(this.#inflate);
    return this.#inflate[Symbol.asyncIterator]();
  }

  /** Gives the memory back when the stream is left before its end. */
  close(): void {
    this.#source.destroy();
    this.#inflate.destroy();
  }

  /**
   * zlib keeps what it is given while it works in another thread, so each chunk is a buffer of its own. Chunks grow,
   * since the end is known only when zlib has found it, and what was read past it is read again.
   */
  *#compressed(file: ArchiveFile, start: number, end: number): Generator<Uint8Array> {
    let length = FIRST_CHUNK_BYTES;
    for (let position = start; position < end; ) {
      const part = file.readInto(Buffer.alloc(Math.min(length, end - position)), position);
      if (!part.ok) {
        this.#readFailure = part.error;
        return;
      }
      position += part.value.length;
      length = Math.min(CHUNK_BYTES, 2 * length);
      yield part.value;
    }
  }
}

/**
 * A small deflate stream in one go, which costs a tenth of a stream object.
 * Fails when it is damaged, gives other than `size` bytes, or does not use all of `compressed`.
 */
export function inflateWhole(compressed: Uint8Array, size: number, where: string): Result<Uint8Array, Finding> {
  try {
    const inflated: unknown = inflateRawSync(compressed, { info: true, ...oneChunk(size) });
    if (!isInflated(inflated)) throw new Error('zlib gave no engine for `info`');
    if (inflated.buffer.length !== size) return err(sizeMismatch(where, inflated.buffer.length, size));
    if (inflated.engine.bytesWritten === compressed.length) return ok(inflated.buffer);
    return err(finding('evidence.archive-hidden-bytes', where, { observed: 'bytes after the compressed data' }));
  } catch (thrown) {
    return err(isTooLarge(thrown) ? sizeMismatch(where, `more than ${size}`, size) : inflateFailure(thrown, where));
  }
}

/** Room for all of it and a byte more, so that zlib sees the end without a second chunk, and needs to join none. */
function oneChunk(size: number): { readonly chunkSize: number; readonly maxOutputLength: number } {
  return { chunkSize: Math.max(LEAST_CHUNK_BYTES, size + 1), maxOutputLength: size + 1 };
}

export function sizeMismatch(where: string, observed: number | string, expected: number): Finding {
  return finding('evidence.archive-size-mismatch', where, { observed: `${observed} bytes`, expected: `${expected}` });
}

function inflateFailure(thrown: unknown, where: string): Finding {
  if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
  if (thrown.code === 'Z_BUF_ERROR') return finding('evidence.archive-truncated', where, { observed: thrown.message });
  if (thrown.code === 'Z_DATA_ERROR' || thrown.code === 'Z_NEED_DICT') {
    return finding('evidence.archive-damaged', where, { observed: thrown.message });
  }
  throw thrown;
}

function isTooLarge(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE';
}

interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** `info: true` changes what zlib gives back, which its types do not say. */
function isInflated(value: unknown): value is Inflated {
  if (typeof value !== 'object' || value === null || !('buffer' in value) || !('engine' in value)) return false;
  const { buffer, engine } = value;
  if (!(buffer instanceof Uint8Array) || typeof engine !== 'object' || engine === null) return false;
  return 'bytesWritten' in engine && typeof engine.bytesWritten === 'number';
}
