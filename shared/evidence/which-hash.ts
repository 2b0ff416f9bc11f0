import { matchTree, parseClaimedHash } from './match.ts';
import type { BundleRecord, RootSpelling, TreeAlgorithm } from './types.ts';

/** A bundle that a hash belongs to, under which algorithm, and what its paths were relative to. */
export interface MatchedBundle {
  readonly bundle: BundleRecord;
  readonly algorithm: TreeAlgorithm;
  readonly spelling: RootSpelling;
}

/** Every bundle that a hash, as somebody wrote it down, belongs to; `null` when it is no hash in any known form. */
export function whichHash(text: string, bundles: readonly BundleRecord[]): readonly MatchedBundle[] | null {
  const claim = parseClaimedHash(text);
  if (claim === null) return null;
  return bundles.flatMap((bundle) => {
    const match = matchTree(claim, { ...bundle.spellings, asRoot: bundle.summary });
    if (match.kind !== 'matched') return [];
    return [{ bundle, algorithm: match.algorithm, spelling: match.spelling ?? 'asRoot' }];
  });
}
