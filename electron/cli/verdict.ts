import type { BundleVerdict } from '../../shared/evidence/verdict.ts';
import { type Finding, hasError } from '../../shared/finding/index.ts';
import { assertNever } from '../../shared/result.ts';
import type { ExitStatus, Outcome } from './command.ts';

export type Kind = 'bundle' | 'envelope' | 'statement' | 'dossier' | 'inclusion-proof' | 'vault';

type VerdictOutcome = Outcome & { readonly json: object };

/** Verified when no finding is an error. */
export function verdict(kind: Kind, findings: readonly Finding[]): VerdictOutcome {
  return outcomeOf(kind, hasError(findings) ? 'refused' : 'verified', findings);
}

const STATUS: Readonly<Record<BundleVerdict, ExitStatus>> = { verified: 0, refused: 1, read: 3 };

/** The outcome of a bundle, for which there may have been nothing that vouches. @param by what vouched for it */
export function bundleOutcome(verdict: BundleVerdict, findings: readonly Finding[], by?: string): VerdictOutcome {
  return outcomeOf('bundle', verdict, findings, by);
}

function outcomeOf(kind: Kind, verdict: BundleVerdict, findings: readonly Finding[], by?: string): VerdictOutcome {
  const messages = [sentenceOf(kind, verdict, by), ...findings];
  return { status: STATUS[verdict], json: { kind, verdict, findings }, messages };
}

function sentenceOf(kind: Kind, verdict: BundleVerdict, by: string | undefined): string {
  switch (verdict) {
    case 'verified':
      return by === undefined ? `The ${kind} is verified.` : `The ${kind} is verified by ${by}.`;
    case 'refused':
      return `The ${kind} is refused.`;
    case 'read':
      return `The ${kind} was read whole. It is not verified: nothing vouches for all of it.`;
    default:
      return assertNever(verdict, 'verdict');
  }
}
