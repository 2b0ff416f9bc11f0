import type { SealRecord } from './fields.ts';

/** Everything that was tried is closed. What could not be tried is not. */
export function isSealed({ probes }: Pick<SealRecord, 'probes'>): boolean {
  return probes.length > 0 && probes.every(({ outcome }) => outcome === 'closed');
}
