import { statSync } from 'node:fs';
import { err } from '../../../../shared/result.ts';
import { attemptSync } from '../../files/file-failure.ts';
import { JobControl } from '../../job/control.ts';
import { importFailure } from '../../tree/import-failure.ts';
import { importArchive } from './archive-import.ts';
import type { AssessedOutcome } from './assess-staged.ts';
import { assessStaged } from './assess-staged.ts';
import { importDirectory } from './directory-import.ts';
import type { ImportRole } from './import-role.ts';

/** One import, from the medium to a bundle that is staged and judged; see README.md. */
export async function importTree(role: ImportRole): Promise<AssessedOutcome> {
  const control = new JobControl(role.control);
  // A source that is not there was pulled out with its medium: the import waits for it.
  const source = attemptSync(role.source, () => control.during('medium', () => statSync(role.source)));
  if (!source.ok) return err(importFailure({ kind: 'medium', file: source.error }, role.importId));
  return assessStaged(role, await (source.value.isFile() ? importArchive(role) : importDirectory(role)));
}
