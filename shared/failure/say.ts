import { failures } from '../strings/en/failures.ts';
import { fillGaps } from '../strings/forms/fill-gaps.ts';
import { describeFinding } from '../strings/say-finding.ts';
import { type Failure, isWorded } from './failure.ts';

/** What a failure says to a person: what happened, what it means, what to do now. */
export function sayFailure({ code, words, params, findings = [], errno, cause }: Failure): string {
  const under = words ?? code;
  return fillGaps(isWorded(under) ? failures[under] : under, {
    ...params,
    errno: errno ?? 'unnamed',
    findings: findings.map(describeFinding).join(' '),
    cause: cause === undefined ? '' : sayFailure(cause),
  });
}

/** The same with what it is about, for a line or a dialog that has no other place for that. */
export function sayWithPlace(one: Failure): string {
  return one.where === undefined ? sayFailure(one) : `${sayFailure(one)} (${one.where})`;
}
