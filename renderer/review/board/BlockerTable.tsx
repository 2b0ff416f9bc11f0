import { useState } from 'react';
import type { BlockerAuthorityView } from '../../../shared/contract/authority-views.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Paged } from '../../ui/Paged.tsx';
import { Table } from '../../ui/Table.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { BlockerCard, Now, type Signing } from './BlockerCard.tsx';

const text = strings.packet.blocker;
const { columns } = text;

interface BlockerTableProps {
  readonly blockers: readonly BlockerAuthorityView[];
  readonly signing: Signing;
  /** The blocker whose card is open at first. */
  readonly show: string | null;
}

/** Many blockers as rows; the card of one above them. */
export function BlockerTable({ blockers, signing, show }: BlockerTableProps) {
  const [onlyOpen, setOnlyOpen] = useState(false);
  const [shown, setShown] = useState(show);
  const open = blockers.filter(({ standing }) => standing.now !== 'closed');
  const card = blockers.find(({ standing }) => standing.id === shown);
  return (
    <>
      {card === undefined ? null : <BlockerCard key={card.standing.id} of={card} signing={signing} isShown />}
      <div className="card-head">
        <p className="soft">{text.summary(open.length, blockers.length)}</p>
        <label className="check">
          <input type="checkbox" checked={onlyOpen} onChange={() => setOnlyOpen(!onlyOpen)} />
          {text.filter}
        </label>
      </div>
      <Paged key={String(onlyOpen)} rows={onlyOpen ? open : blockers}>
        {(rows) => (
          <div className="card table-scroll">
            <Table
              name={strings.packet.parts.blockers}
              className="blockers"
              columns={[columns.id, columns.status, columns.actors, columns.gate]}
            >
              {inOrder(rows, ({ standing }) => (
                <tr>
                  <th scope="row">
                    <button type="button" className="button-link" onClick={() => setShown(standing.id)}>
                      <Untrusted text={standing.id} mono />
                    </button>
                  </th>
                  <td>
                    <Now of={standing} />
                    <div className="soft">
                      {strings.standing.says}: <Untrusted text={standing.says.text} />
                    </div>
                  </td>
                  <td>
                    {standing.actors.length === 0
                      ? text.noActor
                      : standing.actors.map(({ role }) => strings.terms.role[role]).join(' + ')}
                    {standing.separateAuthority ? <div className="soft">{text.separateAuthority}</div> : null}
                  </td>
                  <td>
                    <Untrusted text={standing.gate} />
                  </td>
                </tr>
              ))}
            </Table>
          </div>
        )}
      </Paged>
    </>
  );
}
