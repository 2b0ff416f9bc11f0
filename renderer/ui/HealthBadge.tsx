import type { VolumeHealth } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { Badge, type Tone } from './Badge.tsx';

const TONE: Readonly<Record<VolumeHealth, Tone>> = {
  'none-recorded': 'plain',
  unknown: 'plain',
  'not-properly-removed': 'amber',
  'errors-recorded': 'danger',
  'turned-read-only': 'danger',
};

/** What is known of the health of a volume's file system. */
export function HealthBadge({ health }: { readonly health: VolumeHealth }) {
  return <Badge tone={TONE[health]}>{strings.inbox.sources.health[health]}</Badge>;
}
