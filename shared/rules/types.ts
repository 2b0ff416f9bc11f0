import type { CheckOutcome, TreeMatch } from '../evidence/types.ts';
import type { BundleVerdict } from '../evidence/verdict.ts';
import type { Finding } from '../finding/index.ts';
import type { Actor } from '../packet/types.ts';
import type { Acknowledgement } from './owed.ts';

/** Why an option cannot be chosen, or what it asks before it can. A closed union: the window has a sentence for each. */
export type LockReason =
  | { readonly kind: 'blocker-open'; readonly blocker: string; readonly statusText: string }
  | DischargeProblem
  | { readonly kind: 'grant-missing'; readonly grant: string }
  | GrantProblem
  | { readonly kind: 'evidence-not-supplied'; readonly treeHash: string }
  | { readonly kind: 'evidence-unmatched'; readonly treeHash: string }
  /** The hash may be one of git's ids, which were not computed for every bundle yet: nobody knows whether one matches. */
  | { readonly kind: 'evidence-not-computed'; readonly treeHash: string }
  | { readonly kind: 'evidence-refused'; readonly treeHash: string }
  | { readonly kind: 'check-not-passed'; readonly check: string; readonly result: 'fail' | 'unknown' }
  | { readonly kind: 'packet-finding'; readonly code: string; readonly where: string }
  | { readonly kind: 'no-safe-default' };

/** A grant is there and does not serve: why. Times are UTC, RFC 3339. */
export type GrantProblem =
  | { readonly kind: 'grant-expired'; readonly grant: string; readonly expired: string }
  | { readonly kind: 'grant-not-yet-valid'; readonly grant: string; readonly notBefore: string }
  | { readonly kind: 'grant-revoked'; readonly grant: string }
  | { readonly kind: 'grant-consumed'; readonly grant: string }
  | { readonly kind: 'grant-other-revision'; readonly grant: string; readonly revision: string };

/** A discharge is there and does not close its blocker: why. `leg` is `null` for the whole blocker. */
export type DischargeProblem = { readonly blocker: string; readonly leg: string | null } & (
  | { readonly kind: 'discharge-unsigned'; readonly missing: readonly Actor[] }
  | { readonly kind: 'discharge-expired'; readonly expired: string }
  | { readonly kind: 'discharge-not-yet-valid'; readonly notBefore: string }
  | { readonly kind: 'discharge-revoked' }
  | { readonly kind: 'discharge-other-revision'; readonly revision: string }
  /** It was signed for another condition than the packet states. */
  | { readonly kind: 'discharge-other-gate'; readonly gate: string }
  | { readonly kind: 'discharge-evidence-unfit'; readonly evidence: string }
  | SeparateAuthorityProblem
);

/** A discharge whose blocker asks for a separate authority does not rest on a grant of its own that served: why. */
export type SeparateAuthorityProblem =
  | { readonly kind: 'separate-authority-missing' }
  /** Another statement had used the grant up before. */
  | { readonly kind: 'separate-authority-consumed' }
  | { readonly kind: 'separate-authority-revoked' }
  | { readonly kind: 'separate-authority-other-revision'; readonly revision: string }
  /** `used`: the last instant at which the discharge can have used it. */
  | { readonly kind: 'separate-authority-expired'; readonly expired: string; readonly used: string }
  | { readonly kind: 'separate-authority-not-yet-valid'; readonly notBefore: string };

/** The packet that a signed statement is about: exactly these bytes, under this id and revision. */
export interface StatedPacket {
  readonly id: string;
  readonly revision: string;
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * A grant that an owner's key has signed. Whoever hands it to the rules has verified that, and has looked up in the
 * journal what became of it. Times are UTC, RFC 3339.
 */
export interface HeldGrant {
  /** SHA-256 of the grant's payload. */
  readonly statementSha256: string;
  readonly packet: StatedPacket;
  /** A grant's name as the packet has it, or `separateAuthorityAction(blocker)`. */
  readonly action: string;
  readonly notBefore: string;
  readonly expires: string;
  readonly revoked: boolean;
  /** SHA-256 of the payload of the decision or discharge that used it up. */
  readonly consumedBy: string | null;
}

/** A discharge with the roles whose keys have signed it, each signature verified by whoever hands it to the rules. */
export interface HeldDischarge {
  readonly statementSha256: string;
  readonly packet: StatedPacket;
  readonly blocker: string;
  /** `null` for the whole blocker. */
  readonly leg: string | null;
  /** The condition that is met, as the packet writes it. */
  readonly gate: string;
  readonly signedBy: readonly Actor[];
  /** By its own word. */
  readonly signedAt: string;
  /** When a journal first had it; `null` where no journal says. */
  readonly recordedAt: string | null;
  readonly notBefore: string;
  readonly expires: string | null;
  readonly revoked: boolean;
  /** dirHash of the evidence trees that it rests on and that were refused, or have a check that did not pass. */
  readonly unfitEvidence: readonly string[];
  /** The payloads' digests of the grants that it uses up, for a blocker that asks for a separate authority. */
  readonly grants: readonly string[];
}

/** What is known of one evidence reference: by the trees at hand, or by what a decision says was found in them. */
export interface KnownEvidence {
  readonly treeHash: string;
  readonly match: { readonly kind: TreeMatch['kind'] };
  /** What matched. */
  readonly bundles: readonly {
    readonly verdict: BundleVerdict;
    /** What was found in it; absent where there is no more than the word of a statement. */
    readonly findings?: readonly Finding[];
    readonly checks: readonly { readonly id: string; readonly result: CheckOutcome }[];
  }[];
}

/** What the station holds that can open locks. */
export interface Authority {
  readonly grants: readonly HeldGrant[];
  readonly discharges: readonly HeldDischarge[];
}

export const NO_AUTHORITY: Authority = { grants: [], discharges: [] };

/** One option of a packet as it stands now. */
export interface OptionAvailability {
  readonly option: string;
  readonly isDefault: boolean;
  readonly available: boolean;
  /** Every reason, not the first; empty exactly when `available`. */
  readonly locks: readonly LockReason[];
  /** Ids of the open blockers that the owner must acknowledge one by one when choosing this. */
  readonly acknowledge: readonly string[];
  /** Everything that choosing this owes, the open blockers among it; nothing for the default. */
  readonly owed: readonly Acknowledgement[];
  /** What does not lock this option, and should be known before it is chosen. */
  readonly cautions: readonly LockReason[];
}
