import { strings, utc } from '../../strings/index.ts';
import { Table } from '../../ui/Table.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { searchBundles } from '../../workspace/lists.ts';
import type { BundleRow } from '../../workspace/rows.ts';
import { useReview } from '../hooks/context.ts';
import { ListPage } from '../parts/ListPage.tsx';
import { Verdict } from '../parts/Verdict.tsx';
import { WhichHash } from './WhichHash.tsx';

const text = strings.evidence;
const { columns } = text;

/** Every imported evidence bundle, newest first. */
export function EvidencePage() {
  return (
    <ListPage what="bundle" words={text} find={searchBundles} after={<WhichHash />}>
      {(rows, read) => <BundleTable rows={rows} read={read} />}
    </ListPage>
  );
}

function BundleTable({ rows, read }: { readonly rows: readonly BundleRow[]; readonly read: ReadonlySet<string> }) {
  return (
    <Table
      name={text.title}
      opens
      columns={[
        columns.bundle,
        columns.verdict,
        { number: columns.files },
        { number: columns.bytes },
        columns.imported,
      ]}
    >
      {rows.map((row) => (
        <Row key={row.id} row={row} isRead={read.has(row.id)} />
      ))}
    </Table>
  );
}

function Row({ row, isRead }: { readonly row: BundleRow; readonly isRead: boolean }) {
  const { go } = useReview();
  return (
    <tr className={isRead ? undefined : 'unread'}>
      <td>
        <button type="button" className="row-button" data-item onClick={() => go({ at: 'bundle', bundle: row.id })}>
          <Untrusted text={row.label} />
        </button>
        <div className="soft">
          <Untrusted text={row.id} mono />
        </div>
      </td>
      <td>
        <Verdict verdict={row.verdict} checks={row.checks} errors={row.errors} />
        <div className="soft">{strings.terms.bundleForm[row.form]}</div>
      </td>
      <td className="number nowrap">{strings.format.integer(row.files)}</td>
      <td className="number nowrap">{strings.format.integer(row.bytes)}</td>
      <td className="nowrap tabular soft">{utc(row.importedAt)}</td>
    </tr>
  );
}
