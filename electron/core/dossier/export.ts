import { join } from 'node:path';
import { concatBytes, type Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import { languageInUse } from '../../../shared/strings/language.ts';
import { type ExportFailure, refusedExport } from '../decision-folder/export.ts';
import { safeName } from '../decision-folder/names.ts';
import { type Calls, DIRECTLY } from '../files/calls.ts';
import { SHARED_FILE } from '../files/durable.ts';
import { createFileReadBack } from '../files/durable-file.ts';
import { createFolderDurably, type NewFile } from '../files/durable-folder.ts';
import type { ReadBackSource } from '../files/read-back.ts';
import { type IsoFailure, isoImage } from '../pack/iso-image.ts';
import { zipBytes } from '../pack/zip-writer.ts';
import { wholeFiles } from './contents.ts';
import type { DossierInput } from './input.ts';
import { FOLDER_PREFIX, LAYOUT } from './layout.ts';
import { checkInput } from './read-input.ts';
import { renderReport } from './report.ts';

/** How a dossier lies on the medium. */
export type DossierForm = 'folder' | 'zip' | 'iso';

/** Prints the report, an HTML page without a script, as a PDF. */
export type PrintReport = (html: string) => Promise<Result<Uint8Array, NotPrinted>>;
export type NotPrinted = Failure<'export/not-printed' | 'export/printer-ended'>;

/** As for a decision, or the report could not be printed: then nothing is written either. */
export type WholeExportFailure = ExportFailure | NotPrinted | IsoFailure;

export interface ExportedWholeDossier {
  /** The name of the folder, or of the zip, inside the destination. */
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of SHA256SUMS: it fixes every file, so reading it aloud says which dossier this is. */
  readonly digest: Sha256;
  readonly readBack: ReadBackSource;
}

/**
 * Writes `holdfast-dossier-<packet id>-<entries in the journal>` into `destination`, an absolute path, and reads all of
 * it back. As with a single decision, what a reader would refuse is not written. `print`: `null` where nothing can print
 * the report, and the dossier then has it as HTML alone. A `zip` and an `iso` hold that folder, and
 * end with `.zip` and `.iso`.
 */
export async function exportDossier(
  destination: string,
  input: DossierInput,
  form: DossierForm,
  print: PrintReport | null,
  calls: Calls = DIRECTLY,
): Promise<Result<ExportedWholeDossier, WholeExportFailure>> {
  const checked = checkInput(input);
  if (!checked.ok) return err(refusedExport(checked.error));
  const report = renderReport(checked.value, languageInUse());
  const printed = print === null ? ok(null) : await print(report);
  if (!printed.ok) return printed;
  const files = wholeFiles(checked.value, report, printed.value);
  const sums = files.at(-1);
  if (sums?.name !== LAYOUT.checksums) throw new Error('SHA256SUMS is the last file of a dossier');
  const folder = `${FOLDER_PREFIX}${safeName(input.packetId)}-${input.journal.entries.length}`;
  const name = form === 'folder' ? folder : `${folder}.${form}`;
  const one = form === 'folder' ? null : await oneFile(files, folder, form);
  if (one !== null && !one.ok) return one;
  const written =
    one === null
      ? await createFolderDurably(destination, name, files, calls)
      : await createFileReadBack(join(destination, name), one.value, SHARED_FILE, calls);
  if (!written.ok) return written;
  return ok({
    name,
    files: files.length,
    bytes: files.reduce((total, { bytes }) => total + bytes.length, 0),
    digest: sha256Hex(sums.bytes),
    readBack: written.value,
  });
}

async function oneFile(
  files: readonly NewFile[],
  folder: string,
  form: Exclude<DossierForm, 'folder'>,
): Promise<Result<Uint8Array, IsoFailure>> {
  switch (form) {
    case 'zip':
      return ok(await zipped(files, folder));
    case 'iso':
      return isoImage(folder, files);
    default:
      return assertNever(form, 'form of a dossier');
  }
}

/** The same bytes for the same files. */
async function zipped(files: readonly NewFile[], folder: string): Promise<Uint8Array> {
  const entries = files.map(({ name, bytes }) => ({
    path: name,
    kind: 'file' as const,
    size: bytes.length,
    content: [bytes],
  }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipBytes(entries, folder)) chunks.push(chunk);
  return concatBytes(...chunks);
}
