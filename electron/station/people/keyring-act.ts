import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { finding } from '../../../shared/finding/index.ts';
import type { JournalEvent } from '../../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { passedOn } from '../passed-on.ts';
import { readOnlyFailure, type Station } from '../station.ts';

/**
 * An act that counts once the keyring has it on the disk, and whose entry comes after. Where the entry is missing, or
 * nobody knows whether the act was done, nothing is signed until a start has read the keyring and written what is owed.
 */
export async function actOnKeyring<T>(
  { journal, record }: Pick<Station, 'journal' | 'record'>,
  act: () => Promise<Result<T, Failure>>,
  entryOf: (done: T) => Promise<JournalEvent> | JournalEvent,
): Promise<Result<T, Failure>> {
  // It may have become so since the ceremony began: what no entry could tell of is not begun.
  const notAllowed = readOnlyFailure(journal);
  if (notAllowed !== null) return err(notAllowed);
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

/** An act on a key file, of which nothing but its entry tells: it is noted before, so that a start sees what is owed. */
export async function actOnKeyFile(
  station: Pick<Station, 'journal' | 'keyring' | 'owed' | 'record'>,
  event: JournalEvent & { readonly identity: Sha256 },
  act: () => Promise<Result<void, Failure>>,
): Promise<Result<void, Failure>> {
  const { journal, keyring, owed } = station;
  const { identity } = event;
  const sha256 = await keyring.keyFileDigest(identity);
  if (!sha256.ok) return err(passedOn('identity', sha256.error));
  const noted = await owed.note({ event, entries: journal.size, before: { identity, sha256: sha256.value } });
  if (!noted.ok) return noted;
  const done = await actOnKeyring(station, act, () => event);
  // While the journal goes on, it has the entry or nothing was done.
  if (journal.state.kind === 'writable') await owed.settle(noted.value);
  return done;
}
