/** Why an option cannot be chosen, or what it asks before it can. A closed union: the window has a sentence for each. */
export type LockReason =
  | { readonly kind: 'blocker-open'; readonly blocker: string; readonly statusText: string }
  | { readonly kind: 'grant-missing'; readonly grant: string }
  | { readonly kind: 'evidence-not-supplied'; readonly treeHash: string }
  | { readonly kind: 'evidence-unmatched'; readonly treeHash: string }
  | { readonly kind: 'evidence-refused'; readonly treeHash: string }
  | { readonly kind: 'check-not-passed'; readonly check: string; readonly result: 'fail' | 'unknown' }
  | { readonly kind: 'packet-finding'; readonly code: string; readonly where: string };

/** One option of a packet as it stands now. */
export interface OptionAvailability {
  readonly option: string;
  readonly isDefault: boolean;
  readonly available: boolean;
  /** Every reason, not the first; empty exactly when `available`. */
  readonly locks: readonly LockReason[];
  /** Ids of the open blockers that the owner must acknowledge one by one when choosing this. */
  readonly acknowledge: readonly string[];
}
