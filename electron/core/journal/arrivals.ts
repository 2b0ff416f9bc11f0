import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { About, JournalEntry } from '../../../shared/journal/entry.ts';

/** How a signed statement came to a station: signed in its window, carried in, or carried in as envelopes once were. */
export type Arrival = {
  /** Of its entry. */
  readonly index: number;
  /** Of its entry: UTC by the station's clock. */
  readonly at: string;
  readonly sshsigs: readonly Sha256[];
  /** Absent from entries of before it was written. */
  readonly about: About | undefined;
} & (
  | {
      readonly kind: 'signed';
      readonly statement: Sha256;
      readonly envelope: Sha256 | null;
      /** The identity that signed. */
      readonly signer: Sha256;
      readonly predicateType: string;
      readonly packet: Sha256 | null;
    }
  | { readonly kind: 'taken-in'; readonly statement: Sha256; readonly envelope: Sha256 | null }
  /** The entry names the envelope alone. */
  | { readonly kind: 'imported'; readonly envelope: Sha256 }
);

/** Every arrival of a signed statement, in the order of the journal. */
export function arrivalsIn(entries: Iterable<JournalEntry>): readonly Arrival[] {
  return [...entries].flatMap((entry) => arrivalOf(entry) ?? []);
}

function arrivalOf({ index, at, event }: JournalEntry): Arrival | null {
  switch (event.kind) {
    case 'signature': {
      const { statement, envelope, sshsig, identity: signer, predicateType, packet, about } = event;
      return {
        kind: 'signed',
        index,
        at,
        sshsigs: [sshsig],
        about,
        statement,
        envelope,
        signer,
        predicateType,
        packet,
      };
    }
    case 'statement-taken-in': {
      const { statement, envelope, sshsigs, about } = event;
      return { kind: 'taken-in', index, at, sshsigs, about, statement, envelope };
    }
    case 'import-finished':
      return event.what === 'envelope'
        ? { kind: 'imported', index, at, sshsigs: [], about: undefined, envelope: event.id }
        : null;
    default:
      return null;
  }
}
