import type { Problem, ProblemArea } from '../../shared/contract/channel.ts';
import type { FailedOutcome } from '../../shared/outcome.ts';
import { err, type Result } from '../../shared/result.ts';

/** An error as the parts of the main process give it. */
interface PartError {
  readonly code: string;
  readonly sentence: string;
  readonly where?: string;
  readonly secondsLeft?: number;
  readonly outcome?: FailedOutcome;
  readonly errno?: string | undefined;
  /** What the system said of it, of a part whose own error is wider. */
  readonly file?: { readonly errno?: string | undefined };
}

/** What is said of an act on the station's own files of which nobody knows whether it was done. */
export const MAY_BE_DONE =
  'It may have been done: Holdfast reads its files again to see. Close it and start it again; until then nothing is signed here.';

/** A part's error as a window gets it: its code under the area that was asked. */
export function problemOf(area: ProblemArea, error: PartError): Problem {
  const { code, where, secondsLeft = 0, outcome, errno = error.file?.errno } = error;
  const isUnknown = outcome === 'unknown';
  return {
    code: `${area}/${code}`,
    sentence: isUnknown ? `${MAY_BE_DONE} (${error.sentence})` : error.sentence,
    ...(isUnknown ? { outcome } : {}),
    ...(errno === undefined ? {} : { errno }),
    ...(where === undefined ? {} : { where }),
    ...(secondsLeft > 0 ? { retryAfter: secondsLeft } : {}),
  };
}

/** `err` of a problem that is made on the spot. */
export function refused(code: Problem['code'], sentence: string, where?: string): { ok: false; error: Problem } {
  return err({ code, sentence, ...(where === undefined ? {} : { where }) });
}

/**
 * What came of an entry that goes before the step that counts. It may be unknown whether the entry was written; what was
 * asked for was not done.
 */
export function beforehand<T>(entered: Result<T, Problem>): Result<T, Problem> {
  if (entered.ok || entered.error.outcome === undefined) return entered;
  return err({ code: entered.error.code, sentence: NOT_BEGUN });
}

const NOT_BEGUN =
  'The journal could not be written, so this was not done. Close Holdfast and start it again; until then nothing is signed here.';
