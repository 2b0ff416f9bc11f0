import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import type { VaultLayout } from '../store/layout.ts';
import type { ContentFile } from './check-contents.ts';
import type { RecordHead } from './remake.ts';

/** What a thread is started as that checks the whole vault, with threads of its own for the contents. */
export interface CheckRole {
  readonly role: 'check';
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
export interface CheckContentsRole {
  readonly role: 'check-contents';
  readonly control: SharedArrayBuffer;
  readonly layout: VaultLayout;
  readonly files: readonly ContentFile[];
  /** See `checkContents`. */
  readonly taken: SharedArrayBuffer;
}
