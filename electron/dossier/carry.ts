import { ok, type Result } from '../../shared/result.ts';
import { sha256Hex } from '../../shared/statement/digest.ts';
import { createFolderDurably } from '../files/durable-folder.ts';
import type { FileError } from '../files/file-error.ts';
import { authorityFiles, checksums, type OpenedEnvelope } from './contents.ts';
import type { ExportedDossier } from './export.ts';
import { DOSSIER_FILES, safeName } from './names.ts';
import { wordOf } from './whole/layout.ts';

/**
 * Writes `holdfast-<word>-<packet id>-<digest>` into `destination`, an absolute path, and reads it back: one envelope on
 * its way to another station, where others sign it or take it in, with what it rests on.
 */
export async function exportEnvelope(
  destination: string,
  { opened, envelope }: OpenedEnvelope,
  authority: readonly OpenedEnvelope[],
): Promise<Result<ExportedDossier, FileError>> {
  const { statement, statementSha256 } = opened;
  const word = wordOf(statement.predicateType);
  const carried = [{ name: `${word}.dsse.json`, bytes: envelope }, ...authorityFiles(authority)];
  const files = [...carried, { name: DOSSIER_FILES.checksums, bytes: checksums(carried) }];
  const folder = `holdfast-${word}-${safeName(statement.predicate.packet?.id ?? '')}-${statementSha256.slice(0, 16)}`;
  const written = await createFolderDurably(destination, folder, files);
  if (!written.ok) return written;
  return ok({
    folder,
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Hex(bytes) })),
    digest: sha256Hex(envelope),
    readBack: written.value,
  });
}
