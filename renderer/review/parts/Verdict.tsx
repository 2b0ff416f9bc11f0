import type { BundleVerdict } from '../../../shared/evidence/verdict.ts';
import { strings } from '../../strings/index.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';

/** Green is for `verified` alone: then the console itself has compared every byte, and every check passed. */
const TONE: Readonly<Record<BundleVerdict, Tone>> = {
  verified: 'good',
  read: 'plain',
  refused: 'danger',
};

export function Verdict({ verdict }: { readonly verdict: BundleVerdict }) {
  return <Badge tone={TONE[verdict]}>{strings.terms.verdict[verdict]}</Badge>;
}
