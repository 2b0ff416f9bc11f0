import type { CheckCounts } from '../../../shared/evidence/checks/counts.ts';
import type { BundleVerdict } from '../../../shared/evidence/verdict.ts';
import { strings } from '../../strings/index.ts';
import { Mark, type State } from '../../ui/Mark.tsx';

interface VerdictProps {
  readonly verdict: BundleVerdict;
  readonly checks: CheckCounts;
  /** How many findings are errors. */
  readonly errors: number;
}

/**
 * What came of one bundle, the worst first: what failed is told from what could not be told. Green is for `verified` alone:
 * then the console itself has compared every byte, and every check passed.
 */
export function Verdict({ verdict, checks, errors }: VerdictProps) {
  return (
    <Mark state={stateOf({ verdict, checks, errors })}>{strings.evidence.verdictOf(verdict, checks, errors)}</Mark>
  );
}

function stateOf({ verdict, checks, errors }: VerdictProps): State {
  switch (verdict) {
    case 'verified':
      return 'closed';
    case 'read':
      return 'open';
    case 'refused':
      return checks.failed === 0 && errors === 0 && checks.unknown > 0 ? 'unknown' : 'failed';
  }
}

const STATED: Readonly<Record<BundleVerdict, State>> = { verified: 'closed', read: 'open', refused: 'failed' };

/** The verdict as a statement says it: its checks and findings are elsewhere. */
export function StatedVerdict({ verdict }: { readonly verdict: BundleVerdict }) {
  return <Mark state={STATED[verdict]}>{strings.terms.verdict[verdict]}</Mark>;
}
