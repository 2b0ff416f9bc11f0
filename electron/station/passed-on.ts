import { coded, type Failure, type FailureArea, failure, under } from '../../shared/failure/failure.ts';
import { err, type Result } from '../../shared/result.ts';

/** A part's failure as a window gets it: its code under the area that was asked, and what is to be done where it is unknown. */
export function passedOn(area: FailureArea, below: Failure): Failure {
  const passed = under(area, below);
  if (below.outcome !== 'unknown' || passed === below) return passed;
  return { ...passed, words: 'station/may-be-done', cause: below };
}

/**
 * What came of an entry that goes before the step that counts. It may be unknown whether the entry was written; what was
 * asked for was not done.
 */
export function beforehand<T>(entered: Result<T, Failure>): Result<T, Failure> {
  if (entered.ok || entered.error.outcome === undefined) return entered;
  return err(coded(entered.error.code, failure('journal/not-begun')));
}
