import type { Finding, FindingCode } from '../finding/index.ts';
import { findings as en, particulars as enParticulars } from './en/findings/index.ts';
import type { FindingText, FindingWords } from './en/findings/words.ts';
import { type Language, languageInUse } from './language.ts';
import { findings as vi, particulars as viParticulars } from './vi/findings/index.ts';

const FINDINGS: Readonly<Record<Language, FindingWords<FindingCode>>> = { en, vi };
const PARTICULARS = { en: enParticulars, vi: viParticulars } satisfies Record<Language, unknown>;

/** What a code says, and the way out. What is recorded is said in `RECORDED`. */
export function findingText(code: FindingCode, language: Language = languageInUse()): FindingText {
  return FINDINGS[language][code];
}

/** The finding as two sentences for a person, the particulars included. */
export function describeFinding(one: Finding, language: Language = languageInUse()): string {
  const { sentence, wayOut } = findingText(one.code, language);
  const { found, expected } = PARTICULARS[language];
  const particulars = [
    one.where,
    one.observed === undefined ? '' : `${found} ${one.observed}`,
    one.expected === undefined ? '' : `${expected} ${one.expected}`,
  ].filter((part) => part !== '');
  return `${sentence} (${particulars.join('; ')}) ${wayOut}`;
}
