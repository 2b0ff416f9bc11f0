import { hasError } from '../finding/index.ts';
import { assertNever } from '../result.ts';
import type { KnownEvidence, LockReason } from './types.ts';

/**
 * What is wrong with the evidence for one reference: nothing only where it matched, none of it was refused, and all checks
 * pass. The tree hash that the packet names vouches for a tree that says nothing of itself.
 */
export function evidenceLocks(state: KnownEvidence): readonly LockReason[] {
  const { treeHash, match, bundles } = state;
  const { kind } = match;
  switch (kind) {
    case 'not-supplied':
      return [{ kind: 'evidence-not-supplied', treeHash }];
    case 'unmatched':
      return [{ kind: 'evidence-unmatched', treeHash }];
    case 'not-computed':
      return [{ kind: 'evidence-not-computed', treeHash }];
    case 'matched': {
      // A match without its bundle cannot be shown to be verified.
      const refused = bundles.length === 0 || bundles.some(isContradicted);
      const checks = bundles
        .flatMap((bundle) => bundle.checks)
        .flatMap(({ id, result }): LockReason[] =>
          result === 'pass' ? [] : [{ kind: 'check-not-passed', check: id, result }],
        );
      return [...(refused ? [{ kind: 'evidence-refused' as const, treeHash }] : []), ...checks];
    }
    default:
      return assertNever(kind, 'tree match');
  }
}

/**
 * Refused for more than a check, which is a reason of its own. Where the findings are not known, a check that did not pass
 * tells why: whoever signed had the findings before them.
 */
function isContradicted({ verdict, findings, checks }: KnownEvidence['bundles'][number]): boolean {
  if (verdict !== 'refused') return false;
  return hasError(findings ?? []) || checks.every(({ result }) => result === 'pass');
}

/**
 * Whether evidence speaks against the packet, as opposed to being absent: it was refused, or a check failed. Absent
 * evidence (not supplied, or only other bundles are here) and a check that is unknown prove nothing either way.
 */
export function isContradiction(reason: LockReason): boolean {
  return reason.kind === 'evidence-refused' || (reason.kind === 'check-not-passed' && reason.result === 'fail');
}

/** Whether evidence is merely not at hand: never imported, or only bundles that are other trees. */
export function isAbsence(reason: LockReason): boolean {
  return reason.kind === 'evidence-not-supplied' || reason.kind === 'evidence-unmatched';
}
