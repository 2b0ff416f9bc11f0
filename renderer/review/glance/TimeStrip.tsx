import { useCallback } from 'react';
import type { AuthorityView } from '../../../shared/contract/authority-views.ts';
import type { PacketView } from '../../../shared/contract/views.ts';
import { strings, utcMinute } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { type EventGroup, eventsOf, grouped } from './events.ts';

const text = strings.packet.time;

interface TimeStripProps {
  readonly view: PacketView;
  readonly authority: AuthorityView | null;
}

/** What happened with the packet, from left to right, and what expires: not to scale. */
export function TimeStrip({ view, authority }: TimeStripProps) {
  const id = view.summary.sha256;
  const [asked] = useAnswer(useCallback(() => ask('receipt/list', { id }), [id]));
  const imports = asked.state === 'ready' ? asked.value : [];
  const groups = grouped(eventsOf(view, authority, imports));
  const past = groups.filter(({ kind }) => kind !== 'expiry');
  const expiries = groups.filter(({ kind }) => kind === 'expiry');
  return (
    <ol className="time-strip" aria-label={text.title}>
      {inOrder(past, item)}
      <li className="time-now">{text.now}</li>
      {expiries.length === 0 ? <li className="time-expiry">{text.noExpiry}</li> : inOrder(expiries, item)}
    </ol>
  );
}

function item({ kind, count, first, last }: EventGroup) {
  return (
    <li className={kind === 'expiry' ? 'time-expiry' : undefined}>
      {text.what[kind](count)}{' '}
      <span>{first === last ? utcMinute(first) : text.from(utcMinute(first), utcMinute(last))}</span>
    </li>
  );
}
