import type { Sha256 } from '../encoding/bytes.ts';
import type { Act } from '../statement/gist.ts';
import type { JournalEntryView } from './views.ts';

/** What an entry is about, as the record groups entries. */
export const ACT_KINDS = ['decision', 'authority', 'import', 'export', 'people', 'station'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** One thing that happened, with the entries that belong to it. */
export interface ActView {
  readonly entry: JournalEntryView;
  readonly kind: ActKind;
  /** Who did it, where the journal says so. `name`: untrusted text. */
  readonly person: { readonly id: Sha256; readonly name: string } | null;
  /** Which packet it is about, by its id and its revision; untrusted text. */
  readonly packet: { readonly id: string; readonly revision: string | null } | null;
  /** What was signed; `null` for what is no signature, or whose statement does not open any more. */
  readonly signed: Act | null;
  /** Entries of the same act, told with it: the key was opened for it, and locked after it. */
  readonly folded: readonly JournalEntryView[];
}

export interface RecordView {
  /** How many acts match, and how many there are. */
  readonly total: number;
  readonly all: number;
  /** Newest first. */
  readonly acts: readonly ActView[];
  /** Packet ids that acts are about, in order. */
  readonly packets: readonly string[];
}
