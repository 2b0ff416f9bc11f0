import { memo, useCallback, useState } from 'react';
import type { EntriesView, EntryOrder } from '../../../shared/contract/explorer-views.ts';
import type { EvidenceFile } from '../../../shared/evidence/types.ts';
import { ok } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { ask } from '../hooks/bridge.ts';
import { type EntriesProps, EntryCount, NoEntries } from './EntryList.tsx';
import { FIRST_ROWS, ROW_HEIGHT } from './row-height.ts';
import { type AskRows, usePages } from './use-pages.ts';

const text = strings.explorer.list;

/** Sizes are mostly wanted the largest first. */
const FIRST_DOWN: Readonly<Record<EntryOrder, boolean>> = { path: false, kind: false, size: true };

/** The entries one below the other, in the order of a column. */
export function SortedEntries({ record, filter, isTyping, shown, open }: EntriesProps) {
  const [order, setOrder] = useState<EntryOrder>('path');
  const [descending, setDescending] = useState(false);
  const [active, setActive] = useState(0);
  const [filtered, setFiltered] = useState(filter);
  if (filtered !== filter) {
    setFiltered(filter);
    setActive(0);
  }
  const { id: bundle, summary } = record;
  const askRows = useCallback<AskRows<EvidenceFile>>(
    async (offset, limit) => {
      const answer = await ask('bundle/entries', { bundle, filter, order, descending, offset, limit });
      return answer.ok ? ok(rowsOf(answer.value)) : answer;
    },
    [bundle, filter, order, descending],
  );
  const first = useCallback(async () => {
    const answer = await ask('bundle/first-entries', { bundle, limit: FIRST_ROWS });
    return answer.ok ? ok({ count: summary.files, matching: summary.files, rows: answer.value }) : answer;
  }, [bundle, summary.files]);
  const { count, row, onSight, failure, isWaiting } = usePages(askRows, first);

  const sortBy = (by: EntryOrder) => {
    setDescending(by === order ? !descending : FIRST_DOWN[by]);
    setOrder(by);
    setActive(0);
  };
  const openAt = (index: number) => {
    const file = row(index);
    if (file !== undefined) open(file.path);
  };
  const column = (by: EntryOrder) => (
    <button
      type="button"
      className={`entry-column column-${by}`}
      aria-pressed={by === order}
      aria-label={text.sortedBy(text.columns[by], by === order ? (descending ? 'down' : 'up') : null)}
      onClick={() => sortBy(by)}
    >
      {text.columns[by]}
      <span aria-hidden="true">{by === order ? (descending ? ' ↓' : ' ↑') : ''}</span>
    </button>
  );
  return (
    <div className="entry-rows" aria-busy={isWaiting || isTyping}>
      <EntryCount matching={count} isAll={filter === ''} />
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className="entry-columns">
        {column('path')}
        {column('kind')}
        {column('size')}
      </div>
      <VirtualRows
        name={text.title}
        className="entries"
        count={failure === null ? (count ?? 0) : 0}
        rowHeight={ROW_HEIGHT}
        active={active}
        onActive={setActive}
        onOpen={openAt}
        onSight={onSight}
        isSelected={(index) => shown !== null && row(index)?.path === shown}
      >
        {(index) => <Entry file={row(index)} />}
      </VirtualRows>
      {count === 0 ? <NoEntries isAll={filter === ''} /> : null}
    </div>
  );
}

function rowsOf({ matching, files }: EntriesView) {
  return { count: matching, matching, rows: files };
}

const Entry = memo(function Entry({ file }: { readonly file: EvidenceFile | undefined }) {
  if (file === undefined) return <td className="entry-path entry-coming" />;
  const name = file.path.lastIndexOf('/') + 1;
  return (
    <>
      <td className="entry-path">
        {name === 0 ? null : (
          <span className="entry-folder">
            <Untrusted text={file.path.slice(0, name)} mono />
          </span>
        )}
        <span className="entry-name">
          <Untrusted text={file.path.slice(name)} mono />
        </span>
      </td>
      <td className="entry-kind soft">{strings.terms.fileKind[file.kind]}</td>
      <td className="entry-size number">{strings.format.size(file.size)}</td>
    </>
  );
});
