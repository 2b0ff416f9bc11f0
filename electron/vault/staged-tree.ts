import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleForm, TreeSummary } from '../../shared/evidence/types.ts';
import type { Finding } from '../../shared/finding/index.ts';
import type { Result } from '../../shared/result.ts';
import type { ImportError } from './import-error.ts';
import { IMPORT_STAGED } from './layout.ts';

/** A tree that is in the vault with all its contents, but not listed yet. */
export interface StagedTree {
  readonly form: BundleForm;
  readonly summary: TreeSummary;
  readonly findings: readonly Finding[];
}

export type ImportOutcome = Result<StagedTree, ImportError>;

/** Fresh folders of one run of an import: what becomes the bundle's, and one for what does not. @throws system errors */
export function freshStage(folder: string): { readonly bundle: string; readonly scratch: string } {
  const bundle = join(folder, IMPORT_STAGED);
  const scratch = join(folder, 'scratch');
  for (const path of [bundle, scratch]) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { mode: 0o700 });
  }
  return { bundle, scratch };
}
