import { defineFindings } from './kind.ts';

/** Findings about packets: `packet.<what-is-wrong>`. */
export const packetFindings = defineFindings({});
