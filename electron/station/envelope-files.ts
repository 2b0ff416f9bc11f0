import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../shared/result.ts';
import { STATEMENT_LIMITS } from '../../shared/statement/statement.ts';
import { attempt, type FileError } from '../files/file-error.ts';
import { readRegularFile } from '../files/read.ts';

const ENDING = '.dsse.json';
const MAX_FILES = 1000;

export interface EnvelopeFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The envelopes that lie in these folders, no deeper, at most 1,000 of each; the first folder must be there. */
export async function envelopeFiles(folders: readonly string[]): Promise<Result<readonly EnvelopeFile[], FileError>> {
  const files: EnvelopeFile[] = [];
  for (const [index, folder] of folders.entries()) {
    const listed = await attempt(folder, () => readdir(folder));
    if (!listed.ok && index > 0 && listed.error.errno === 'ENOENT') continue;
    if (!listed.ok) return listed;
    for (const name of listed.value
      .filter((one) => one.endsWith(ENDING))
      .sort()
      .slice(0, MAX_FILES)) {
      const path = join(folder, name);
      const bytes = await readRegularFile(path, 2 * STATEMENT_LIMITS.maxBytes);
      if (!bytes.ok) return bytes;
      files.push({ path, bytes: new Uint8Array(bytes.value) });
    }
  }
  return ok(files);
}
