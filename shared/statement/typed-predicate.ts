import type {
  DISCHARGE_TYPE,
  DischargePredicate,
  GRANT_TYPE,
  GrantPredicate,
  REVOCATION_TYPE,
  RevocationPredicate,
} from './authority.ts';
import type { DECISION_TYPE, DecisionPredicate } from './decision.ts';
import type { RECEIPT_TYPE, ReceiptPredicate } from './receipt.ts';

export type Typed<T extends string, P> = { readonly predicateType: T; readonly predicate: P };

/** A predicate with its type, the fields of each checked but the subjects not yet made. */
export type TypedPredicate =
  | Typed<typeof DECISION_TYPE, DecisionPredicate>
  | Typed<typeof GRANT_TYPE, GrantPredicate>
  | Typed<typeof DISCHARGE_TYPE, DischargePredicate>
  | Typed<typeof REVOCATION_TYPE, RevocationPredicate>
  | Typed<typeof RECEIPT_TYPE, ReceiptPredicate>;
