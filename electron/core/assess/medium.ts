import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import type { Result } from '../../../shared/result.ts';
import { type HashTreeOptions, openRoot } from '../tree/hash-tree.ts';
import { withHashedLeaves } from '../tree/hashed-leaves.ts';
import type { ImportFailure } from '../tree/import-failure.ts';
import { MediumEvidence } from '../tree/medium-evidence.ts';
import { assessTree } from './assess.ts';
import { bundleRecord } from './record.ts';

/** Whether a bundle can be judged where it lies: a directory, whose files can be read in any order. */
export function canBeJudgedInPlace(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * What an import of this directory would find, with nothing copied. What its manifests and checks need is read twice.
 * @param options `git`: with git's tree ids; without, where it does not say
 */
export async function assessInPlace(
  path: string,
  options: Pick<HashTreeOptions, 'workerFile' | 'control'> & { readonly git?: boolean },
): Promise<Result<BundleRecord, ImportFailure>> {
  const root = openRoot(path);
  if (!root.ok) return root;
  try {
    const label = basename(path);
    return await withHashedLeaves(path, { git: false, ...options }, async ({ summary, findings }, leaves) => {
      const reader = new MediumEvidence(root.value, leaves);
      const assessment = await assessTree({ reader, form: 'directory', summary, label });
      return bundleRecord({ form: 'directory', summary, findings, assessment }, label, new Date());
    });
  } finally {
    root.value.release();
  }
}
