import { type GitIds, GitIdsFold } from '../../../shared/evidence/git-ids.ts';
import { EvidenceReadError, type EvidenceReader, gitBlobOf } from '../../../shared/evidence/reader.ts';
import type { BundleForm } from '../../../shared/evidence/types.ts';
import type { JobControl } from '../job/control.ts';
import { runtimeHashing } from '../tree/hashing.ts';
import { rootNames } from './assess.ts';

/** A tree of which git's ids are asked for. */
export interface TreeForGit {
  readonly reader: EvidenceReader;
  readonly form: BundleForm;
  /** The name it had on its medium. */
  readonly label: string;
}

/**
 * git's tree ids of a bundle: every content is read, and must be the one that was imported. `null`: it was stopped.
 * @throws EvidenceReadError for a content that is missing or another one, and what the reader throws
 */
export async function gitIdsOf({ reader, form, label }: TreeForGit, control: JobControl): Promise<GitIds | null> {
  const fold = new GitIdsFold(reader.files, rootNames(reader, form, label), runtimeHashing);
  for (const file of reader.files) {
    if (!control.mayProceed()) return null;
    control.setCurrent(file.path);
    const git = await gitBlobOf(reader, file, runtimeHashing);
    if (git === null) throw new EvidenceReadError(`${file.path} is not the content that was imported.`);
    fold.add({ ...file, git });
    control.addFiles(1);
    control.addBytes(file.size);
  }
  return fold.finish();
}
