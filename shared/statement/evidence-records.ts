import type { BundleRecord, EvidenceReferenceState } from '../evidence/types.ts';
import { verdictOfNamed } from '../evidence/verdict.ts';
import { type CheckRecord, type EvidenceRecord, treeHashesField } from './fields.ts';

/**
 * A bundle as statements name it. `answers`: which of the packet's tree hashes it is, `null` for none; the one that it
 * answers vouches for it.
 */
export function evidenceRecord(
  { label, summary, verdict }: BundleRecord,
  answers: EvidenceRecord['answers'],
): EvidenceRecord {
  return {
    label,
    treeHashes: treeHashesOf(summary),
    files: summary.files,
    bytes: summary.bytes,
    verdict: answers === null ? verdict : verdictOfNamed(verdict),
    answers,
  };
}

/** What the console observed for each check of a bundle, observed values in the order of their names. */
export function checkRecords({ id: evidence, checks }: BundleRecord): readonly CheckRecord[] {
  return checks.map(({ id, type, result, reason, observed }) => ({
    evidence,
    id,
    type,
    result,
    reason,
    observed: Object.entries(observed)
      .map(([name, value]) => ({ name, value }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }));
}

/** The first of the packet's tree hashes that a bundle is. */
export function answersOf(
  bundle: BundleRecord['id'],
  references: readonly EvidenceReferenceState[],
): EvidenceRecord['answers'] {
  for (const { treeHash, match, bundles } of references) {
    if (match.kind === 'matched' && bundles.some(({ id }) => id === bundle)) {
      return { treeHash, algorithm: match.algorithm };
    }
  }
  return null;
}

/** Checked anew on the way into a statement, where only digests of the right form may stand. */
function treeHashesOf({
  files: _files,
  bytes: _bytes,
  ...hashes
}: BundleRecord['summary']): EvidenceRecord['treeHashes'] {
  return treeHashesField.parse(hashes);
}
