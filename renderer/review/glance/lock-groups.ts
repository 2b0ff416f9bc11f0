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
  if ('blocker' in lock) return 'blockers';
  if ('grant' in lock) return 'grants';
  switch (lock.kind) {
    case 'evidence-not-supplied':
    case 'evidence-unmatched':
    case 'evidence-not-computed':
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
