import { join } from 'node:path';
import type { Handle, LogExportView } from '../../../shared/contract/views.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { toTimestamp } from '../../../shared/statement/fields.ts';
import { SHARED_FILE } from '../../core/files/durable.ts';
import { createFileReadBack } from '../../core/files/durable-file.ts';
import type { Log } from '../../core/log/log.ts';
import { type ExportingStation, exportTo } from '../media/export-to.ts';
import { type FolderDialog, Media } from '../media/media.ts';
import { passedOn } from '../passed-on.ts';
import { readOnlyFailure, type Station } from '../station.ts';

/** Carries the console's log to a medium, for whoever supports this station. */
export class SupportLog {
  readonly #station: ExportingStation & Pick<Station, 'journal'>;
  readonly #media: Media;
  readonly #log: Pick<Log, 'text'>;

  constructor(station: ExportingStation & Pick<Station, 'journal'>, media: Media, log: Pick<Log, 'text'>) {
    this.#station = station;
    this.#media = media;
    this.#log = log;
  }

  /** Writes the log to a folder as one file, reads it back, and journals it. */
  async export(destination: Handle): Promise<Result<LogExportView, Failure>> {
    const notAllowed = readOnlyFailure(this.#station.journal);
    if (notAllowed !== null) return err(notAllowed);
    const text = await this.#log.text();
    if (!text.ok) return err(passedOn('station', text.error));
    const file = `holdfast-log-${toTimestamp(Date.now()).replace(/[-:]|\.\d+/g, '')}.txt`;
    const exported = await exportTo({ station: this.#station, media: this.#media }, destination, {
      write: async (folder, calls) => {
        const written = await createFileReadBack(join(folder, file), text.value, SHARED_FILE, calls);
        return written.ok ? written : err(passedOn('export', written.error));
      },
      nameOf: () => file,
      entryOf: (_, medium) => ({ kind: 'log-exported', file, medium, digest: sha256Hex(text.value) }),
    });
    if (!exported.ok) return exported;
    const { medium, written: readBack } = exported.value;
    return ok({ file, medium, readBack });
  }
}

/**
 * The same after an error that nothing handles, when the journal is written no more: the entry is noted as owed, and the
 * next start writes it. `null` when the person chose no folder.
 */
export async function exportLogAfterFault(
  { journal, owed, answers }: Pick<Station, 'journal' | 'owed' | 'answers'>,
  log: Pick<Log, 'text'>,
  askForFolder: FolderDialog,
): Promise<Result<LogExportView | null, Failure>> {
  const media = new Media(askForFolder, answers, () => undefined);
  const picked = await media.pick('destination');
  if (!picked.ok || picked.value === null) return picked.ok ? ok(null) : picked;
  const station = {
    journal,
    owed: { note: owed.note.bind(owed), settle: async () => ok(undefined) },
    record: async () => ok(undefined),
  };
  return new SupportLog(station, media, log).export(picked.value.handle);
}
