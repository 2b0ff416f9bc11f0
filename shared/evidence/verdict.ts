import { type Finding, type FindingCode, hasError } from '../finding/index.ts';
import { matchBundle, parseClaimedHash } from './match.ts';
import type { BundleRecord } from './types.ts';

/**
 * What is said of an evidence bundle as a whole:
 *
 * - `verified`: something vouched for its bytes (a manifest, a check, a tree hash that somebody wrote down), and all of
 *   it holds;
 * - `read`: nothing vouched for its bytes, or not for all of them, and nothing speaks against them. That is no success;
 * - `refused`: a finding is an error, or a check did not pass. A check with an unknown result did not pass.
 */
export type BundleVerdict = 'verified' | 'read' | 'refused';

/** As receipts and journals of older stations say it. They said `unproven` where a check alone did not pass. */
export type StatedVerdict = BundleVerdict | 'unproven';

/** Findings about what is in the tree and in no manifest, though nothing speaks against it. */
const UNVOUCHED: ReadonlySet<FindingCode> = new Set([
  'evidence.unvouched-file',
  'evidence.link-not-covered',
  'evidence.manifests-list-nothing',
]);

/** Whether the manifests of a bundle vouch for everything in it, as far as it was found. */
export function isAllVouchedFor(findings: readonly Finding[]): boolean {
  return !findings.some(({ code }) => UNVOUCHED.has(code));
}

/** The verdict that follows from a bundle alone. Every record has it as its `verdict`. */
export function bundleVerdict({
  findings,
  checks,
  layout,
}: Pick<BundleRecord, 'findings' | 'checks' | 'layout'>): BundleVerdict {
  if (hasError(findings) || checks.some(({ result }) => result !== 'pass')) return 'refused';
  const hasVoucher = checks.length > 0 || (layout !== 'plain' && isAllVouchedFor(findings));
  return hasVoucher ? 'verified' : 'read';
}

/**
 * The verdict on a bundle where somebody wrote its tree hash down beforehand: a packet names it, or the command line
 * expects it. The hash vouches for the bytes. What is refused stays refused.
 */
export function verdictOfNamed(verdict: BundleVerdict): BundleVerdict {
  return verdict === 'read' ? 'verified' : verdict;
}

/** The verdict on a bundle for whoever asks for this tree hash; `null`: for whoever asks for none. */
export function verdictFor(record: BundleRecord, treeHash: string | null): BundleVerdict {
  const claim = treeHash === null ? null : parseClaimedHash(treeHash);
  if (claim === null) return record.verdict;
  const match = matchBundle(claim, record);
  return match.kind === 'matched' ? verdictOfNamed(record.verdict) : record.verdict;
}

/** A stated verdict in today's words. */
export function verdictOfStated(stated: StatedVerdict): BundleVerdict {
  return stated === 'unproven' ? 'refused' : stated;
}
