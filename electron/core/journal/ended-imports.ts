import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import type { ImportAccount, JournalEntry } from '../../../shared/journal/entry.ts';
import type { ReceiptPredicate } from '../../../shared/statement/receipt.ts';
import { differs } from '../../../shared/statement/receipt-check.ts';

/** An import as the journal closed it. */
export interface EndedImport {
  /** The index of the entry that closed it. */
  readonly entry: number;
  readonly at: string;
  readonly label: string;
  /** What came of it: something with this digest, or nothing, for this reason. */
  readonly outcome:
    | { readonly kind: 'imported'; readonly what: 'packet' | 'bundle'; readonly id: Sha256 }
    | { readonly kind: 'refused'; readonly reason: string; readonly findings: readonly string[] };
  /** `null` for an import by a console that did not write it down yet. */
  readonly account: ImportAccount | null;
}

/** Every import of a packet or a bundle that ended, in the order of the journal; those that were cancelled left out. */
export function endedImports(entries: Iterable<JournalEntry>): readonly EndedImport[] {
  return [...entries].flatMap((entry) => endedImport(entry) ?? []);
}

function endedImport({ index, at, event }: JournalEntry): EndedImport | null {
  if (event.kind !== 'import-finished' && event.kind !== 'import-refused') return null;
  const { what, label, account = null } = event;
  if (what !== 'packet' && what !== 'bundle') return null;
  const outcome =
    event.kind === 'import-finished'
      ? ({ kind: 'imported', what, id: event.id } as const)
      : ({ kind: 'refused', reason: event.reason, findings: event.findings } as const);
  return { entry: index, at, label, outcome, account };
}

/** What a receipt says of an import that is the journal's to say. */
export function receiptJournalPart({ entry, at, label, outcome }: EndedImport, account: ImportAccount) {
  const { medium, startedAt, resumed, filesRead, bytesRead } = account;
  return {
    medium,
    import: {
      label,
      journalEntry: entry,
      startedAt,
      finishedAt: at,
      filesRead,
      bytesRead,
      resumed,
      // The vault lists nothing before it is durable (decision 010).
      durability: 'fsync' as const,
    },
    refusal: outcome.kind === 'refused' ? outcome.reason : null,
  };
}

/** Where a receipt of this station says something else than the journal; one finding where there is no such import. */
export function receiptAgainstJournal(receipt: ReceiptPredicate, entries: Iterable<JournalEntry>): readonly Finding[] {
  const { medium, refusal } = receipt;
  const said = { medium, import: receipt.import, refusal };
  const ended = endedImports(entries).find(({ entry }) => entry === receipt.import.journalEntry);
  if (ended === undefined || ended.account === null) return differs('/predicate/import', null, said);
  return [
    ...differs('/predicate/import', receiptJournalPart(ended, ended.account), said),
    ...(ended.outcome.kind === 'imported' ? differs('/predicate', ended.outcome.id, aboutOf(receipt)) : []),
  ];
}

/** The digest of what a receipt of a console is about: one packet or one bundle. */
function aboutOf({ packet, evidence }: ReceiptPredicate): string {
  return packet?.sha256 ?? evidence[0]?.treeHashes.dirHash ?? '';
}
