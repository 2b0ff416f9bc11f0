import { statSync } from 'node:fs';
import { importArchive } from './archive-import.ts';
import { assessStaged } from './assess/staged.ts';
import { importDirectory } from './directory-import.ts';
import type { AssessedOutcome } from './staged-tree.ts';
import type { ImportRole } from './worker-role.ts';

/** One import, from the medium to a bundle that is staged and judged; see README.md. */
export async function importTree(role: ImportRole): Promise<AssessedOutcome> {
  const isFile = statSync(role.source, { throwIfNoEntry: false })?.isFile() === true;
  return assessStaged(role, await (isFile ? importArchive(role) : importDirectory(role)));
}
