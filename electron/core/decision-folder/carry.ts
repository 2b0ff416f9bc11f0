import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Calls } from '../files/calls.ts';
import { createFolderDurably } from '../files/durable-folder.ts';
import type { FileFailure } from '../files/file-failure.ts';
import { authorityFiles, checksums } from './contents.ts';
import type { ExportedDossier } from './export.ts';
import { DOSSIER_FILES, safeName, wordOf } from './names.ts';
import { type CarriedStatement, signedFiles } from './signed-files.ts';

/**
 * Writes `holdfast-<word>-<packet id>-<digest>` into `destination`, an absolute path, and reads it back: one statement on
 * its way to another station, where others sign it or take it in, with what it rests on.
 */
export async function exportStatement(
  destination: string,
  carried: CarriedStatement,
  authority: readonly CarriedStatement[],
  calls?: Calls,
): Promise<Result<ExportedDossier, FileFailure>> {
  const { statement, statementSha256, envelopeSha256 } = carried.opened;
  const word = wordOf(statement.predicateType);
  const carriedFiles = [...signedFiles(word, carried), ...authorityFiles(authority)];
  const files = [...carriedFiles, { name: DOSSIER_FILES.checksums, bytes: checksums(carriedFiles) }];
  const folder = `holdfast-${word}-${safeName(statement.predicate.packet?.id ?? '')}-${statementSha256.slice(0, 16)}`;
  const written = await createFolderDurably(destination, folder, files, calls);
  if (!written.ok) return written;
  return ok({
    folder,
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Hex(bytes) })),
    digest: envelopeSha256,
    readBack: written.value,
  });
}
