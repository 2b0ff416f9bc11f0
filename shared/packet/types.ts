import type { Sha256 } from '../encoding/bytes.ts';
import type { Finding } from '../finding/index.ts';

export type Actor = 'owner' | 'operator' | 'auditor';

/** What an option needs before it can be chosen. */
export interface OptionNeeds {
  readonly blockers: 'none' | 'acknowledged' | 'closed';
  readonly grants: 'none' | 'all';
}

export interface PacketOption {
  readonly rank: number;
  readonly id: string;
  readonly text: string;
  /** False only where every clause of its text is known to be harmless (`effect.ts`), or where packet.json says so. */
  readonly mutates: boolean;
  readonly needs: OptionNeeds;
}

/** What the console understands a status to mean; all but `closed` leave the blocker open. */
export type BlockerStatus = 'open' | 'partial' | 'classified' | 'narrowed' | 'closed';

export interface PacketBlocker {
  readonly id: string;
  readonly status: BlockerStatus;
  /** The status as the packet writes it. */
  readonly statusText: string;
  readonly actors: readonly Actor[];
  readonly separateAuthority: boolean;
  readonly gate: string;
}

export interface EvidenceReference {
  /** The digest as the packet writes it; which algorithm made it is for the console to find out. */
  readonly treeHash: string;
}

/** A decision packet's fields, the same whichever form it was read from. */
export interface Packet {
  readonly id: string;
  readonly revision: string;
  readonly date: string;
  readonly title: string;
  readonly docStatus: string;
  /** The id of the default option; `null` when the packet names none that is safe. */
  readonly default: string | null;
  readonly options: readonly PacketOption[];
  readonly blockers: readonly PacketBlocker[];
  readonly grants: readonly string[];
  readonly evidence: readonly EvidenceReference[];
}

/** One leg of a blocker (clone, production), from the blocker's status and what the packet says of it elsewhere. */
export interface BlockerLeg {
  readonly blocker: string;
  readonly leg: string;
  readonly status: 'closed' | 'open';
  /** The words it was read from. */
  readonly statedAs: string;
}

/** The readable document, as blocks of plain text: nothing in it can be markup. */
export type DocumentBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: readonly Inline[]; readonly line: number }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[]; readonly line: number }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      /** The number that each item carries in the source; empty for an unordered list. */
      readonly numbers: readonly number[];
      readonly items: readonly (readonly DocumentBlock[])[];
      readonly line: number;
    }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      /** Each row with exactly the cells that the source writes, which may be fewer or more than the head has. */
      readonly rows: readonly (readonly (readonly Inline[])[])[];
      readonly rowLines: readonly number[];
      readonly line: number;
    }
  | { readonly kind: 'code'; readonly text: string; readonly line: number }
  | { readonly kind: 'quote'; readonly blocks: readonly DocumentBlock[]; readonly line: number }
  | { readonly kind: 'rule'; readonly line: number };

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  /** A tag or a comment, as the source writes it. */
  | { readonly kind: 'html'; readonly text: string }
  /** A link or an image: what is shown, and where it leads, with its title. */
  | { readonly kind: 'link'; readonly text: readonly Inline[]; readonly target: string }
  | { readonly kind: 'strong'; readonly text: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly text: readonly Inline[] };

/** Why an option is taken to change nothing: what the owner acknowledges as quoted when choosing it. */
export interface OptionEffect {
  readonly option: string;
  /** The clauses of its text, as written. */
  readonly clauses: readonly string[];
  /** `text`: each clause is a known harmless phrase. `field`: `mutates: false` in packet.json is all that says so. */
  readonly saidBy: 'text' | 'field';
}

/** What lines of a document became. */
export type LineUse =
  | 'metadata'
  | 'title'
  | 'heading'
  | 'default'
  | 'option'
  | 'blocker'
  | 'grant'
  | 'evidence'
  /** Read, and acknowledged by whoever relies on it all the same. */
  | 'acknowledge'
  /** Not read into a field. */
  | 'prose';

/** Lines of the document and what they were read as; a line that is several things has an entry for each. */
export interface Coverage {
  readonly line: number;
  /** The last line, included. */
  readonly lastLine: number;
  readonly use: LineUse;
  /** The id, the grant or the tree hash that was read there; empty for what has no name. */
  readonly name: string;
}

/**
 * A stretch of the document that somebody has to read: no field was read from it whole, or what it says (that a blocker
 * is closed, what an option changes) is the packet's word alone.
 */
export interface UnreadPassage {
  readonly line: number;
  readonly lastLine: number;
  /** The lines of the source as they stand, joined by LF. */
  readonly text: string;
  /** SHA-256 of the text in UTF-8. */
  readonly sha256: Sha256;
  /** The options, blockers and grants that it names. */
  readonly names: readonly string[];
  /** Its words that can speak against an option (open, not, until, ...). */
  readonly words: readonly string[];
  /** Whether it is acknowledged by itself: it names something, has such a word, or holds what a viewer may hide. */
  readonly alone: boolean;
}

export type PacketForm = 'markdown' | 'text' | 'json';

/** Everything that reading a packet's bytes gives. */
export interface PacketReading {
  readonly sha256: Sha256;
  readonly size: number;
  readonly form: PacketForm;
  readonly packet: Packet;
  readonly legs: readonly BlockerLeg[];
  /** One for each option that changes nothing. */
  readonly effects: readonly OptionEffect[];
  /** What each line became, in order; empty for packet.json, which has nothing but fields. */
  readonly coverage: readonly Coverage[];
  readonly unread: readonly UnreadPassage[];
  /** The lines of the document as they stand; empty for packet.json. */
  readonly source: readonly string[];
  readonly document: readonly DocumentBlock[];
  readonly findings: readonly Finding[];
}
