import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import type { BundleForm, TreeSummary } from '../../../../shared/evidence/types.ts';
import type { Finding } from '../../../../shared/finding/index.ts';
import type { Result } from '../../../../shared/result.ts';
import type { ImportFailure } from '../../tree/import-failure.ts';
import type { TokensFound } from '../../tree/token-search.ts';
import { IMPORT_HEAD, IMPORT_JOURNAL, IMPORT_STAGED } from '../store/layout.ts';

/** A tree that is in the vault with all its contents, but not listed yet. */
export interface StagedTree {
  readonly form: BundleForm;
  readonly summary: TreeSummary;
  /** See `BundleRecord`. */
  readonly leavesSha256: Sha256;
  readonly findings: readonly Finding[];
  /** What the search for forbidden tokens found on the way; `null` when nothing was searched. */
  readonly tokens: TokensFound | null;
}

export type ImportOutcome = Result<StagedTree, ImportFailure>;

/**
 * Fresh folders of one run of an import: what becomes the bundle's, and one for what does not. Of earlier runs only the
 * journals stay: contents that they did not finish are of no use. @throws system errors
 */
export function freshStage(folder: string): { readonly bundle: string; readonly scratch: string } {
  for (const name of readdirSync(folder)) {
    if (name === IMPORT_HEAD || name.startsWith(IMPORT_JOURNAL)) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  const bundle = join(folder, IMPORT_STAGED);
  const scratch = join(folder, 'scratch');
  mkdirSync(bundle, { mode: 0o700 });
  mkdirSync(scratch, { mode: 0o700 });
  return { bundle, scratch };
}
