import { useCallback, useEffect, useState } from 'react';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { EntryTree } from './EntryTree.tsx';
import { SortedEntries } from './SortedEntries.tsx';

const text = strings.explorer.list;

/** While somebody types, the list waits for the next letter. */
const TYPING_MS = 120;

const VIEWS = ['tree', 'list'] as const;

interface EntryListProps {
  readonly record: BundleRecord;
  /** The path of the file that is shown beside it. */
  readonly shown: string | null;
  readonly open: (path: string) => void;
}

/** Every entry of a bundle, filtered by path: as a tree, or as a list in the order of a column. */
export function EntryList({ record, shown, open }: EntryListProps) {
  const [filter, setFilter] = useState('');
  const [view, setView] = useState<(typeof VIEWS)[number]>('tree');
  const settled = useSettled(filter);
  const entries = { record, filter: settled, isTyping: filter !== settled, shown, open };
  return (
    <section className="entry-list" aria-label={text.title}>
      <div className="entry-head">
        <SearchField label={text.filter} hint={text.filterHint} value={filter} change={setFilter} />
        <fieldset className="segmented" aria-label={text.views.label}>
          {VIEWS.map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => setView(one)}>
              {text.views[one]}
            </button>
          ))}
        </fieldset>
      </div>
      {view === 'tree' ? <EntryTree {...entries} /> : <SortedEntries {...entries} />}
    </section>
  );
}

/** What the tree and the list have in common. */
export interface EntriesProps extends EntryListProps {
  readonly filter: string;
  /** The filter is about to change. */
  readonly isTyping: boolean;
}

/** How many entries there are, or that they are not there yet. */
export function EntryCount({ matching, isAll }: { readonly matching: number | null; readonly isAll: boolean }) {
  return (
    <p className="soft entry-count" role="status">
      {matching === null ? strings.shell.loading : text.count(matching, isAll)}
    </p>
  );
}

/** In place of the rows, where there are none. */
export function NoEntries({ isAll }: { readonly isAll: boolean }) {
  return <p className="soft entry-none">{isAll ? text.empty : text.noMatch}</p>;
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
