import type { EvidenceReader } from '../../../shared/evidence/reader.ts';
import { insideFolder } from '../../../shared/evidence/spelling.ts';
import type { EvidenceFile } from '../../../shared/evidence/types.ts';

/** A bundle seen from one folder in it, as if that were its root. @param folder empty for the root itself */
export function viewInside(reader: EvidenceReader, folder: string): EvidenceReader {
  if (folder === '') return reader;
  const inside = (path: string): string => `${folder}/${path}`;
  return {
    files: insideFolder(reader.files, folder),
    find: (path): EvidenceFile | null => {
      const file = reader.find(inside(path));
      return file === null ? null : { ...file, path };
    },
    readFile: (path) => reader.readFile(inside(path)),
    scanned: (path, tokens) => reader.scanned?.(inside(path), tokens) ?? null,
  };
}
