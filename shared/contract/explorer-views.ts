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

/** Which folders of a tree are open: all or none, but for these. */
export interface OpenFolders {
  readonly all: boolean;
  /** Folders by their numbers (see `TreeRowView`). */
  readonly except: readonly number[];
}

/** A bundle's entries as a tree: those that the filter leaves, and the folders that they are in. */
export interface TreeAsked {
  readonly bundle: Sha256;
  /** As in `EntriesAsked`. */
  readonly filter: string;
  readonly opened: OpenFolders;
}

/** A row of the tree. `level`: from 1. `parent`: the row of its folder; -1 for none. */
export type TreeRowView =
  | { readonly kind: 'file'; readonly level: number; readonly parent: number; readonly file: EvidenceFile }
  | {
      readonly kind: 'folder';
      readonly level: number;
      readonly parent: number;
      /** Its path, without a slash at its end. */
      readonly path: string;
      readonly isOpen: boolean;
      /** Its number, and what is below it; `null` until all entries have been read. */
      readonly below: { readonly folder: number; readonly files: number; readonly bytes: number } | null;
    };

/** Some rows of a tree. */
export interface TreeView {
  /** How many entries the filter leaves. */
  readonly matching: number;
  /** How many rows there are. */
  readonly count: number;
  readonly rows: readonly TreeRowView[];
}

/** Where an entry stands in the tree once these folders have been opened or left open. */
export interface TreePlaceView {
  readonly opened: OpenFolders;
  readonly row: number;
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
  readonly kind: 'proof';
  readonly index: number;
  readonly size: number;
  /** Hex, nearest sibling first. */
  readonly hashes: readonly string[];
  readonly root: string;
  readonly holds: boolean;
  /** The proof file, as `prove` writes it. */
  readonly text: string;
}

/** `hashing`: the bundle's tree is still being hashed. `link`: no proof covers a link. */
export type ProofAnswer = ProofView | ProofProgress | { readonly kind: 'link' };

/** How much of a bundle's tree was hashed, in bytes of its list of entries. */
export interface ProofProgress {
  readonly kind: 'hashing';
  readonly bytes: number;
  readonly of: number;
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
