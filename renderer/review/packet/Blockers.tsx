import { useState } from 'react';
import type { BlockerLeg, BlockerStatus, PacketBlocker, PacketReading } from '../../../shared/packet/types.ts';
import { strings } from '../../strings/index.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { Paged } from '../../ui/Paged.tsx';
import { Table } from '../../ui/Table.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';

const text = strings.packet.blocker;
const { columns } = text;

/** `closed` is the packet's claim, not something that the console verified: never green. */
const TONE: Readonly<Record<BlockerStatus, Tone>> = {
  open: 'amber',
  partial: 'amber',
  classified: 'amber',
  narrowed: 'amber',
  closed: 'plain',
};

/** Every blocker as the packet has it and as the console understands it. */
export function Blockers({ reading }: { readonly reading: PacketReading }) {
  const [onlyOpen, setOnlyOpen] = useState(false);
  const all = reading.packet.blockers;
  const open = all.filter((one) => one.status !== 'closed');
  if (all.length === 0) return <p className="soft">{text.none}</p>;
  return (
    <>
      <div className="card-head">
        <p className="soft">{text.summary(open.length, all.length)}</p>
        <label className="check">
          <input type="checkbox" checked={onlyOpen} onChange={() => setOnlyOpen(!onlyOpen)} />
          {text.filter}
        </label>
      </div>
      <Paged key={String(onlyOpen)} rows={onlyOpen ? open : all}>
        {(shown) => <BlockerTable blockers={shown} legs={reading.legs} />}
      </Paged>
    </>
  );
}

interface BlockerTableProps {
  readonly blockers: readonly PacketBlocker[];
  readonly legs: readonly BlockerLeg[];
}

function BlockerTable({ blockers, legs }: BlockerTableProps) {
  return (
    <div className="card table-scroll">
      <Table
        name={strings.packet.parts.blockers}
        className="blockers"
        columns={[columns.id, columns.status, columns.actors, columns.gate]}
      >
        {inOrder(blockers, (one) => blockerRow(one, legs))}
      </Table>
    </div>
  );
}

function blockerRow(blocker: PacketBlocker, allLegs: readonly BlockerLeg[]) {
  const legs = allLegs.filter((leg) => leg.blocker === blocker.id);
  return (
    <tr>
      <th scope="row">
        <Untrusted text={blocker.id} mono />
      </th>
      <td>
        <Badge tone={TONE[blocker.status]}>{strings.terms.blockerStatus[blocker.status]}</Badge>
        <div className="soft">
          <Untrusted text={blocker.statusText} />
        </div>
      </td>
      <td>
        {blocker.actors.length === 0 ? text.noActor : blocker.actors.map((one) => strings.terms.role[one]).join(' + ')}
        {blocker.separateAuthority ? <div className="soft">{text.separateAuthority}</div> : null}
      </td>
      <td>
        <Untrusted text={blocker.gate} />
        {legs.length === 0 ? null : (
          <ul className="legs" aria-label={text.legs}>
            {inOrder(legs, legItem)}
          </ul>
        )}
      </td>
    </tr>
  );
}

function legItem(leg: BlockerLeg) {
  return (
    <li>
      <Untrusted text={leg.leg} />{' '}
      <Badge tone={leg.status === 'open' ? 'amber' : 'plain'}>{text.leg[leg.status]}</Badge>{' '}
      <span className="soft">
        <Untrusted text={leg.statedAs} />
      </span>
    </li>
  );
}
