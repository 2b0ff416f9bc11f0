import type { Sha256 } from '../../shared/bytes.ts';
import type { ContentFile } from './fsck-contents.ts';
import type { VaultLayout } from './layout.ts';
import type { RecordHead } from './remake.ts';

/** What a worker thread of the vault is started as. */
export type WorkerRole = ReaderRole | BlobsRole | ImportRole | FsckRole | FsckContentsRole;

/** Reads batches, into the vault or, with `store: null`, for their hashes alone. */
export interface ReaderRole {
  readonly role: 'reader';
  readonly control: SharedArrayBuffer;
  readonly store: {
    readonly layout: VaultLayout;
    /** The import's own folder. */
    readonly folder: string;
    /** Begins the names of this reader's packs. */
    readonly prefix: string;
    readonly filter: SharedArrayBuffer;
  } | null;
  /** `dirHash`: that alone, without what the vault keeps. */
  readonly hashes: 'every' | 'dirHash';
  /** Searched in every regular file on the way. */
  readonly tokens: readonly Uint8Array[];
}

/** Computes git's digests of what another thread reads of an archive. */
export interface BlobsRole {
  readonly role: 'blobs';
}

/** Walks a directory, shares it among readers of its own, folds and stages the bundle. */
export interface ImportRole {
  readonly role: 'import';
  readonly control: SharedArrayBuffer;
  readonly layout: VaultLayout;
  readonly folder: string;
  readonly importId: string;
  readonly source: string;
  readonly workerFile: string;
  readonly readers: number;
}

/** Checks the whole vault, with threads of its own for the contents. */
export interface FsckRole {
  readonly role: 'fsck';
  readonly control: SharedArrayBuffer;
  readonly layout: VaultLayout;
  /** What refers to contents besides bundles: packets and statements, known to the journal. */
  readonly roots: readonly Sha256[];
  /** Bundles whose records are to be made again from their bytes. */
  readonly remake: readonly RecordHead[];
  readonly workerFile: string;
  readonly readers: number;
}

/** Hashes its share of the vault's contents. */
export interface FsckContentsRole {
  readonly role: 'fsck-contents';
  readonly control: SharedArrayBuffer;
  readonly layout: VaultLayout;
  readonly files: readonly ContentFile[];
  /** See `checkContents`. */
  readonly taken: SharedArrayBuffer;
}

/**
 * Small young generations: what readers hand over is memory outside of the heap, which is freed when the young
 * generation is swept, and with V8's 48 MB that would be rarely.
 */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 12 };

/**
 * A reader's heap holds a few megabytes, whatever the bundle's size: a few batches, each bounded, and what is not durable
 * yet. With V8's own limit, which is gigabytes, it lets tens of megabytes of garbage lie.
 */
export const READER_LIMITS = { ...THREAD_LIMITS, maxOldGenerationSizeMb: 32 };
