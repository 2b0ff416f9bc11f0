import { useState } from 'react';
import type { BlockerView } from '../../../shared/contract/blocker-view.ts';
import type { BlockerNow, LegStanding } from '../../../shared/rules/standing.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Mark, type State } from '../../ui/Mark.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { Table } from '../../ui/Table.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';

const text = strings.packet.blocker;
const { columns } = text;

const MARK: Readonly<Record<BlockerNow, State>> = {
  open: 'open',
  partial: 'partial',
  waiting: 'partial',
  closed: 'closed',
};

/** Every blocker: what the packet says, and what is so now. */
export function Blockers({ blockers }: { readonly blockers: readonly BlockerView[] }) {
  const [onlyOpen, setOnlyOpen] = useState(false);
  const open = blockers.filter((one) => one.now !== 'closed');
  if (blockers.length === 0) return <p className="soft">{text.none}</p>;
  return (
    <>
      <div className="card-head">
        <p className="soft">{text.summary(open.length, blockers.length)}</p>
        <label className="check">
          <input type="checkbox" checked={onlyOpen} onChange={() => setOnlyOpen(!onlyOpen)} />
          {text.filter}
        </label>
      </div>
      <Paged key={String(onlyOpen)} rows={onlyOpen ? open : blockers}>
        {(shown) => (
          <div className="card table-scroll">
            <Table
              name={strings.packet.parts.blockers}
              className="blockers"
              columns={[columns.id, columns.status, columns.actors, columns.gate]}
            >
              {inOrder(shown, blockerRow)}
            </Table>
          </div>
        )}
      </Paged>
    </>
  );
}

function blockerRow(blocker: BlockerView) {
  const { id, says, now, closedBy, actors, separateAuthority, gate, legs } = blocker;
  return (
    <tr>
      <th scope="row">
        <Untrusted text={id} mono />
      </th>
      <td>
        <Mark state={MARK[now]} plain={now === 'closed' && closedBy.length === 0}>
          <Say it={strings.standing.nowOf(blocker)} />
        </Mark>
        <div className="soft">
          {strings.standing.says}: <Untrusted text={says.text} />
        </div>
      </td>
      <td>
        {actors.length === 0 ? text.noActor : actors.map(({ role }) => strings.terms.role[role]).join(' + ')}
        {separateAuthority ? <div className="soft">{text.separateAuthority}</div> : null}
      </td>
      <td>
        <Untrusted text={gate} />
        {legs.length === 0 ? null : (
          <ul className="legs" aria-label={text.legs}>
            {inOrder(legs, legItem)}
          </ul>
        )}
      </td>
    </tr>
  );
}

function legItem({ leg, now, statedAs }: LegStanding) {
  return (
    <li>
      <Untrusted text={leg} /> <Mark state={now}>{text.leg[now]}</Mark>{' '}
      <span className="soft">
        <Untrusted text={statedAs} />
      </span>
    </li>
  );
}
