import type { NeededGrantView } from '../../../shared/contract/authority-views.ts';
import type { PacketView } from '../../../shared/contract/views.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { useReview } from '../hooks/context.ts';

const text = strings.packet.glance;

/** As many as a bar has room for; more are a count and a way to the list. */
const MOST_SEGMENTS = 40;

interface Segment {
  readonly id: string;
  readonly state: 'open' | 'partial' | 'waiting' | 'closed';
  readonly words: string;
}

interface ProgressProps {
  readonly view: PacketView;
  /** The grants that the packet names; `null` while they are not known. */
  readonly needed: readonly NeededGrantView[] | null;
}

/** How far the options are that change things: blockers closed, grants in force. Each segment leads to its card. */
export function Progress({ view, needed }: ProgressProps) {
  const mutating = view.reading.packet.options.filter((one) => one.mutates);
  if (mutating.length === 0) return <div />;
  const [only] = mutating;
  const blockers = view.blockers.map(
    ({ id, now }): Segment => ({ id, state: now, words: `${escapeVisible(id)}: ${strings.standing.state[now]}` }),
  );
  const grants = (needed ?? [])
    .filter(({ blocker }) => blocker === null)
    .map(
      ({ action, state }): Segment => ({
        id: action,
        state: state === 'in-force' ? 'closed' : 'open',
        words: `${escapeVisible(action)}: ${strings.authority.grants.needed[state]}`,
      }),
    );
  return (
    <section aria-labelledby="progress-title">
      <h2 id="progress-title">
        {mutating.length === 1 && only !== undefined ? text.stillTakes(only.rank) : text.stillTakeAll}
      </h2>
      <Bar name={text.blockersClosed} segments={blockers} packet={view} />
      {needed === null ? null : <Bar name={text.grantsInForce} segments={grants} packet={view} />}
    </section>
  );
}

interface BarProps {
  readonly name: (done: number, all: number) => string;
  readonly segments: readonly Segment[];
  readonly packet: PacketView;
}

export function Bar({ name, segments, packet }: BarProps) {
  const { go } = useReview();
  if (segments.length === 0) return null;
  const done = segments.filter(({ state }) => state === 'closed').length;
  const open = (show?: string) => go({ at: 'packet', packet: packet.summary.sha256, part: 'blockers', show });
  return (
    <div className="progress-row">
      <span className="number">{name(done, segments.length)}</span>
      {segments.length > MOST_SEGMENTS ? (
        <>
          <progress aria-label={name(done, segments.length)} max={segments.length} value={done} />
          <button type="button" className="button-link" onClick={() => open()}>
            {text.seeAll}
          </button>
        </>
      ) : (
        <ul className="segments">
          {inOrder(segments, ({ id, state, words }) => (
            <li>
              <button
                type="button"
                className={`segment segment-${state}`}
                title={words}
                aria-label={words}
                onClick={() => open(id)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
