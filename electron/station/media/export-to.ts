import { dirname, join } from 'node:path';
import type { Handle } from '../../../shared/contract/views.ts';
import { coded, type Failure, failure } from '../../../shared/failure/failure.ts';
import type { JournalEvent } from '../../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Calls } from '../../core/files/calls.ts';
import { takeAway } from '../../core/files/durable.ts';
import { mountLabelOf } from '../../core/media/volumes.ts';
import type { Station } from '../station.ts';
import type { Media } from './media.ts';

/** How one thing is written to a folder that a person chose, and what the journal says of it. */
interface Export<Written> {
  write(folder: string, calls: Calls): Promise<Result<Written, Failure>>;
  /** The name of what was written, in that folder. */
  nameOf(written: Written): string;
  entryOf(written: Written, medium: string): JournalEvent;
}

/** What an export needs of the station. */
export interface ExportingStation {
  readonly journal: Pick<Station['journal'], 'size'>;
  readonly owed: Pick<Station['owed'], 'note' | 'settle'>;
  readonly record: Station['record'];
}

/**
 * Writes to a medium, and journals it. Without its entry nothing leaves the station: what the journal does not take is
 * taken off the medium again; what cannot be taken off is noted, and the next start writes its entry. Gives what was
 * written, and the medium's name.
 */
export async function exportTo<Written>(
  { station, media }: { readonly station: ExportingStation; readonly media: Media },
  destination: Handle,
  { write, nameOf, entryOf }: Export<Written>,
): Promise<Result<{ readonly written: Written; readonly medium: string }, Failure>> {
  const exported = await media.write(destination, async (folder, calls) => {
    const written = await write(folder, calls);
    return written.ok ? ok({ written: written.value, path: join(folder, nameOf(written.value)) }) : written;
  });
  if (!exported.ok) return err(exported.error.outcome === 'unknown' ? mayBeThere(exported.error) : exported.error);
  const { written, path } = exported.value;
  const medium = await mountLabelOf(dirname(path));
  const event = entryOf(written, medium);
  const noted = await station.owed.note({ event, entries: station.journal.size, before: null });
  const recorded = noted.ok ? await station.record(event) : noted;
  // The journal may have the entry: then what is on the medium must stay.
  if (!recorded.ok && recorded.error.outcome === 'unknown') return recorded;
  const gone = recorded.ok ? null : await media.write(destination, async (_, calls) => ok(await takeAway(path, calls)));
  const isGone = gone?.ok === true && gone.value === 'not-done';
  if (noted.ok && (recorded.ok || isGone)) await station.owed.settle(noted.value);
  if (recorded.ok) return ok({ written, medium });
  return err(isGone ? recorded.error : mayBeThere({ ...recorded.error, where: path }));
}

function mayBeThere(one: Failure): Failure {
  const said = failure('export/may-be-there', { cause: one.cause ?? one, where: one.where });
  return { ...coded(one.code, said), outcome: 'unknown' };
}
