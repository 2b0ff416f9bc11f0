import type { Actor, BlockerStatus } from '../packet/types.ts';
import type { BlockerNow, BlockerStanding, LegStanding } from '../rules/standing.ts';
import type { LockReason } from '../rules/types.ts';
import type { PartlySigned } from '../statement/open.ts';

/** One blocker: what the packet says of it, and what is so now. Every screen, every list and the report show this. */
export interface BlockerView {
  readonly id: string;
  /** The condition, in the packet's words. */
  readonly gate: string;
  readonly says: { readonly status: BlockerStatus; readonly text: string };
  readonly now: BlockerNow;
  readonly legs: readonly LegStanding[];
  /** Who has to sign, and who has signed what closes it or waits for the others. */
  readonly actors: readonly { readonly role: Actor; readonly hasSigned: boolean }[];
  readonly separateAuthority: boolean;
  /** The names of those who signed what closes it, or one of its legs, now. Untrusted text. */
  readonly closedBy: readonly string[];
  /** The names of those who signed what waits for others. Untrusted text. */
  readonly signedBy: readonly string[];
  /** Why it is not closed; empty exactly when it is. */
  readonly locks: readonly LockReason[];
}

/** `discharges`: the statements held, those that wait for signatures among them. */
export function blockerView(standing: BlockerStanding, discharges: readonly PartlySigned[]): BlockerView {
  const { blocker, now, legs, by, waiting, locks } = standing;
  const counting = discharges.filter(({ signed }) => by.includes(signed.statementSha256));
  const pending = discharges.filter(({ signed }) => waiting.includes(signed.statementSha256));
  const isSignedBy = (role: Actor) =>
    now === 'closed' ? counting.length > 0 : pending.some(({ missing }) => !missing.includes(role));
  return {
    id: blocker.id,
    gate: blocker.gate,
    says: { status: blocker.status, text: blocker.statusText },
    now,
    legs,
    actors: blocker.actors.map((role) => ({ role, hasSigned: isSignedBy(role) })),
    separateAuthority: blocker.separateAuthority,
    closedBy: namesOf(counting),
    signedBy: namesOf(pending),
    locks,
  };
}

function namesOf(discharges: readonly PartlySigned[]): readonly string[] {
  return [...new Set(discharges.flatMap(({ signed }) => signed.signers.map(({ name }) => name)))];
}
