import type { Sha256 } from '../../shared/bytes.ts';
import type { JournalEntry } from './entry.ts';

/** The contents of the vault that no bundle refers to, but the journal does: packets, statements and signatures. */
export function referredContents(entries: Iterable<JournalEntry>): Sha256[] {
  const referred: Sha256[] = [];
  for (const { event } of entries) {
    if (event.kind === 'import-finished' && event.what !== 'bundle') referred.push(event.id);
    if (event.kind !== 'signature') continue;
    referred.push(event.statement, event.envelope, event.sshsig);
    if (event.packet !== null) referred.push(event.packet);
  }
  return referred;
}
