import type { Problem, ProblemArea } from '../../shared/contract/channel.ts';
import { err } from '../../shared/result.ts';

/** An error as the parts of the main process give it. */
interface PartError {
  readonly code: string;
  readonly sentence: string;
  readonly where?: string;
  readonly secondsLeft?: number;
}

/** A part's error as a window gets it: its code under the area that was asked. */
export function problemOf(area: ProblemArea, error: PartError): Problem {
  const { code, sentence, where, secondsLeft = 0 } = error;
  return {
    code: `${area}/${code}`,
    sentence,
    ...(where === undefined ? {} : { where }),
    ...(secondsLeft > 0 ? { retryAfter: secondsLeft } : {}),
  };
}

/** `err` of a problem that is made on the spot. */
export function refused(code: Problem['code'], sentence: string, where?: string): { ok: false; error: Problem } {
  return err({ code, sentence, ...(where === undefined ? {} : { where }) });
}
