import { type Failure, type FailureArea } from '../../shared/failure/failure.ts';
import { type Result } from '../../shared/result.ts';
/** A part's failure as a window gets it: its code under the area that was asked, and what is to be done where it is unknown. */
export declare function passedOn(area: FailureArea, below: Failure): Failure;
/**
 * What came of an entry that goes before the step that counts. It may be unknown whether the entry was written; what was
 * asked for was not done.
 */
export declare function beforehand<T>(entered: Result<T, Failure>): Result<T, Failure>;
