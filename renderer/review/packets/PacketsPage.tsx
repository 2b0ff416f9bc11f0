import { useCallback } from 'react';
import { strings } from '../../strings/index.ts';
import { Table } from '../../ui/Table.tsx';
import type { Workspace } from '../../workspace/database.ts';
import { searchPackets } from '../../workspace/lists.ts';
import type { PacketRow } from '../../workspace/rows.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../hooks/context.ts';
import { ListPage } from '../parts/ListPage.tsx';
import { inGroups, type Twin, twinsIn } from './groups.ts';
import { PacketRowView } from './PacketRowView.tsx';

const text = strings.packet.list;
const { columns } = text;

/** Every imported packet, those of one id together, the newest first. */
export function PacketsPage() {
  const { workspace } = useReview();
  const twins = useLive(useCallback(async () => twinsIn(await searchPackets(workspace, '')), [workspace]));
  return (
    <ListPage what="packet" words={text} find={find}>
      {(rows, read) => (twins === undefined ? null : <PacketTable rows={rows} read={read} twins={twins} />)}
    </ListPage>
  );
}

async function find(workspace: Workspace, query: string): Promise<readonly PacketRow[]> {
  return inGroups(await searchPackets(workspace, query));
}

interface PacketTableProps {
  readonly rows: readonly PacketRow[];
  readonly read: ReadonlySet<string>;
  readonly twins: ReadonlyMap<string, Twin>;
}

function PacketTable({ rows, read, twins }: PacketTableProps) {
  return (
    <Table
      name={text.title}
      opens
      columns={[columns.packet, columns.date, columns.blockers, columns.decision, columns.imported]}
    >
      {rows.map((row) => (
        <PacketRowView key={row.sha256} row={row} isRead={read.has(row.sha256)} twin={twins.get(row.sha256)} />
      ))}
    </Table>
  );
}
