import { strings } from '../../strings/index.ts';
import { Table } from '../../ui/Table.tsx';
import { searchPackets } from '../../workspace/lists.ts';
import type { PacketRow } from '../../workspace/rows.ts';
import { ListPage } from '../parts/ListPage.tsx';
import { PacketRowView } from './PacketRowView.tsx';

const text = strings.packet.list;
const { columns } = text;

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
    <Table
      name={text.title}
      opens
      columns={[columns.packet, columns.date, columns.blockers, columns.decision, columns.imported]}
    >
      {rows.map((row) => (
        <PacketRowView key={row.sha256} row={row} isRead={read.has(row.sha256)} />
      ))}
    </Table>
  );
}
