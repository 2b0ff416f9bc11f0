import type { Sha256 } from '../encoding/bytes.ts';
import { isDirHash, matchBundle, parseClaimedHash } from '../evidence/match.ts';
import type { BundleRecord, EvidenceReferenceState, TreeMatch } from '../evidence/types.ts';
import type { EvidenceReference } from '../packet/types.ts';

/**
 * What the console knows of each evidence reference of a packet, given every bundle in the vault. Every bundle that matches
 * is told, so that the worst of them counts.
 * @param damaged the bundles of which no more than the `dirHash` is known any more: a reference to one of them is
 * matched by no bundle that could be shown to be verified.
 */
export function evidenceStates(
  references: readonly EvidenceReference[],
  bundles: readonly BundleRecord[],
  damaged: readonly Sha256[] = [],
): readonly EvidenceReferenceState[] {
  return references.map(({ treeHash }) => stateOf(treeHash, bundles, damaged));
}

function stateOf(
  treeHash: string,
  bundles: readonly BundleRecord[],
  damaged: readonly Sha256[],
): EvidenceReferenceState {
  const claim = parseClaimedHash(treeHash);
  if (claim !== null && damaged.some((dirHash) => isDirHash(claim, dirHash))) {
    return { treeHash, match: { kind: 'matched', algorithm: 'dirHash' }, bundles: [] };
  }
  const matched = bundles.flatMap((bundle) => {
    if (claim === null) return [];
    const match = matchBundle(claim, bundle);
    return match.kind === 'matched' ? [{ bundle, match }] : [];
  });
  const [first] = matched;
  const uncomputed = bundles.filter((bundle) => claim !== null && matchBundle(claim, bundle).kind === 'not-computed');
  // A tree that is here twice, wrapped otherwise or with other executable bits: the worst counts, so each has to be known.
  const known = new Set(matched.flatMap(({ bundle, match }) => (isGitMatch(match) ? dirHashes(bundle) : [])));
  const open = first === undefined ? uncomputed : uncomputed.filter((one) => dirHashes(one).some((h) => known.has(h)));
  if (first !== undefined && open.length === 0) {
    return { treeHash, match: first.match, bundles: matched.map(({ bundle }) => bundle) };
  }
  if (open.length > 0) return { treeHash, match: { kind: 'not-computed' }, bundles: open };
  return { treeHash, match: { kind: bundles.length === 0 ? 'not-supplied' : 'unmatched' }, bundles };
}

function isGitMatch(match: TreeMatch): boolean {
  return match.kind === 'matched' && (match.algorithm === 'gitTreeSha1' || match.algorithm === 'gitTreeSha256');
}

/** Of a bundle's tree under every spelling of its root. Trees with the same git id have the same `dirHash`. */
function dirHashes({ summary, spellings = {} }: BundleRecord): readonly Sha256[] {
  const { inner = [], ...named } = spellings;
  return [summary, ...Object.values(named), ...inner].map(({ dirHash }) => dirHash);
}
