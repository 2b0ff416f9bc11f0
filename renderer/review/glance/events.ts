import type { AuthorityView } from '../../../shared/contract/authority-views.ts';
import type { ImportReceiptsView } from '../../../shared/contract/receipt-views.ts';
import type { PacketView } from '../../../shared/contract/views.ts';

export type EventKind = 'dated' | 'imported' | 'receipt' | 'grant' | 'discharge' | 'decision' | 'expiry';

/** One thing that happened with a packet, or will: an expiry. Times are UTC. */
export interface PacketEvent {
  readonly kind: EventKind;
  readonly at: string;
}

/** Events of one kind that follow each other without another between them. */
export interface EventGroup {
  readonly kind: EventKind;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** Everything with a time about a packet, in the order of time. What has no readable time is left out. */
export function eventsOf(
  { summary, decisions }: Pick<PacketView, 'summary' | 'decisions'>,
  authority: AuthorityView | null,
  imports: readonly ImportReceiptsView[],
): readonly PacketEvent[] {
  const grants = authority?.needed.flatMap((needed) => needed.grants) ?? [];
  const discharges = authority?.blockers.flatMap((blocker) => blocker.discharges) ?? [];
  const event =
    (kind: EventKind) =>
    (at: string): PacketEvent => ({ kind, at });
  return [
    event('dated')(summary.date),
    event('imported')(summary.importedAt),
    ...imports.flatMap(({ receipts }) => receipts.map((one) => event('receipt')(one.signedAt))),
    ...grants.map((one) => event('grant')(one.signedAt)),
    ...discharges.map((one) => event('discharge')(one.signedAt)),
    ...decisions.map((one) => event('decision')(one.signedAt)),
    ...grants.filter(({ state }) => state === 'in-force').map((one) => event('expiry')(one.expires)),
    ...decisions.flatMap(({ state, expires }) =>
      state === 'in-force' && expires !== null ? [event('expiry')(expires)] : [],
    ),
  ]
    .filter(({ at }) => !Number.isNaN(Date.parse(at)))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The events as few as can be told apart. */
export function grouped(events: readonly PacketEvent[]): readonly EventGroup[] {
  const groups: EventGroup[] = [];
  for (const { kind, at } of events) {
    const last = groups.at(-1);
    if (last?.kind === kind) groups.splice(-1, 1, { ...last, count: last.count + 1, last: at });
    else groups.push({ kind, count: 1, first: at, last: at });
  }
  return groups;
}

/** What was added since a time. Expiries are not things that happened. */
export function since(events: readonly PacketEvent[], time: string): readonly EventGroup[] {
  const after = events.filter(({ kind, at }) => kind !== 'expiry' && Date.parse(at) > Date.parse(time));
  const kinds = [...new Set(after.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => grouped(after.filter((one) => one.kind === kind)));
}
