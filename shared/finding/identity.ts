import type { Severity } from './kind.ts';

/** Findings about the station's own records of identities: `identity.<what-is-wrong>`. */
export const identityFindings = {
  'identity.records-missing': 'error',
  'identity.record-unreadable': 'error',
  'identity.record-unsigned': 'error',
  'identity.record-order': 'error',
  'identity.record-contradicts': 'error',
} as const satisfies Readonly<Record<string, Severity>>;
