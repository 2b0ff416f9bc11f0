import type { Problem } from '../../shared/contract/channel.ts';
import { finding } from '../../shared/finding/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { JournalEvent } from '../journal/entry.ts';
import type { Station } from './station.ts';

/**
 * An act that counts once the keyring has it on the disk, and whose entry comes after. Where the entry is missing, or
 * nobody knows whether the act was done, nothing is signed until a start has read the keyring and written what is owed.
 */
export async function actOnKeyring<T>(
  { journal, record }: Pick<Station, 'journal' | 'record'>,
  act: () => Promise<Result<T, Problem>>,
  entryOf: (done: T) => Promise<JournalEvent> | JournalEvent,
): Promise<Result<T, Problem>> {
  const done = await act();
  if (!done.ok) {
    if (done.error.outcome === 'unknown') journal.makeReadOnly(finding('station.outcome-unknown', 'the keyring'));
    return done;
  }
  const event = await entryOf(done.value);
  const recorded = await record(event);
  if (!recorded.ok) journal.makeReadOnly(finding('journal.entry-owed', event.kind));
  return ok(done.value);
}
