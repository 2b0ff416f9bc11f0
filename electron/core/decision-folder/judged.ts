import type { Finding } from '../../../shared/finding/index.ts';

/** What a reader found in an exported folder. It is verified when no finding is an error. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** What it could not verify: nothing signed says it, and it cannot be made again to compare. */
  readonly notVerified: readonly Finding[];
}

export const NOTHING_FOUND: Judged = { findings: [], notVerified: [] };

export function found(...findings: readonly Finding[]): Judged {
  return { findings, notVerified: [] };
}

export function unverified(...notVerified: readonly Finding[]): Judged {
  return { findings: [], notVerified };
}

export function together(judged: readonly Judged[]): Judged {
  return {
    findings: judged.flatMap(({ findings }) => findings),
    notVerified: judged.flatMap(({ notVerified }) => notVerified),
  };
}
