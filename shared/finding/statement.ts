import { defineFindings } from './kind.ts';

/** Findings about statements, envelopes, keys and decision chains: `statement.<what-is-wrong>`. */
export const statementFindings = defineFindings({});
