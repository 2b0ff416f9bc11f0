import { defineFindings } from './kind.ts';

/** Findings about evidence: `evidence.<what-is-wrong>`. */
export const evidenceFindings = defineFindings({});
