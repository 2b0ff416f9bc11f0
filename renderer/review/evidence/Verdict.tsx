import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';

/** Green, since the console itself has read every byte; red when it found something against the bundle. */
export function Verdict({ verdict }: { readonly verdict: BundleRecord['verdict'] }) {
  return <Badge tone={verdict === 'verified' ? 'good' : 'danger'}>{strings.terms.verdict[verdict]}</Badge>;
}
