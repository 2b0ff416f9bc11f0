import { strings } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { searchPackets } from '../../workspace/lists.ts';
import type { PacketRow } from '../../workspace/rows.ts';
import { ListPage } from '../ListPage.tsx';
import { PacketRowView } from './PacketRowView.tsx';

const text = strings.packet.list;

/** Every imported packet, newest first. */
export function PacketsPage() {
  return (
    <ListPage what="packet" words={text} find={searchPackets}>
      {(rows, read) => <PacketTable rows={rows} read={read} />}
    </ListPage>
  );
}

interface PacketTableProps {
  readonly rows: readonly PacketRow[];
  readonly read: ReadonlySet<string>;
}

function PacketTable({ rows, read }: PacketTableProps) {
  return (
    <table className="table table-rows" aria-label={text.title}>
      <thead>
        <tr>
          <th scope="col">{text.columns.packet}</th>
          <th scope="col">{text.columns.date}</th>
          <th scope="col">{text.columns.blockers}</th>
          <th scope="col">{text.columns.decision}</th>
          <th scope="col">{text.columns.imported}</th>
        </tr>
      </thead>
      <tbody onKeyDown={moveInList}>
        {rows.map((row) => (
          <PacketRowView key={row.sha256} row={row} isRead={read.has(row.sha256)} />
        ))}
      </tbody>
    </table>
  );
}
