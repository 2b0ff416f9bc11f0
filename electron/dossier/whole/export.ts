import type { Sha256 } from '../../../shared/bytes.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { sha256Hex } from '../../../shared/statement/digest.ts';
import { createFolderDurably } from '../../files/durable-folder.ts';
import type { ReadBackSource } from '../../files/read-back.ts';
import type { ExportError } from '../export.ts';
import { safeName } from '../names.ts';
import { checkInput, wholeFiles } from './contents.ts';
import type { DossierInput } from './input.ts';
import { LAYOUT } from './layout.ts';
import { renderReport } from './report.ts';

/** Prints the report, an HTML page without a script, as a PDF; a sentence says why it could not. */
export type PrintReport = (html: string) => Promise<Result<Uint8Array, string>>;

/** As for a decision, or the report could not be printed (`print`): then nothing is written either. */
export type WholeExportError = ExportError | { readonly code: 'print'; readonly sentence: string };

export interface ExportedWholeDossier {
  /** The folder's name inside the destination. */
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of SHA256SUMS: it fixes every file, so reading it aloud says which dossier this is. */
  readonly digest: Sha256;
  readonly readBack: ReadBackSource;
}

/**
 * Writes `holdfast-dossier-<packet id>-<entries in the journal>` into `destination`, an absolute path, and reads all of
 * it back. As with a single decision, what a reader would refuse is not written. `print`: `null` where nothing can print
 * the report, and the dossier then has it as HTML alone.
 */
export async function exportDossier(
  destination: string,
  input: DossierInput,
  print: PrintReport | null,
): Promise<Result<ExportedWholeDossier, WholeExportError>> {
  const checked = checkInput(input);
  if (!checked.ok) return err({ code: 'refused', findings: checked.error });
  const report = renderReport(checked.value);
  const printed = print === null ? ok(null) : await print(report);
  if (!printed.ok) return err({ code: 'print', sentence: printed.error });
  const files = wholeFiles(checked.value, report, printed.value);
  const sums = files.at(-1);
  if (sums?.name !== LAYOUT.checksums) throw new Error('SHA256SUMS is the last file of a dossier');
  const folder = `holdfast-dossier-${safeName(input.packetId)}-${input.journal.entries.length}`;
  const written = await createFolderDurably(destination, folder, files);
  if (!written.ok) return err({ code: 'medium', file: written.error });
  return ok({
    folder,
    files: files.length,
    bytes: files.reduce((total, { bytes }) => total + bytes.length, 0),
    digest: sha256Hex(sums.bytes),
    readBack: written.value,
  });
}

/** The sentence to end with: which medium, how many files, which digest, and how far the reading back reached. */
export function closingSentence(medium: string, dossier: ExportedWholeDossier): string {
  const { folder, files, bytes, digest, readBack } = dossier;
  const howRead =
    readBack === 'medium'
      ? 'read back from the medium itself and equal'
      : 'read back and equal, though possibly from the cache of the system and not from the medium';
  return `${folder} is on ${medium}: ${files} files, ${bytes} bytes, ${howRead}. SHA-256 of its SHA256SUMS: ${digest}.`;
}
