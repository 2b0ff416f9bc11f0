import { foldSpellings } from '../../../../shared/evidence/spelling.ts';
import { treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import type { BundleRecord, EvidenceFile } from '../../../../shared/evidence/types.ts';

/** The record of a plain folder with these files, in path order. */
export function bundleOf(label: string, files: readonly EvidenceFile[]): BundleRecord {
  const summary = treeHashes(files);
  const { asRoot: _, ...spellings } = foldSpellings(summary, files, { label, bag: null });
  return {
    id: summary.dirHash,
    label,
    form: 'directory',
    layout: 'plain',
    summary,
    spellings,
    verdict: 'read',
    findings: [],
    checks: [],
    importedAt: '2026-06-12T08:00:00Z',
  };
}
