import type { Sha256 } from '../../shared/bytes.ts';
import type { JournalEntry } from './entry.ts';

/** Nonce of each grant that a signature used up by this journal, and the statement (its payload's SHA-256) that did first. */
export function consumedIn(entries: Iterable<JournalEntry>): Map<string, Sha256> {
  const consumed = new Map<string, Sha256>();
  for (const { event } of entries) {
    if (event.kind !== 'signature') continue;
    for (const nonce of event.consumes) if (!consumed.has(nonce)) consumed.set(nonce, event.statement);
  }
  return consumed;
}
