import type { Failure } from '../../../shared/failure/failure.ts';
import type { ImportAccount, JournalEntry } from '../../../shared/journal/entry.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { type Medium, mediumOf } from '../../core/media/medium.ts';
import { beforehand } from '../passed-on.ts';
import type { Station } from '../station.ts';

/** An import that the journal knows to be under way. */
export interface BegunImport {
  readonly id: string;
  readonly medium: Medium;
}

/** Journals that an import begins, or is taken up again. `folder`: where on the medium it lies. */
export async function beginImport(
  station: Pick<Station, 'record'>,
  { id, what, label, folder }: { id: string; what: 'packet' | 'bundle'; label: string; folder: string },
): Promise<Result<BegunImport, Failure>> {
  const medium = await mediumOf(folder);
  const event = { kind: 'import-started', what, label, medium: medium.label, import: id } as const;
  const started = beforehand(await station.record(event));
  return started.ok ? ok({ id, medium }) : started;
}

/** What goes with the entry that ends an import, by the entries that began it. `read`: content, in all its runs. */
export function accountOf(
  { id, medium }: BegunImport,
  entries: Iterable<JournalEntry>,
  read: { readonly files: number; readonly bytes: number },
): ImportAccount {
  const begun = [...entries].filter(({ event }) => event.kind === 'import-started' && event.import === id);
  const [first] = begun;
  if (first === undefined) throw new Error('an import that ends was begun');
  return {
    import: id,
    medium: { ...medium },
    startedAt: first.at,
    resumed: begun.length - 1,
    filesRead: read.files,
    bytesRead: read.bytes,
  };
}
