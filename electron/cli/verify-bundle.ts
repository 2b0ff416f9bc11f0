import { matchTree, parseClaimedHash } from '../../shared/evidence/match.ts';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import { bundleVerdict } from '../../shared/evidence/verdict.ts';
import { whyNot } from '../../shared/evidence/why-not.ts';
import { describeFinding, type Finding, finding } from '../../shared/finding/index.ts';
import { type Outcome, UsageError, unreadable } from './command.ts';
import { evidenceRecord } from './evidence-record.ts';
import { isNoArchive } from './other-archive.ts';
import { verdict } from './verdict.ts';

/** Of a bundle that claims nothing, where nothing is expected of it either. */
export const READ_ALONE = 'The bundle was read whole. Nothing speaks against it, and there was nothing to verify.';

/** A bundle holds when its import would find no error, all its checks pass, and its tree has the expected hash, if one is. */
export async function verifyBundle(path: string, expected: string | null): Promise<Outcome> {
  const claim = expected === null ? null : parseClaimedHash(expected);
  if (expected !== null && claim === null) throw new UsageError(`${expected} is no tree hash in any known form.`);
  const record = await evidenceRecord(path);
  if (!record.ok) {
    const { findings, sentence } = record.error;
    if (isNoArchive(findings)) return unreadable([sentence, ...findings.map(describeFinding)].join(' '));
    return record.error.code === 'refused'
      ? verdict('bundle', record.error.findings)
      : unreadable(record.error.sentence);
  }
  const { summary, spellings, findings, checks } = record.value;
  const match = claim === null ? null : matchTree(claim, { ...spellings, asRoot: summary });
  const isReadAlone = claim === null && bundleVerdict(record.value) === 'read';
  const all = [
    ...findings,
    ...checks.flatMap(checkFindings),
    ...(match === null || match.kind === 'matched' ? [] : treeFindings(expected ?? '', record.value)),
    ...(isReadAlone ? [finding('evidence.claims-nothing', 'the whole tree')] : []),
  ];
  const { json, ...outcome } = isReadAlone ? verdict('bundle', all, READ_ALONE) : verdict('bundle', all);
  return { ...outcome, json: { ...json, trees: summary, checks, ...(match === null ? {} : { match }) } };
}

/** That the tree is another one, and why, as far as the bundle's own manifests tell. */
function treeFindings(expected: string, record: BundleRecord): readonly Finding[] {
  const observed = `dirHash ${record.summary.dirHash}`;
  const why = whyNot(expected, record);
  const differs = finding('evidence.tree-differs', 'the whole tree', { observed, expected });
  return why === null ? [differs] : [differs, why];
}

/** A check that did not pass, as a finding. */
export function checkFindings({ id, type, result, reason }: BundleRecord['checks'][number]): readonly Finding[] {
  return result === 'pass'
    ? []
    : [finding('evidence.check-not-passed', id, { observed: `${type}: ${result}. ${reason}` })];
}
