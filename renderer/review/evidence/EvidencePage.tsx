import { useCallback, useState } from 'react';
import { strings, utc } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { Paged } from '../../ui/Paged.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { searchBundles } from '../../workspace/lists.ts';
import { readSubjects } from '../../workspace/read-marks.ts';
import type { BundleRow } from '../../workspace/rows.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../context.ts';
import { Damaged } from '../Damaged.tsx';
import { Verdict } from './Verdict.tsx';
import { WhichHash } from './WhichHash.tsx';

const text = strings.evidence;

/** Every imported evidence bundle, newest first. */
export function EvidencePage() {
  const { workspace, go } = useReview();
  const [query, setQuery] = useState('');
  const found = useLive(useCallback(() => searchBundles(workspace, query), [workspace, query]));
  const read = useLive(useCallback(() => readSubjects(workspace), [workspace]));
  if (found === undefined || read === undefined) return null;

  if (found.length === 0 && query === '') {
    return (
      <div className="page">
        <PageTitle>{text.title}</PageTitle>
        <Damaged what="bundle" />
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
      <Damaged what="bundle" />
      {found.length === 0 ? (
        <p role="status">{text.noMatch}</p>
      ) : (
        <Paged key={query} rows={found}>
          {(rows) => <BundleTable rows={rows} read={read} />}
        </Paged>
      )}
      <WhichHash />
    </div>
  );
}

function BundleTable({ rows, read }: { readonly rows: readonly BundleRow[]; readonly read: ReadonlySet<string> }) {
  return (
    <table className="table table-rows">
      <thead>
        <tr>
          <th scope="col">{text.columns.bundle}</th>
          <th scope="col">{text.columns.verdict}</th>
          <th scope="col" className="number">
            {text.columns.files}
          </th>
          <th scope="col" className="number">
            {text.columns.bytes}
          </th>
          <th scope="col">{text.columns.imported}</th>
        </tr>
      </thead>
      <tbody onKeyDown={moveInList}>
        {rows.map((row) => (
          <Row key={row.id} row={row} isRead={read.has(row.id)} />
        ))}
      </tbody>
    </table>
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
        <Verdict verdict={row.verdict} claims={row.claims} />
        <div className="soft">{strings.terms.bundleForm[row.form]}</div>
      </td>
      <td className="number nowrap">{strings.format.integer(row.files)}</td>
      <td className="number nowrap">{strings.format.integer(row.bytes)}</td>
      <td className="nowrap tabular soft">{utc(row.importedAt)}</td>
    </tr>
  );
}
