import { assertNever } from '../result.ts';
import type { LockReason } from './types.ts';

/** A lock reason as a statement keeps it: its kind, what it is about, and a word on it. */
export interface LockRecord {
  readonly kind: LockReason['kind'];
  readonly about: string;
  readonly detail: string;
}

export function lockRecord(reason: LockReason): LockRecord {
  const { kind } = reason;
  switch (kind) {
    case 'blocker-open':
      return { kind, about: reason.blocker, detail: reason.statusText };
    case 'discharge-unsigned':
      return { kind, about: legOf(reason), detail: `not signed by: ${reason.missing.join(', ')}` };
    case 'discharge-expired':
      return { kind, about: legOf(reason), detail: `expired ${reason.expired}` };
    case 'discharge-not-yet-valid':
      return { kind, about: legOf(reason), detail: `not before ${reason.notBefore}` };
    case 'discharge-revoked':
      return { kind, about: legOf(reason), detail: '' };
    case 'discharge-other-revision':
      return { kind, about: legOf(reason), detail: `for revision ${reason.revision}` };
    case 'discharge-evidence-unfit':
      return { kind, about: legOf(reason), detail: `evidence ${reason.evidence}` };
    case 'discharge-other-gate':
      return { kind, about: legOf(reason), detail: `for the condition: ${reason.gate}` };
    case 'separate-authority-expired':
      return { kind, about: legOf(reason), detail: `expired ${reason.expired}, used by ${reason.used}` };
    case 'separate-authority-not-yet-valid':
      return { kind, about: legOf(reason), detail: `not before ${reason.notBefore}` };
    case 'separate-authority-other-revision':
      return { kind, about: legOf(reason), detail: `for revision ${reason.revision}` };
    case 'separate-authority-missing':
    case 'separate-authority-consumed':
    case 'separate-authority-revoked':
      return { kind, about: legOf(reason), detail: '' };
    case 'grant-missing':
    case 'grant-revoked':
    case 'grant-consumed':
      return { kind, about: reason.grant, detail: '' };
    case 'grant-expired':
      return { kind, about: reason.grant, detail: `expired ${reason.expired}` };
    case 'grant-not-yet-valid':
      return { kind, about: reason.grant, detail: `not before ${reason.notBefore}` };
    case 'grant-other-revision':
      return { kind, about: reason.grant, detail: `for revision ${reason.revision}` };
    case 'evidence-not-supplied':
    case 'evidence-unmatched':
    case 'evidence-not-computed':
    case 'evidence-refused':
      return { kind, about: reason.treeHash, detail: '' };
    case 'check-not-passed':
      return { kind, about: reason.check, detail: reason.result };
    case 'packet-finding':
      return { kind, about: reason.where, detail: reason.code };
    case 'no-safe-default':
      return { kind, about: '', detail: '' };
    default:
      return assertNever(reason, 'lock reason');
  }
}

function legOf({ blocker, leg }: { readonly blocker: string; readonly leg: string | null }): string {
  return leg === null ? blocker : `${blocker}, leg ${leg}`;
}
