import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { closeRead } from '../files/close-read.ts';
import { errnoOf } from '../files/file-failure.ts';
import type { ByteStream, Chunk } from './types.ts';

const BUFFER_BYTES = 256 * 1024;

/** O_NONBLOCK keeps a FIFO put in the archive's place from holding the open up for ever. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Makes one call to the medium: for whoever wants to know how long it takes. */
export type Calling = <T>(call: () => T) => T;

/** The archive on its medium: opened once, no link followed, and the same file before and after the read. */
export class ArchiveFile {
  /** Without its folders: where it lies on this station belongs in no receipt. */
  readonly name: string;
  readonly size: number;
  readonly #descriptor: number;
  readonly #stamp: string;
  readonly #calling: Calling;
  #bytesRead = 0;

  private constructor(name: string, descriptor: number, stat: BigIntStats, calling: Calling) {
    this.name = name;
    this.#descriptor = descriptor;
    this.size = Number(stat.size);
    this.#stamp = stampOf(stat);
    this.#calling = calling;
  }

  static open(path: string, calling: Calling = (call) => call()): Result<ArchiveFile, Finding> {
    const name = basename(path);
    return guarded(name, () => {
      const descriptor = calling(() => openSync(path, OPEN_FLAGS));
      const stat = calling(() => fstatSync(descriptor, { bigint: true }));
      if (stat.isFile()) return ok(new ArchiveFile(name, descriptor, stat, calling));
      closeRead(() => closeSync(descriptor));
      return err(finding('evidence.archive-form', name, { observed: 'no regular file' }));
    });
  }

  /** Its size and times; no inode, which FAT and exFAT give anew at each mount. */
  get identity(): string {
    const [, , size, mtimeNs, ctimeNs] = this.#stamp.split(' ');
    return `${size}:${mtimeNs}:${ctimeNs}`;
  }

  /** Bytes read or passed over. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  /** Counts bytes that need not be read. */
  passOver(bytes: number): void {
    this.#bytesRead += bytes;
  }

  /** Fills `target` from `position`. Fewer bytes than that are a truncated archive. */
  readInto(target: Uint8Array, position: number): Result<Uint8Array, Finding> {
    return guarded(this.name, () => {
      let filled = 0;
      while (filled < target.length) {
        const [at, left] = [filled, target.length - filled];
        const count = this.#calling(() => readSync(this.#descriptor, target, at, left, position + at));
        if (count === 0)
          return err(finding('evidence.archive-truncated', this.name, { observed: `${this.size} bytes` }));
        filled += count;
        this.#bytesRead += count;
      }
      return ok(target);
    });
  }

  /** The bytes from `start` to `end`, through one reused buffer. */
  range(start: number, end: number): ByteStream {
    const buffer = new Uint8Array(Math.min(BUFFER_BYTES, Math.max(0, end - start)));
    let position = start;
    return {
      next: async (): Promise<Chunk> => {
        if (position >= end) return ok(null);
        const part = this.readInto(buffer.subarray(0, Math.min(buffer.length, end - position)), position);
        if (part.ok) position += part.value.length;
        return part;
      },
      skip: (bytes) => {
        position += bytes;
        this.passOver(bytes);
      },
    };
  }

  /** To be asked after the last read: whether someone wrote to the file meanwhile. */
  changed(): Finding | null {
    const checked = guarded(this.name, () =>
      ok(stampOf(this.#calling(() => fstatSync(this.#descriptor, { bigint: true })))),
    );
    if (!checked.ok) return checked.error;
    return checked.value === this.#stamp ? null : finding('evidence.archive-changed', this.name);
  }

  close(): void {
    this.#calling(() => closeRead(() => closeSync(this.#descriptor)));
  }
}

function stampOf(stat: BigIntStats): string {
  return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
}

function guarded<T>(name: string, operation: () => Result<T, Finding>): Result<T, Finding> {
  try {
    return operation();
  } catch (thrown) {
    const errno = errnoOf(thrown);
    if (errno === null) throw thrown;
    return err(finding('evidence.archive-unreadable', name, { observed: errno }));
  }
}
