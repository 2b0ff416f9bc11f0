import { useCallback, useEffect, useMemo, useState } from 'react';
import type { EntryOrder } from '../../../shared/contract/explorer-views.ts';
import type { BundleRecord, EvidenceFile } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { type Arrangement, useEntries } from './use-entries.ts';

const text = strings.explorer.list;

/** In px: 1.75rem, and constant, since there may be a million of them. */
const ROW = 28;
/** While somebody types, the list waits for the next letter. */
const TYPING_MS = 120;
/** Sizes are mostly wanted the largest first. */
const FIRST_DOWN: Readonly<Record<EntryOrder, boolean>> = { path: false, kind: false, size: true };

interface EntryListProps {
  readonly record: BundleRecord;
  /** The path of the file that is shown beside it. */
  readonly shown: string | null;
  readonly open: (path: string) => void;
}

/** Every entry of a bundle: filtered by path, in the order of a column. */
export function EntryList({ record, shown, open }: EntryListProps) {
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<EntryOrder>('path');
  const [descending, setDescending] = useState(false);
  const [active, setActive] = useState(0);
  const settled = useSettled(filter);
  const arrangement = useMemo<Arrangement>(
    () => ({ filter: settled, order, descending }),
    [settled, order, descending],
  );
  const { count, entry, onSight, failure, isWaiting } = useEntries(record.id, record.summary.files, arrangement);

  const sortBy = (by: EntryOrder) => {
    setDescending(by === order ? !descending : FIRST_DOWN[by]);
    setOrder(by);
    setActive(0);
  };
  const openAt = (index: number) => {
    const file = entry(index);
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
    <section className="entry-list" aria-label={text.title} aria-busy={isWaiting || filter !== settled}>
      <SearchField
        label={text.filter}
        hint={text.filterHint}
        value={filter}
        change={(value) => {
          setFilter(value);
          setActive(0);
        }}
      />
      <p className="soft entry-count" role="status">
        {count === null ? strings.shell.loading : text.count(count, settled === '')}
      </p>
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
        rowHeight={ROW}
        active={active}
        onActive={setActive}
        onOpen={openAt}
        onSight={onSight}
        isSelected={(index) => shown !== null && entry(index)?.path === shown}
      >
        {(index) => <Entry file={entry(index)} />}
      </VirtualRows>
      {count === 0 ? <p className="soft entry-none">{settled === '' ? text.empty : text.noMatch}</p> : null}
    </section>
  );
}

function Entry({ file }: { readonly file: EvidenceFile | undefined }) {
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
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  const settle = useCallback(() => setSettled(value), [value]);
  useEffect(() => {
    const timer = setTimeout(settle, TYPING_MS);
    return () => clearTimeout(timer);
  }, [settle]);
  return settled;
}
