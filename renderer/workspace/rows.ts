import type { BundleSummary, PacketSummary } from '../../shared/contract/views.ts';
import type { Sha256 } from '../../shared/encoding/bytes.ts';

/** What the lists show of a packet, with the lower-case words that it is found by. */
export interface PacketRow extends PacketSummary {
  readonly words: readonly string[];
}

export interface BundleRow extends BundleSummary {
  readonly words: readonly string[];
}

/** What the owner has begun to decide on one packet. A new revision has other bytes, and so no draft. */
export interface Draft {
  readonly packet: Sha256;
  readonly option: string | null;
  readonly reason: string;
  /** Keys of what was acknowledged so far (`Acknowledgement`). */
  readonly acknowledged: readonly string[];
}

/** That a packet or bundle has been opened. */
export interface ReadMark {
  readonly subject: Sha256;
  /** When first; UTC, RFC 3339. */
  readonly readAt: string;
  /** When last; absent in rows of earlier consoles. */
  readonly lookedAt?: string;
}

/** What a note is on: a line of a packet's document, one of its blockers, or a file of a bundle, whole or a line of it. */
export type NotePlace =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'blocker'; readonly blocker: string }
  | { readonly kind: 'file'; readonly path: string; readonly line: number | null };

/** What somebody wrote beside a place. It is kept at every key. */
export interface Note {
  readonly id: string;
  /** The packet or the bundle. */
  readonly subject: Sha256;
  readonly place: NotePlace;
  readonly text: string;
  /** UTC, RFC 3339, by this machine's clock. */
  readonly writtenAt: string;
}
