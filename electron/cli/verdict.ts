import type { BundleVerdict } from '../../shared/evidence/verdict.ts';
import { type Finding, hasError } from '../../shared/finding/index.ts';
import type { Judged } from '../../shared/strings/en/cli/answers.ts';
import type { ExitStatus, Outcome } from './command.ts';
import { words } from './words.ts';

type VerdictOutcome = Outcome & { readonly json: object };

/** Verified when no finding is an error. */
export function verdict(kind: Judged, findings: readonly Finding[]): VerdictOutcome {
  return outcomeOf(kind, hasError(findings) ? 'refused' : 'verified', findings);
}

const STATUS: Readonly<Record<BundleVerdict, ExitStatus>> = { verified: 0, refused: 1, read: 3 };

/** The outcome of a bundle, for which there may have been nothing that vouches. @param by what vouched for it */
export function bundleOutcome(verdict: BundleVerdict, findings: readonly Finding[], by?: string): VerdictOutcome {
  return outcomeOf('bundle', verdict, findings, by);
}

function outcomeOf(kind: Judged, verdict: BundleVerdict, findings: readonly Finding[], by?: string): VerdictOutcome {
  const messages = [words.answers.verdict(kind, verdict, by), ...findings];
  return { status: STATUS[verdict], json: { kind, verdict, findings }, messages };
}
