import { type Finding, type FindingCode, finding } from '../finding/index.ts';
import { matchBundle, matchTree, parseClaimedHash } from './match.ts';
import type { BundleManifest, BundleRecord } from './types.ts';

/** So many differing files are named. */
const NAMED = 5;

const DIFFERENCES: readonly FindingCode[] = [
  'evidence.manifest-differs',
  'evidence.manifest-lists-link',
  'evidence.manifest-missing-file',
  'evidence.manifest-name-case',
  'evidence.manifest-unlisted-file',
];

/**
 * Why a hash is none of a bundle's, as far as the bundle's own manifests tell: it is that of the tree as they list it, or of
 * a manifest itself, or of neither; with the first files that differ from them. `null` where there is no manifest, the hash
 * does match, or it is not known yet whether it is one of git's ids.
 */
export function whyNot(treeHash: string, bundle: BundleRecord): Finding | null {
  const { manifests = [], asListed = {} } = bundle;
  const claim = parseClaimedHash(treeHash);
  const [first] = manifests;
  if (claim === null || first === undefined) return null;
  const { kind } = matchBundle(claim, bundle);
  if (kind === 'matched') return null;
  const differing = differingFiles(bundle);
  const listed = matchTree(claim, asListed);
  if (listed.kind === 'matched') {
    const observed = `${listed.algorithm}. ${differing}`;
    return finding('evidence.hash-of-listed-tree', bundle.label, { observed, expected: treeHash });
  }
  const hashed = claim.form === 'sha256' ? manifests.find(({ sha256 }) => sha256 === claim.hex) : undefined;
  if (hashed !== undefined) {
    return finding('evidence.hash-of-manifest', hashed.path, { observed: differing, expected: treeHash });
  }
  // It may still be one of git's ids of this very tree.
  if (kind === 'not-computed') return null;
  return finding('evidence.hash-of-other-tree', bundle.label, { observed: differing, expected: treeHash });
}

/** What differs from the bundle's manifests, as one sentence. */
function differingFiles({ findings, manifests = [] }: BundleRecord): string {
  const differing = findings.filter(({ code }) => DIFFERENCES.includes(code));
  const paths = new Set(differing.map(({ where }) => pathIn(where, manifests)));
  if (paths.size === 0) return 'Every file is as its manifest lists it.';
  const more = paths.size - NAMED;
  const isCut = findings.some(({ code }) => code === 'evidence.manifest-more');
  const rest = isCut ? ', and more' : more > 0 ? `, and ${more} more` : '';
  return `Differing: ${[...paths].slice(0, NAMED).join(', ')}${rest}.`;
}

/** A file of a manifest is named by manifest, line and path; one that is not listed by its path alone. */
function pathIn(where: string, manifests: readonly BundleManifest[]): string {
  const manifest = manifests.find(({ path }) => where.startsWith(`${path}, line `));
  if (manifest === undefined) return where;
  return /^, line [0-9]+: (?<path>.+)$/s.exec(where.slice(manifest.path.length))?.groups?.path ?? where;
}
