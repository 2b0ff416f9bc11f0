import type { Severity } from './kind.ts';

/** Findings about the journal: `journal.<what-is-wrong>`. */
export const journalFindings = {
  'journal.missing': 'error',
  'journal.checkpoint-unreadable': 'error',
  'journal.checkpoint-signature': 'error',
  'journal.truncated': 'error',
  'journal.altered': 'error',
  'journal.entry-unreadable': 'error',
  'journal.unsigned-entries': 'error',
  'journal.write-failed': 'error',
  'journal.written-elsewhere': 'error',
  'journal.entry-owed': 'error',
  'journal.nearly-full': 'warning',
  'journal.too-fast': 'error',
  'journal.full': 'error',
  'journal.another-station': 'error',
  'journal.copy-unreadable': 'error',
  'journal.copy-not-kept': 'warning',
  'journal.rolled-back': 'error',
  'journal.forked': 'error',
  'journal.recovered': 'warning',
  'journal.clock-backwards': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;
