import { matchBundle, parseClaimedHash } from './match.ts';
import type { BundleRecord, ExecutableBits, RootSpelling, TreeAlgorithm } from './types.ts';

/** A bundle that a hash belongs to, under which algorithm, and what its paths were relative to. */
export interface MatchedBundle {
  readonly bundle: BundleRecord;
  readonly algorithm: TreeAlgorithm;
  readonly spelling: RootSpelling;
  /** The executable bits that give the hash, where they are not those of the bundle. */
  readonly executable?: ExecutableBits;
}

/** Every bundle that a hash, as somebody wrote it down, belongs to; `null` when it is no hash in any known form. */
export function whichHash(text: string, bundles: readonly BundleRecord[]): readonly MatchedBundle[] | null {
  const claim = parseClaimedHash(text);
  if (claim === null) return null;
  return bundles.flatMap((bundle) => {
    const match = matchBundle(claim, bundle);
    if (match.kind !== 'matched') return [];
    const { algorithm, spelling = 'asRoot', executable } = match;
    return [{ bundle, algorithm, spelling, ...(executable === undefined ? {} : { executable }) }];
  });
}
