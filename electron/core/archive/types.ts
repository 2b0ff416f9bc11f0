import type { BundleForm, FileKind } from '../../../shared/evidence/types.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import type { Result } from '../../../shared/result.ts';

/** What an archive may ask of this machine. Past any of these it is refused, before or while it is read. */
export interface ArchiveLimits {
  /** Entries of a zip or tar, and members of a gzip. */
  readonly maxEntries: number;
  /** Bytes that all content expands to. */
  readonly maxTotalBytes: number;
  /** Expanded bytes for each byte of the archive, counted over the whole archive. */
  readonly maxRatio: number;
  /** Expanded bytes up to which the ratio is not looked at: a small file of zeros is no bomb. */
  readonly ratioFreeBytes: number;
}

const MIB = 1024 ** 2;
const TIB = 1024 ** 4;

/** Room for a dump of hundreds of gigabytes or a million files; deflate itself reaches a ratio of 1,032. */
export const DEFAULT_ARCHIVE_LIMITS: ArchiveLimits = {
  maxEntries: 2_000_000,
  maxTotalBytes: 2 * TIB,
  maxRatio: 200,
  ratioFreeBytes: 64 * MIB,
};

/**
 * One entry that may be imported. Its path is relative, `/` between names, no `.` or `..`, and given once.
 *
 * `content` is the file's bytes, a symlink's target, nothing for a directory. It can be read once, before the next
 * item is asked for; a chunk is valid until the next one is asked for. What is not read is still checked.
 * Content that turns out wrong ends early, its finding is in the reader's `findings` by then, and no item follows.
 */
export interface ArchiveItem {
  readonly path: string;
  readonly kind: FileKind | 'directory';
  /** Bytes of content, as the archive states it; content of another length is a finding. */
  readonly size: number;
  /** Only for a symlink: where it points, which is inside of the bundle. */
  readonly linkTarget?: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** What the archive says of where and what this content is: the same archive says the same of the same content. */
  readonly place: string;
  /**
   * Instead of reading the content: what is known of it already is neither read nor checked again, where it can be left
   * out.
   */
  skip(): void;
}

/** One archive, read once from start to end. Items come in the order in which the archive stores them. */
export interface ArchiveReader {
  readonly form: Exclude<BundleForm, 'directory'>;
  /** Tells one state of the archive from another, on whatever mount: its size and times. */
  readonly identity: string;
  /** The archive's own size, and how far reading has come: for progress. */
  readonly archiveBytes: number;
  bytesRead(): number;
  /** What was found so far. One error, and the archive is refused, whatever was yielded. */
  readonly findings: readonly Finding[];
  /**
   * The bundle's `checks.json` of at most so many bytes ahead of all items; `null` where the form does not let it be found
   * without reading everything, as in a tar, or where it is not to be had.
   */
  checksAhead(maxBytes: number): Promise<Uint8Array | null>;
  /** To be iterated once. */
  items(): AsyncIterable<ArchiveItem>;
  close(): void;
}

/** A part of something longer; `null` at its end. The bytes are valid until the next part is asked for. */
export type Chunk = Result<Uint8Array | null, Finding>;

/** Bytes that are pulled, so that nothing is read ahead of who uses it. */
export interface ByteStream {
  next(): Promise<Chunk>;
  /** Passes over the next bytes, where that costs less than to read them. */
  skip?(bytes: number): void;
}
