import type { FileFailure } from '../files/file-failure.ts';

/** Above this a content is read in chunks; up to it, it is read whole, straight to where it is kept. */
export const WHOLE_FILE_MAX = 256 * 1024;
/** One chunk of a larger file: small enough that it is still in the processor's cache when it is written. */
export const CHUNK = 256 * 1024;
/** What a sink's buffer holds at least: a whole small file, its head, and one byte to notice growth. */
export const BUFFER_MIN = 1024 * 1024;
/** The longest head of a git blob: `blob `, 16 digits, NUL. */
export const HEAD_MAX = 32;

/** Where contents go while they are hashed. Synchronous: a reader does one thing at a time. */
export interface ContentSink {
  /** Holds the chunk or small file that is in hand. */
  readonly buffer: Buffer;
  /** A place in `buffer` with room for the head and a whole small file, and one byte to notice growth. */
  room(): number;
  /** Keeps the record (head and content) that lies at `at`: it becomes durable with `settled`. */
  keep(sha256: string, at: number, headLength: number, size: number): void;
  /** Starts a content that comes in chunks. */
  begin(size: number): ChunkedContent;
  /** Settles when all that was kept until now is durable. `seal` makes it so at once. */
  settled(): Promise<FileFailure | null>;
  seal(): void;
  /**
   * `null` while writing keeps up with reading; else settles once it does. Whoever reads waits for it, or else what waits
   * to become durable would grow without bound on a slow disk.
   */
  behind(): Promise<void> | null;
  /** The first failure of the place that contents go to; after it nothing is kept. */
  readonly failure: FileFailure | null;
}

export interface ChunkedContent {
  /** `null`: taken. Else it settles when it is; until then the chunk must stay as it is, and no other may be written. */
  write(chunk: Uint8Array): Promise<void> | null;
  finish(sha256: string): void;
  /** The content is not to be kept after all. */
  abandon(): void;
}

/** For hashing alone: contents go nowhere. */
export function nowhere(): ContentSink {
  const content: ChunkedContent = {
    write: () => null,
    finish: () => undefined,
    abandon: () => undefined,
  };
  return {
    buffer: Buffer.allocUnsafeSlow(BUFFER_MIN),
    room: () => 0,
    keep: () => undefined,
    begin: () => content,
    settled: () => Promise.resolve(null),
    seal: () => undefined,
    behind: () => null,
    failure: null,
  };
}
