import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';

interface VerdictProps {
  readonly verdict: BundleRecord['verdict'];
  /** Whether the bundle says anything of itself that was compared. */
  readonly claims: boolean;
}

/**
 * Green, since the console itself has compared every byte with what the bundle claims; red when it found something
 * against it. Neither when the bundle claims nothing: then there was nothing to verify.
 */
export function Verdict({ verdict, claims }: VerdictProps) {
  if (verdict === 'refused') return <Badge tone="danger">{strings.terms.verdict.refused}</Badge>;
  return claims ? (
    <Badge tone="good">{strings.terms.verdict.verified}</Badge>
  ) : (
    <Badge>{strings.evidence.claimsNothing}</Badge>
  );
}
