import { matchBundle, parseClaimedHash } from '../../shared/evidence/match.ts';
import type { BundleRecord, TreeMatch } from '../../shared/evidence/types.ts';
import { type BundleVerdict, verdictFor } from '../../shared/evidence/verdict.ts';
import { type Voucher, vouchersOf } from '../../shared/evidence/vouchers.ts';
import { whyNot } from '../../shared/evidence/why-not.ts';
import { type Finding, finding } from '../../shared/finding/index.ts';
import { type Outcome, UsageError, unable, unreadable } from './command.ts';
import { evidenceRecord } from './evidence-record.ts';
import { isNoArchive } from './other-archive.ts';
import type { Progress } from './progress.ts';
import { treeFacts } from './tree-facts.ts';
import { bundleOutcome, verdict } from './verdict.ts';
import { words } from './words.ts';

interface Asked {
  /** The tree hash that the bundle must have, as it was written down; `null` for none. */
  readonly expected: string | null;
  /** Whether keys were given to trust: then a bundle is not what was meant, since nothing in it is signed. */
  readonly isTrustAsked: boolean;
}

/**
 * A bundle holds when its import would find no error, all its checks pass, and its tree has the expected hash, if one is.
 * Where it claims nothing and no hash is expected, there is nothing to verify.
 */
export async function verifyBundle(
  path: string,
  { expected, isTrustAsked }: Asked,
  progress: Progress,
): Promise<Outcome> {
  const claim = expected === null ? null : parseClaimedHash(expected);
  if (expected !== null && claim === null) throw new UsageError(words.wrongUsage.expectedTree(expected));
  const judged = await evidenceRecord(path, progress, claim);
  if (!judged.ok) {
    const { findings, sentence, isRefused } = judged.error;
    if (isNoArchive(findings)) return unable(sentence, findings);
    return isRefused ? verdict('bundle', findings) : unreadable(sentence);
  }
  const { record, isExport } = judged.value;
  const { summary, checks } = record;
  const match = claim === null ? null : matchBundle(claim, record);
  const differs = match === null ? [] : matchFindings(match, expected ?? '', record);
  const misplaced = [
    ...(isTrustAsked ? [finding('statement.nothing-signed', path)] : []),
    ...(isExport && expected === null ? [finding('dossier.in-archive', path)] : []),
  ];
  const isRefused = match?.kind === 'unmatched' || misplaced.length > 0;
  const found = isRefused ? 'refused' : verdictFor(record, expected);
  const vouchedBy = isRefused ? [] : vouchersOf(record, expected);
  const all = [...bundleFindings(record, found), ...differs, ...misplaced];
  const { json, ...outcome } = bundleOutcome(found, all, inWords(vouchedBy));
  const facts = [
    ...treeFacts(summary),
    ...checks.map(({ id, result }) => [words.answers.facts.check, `${id}: ${result}`] as const),
  ];
  return {
    ...outcome,
    facts,
    json: { ...json, vouchedBy, trees: summary, checks, ...(match === null ? {} : { match }) },
  };
}

const MOST_NAMED = 3;

/** What vouches for a bundle, for a sentence; `undefined` for nothing. */
function inWords(vouchers: readonly Voucher[]): string | undefined {
  const said = vouchers.map(words.voucherWords);
  const more = said.length - MOST_NAMED;
  const named = more > 1 ? [...said.slice(0, MOST_NAMED), words.answers.more(more)] : said;
  return named.length === 0 ? undefined : named.join(', ');
}

/** What was found in a bundle, its checks among it, and that it claims nothing where that is all that is said of it. */
export function bundleFindings(
  { findings, checks, layout }: Pick<BundleRecord, 'findings' | 'checks' | 'layout'>,
  verdict: BundleVerdict,
): readonly Finding[] {
  return [
    ...findings,
    ...checks.flatMap(checkFindings),
    ...(verdict === 'read' && layout === 'plain' ? [finding('evidence.claims-nothing', 'the whole tree')] : []),
  ];
}

/** That the hash is of the tree with other executable bits, or of another tree. */
function matchFindings(match: TreeMatch, expected: string, record: BundleRecord): readonly Finding[] {
  if (match.kind !== 'matched') return treeFindings(expected, record);
  if (match.executable === undefined) return [];
  const observed = match.executable === 'none' ? 'no file executable' : 'every file executable';
  return [finding('evidence.hash-of-other-modes', 'the whole tree', { observed, expected })];
}

/** That the tree is another one, and why, as far as the bundle's own manifests tell. */
function treeFindings(expected: string, record: BundleRecord): readonly Finding[] {
  const observed = `dirHash ${record.summary.dirHash}`;
  const why = whyNot(expected, record);
  const differs = finding('evidence.tree-differs', 'the whole tree', { observed, expected });
  return why === null ? [differs] : [differs, why];
}

/** A check that did not pass, as a finding. */
function checkFindings({ id, type, result, reason }: BundleRecord['checks'][number]): readonly Finding[] {
  return result === 'pass'
    ? []
    : [finding('evidence.check-not-passed', id, { observed: `${type}: ${result}. ${reason}` })];
}
