import type { AuthorityView } from '../../../shared/contract/authority-views.ts';
import type { PacketView } from '../../../shared/contract/views.ts';
import { strings, utc } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { eventsOf, since } from './events.ts';

const text = strings.packet.since;

interface SinceProps {
  readonly view: PacketView;
  readonly authority: AuthorityView | null;
  readonly lookedAt: string | null;
}

/** What was signed since this packet was last looked at here. */
export function Since({ view, authority, lookedAt }: SinceProps) {
  if (authority === null) return null;
  const groups = lookedAt === null ? [] : since(eventsOf(view, authority, []), lookedAt);
  return (
    <section className="since" aria-labelledby="since-title">
      <h2 id="since-title">{text.title}</h2>
      {lookedAt === null ? (
        <p className="soft">{text.firstTime}</p>
      ) : (
        <p>
          {text.on(utc(lookedAt))}{' '}
          {groups.length === 0
            ? text.nothing
            : inOrder(groups, ({ kind, count }, at) => (
                <>
                  {at === 0 ? '' : ', '}
                  {strings.packet.time.what[kind](count)}
                </>
              ))}
        </p>
      )}
    </section>
  );
}
