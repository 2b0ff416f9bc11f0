import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { BundleForm, BundleRecord, TreeSummary } from '../../../shared/evidence/types.ts';
import { bundleVerdict } from '../../../shared/evidence/verdict.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import type { Assessment } from './assess.ts';

/** A tree that was read whole, with what it says of itself. */
export interface AssessedTree {
  readonly form: BundleForm;
  readonly summary: TreeSummary;
  readonly leavesSha256?: Sha256;
  readonly findings: readonly Finding[];
  readonly assessment: Assessment;
}

/** The record of a tree. Errors in what a bundle says of itself make it `refused`, but do not lose it. */
export function bundleRecord(tree: AssessedTree, label: string, now: Date): BundleRecord {
  const { form, summary, leavesSha256, assessment } = tree;
  const findings = [...tree.findings, ...assessment.findings];
  const { bagManifest, layout, checks } = assessment;
  return {
    id: summary.dirHash,
    label,
    form,
    layout,
    summary: bagManifest === undefined ? summary : { ...summary, bagManifest },
    spellings: assessment.spellings,
    ...(leavesSha256 === undefined ? {} : { leavesSha256 }),
    ...(assessment.gitModes === null ? {} : { gitModes: assessment.gitModes }),
    ...(assessment.manifests.length === 0 ? {} : { manifests: assessment.manifests }),
    ...(assessment.asListed === null ? {} : { asListed: assessment.asListed }),
    verdict: bundleVerdict({ layout, findings, checks }),
    findings,
    checks,
    importedAt: now.toISOString(),
  };
}
