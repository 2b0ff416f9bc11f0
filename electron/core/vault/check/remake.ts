import { isDeepStrictEqual } from 'node:util';
import { withGitIds } from '../../../../shared/evidence/git-ids.ts';
import type { BundleRecord, EvidenceFile } from '../../../../shared/evidence/types.ts';
import { assessTree } from '../../assess/assess.ts';
import { gitIdsOf } from '../../assess/git-ids.ts';
import { bundleRecord } from '../../assess/record.ts';
import type { JobControl } from '../../job/control.ts';
import { leavesDigest } from '../../tree/entry-line.ts';
import { foldLeaves } from '../../tree/fold-leaves.ts';
import type { VaultEvidence } from '../store/vault-evidence.ts';

/** What a record says that no byte of a bundle shows. */
export interface RecordHead extends Pick<BundleRecord, 'id' | 'label' | 'form' | 'importedAt'> {
  /** Whether it has git's tree ids, which are then computed again. */
  readonly withGit: boolean;
}

/**
 * The record of a bundle, made again from its contents in the vault, all of which are hashed. Which leaves are executable
 * or links is taken from the manifest, since no content shows it. `null` when it was stopped, or the contents are not those
 * of the manifest.
 *
 * @throws EvidenceReadError, system errors, `DamagedManifest`
 */
export async function remakeRecord(
  evidence: VaultEvidence,
  { id, label, form, importedAt, withGit }: RecordHead,
  control: JobControl,
): Promise<BundleRecord | null> {
  for (const file of evidence.files) {
    if (!control.mayProceed() || !(await isAsListed(evidence, file))) return null;
  }
  const summary = foldLeaves(evidence.files);
  if (summary.dirHash !== id) return null;
  const assessment = await assessTree({ reader: evidence, form, summary, label });
  const leavesSha256 = leavesDigest(evidence.files);
  const record = bundleRecord({ form, summary, leavesSha256, findings: [], assessment }, label, new Date(importedAt));
  if (!withGit) return record;
  const ids = await gitIdsOf({ reader: evidence, form, label }, control);
  return ids === null ? null : withGitIds(record, ids);
}

/** What the bytes of a bundle give, so that a record that says it otherwise is wrong. */
const GIVEN_BY_BYTES = ['summary', 'layout', 'spellings', 'manifests', 'asListed', 'checks', 'verdict'] as const;

/** The fields in which a record says something else than the one that was made again from the bytes. */
export function saysOtherwise(record: BundleRecord, remade: BundleRecord): readonly string[] {
  return GIVEN_BY_BYTES.filter((field) => !isDeepStrictEqual(record[field], remade[field]));
}

async function isAsListed(evidence: VaultEvidence, file: EvidenceFile): Promise<boolean> {
  const content = evidence.readFile(file.path);
  if (content === null) return false;
  let size = 0;
  // The reader compares the digest, and throws.
  for await (const chunk of content) size += chunk.length;
  return size === file.size;
}
