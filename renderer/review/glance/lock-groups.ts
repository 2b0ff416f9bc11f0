import { assertNever } from '../../../shared/result.ts';
import type { LockReason } from '../../../shared/rules/types.ts';

export const LOCK_GROUPS = ['blockers', 'grants', 'evidence', 'checks', 'packet'] as const;
export type LockGroup = (typeof LOCK_GROUPS)[number];

/** The reasons by what they are about, in a fixed order; a group without a reason is left out. */
export function groupLocks(
  locks: readonly LockReason[],
): readonly { readonly group: LockGroup; readonly locks: readonly LockReason[] }[] {
  return LOCK_GROUPS.map((group) => ({ group, locks: locks.filter((lock) => groupOf(lock) === group) })).filter(
    (one) => one.locks.length > 0,
  );
}

function groupOf(lock: LockReason): LockGroup {
  switch (lock.kind) {
    case 'blocker-open':
    case 'discharge-unsigned':
    case 'discharge-expired':
    case 'discharge-not-yet-valid':
    case 'discharge-revoked':
    case 'discharge-other-revision':
    case 'discharge-evidence-unfit':
    case 'discharge-other-gate':
    case 'separate-authority-missing':
    case 'separate-authority-consumed':
    case 'separate-authority-revoked':
    case 'separate-authority-other-revision':
    case 'separate-authority-expired':
    case 'separate-authority-not-yet-valid':
      return 'blockers';
    case 'grant-missing':
    case 'grant-expired':
    case 'grant-not-yet-valid':
    case 'grant-revoked':
    case 'grant-consumed':
    case 'grant-other-revision':
      return 'grants';
    case 'evidence-not-supplied':
    case 'evidence-unmatched':
    case 'evidence-refused':
      return 'evidence';
    case 'check-not-passed':
      return 'checks';
    case 'packet-finding':
    case 'no-safe-default':
      return 'packet';
    default:
      return assertNever(lock, 'lock reason');
  }
}
