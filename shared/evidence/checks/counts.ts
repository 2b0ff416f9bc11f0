import type { CheckOutcome, CheckResult } from '../types.ts';

/** How many checks came out how. */
export interface CheckCounts {
  readonly failed: number;
  readonly unknown: number;
  readonly passed: number;
}

export function countChecks(checks: readonly Pick<CheckResult, 'result'>[]): CheckCounts {
  const count = (outcome: CheckOutcome) => checks.filter(({ result }) => result === outcome).length;
  return { failed: count('fail'), unknown: count('unknown'), passed: count('pass') };
}

const WORST_FIRST: readonly CheckOutcome[] = ['fail', 'unknown', 'pass'];

/** Failed, unknown, passed; within each as they were declared. */
export function worstFirst(checks: readonly CheckResult[]): readonly CheckResult[] {
  return WORST_FIRST.flatMap((outcome) => checks.filter(({ result }) => result === outcome));
}
