import type { Severity } from './kind.ts';

/** Findings about the folder of a station's data: `station.<what-is-wrong>`. */
export const stationFindings = {
  'station.outcome-unknown': 'error',
  'station.open-to-others': 'warning',
  'station.others-may-write': 'error',
  'station.other-owner': 'error',
  'station.hard-link': 'error',
  'station.shared-disk': 'warning',
  'station.stray-file': 'warning',
  'station.symbolic-link': 'error',
} as const satisfies Readonly<Record<string, Severity>>;
