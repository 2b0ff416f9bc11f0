import { failures as en } from '../strings/en/failures.ts';
import { fillGaps } from '../strings/forms/fill-gaps.ts';
import { type Language, languageInUse } from '../strings/language.ts';
import { describeFinding } from '../strings/say-finding.ts';
import { failures as vi } from '../strings/vi/failures.ts';
import { type Failure, isWorded, type WordedCode } from './failure.ts';

const FAILURES: Readonly<Record<Language, Readonly<Record<WordedCode, string>>>> = { en, vi };

/** What a failure says to a person: what happened, what it means, what to do now. What is recorded is said in `RECORDED`. */
export function sayFailure(one: Failure, language: Language = languageInUse()): string {
  const { code, words, params, findings = [], errno, cause } = one;
  const under = words ?? code;
  return fillGaps(isWorded(under) ? FAILURES[language][under] : under, {
    ...params,
    errno: errno ?? '?',
    findings: findings.map((found) => describeFinding(found, language)).join(' '),
    cause: cause === undefined ? '' : sayFailure(cause, language),
  });
}

/** The same with what it is about, for a line or a dialog that has no other place for that. */
export function sayWithPlace(one: Failure, language: Language = languageInUse()): string {
  const said = sayFailure(one, language);
  return one.where === undefined ? said : `${said} (${one.where})`;
}
