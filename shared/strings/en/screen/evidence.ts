import type { CheckCounts } from '../../../evidence/checks/counts.ts';
import type { RootSpelling, TreeAlgorithm } from '../../../evidence/types.ts';
import type { BundleVerdict } from '../../../evidence/verdict.ts';
import type { Voucher } from '../../../evidence/vouchers.ts';
import { assertNever } from '../../../result.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

const algorithm: Readonly<Record<TreeAlgorithm, string>> = {
  dirHash: 'SHA-256 of the sorted list of SHA-256 sums (Go’s h1, in hex)',
  gitTreeSha256: 'git’s tree object id in a SHA-256 repository',
  gitTreeSha1: 'git’s tree object id in a SHA-1 repository',
  merkleSha256: 'RFC 6962 tree over the lines of dirHash',
  sha256sumDot: 'as find, sort and sha256sum give it, with ./ before each name',
  bagManifest: 'SHA-256 of manifest-sha256.txt as it stands',
};

const MOST_NAMED = 3;

/** What vouches for a bundle, one after the other; of many manifests the first. */
function vouchers(all: readonly Voucher[]): Sentence {
  const more = all.length - MOST_NAMED;
  const named = all.slice(0, more > 1 ? MOST_NAMED : all.length).map(voucher);
  const parts = more > 1 ? [...named, [`${format.integer(more)} more`]] : named;
  return parts.flatMap((part, at) => (at === 0 ? part : [', ', ...part]));
}

function voucher(of: Voucher): Sentence {
  switch (of.kind) {
    case 'tree-hash':
      return say`the tree hash ${of.treeHash}`;
    case 'manifest':
      return say`${of.path}`;
    case 'checks':
      return [format.plural(of.passed, { one: '# check', other: '# checks' })];
    default:
      return assertNever(of, 'voucher');
  }
}

/** What came of a bundle in a few words, the worst first: failed, refused for a finding, unknown, passed. */
function verdictOf(verdict: BundleVerdict, checks: CheckCounts, errors: number): string {
  const parts = [
    checks.failed > 0 ? format.plural(checks.failed, { one: '# check failed', other: '# checks failed' }) : '',
    errors > 0 ? format.plural(errors, { one: '# finding refuses it', other: '# findings refuse it' }) : '',
    checks.unknown > 0 ? format.plural(checks.unknown, { one: '# check unknown', other: '# checks unknown' }) : '',
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join(', ');
  if (verdict !== 'verified' || checks.passed === 0) return terms.verdict[verdict];
  return `${terms.verdict[verdict]}, ${format.plural(checks.passed, { one: '# check passed', other: '# checks passed' })}`;
}

export const evidence = {
  gitIds: {
    compute: 'Compute git’s tree ids',
    stop: 'Stop',
    running: 'Computing git’s tree ids from the vault’s copy',
    waiting: 'Waits until the ids of another bundle are computed.',
    stopped: 'Stopped before its end. Nothing was added.',
  },
  title: 'Evidence',
  none: 'No evidence bundle has been imported yet.',
  search: 'Search evidence',
  searchHint: 'Name or tree hash ( / )',
  noMatch: (query: string): Sentence => say`No bundle matches ${query}`,
  count: (shown: number, all: number): string =>
    shown === all
      ? format.plural(all, { one: '# bundle', other: '# bundles' })
      : `${format.integer(shown)} of ${format.plural(all, { one: '# bundle', other: '# bundles' })}`,
  columns: { bundle: 'Bundle', verdict: 'Verdict', files: 'Files', bytes: 'Bytes', imported: 'Imported' },
  back: 'All evidence',
  parts: { label: 'Parts of the bundle', verdict: 'Verdict', files: 'Files' },
  verdictNote: {
    verified: 'The console read every byte, found nothing against it, and every check passed.',
    read: 'The console read and hashed every byte. No manifest and no check vouches for all of the bundle: compare its tree hash with the one that you expect.',
    refused: 'Refused: see the findings and the checks. No option that changes anything can rest on this evidence.',
  },
  verdictOf,
  vouchers,
  which: {
    title: 'Which hash is this?',
    label: 'A tree hash, as it was given to you',
    hint: 'hex, base64, h1:…, swh:1:dir:…, swh:2:dir:…',
    compare: 'Compare',
    noHash: 'That is no tree hash in any form that the console knows.',
    none: 'matches none',
    comparedWith: (bundles: number): string =>
      format.plural(bundles, {
        one: 'Compared with # bundle, under every algorithm and spelling of its root.',
        other: 'Compared with # bundles, under every algorithm and spelling of their roots.',
      }),
    matches: 'matches',
    unknown: 'not known yet',
    notComputed: (bundles: number): string =>
      `${format.plural(bundles, { one: 'git’s tree ids of # bundle are not computed yet.', other: 'git’s tree ids of # bundles are not computed yet.' })} This hash may be one of them.`,
  },
  fields: {
    files: 'Files',
    bytes: 'Bytes',
    form: 'Supplied as',
    layout: 'Layout',
    vouchedBy: 'Vouched for by',
    imported: 'Imported (station clock)',
  },
  hashes: {
    title: 'Tree hashes',
    note: 'All computed by this console from the bytes in the vault.',
    gitNote:
      'git’s tree ids are not computed yet. The console computes them when a packet names a hash that may be one of them, or when you ask.',
    otherwise: (spelling: RootSpelling): string => `Hashed otherwise: ${terms.spelling[spelling]}`,
    columns: { algorithm: 'Algorithm', digest: 'Digest' },
    algorithm,
  },
  checks: {
    title: 'Checks',
    none: 'The bundle declares no checks.',
    note: 'Recomputed by this console from the bytes; a claim alone proves nothing. Only “passed” counts: unknown is not a pass.',
    observed: 'Observed values',
    claim: 'Claim:',
    morePlaces: (count: number): string => format.plural(count, { one: '# more file', other: '# more files' }),
    atByte: (offset: number): string => `, at byte ${format.integer(offset)}`,
    compare: 'see the difference',
  },
  findings: {
    title: 'Findings',
    none: 'No findings.',
    where: 'Where',
    found: 'Found',
    expected: 'Expected',
    places: (count: number): string => format.plural(count, { one: '# time', other: '# times' }),
    more: (count: number): string => format.plural(count, { one: '# more', other: '# more' }),
  },
};
