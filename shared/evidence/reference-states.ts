import type { Sha256 } from '../bytes.ts';
import type { EvidenceReference } from '../packet/types.ts';
import { isDirHash, matchTree, parseClaimedHash } from './match.ts';
import type { BundleRecord, EvidenceReferenceState } from './types.ts';

/**
 * What the console knows of each evidence reference of a packet, given every bundle in the vault.
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
  for (const bundle of bundles) {
    const match =
      claim === null
        ? { kind: 'unmatched' as const }
        : matchTree(claim, { ...bundle.spellings, asRoot: bundle.summary });
    if (match.kind === 'matched') return { treeHash, match, bundles: [bundle] };
  }
  return { treeHash, match: { kind: bundles.length === 0 ? 'not-supplied' : 'unmatched' }, bundles };
}
