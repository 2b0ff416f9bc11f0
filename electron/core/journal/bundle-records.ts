import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';

/**
 * The SHA-256 of the record of each bundle that was imported, as the newest entry about the bundle has it. Entries of older
 * versions have none (`null`): after such an entry nothing is known of the record.
 */
export function bundleRecords(entries: Iterable<JournalEntry>): Map<Sha256, Sha256 | null> {
  const records = new Map<Sha256, Sha256 | null>();
  for (const { event } of entries) {
    if (event.kind !== 'import-finished' && event.kind !== 'verification') continue;
    if (event.what === 'bundle') records.set(event.id, event.record ?? null);
  }
  return records;
}
