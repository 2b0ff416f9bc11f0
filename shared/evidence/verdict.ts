import { assertNever } from '../result.ts';
import type { BundleRecord } from './types.ts';

/**
 * What is said of a bundle as a whole. Only `verified` says that all that could be verified was:
 *
 * - `verified`: nothing speaks against its bytes, and every check passed;
 * - `unproven`: nothing speaks against its bytes, but a check failed or is unknown, and unknown is not a pass;
 * - `read`: it claims nothing, neither by a manifest nor by checks, so that there was nothing to verify;
 * - `refused`: something in it contradicts what it says of itself, or may not be there.
 */
export type BundleVerdict = 'verified' | 'unproven' | 'read' | 'refused';

export function bundleVerdict(record: Pick<BundleRecord, 'verdict' | 'layout' | 'checks'>): BundleVerdict {
  switch (record.verdict) {
    case 'refused':
      return 'refused';
    case 'verified':
      if (record.checks.some(({ result }) => result !== 'pass')) return 'unproven';
      return record.layout === 'plain' && record.checks.length === 0 ? 'read' : 'verified';
    default:
      return assertNever(record.verdict, 'verdict of a record');
  }
}
