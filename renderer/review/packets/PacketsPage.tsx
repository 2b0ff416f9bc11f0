import { useCallback, useState } from 'react';
import type { Sha256 } from '../../../shared/bytes.ts';
import { strings } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { Paged } from '../../ui/Paged.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { searchPackets } from '../../workspace/lists.ts';
import { readSubjects } from '../../workspace/read-marks.ts';
import type { PacketRow } from '../../workspace/rows.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../context.ts';
import { Damaged } from '../Damaged.tsx';
import { PacketRowView } from './PacketRowView.tsx';

const text = strings.packet.list;

/** Every imported packet, newest first, found by any word of it. */
export function PacketsPage() {
  const { workspace, go } = useReview();
  const [query, setQuery] = useState('');
  const all = useLive(useCallback(() => searchPackets(workspace, ''), [workspace]));
  const found = useLive(useCallback(() => searchPackets(workspace, query), [workspace, query]));
  const read = useLive(useCallback(() => readSubjects(workspace), [workspace]));
  if (all === undefined || found === undefined || read === undefined) return null;

  if (all.length === 0) {
    return (
      <div className="page">
        <PageTitle>{text.title}</PageTitle>
        <Damaged what="packet" />
        <p>{text.none}</p>
        <div className="actions">
          <button type="button" className="button-primary" onClick={() => go({ at: 'inbox' })}>
            {text.goImport}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div className="page page-wide">
      <PageTitle aside={<SearchField label={text.search} hint={text.searchHint} value={query} change={setQuery} />}>
        {text.title}
      </PageTitle>
      <Damaged what="packet" />
      <p className="soft" role="status">
        {found.length === 0 ? <Say it={text.noMatch(query)} /> : text.count(found.length, all.length)}
      </p>
      {found.length === 0 ? null : (
        <Paged key={query} rows={found}>
          {(rows) => <PacketTable rows={rows} read={read} />}
        </Paged>
      )}
    </div>
  );
}

interface PacketTableProps {
  readonly rows: readonly PacketRow[];
  readonly read: ReadonlySet<Sha256>;
}

function PacketTable({ rows, read }: PacketTableProps) {
  return (
    <table className="table table-rows">
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
