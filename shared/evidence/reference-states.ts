import type { EvidenceReference } from '../packet/types.ts';
import { matchTree, parseClaimedHash } from './match.ts';
import type { BundleRecord, EvidenceReferenceState } from './types.ts';

/** What the console knows of each evidence reference of a packet, given every bundle in the vault. */
export function evidenceStates(
  references: readonly EvidenceReference[],
  bundles: readonly BundleRecord[],
): readonly EvidenceReferenceState[] {
  return references.map(({ treeHash }) => stateOf(treeHash, bundles));
}

function stateOf(treeHash: string, bundles: readonly BundleRecord[]): EvidenceReferenceState {
  const claim = parseClaimedHash(treeHash);
  for (const bundle of bundles) {
    const match =
      claim === null
        ? { kind: 'unmatched' as const }
        : matchTree(claim, { ...bundle.spellings, asRoot: bundle.summary });
    if (match.kind === 'matched') return { treeHash, match, bundles: [bundle] };
  }
  return { treeHash, match: { kind: bundles.length === 0 ? 'not-supplied' : 'unmatched' }, bundles };
}
