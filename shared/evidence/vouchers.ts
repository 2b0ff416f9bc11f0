import { matchBundle, parseClaimedHash } from './match.ts';
import type { BundleRecord, RootSpelling, TreeAlgorithm } from './types.ts';
import { verdictFor } from './verdict.ts';

/** Something that vouches for a verified bundle. A closed union: the window and the command line have words for each. */
export type Voucher =
  | {
      readonly kind: 'tree-hash';
      /** As somebody wrote it down. */
      readonly treeHash: string;
      readonly algorithm: TreeAlgorithm;
      readonly spelling: RootSpelling;
    }
  /** Its path in the bundle. Untrusted text. */
  | { readonly kind: 'manifest'; readonly path: string }
  | { readonly kind: 'checks'; readonly passed: number };

/**
 * What vouches for a bundle, for whoever asks for this tree hash (`null`: for none); nothing where it is not verified.
 */
export function vouchersOf(record: BundleRecord, treeHash: string | null): readonly Voucher[] {
  if (verdictFor(record, treeHash) !== 'verified') return [];
  const { manifests = [], checks } = record;
  return [
    ...hashVouchers(record, treeHash),
    ...(record.verdict === 'verified' ? manifests.map(({ path }) => ({ kind: 'manifest' as const, path })) : []),
    ...(checks.length === 0 ? [] : [{ kind: 'checks' as const, passed: checks.length }]),
  ];
}

function hashVouchers(record: BundleRecord, treeHash: string | null): readonly Voucher[] {
  const claim = treeHash === null ? null : parseClaimedHash(treeHash);
  if (claim === null || treeHash === null) return [];
  const match = matchBundle(claim, record);
  if (match.kind !== 'matched') return [];
  return [{ kind: 'tree-hash', treeHash, algorithm: match.algorithm, spelling: match.spelling ?? 'asRoot' }];
}
