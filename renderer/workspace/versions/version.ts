import type { Transaction } from 'dexie';

/** One version of the workspace: which stores and indexes it changes, and how rows of the one before become its own. */
export interface WorkspaceVersion {
  readonly version: number;
  /** Dexie's notation: the primary key, then indexes, `*` for one with many entries a row. */
  readonly stores: Readonly<Record<string, string>>;
  readonly upgrade?: (transaction: Transaction) => PromiseLike<unknown>;
}
