import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';

/** The contents of the vault that no bundle refers to, but the journal does: packets, statements and signatures. */
export function referredContents(entries: Iterable<JournalEntry>): Sha256[] {
  const referred: Sha256[] = [];
  for (const { event } of entries) {
    if (event.kind === 'import-finished' && event.what !== 'bundle') referred.push(event.id);
    if (event.kind === 'signature') referred.push(event.statement, event.sshsig);
    if (event.kind === 'statement-taken-in') referred.push(event.statement, ...event.sshsigs);
    if (event.kind !== 'signature' && event.kind !== 'statement-taken-in') continue;
    if (event.envelope !== null) referred.push(event.envelope);
    if (event.kind === 'signature' && event.packet !== null) referred.push(event.packet);
  }
  return referred;
}
