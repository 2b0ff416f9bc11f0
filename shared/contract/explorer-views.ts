import type { Sha256 } from '../encoding/bytes.ts';
import type { ImageHead } from '../evidence/image-head.ts';
import type { EvidenceFile } from '../evidence/types.ts';

/** What a bundle's entries are listed by. Entries that are equal by it are in path order. */
export const ENTRY_ORDERS = ['path', 'size', 'kind'] as const;
export type EntryOrder = (typeof ENTRY_ORDERS)[number];

/** Which of a bundle's entries are asked for. */
export interface EntriesAsked {
  readonly bundle: Sha256;
  /** Part of the path; `a` to `z` stand for `A` to `Z` too. Empty for all entries. */
  readonly filter: string;
  readonly order: EntryOrder;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Some of a bundle's entries. */
export interface EntriesView {
  /** How many entries the filter leaves. */
  readonly matching: number;
  readonly files: readonly EvidenceFile[];
}

/** One entry of one bundle. */
export interface FileAsked {
  readonly bundle: Sha256;
  readonly path: string;
}

/** What a file is, by its entry and its first bytes. */
export interface FileLook {
  readonly file: EvidenceFile;
  /** `binary`: there is a zero byte among the first ones. */
  readonly form: 'text' | 'binary';
  readonly image: ImageHead | null;
}

/** A line of text, or a part of one that is longer than the window is wide. */
export interface TextRow {
  /** Where it begins in the file, in bytes, and how many bytes it has without its line end. */
  readonly offset: number;
  readonly length: number;
  /** The number of its line, from 1; `null` where the lines before it are not counted yet. */
  readonly line: number | null;
  /** Whether its line begins with it. */
  readonly begins: boolean;
  /** Untrusted. Bytes that are no UTF-8 are U+FFFD. */
  readonly text: string;
}

/** Rows around a place of a file. */
export type RowsView =
  | {
      readonly kind: 'rows';
      readonly rows: readonly TextRow[];
      /** The row that holds the place asked for. */
      readonly at: number;
      /** Whether the first row is the file's first, the last its last. */
      readonly isStart: boolean;
      readonly isEnd: boolean;
    }
  /** The line asked for is not among those counted so far. */
  | { readonly kind: 'line-unknown'; readonly counted: number; readonly isWhole: boolean };

/** How far a file was read again from its first byte to its last, to compare it with its digest. */
export interface WholeReadView {
  /** `damaged`: the vault's copy does not have the digest that was imported. `failed`: the disk refused. */
  readonly state: 'reading' | 'matches' | 'damaged' | 'failed';
  readonly bytes: number;
  /** Lines counted so far, and how many of them end in CR LF. */
  readonly lines: number;
  readonly crlf: number;
}

/** A search in one file. */
export interface SearchView {
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly hits: number;
  /** Of the hits, how many can be gone to: the first ones. */
  readonly listed: number;
  readonly bytes: number;
  readonly bytesPerSecond: number;
}

export interface FileStateView {
  readonly whole: WholeReadView;
  readonly search: SearchView | null;
}

/** Where a hit is. */
export interface HitView {
  readonly offset: number;
  readonly length: number;
}

/** A file's inclusion proof, and whether it leads to the bundle's own `merkleSha256`. */
export interface ProofView {
  readonly index: number;
  readonly size: number;
  /** Hex, nearest sibling first. */
  readonly hashes: readonly string[];
  readonly root: string;
  readonly holds: boolean;
  /** The proof file, as `prove` writes it. */
  readonly text: string;
}

export type DiffRow =
  | {
      readonly kind: 'same' | 'removed' | 'added';
      readonly left: number | null;
      readonly right: number | null;
      readonly text: string;
    }
  /** Lines that are the same in both and are left out. */
  | { readonly kind: 'gap'; readonly lines: number };

/** How two files differ. */
export type DiffView =
  | { readonly kind: 'same-bytes' }
  /** `first`: the offset of the first byte that differs. */
  | { readonly kind: 'not-by-lines'; readonly why: 'too-large' | 'binary' | 'too-different'; readonly first: number }
  | {
      readonly kind: 'lines';
      readonly first: number;
      readonly removed: number;
      readonly added: number;
      readonly rows: readonly DiffRow[];
      /** There are more rows than are given. */
      readonly isCut: boolean;
    };
