import type { BlockerAuthorityView } from '../../../shared/contract/authority-views.ts';
import type { BlockerNow } from '../../../shared/rules/standing.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Shape, type State } from '../../ui/Mark.tsx';
import { BlockerCard, type Signing } from './BlockerCard.tsx';

const text = strings.packet.blocker;

interface Lane {
  readonly name: 'open' | 'waiting' | 'closed';
  readonly state: State;
  readonly holds: readonly BlockerNow[];
}

const LANES: readonly Lane[] = [
  { name: 'open', state: 'open', holds: ['open', 'partial'] },
  { name: 'waiting', state: 'partial', holds: ['waiting'] },
  { name: 'closed', state: 'closed', holds: ['closed'] },
];

interface BoardProps {
  readonly blockers: readonly BlockerAuthorityView[];
  readonly signing: Signing;
  readonly show: string | null;
}

/** The blockers in three columns, by what is so now. */
export function Board({ blockers, signing, show }: BoardProps) {
  return (
    <div className="board">
      {LANES.map(({ name, state, holds }) => {
        const here = blockers.filter(({ standing }) => holds.includes(standing.now));
        return (
          <section key={name} aria-labelledby={`lane-${name}`}>
            <h2 id={`lane-${name}`} className={`lane lane-${name}`}>
              <Shape state={state} /> {text.lanes[name]}{' '}
              <span className="number">{strings.format.integer(here.length)}</span>
            </h2>
            {here.length === 0 ? <p className="soft">{text.empty}</p> : null}
            <ul className="cards">
              {inOrder(here, (one) => (
                <li key={one.standing.id}>
                  <BlockerCard of={one} signing={signing} isShown={one.standing.id === show} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
