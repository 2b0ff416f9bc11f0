import type { Finding, FindingCode } from '../finding/index.ts';
import { findings } from './en/findings/index.ts';
import type { FindingText } from './en/findings/words.ts';

/** What a code says, and the way out. */
export function findingText(code: FindingCode): FindingText {
  return findings[code];
}

/** The finding as two sentences for a person, the particulars included. */
export function describeFinding(one: Finding): string {
  const { sentence, wayOut } = findingText(one.code);
  const particulars = [
    one.where,
    one.observed === undefined ? '' : `found ${one.observed}`,
    one.expected === undefined ? '' : `expected ${one.expected}`,
  ].filter((part) => part !== '');
  return `${sentence} (${particulars.join('; ')}) ${wayOut}`;
}
