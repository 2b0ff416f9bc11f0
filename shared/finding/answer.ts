import type { Severity } from './kind.ts';

/** Findings about what a station says of itself when it is asked: `answer.<what-is-wrong>`. */
export const answerFindings = {
  'answer.unreadable': 'error',
  'answer.signature': 'error',
  'answer.challenge': 'error',
  'answer.build': 'error',
  'answer.not-sealed': 'error',
} as const satisfies Readonly<Record<string, Severity>>;
