import { type BlockerView, blockerView } from '../../../shared/contract/blocker-view.ts';
import type { BlockerStanding } from '../../../shared/rules/standing.ts';
import type { HeldAuthority } from './held-authority.ts';

interface Standing {
  readonly blockers: readonly BlockerStanding[];
  readonly held: HeldAuthority;
}

/** Each blocker as the window shows it, in the packet's order, with the names of those who signed. */
export function blockerViews({ blockers, held }: Standing): readonly BlockerView[] {
  const discharges = [
    ...held.statements.map(({ opened }) => ({ signed: opened, missing: [] })),
    ...held.pending.map(({ opened, missing }) => ({ signed: opened, missing })),
  ];
  return blockers.map((one) => blockerView(one, discharges));
}
