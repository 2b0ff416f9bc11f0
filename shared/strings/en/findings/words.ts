/** What every finding with one code says. */
export interface FindingText {
  /** What is the case, one sentence, without the particulars (those are in where, observed, expected). */
  readonly sentence: string;
  /** What the person can do about it, one sentence. */
  readonly wayOut: string;
}

/** The words of an area: each of its codes has them, and no other code. */
export type FindingWords<Code extends string> = Readonly<Record<Code, FindingText>>;
