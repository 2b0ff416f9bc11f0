import { describeFinding, type Finding, hasError } from '../../shared/finding/index.ts';
import type { Outcome } from './command.ts';

export type Kind = 'bundle' | 'envelope' | 'statement' | 'dossier' | 'inclusion-proof' | 'vault';

/**
 * Verified when no finding is an error: the outcome of every kind.
 * @param whenHolds the sentence for people, where "verified" would say too much
 */
export function verdict(
  kind: Kind,
  findings: readonly Finding[],
  whenHolds: string = `The ${kind} is verified.`,
): Outcome & { readonly json: object } {
  const holds = !hasError(findings);
  const sentence = holds ? whenHolds : `The ${kind} is refused.`;
  return {
    status: holds ? 0 : 1,
    json: { kind, verdict: holds ? 'verified' : 'refused', findings },
    messages: [sentence, ...findings.map(describeFinding)],
  };
}
