/**
 * `error` fails closed: what carries it is refused, and a packet that has one leaves only its default selectable.
 * `warning` is shown and written into receipts, and locks nothing. `info` is worth knowing.
 */
export type Severity = 'error' | 'warning' | 'info';

/** What every finding with one code has in common. */
export interface FindingKind {
  readonly severity: Severity;
  /** What is the case, one sentence, without the particulars (those are in where, observed, expected). */
  readonly sentence: string;
  /** What the person can do about it, one sentence. */
  readonly wayOut: string;
}

/** Keeps the codes as literal types while the entries are checked against `FindingKind`. */
export function defineFindings<const T extends Record<string, FindingKind>>(kinds: T): T {
  return kinds;
}
