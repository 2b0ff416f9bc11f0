import type { PacketView } from '../../../shared/contract/views.ts';
import { countChecks } from '../../../shared/evidence/checks/counts.ts';

/** Something that is wrong with a packet or its evidence. */
export type Wrong =
  /** Bundles are here, and none has the tree hash that the packet names. */
  | { readonly kind: 'unmatched'; readonly treeHash: string }
  | { readonly kind: 'failed'; readonly label: string; readonly failed: number; readonly errors: number }
  | { readonly kind: 'findings'; readonly errors: number }
  /** Nobody knows yet whether a bundle has it: git's ids are not computed. */
  | { readonly kind: 'not-computed'; readonly treeHash: string }
  | { readonly kind: 'not-supplied'; readonly treeHash: string }
  | { readonly kind: 'unknown'; readonly label: string; readonly unknown: number }
  | { readonly kind: 'unread'; readonly passages: number };

const WORST_FIRST: readonly Wrong['kind'][] = [
  'unmatched',
  'failed',
  'findings',
  'not-supplied',
  'not-computed',
  'unknown',
  'unread',
];

/** Everything that is wrong, the worst first: what speaks against the packet, then what is not known. */
export function whatIsWrong({ reading, evidence }: Pick<PacketView, 'reading' | 'evidence'>): readonly Wrong[] {
  const errors = reading.findings.filter(({ severity }) => severity === 'error').length;
  const found: readonly Wrong[] = [
    ...evidence.flatMap((reference) => ofReference(reference)),
    ...(errors > 0 ? [{ kind: 'findings' as const, errors }] : []),
    ...(reading.unread.length > 0 ? [{ kind: 'unread' as const, passages: reading.unread.length }] : []),
  ];
  return WORST_FIRST.flatMap((kind) => found.filter((one) => one.kind === kind));
}

function ofReference({ treeHash, match, bundles }: PacketView['evidence'][number]): readonly Wrong[] {
  if (match.kind !== 'matched') return [{ kind: match.kind, treeHash }];
  return bundles.flatMap((bundle): readonly Wrong[] => {
    const { failed, unknown } = countChecks(bundle.checks);
    const errors = bundle.findings.filter(({ severity }) => severity === 'error').length;
    return [
      ...(failed > 0 || errors > 0 ? [{ kind: 'failed' as const, label: bundle.label, failed, errors }] : []),
      ...(unknown > 0 ? [{ kind: 'unknown' as const, label: bundle.label, unknown }] : []),
    ];
  });
}
