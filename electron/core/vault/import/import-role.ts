import type { VaultLayout } from '../store/layout.ts';

/** What a thread is started as that imports: it walks a directory, shares it among readers of its own, folds and stages. */
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

/** What a reader needs to keep in the vault what it reads. */
export interface ReaderStore {
  readonly layout: VaultLayout;
  /** The import's own folder. */
  readonly folder: string;
  /** Begins the names of this reader's packs. */
  readonly prefix: string;
  readonly filter: SharedArrayBuffer;
}
