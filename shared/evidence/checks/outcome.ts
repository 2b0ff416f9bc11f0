import type { CheckResult } from '../types.ts';

/** What evaluating one check gives: the part of a `CheckResult` that the check type itself decides. */
export type Outcome = Pick<CheckResult, 'result' | 'reason' | 'observed'>;

type Observed = CheckResult['observed'];

export const passed = (reason: string, observed: Observed): Outcome => ({ result: 'pass', reason, observed });
export const failed = (reason: string, observed: Observed): Outcome => ({ result: 'fail', reason, observed });
export const unknown = (reason: string, observed: Observed = {}): Outcome => ({ result: 'unknown', reason, observed });
