import { defineFindings } from './kind.ts';

/** Findings about the journal: `journal.<what-is-wrong>`. */
export const journalFindings = defineFindings({});
