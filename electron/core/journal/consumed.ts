import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import type { RecordedStatement, RecordedStatements } from '../../../shared/statement/recorded.ts';

/** Nonce of each grant that is used up by this journal, and the statement (its payload's SHA-256) that used it first. */
export function consumedIn(entries: Iterable<JournalEntry>): Map<string, Sha256> {
  const consumed = new Map<string, Sha256>();
  for (const { event } of entries) {
    if (event.kind !== 'signature' && event.kind !== 'statement-taken-in') continue;
    for (const nonce of event.consumes ?? []) if (!consumed.has(nonce)) consumed.set(nonce, event.statement);
  }
  return consumed;
}

/** The statements that were signed on a station or carried to it, each by its first entry. */
export function recordedIn(entries: readonly JournalEntry[]): RecordedStatements {
  const statements = new Map<Sha256, RecordedStatement>();
  for (const { at, event } of entries) {
    if (event.kind !== 'signature' && event.kind !== 'statement-taken-in') continue;
    const { statement, predicateType = null } = event;
    const packet = event.kind === 'signature' ? event.packet : (event.about?.packet ?? null);
    const known = statements.get(statement);
    if (known === undefined) statements.set(statement, { statement, at, predicateType, packet });
    else if (known.predicateType === null) statements.set(statement, { ...known, predicateType, packet });
  }
  return { until: entries.at(-1)?.at ?? '', statements: [...statements.values()], consumed: consumedIn(entries) };
}
