import type { Finding, FindingCode } from '../finding/index.ts';

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
