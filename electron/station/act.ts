import type { Failure } from '../../shared/failure/failure.ts';
import { finding } from '../../shared/finding/index.ts';
import type { JournalEvent } from '../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { OwedEntry } from './owed.ts';
import { readOnlyFailure, type Station } from './station.ts';

/**
 * An act that counts once `where` has it on the disk, and whose entry comes after. Where the entry is missing, or
 * nobody knows whether the act was done, nothing is signed until a start has read the files and written what is owed.
 */
export async function actAndRecord<T>(
  { journal, record }: Pick<Station, 'journal' | 'record'>,
  where: 'the keyring' | 'the vault',
  act: () => Promise<Result<T, Failure>>,
  entryOf: (done: T) => Promise<JournalEvent> | JournalEvent,
): Promise<Result<T, Failure>> {
  // It may have become so since the window was opened: what no entry could tell of is not begun.
  const notAllowed = readOnlyFailure(journal);
  if (notAllowed !== null) return err(notAllowed);
  const done = await act();
  if (!done.ok) {
    if (done.error.outcome === 'unknown') journal.makeReadOnly(finding('station.outcome-unknown', where));
    return done;
  }
  const event = await entryOf(done.value);
  const recorded = await record(event);
  if (!recorded.ok) journal.makeReadOnly(finding('journal.entry-owed', event.kind));
  return ok(done.value);
}

/** The same for an act of which nothing but its entry tells: it is noted before, so that a start sees what is owed. */
export async function actNoted(
  station: Pick<Station, 'journal' | 'owed' | 'record'>,
  where: 'the keyring' | 'the vault',
  { event, before }: Pick<OwedEntry, 'event' | 'before'>,
  act: () => Promise<Result<void, Failure>>,
): Promise<Result<void, Failure>> {
  const { journal, owed } = station;
  const noted = await owed.note({ event, entries: journal.size, before });
  if (!noted.ok) return noted;
  const done = await actAndRecord(station, where, act, () => event);
  // While the journal goes on, it has the entry or nothing was done.
  if (journal.state.kind === 'writable') await owed.settle(noted.value);
  return done;
}
