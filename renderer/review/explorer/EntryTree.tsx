import { type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { OpenFolders, TreeAsked, TreeRowView } from '../../../shared/contract/explorer-views.ts';
import { FOLDERS_LIMIT } from '../../../shared/contract/limits.ts';
import type { CheckOutcome } from '../../../shared/evidence/types.ts';
import { ok } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { Mark } from '../../ui/Mark.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { ask } from '../hooks/bridge.ts';
import { type EntriesProps, EntryCount, NoEntries } from './EntryList.tsx';
import { FIRST_ROWS, ROW_HEIGHT } from './row-height.ts';
import { OUTCOME_STATES, type PathMarks, useMarks } from './use-marks.ts';
import { type AskRows, usePages } from './use-pages.ts';

const text = strings.explorer.list;

const ALL: OpenFolders = { all: true, except: [] };
const NONE: OpenFolders = { all: false, except: [] };
/** A bundle of few entries is shown with all its folders open. */
const FEW = 200;
/** Letters that are typed within this time of each other are the beginning of one name. */
const TYPING_MS = 700;

/** The entries in their folders. Arrow keys open, close and move; letters go to the next name that begins so. */
export function EntryTree({ record, filter, isTyping, shown, open }: EntriesProps) {
  const { id: bundle, summary } = record;
  const [opened, setOpened] = useState(summary.files <= FEW ? ALL : NONE);
  /** What a filter leaves is shown with its folders open. */
  const [filtered, setFiltered] = useState({ filter, opened: ALL });
  const [active, setActive] = useState(0);
  if (filtered.filter !== filter) {
    setFiltered({ filter, opened: ALL });
    setActive(0);
  }
  const folders = filter === '' ? opened : filtered.opened;
  const setFolders = (next: OpenFolders) => {
    if (filter === '') setOpened(next);
    else setFiltered({ filter, opened: next });
  };
  const asked = useMemo(() => ({ bundle, filter, opened: folders }), [bundle, filter, folders]);
  const askRows = useCallback<AskRows<TreeRowView>>(
    (offset, limit) => ask('bundle/tree', { ...asked, offset, limit }),
    [asked],
  );
  const first = useCallback(async () => {
    if (summary.files <= FEW) return ok({ count: 0, matching: 0, rows: [] });
    const answer = await ask('bundle/first-rows', { bundle, limit: FIRST_ROWS });
    return answer.ok ? ok({ count: answer.value.length, matching: summary.files, rows: answer.value }) : answer;
  }, [bundle, summary.files]);
  const { count, matching, row, onSight, failure, isWaiting, isGrowing } = usePages(askRows, first);
  const marks = useMarks(record);
  const crash = useCrash();
  useShown({ shown, asked, isThere: (path) => pathOf(row(active)) === path, setFolders, setActive });

  const toggle = (at: number) => {
    const folder = row(at);
    if (folder?.kind === 'folder' && folder.below !== null) setFolders(toggled(folders, folder.below.folder));
  };
  const openAt = (index: number) => {
    const at = row(index);
    if (at?.kind === 'file') open(at.file.path);
    else toggle(index);
  };
  const typed = useRef({ letters: '', at: 0 });
  const goToName = (letter: string) => {
    const now = performance.now();
    const isNext = now - typed.current.at > TYPING_MS;
    const letters = isNext ? letter : typed.current.letters + letter;
    typed.current = { letters, at: now };
    ask('bundle/tree-find', { ...asked, from: isNext ? active : active - 1, begins: letters }).then((found) => {
      if (found.ok && found.value !== -1) setActive(found.value);
    }, crash);
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const at = row(active);
    if (event.ctrlKey || event.altKey || event.metaKey || at === undefined) return false;
    if (event.key === 'ArrowRight') {
      if (at.kind === 'folder' && at.isOpen) setActive(active + 1);
      else toggle(active);
      return true;
    }
    if (event.key === 'ArrowLeft') {
      if (at.kind === 'folder' && at.isOpen) toggle(active);
      else if (at.parent !== -1) setActive(at.parent);
      return true;
    }
    // These two belong to the whole window.
    if ([...event.key].length !== 1 || event.key === '/' || event.key === '?') return false;
    goToName(event.key);
    return true;
  };
  const showAll = (next: OpenFolders) => {
    setActive(0);
    setFolders(next);
  };
  return (
    <div className="entry-rows" aria-busy={isWaiting || isTyping}>
      <div className="entry-count-row">
        <EntryCount matching={matching} isAll={filter === ''} />
        <button type="button" className="button-quiet" onClick={() => showAll(ALL)}>
          {text.openAll}
        </button>
        <button type="button" className="button-quiet" onClick={() => showAll(NONE)}>
          {text.closeAll}
        </button>
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <VirtualRows
        name={text.title}
        className="entries entries-tree"
        count={failure === null ? (count ?? 0) : 0}
        rowHeight={ROW_HEIGHT}
        active={active}
        onActive={setActive}
        onOpen={openAt}
        onSight={onSight}
        isSelected={(index) => shown !== null && pathOf(row(index)) === shown}
        inTree={(index) => placeOf(row(index))}
        onKey={onKey}
        isGrowing={isGrowing}
      >
        {(index) => <TreeRow row={row(index)} mark={markOf(marks, row(index))} />}
      </VirtualRows>
      {count === 0 && !isWaiting ? <NoEntries isAll={filter === ''} /> : null}
    </div>
  );
}

/** A file that was gone to from elsewhere is shown where it stands, with the folders open that it is in. */
function useShown({
  shown,
  asked,
  isThere,
  setFolders,
  setActive,
}: {
  readonly shown: string | null;
  readonly asked: TreeAsked;
  readonly isThere: (path: string) => boolean;
  readonly setFolders: (opened: OpenFolders) => void;
  readonly setActive: (row: number) => void;
}): void {
  const crash = useCrash();
  const [went, setWent] = useState<string | null>(null);
  useEffect(() => {
    if (shown === null || shown === went) return;
    setWent(shown);
    if (isThere(shown)) return;
    ask('bundle/tree-place', { ...asked, path: shown }).then((place) => {
      if (!place.ok || place.value === null) return;
      setFolders(place.value.opened);
      setActive(place.value.row);
    }, crash);
  });
}

function toggled({ all, except }: OpenFolders, folder: number): OpenFolders {
  if (except.includes(folder)) return { all, except: except.filter((other) => other !== folder) };
  return { all, except: [...except, folder].slice(-FOLDERS_LIMIT) };
}

function pathOf(row: TreeRowView | undefined): string | null {
  return row?.kind === 'file' ? row.file.path : null;
}

function placeOf(row: TreeRowView | undefined) {
  if (row === undefined) return null;
  return { level: row.level, isOpen: row.kind === 'folder' ? row.isOpen : null };
}

function markOf(marks: PathMarks, row: TreeRowView | undefined): CheckOutcome | null {
  if (row === undefined) return null;
  return row.kind === 'file' ? (marks.files.get(row.file.path) ?? null) : (marks.folders.get(row.path) ?? null);
}

/** Deeper levels are not moved further to the right: their names would not be seen. */
const MOST_INDENTED = 12;

const TreeRow = memo(function TreeRow({
  row,
  mark,
}: {
  readonly row: TreeRowView | undefined;
  readonly mark: CheckOutcome | null;
}) {
  if (row === undefined) return <td className="entry-path entry-coming" />;
  const path = row.kind === 'file' ? row.file.path : row.path;
  const indent = Math.min(row.level - 1, MOST_INDENTED);
  return (
    <>
      <td className="entry-path" style={{ paddingLeft: `${indent}rem` }}>
        <Caret row={row} />
        <span className="entry-name">
          <Untrusted text={path.slice(path.lastIndexOf('/') + 1)} mono />
          {row.kind === 'folder' ? '/' : ''}
        </span>
        {row.kind === 'file' && row.file.kind !== 'file' ? (
          <span className="soft entry-tag">{strings.terms.fileKind[row.file.kind]}</span>
        ) : null}
        {mark === null ? null : (
          <span className="entry-mark" title={text.marks[mark]}>
            <Mark state={OUTCOME_STATES[mark]}>{text.marks[mark]}</Mark>
          </span>
        )}
      </td>
      <td className="entry-kind soft number">{filesIn(row)}</td>
      <td className="entry-size number">{sizeOf(row)}</td>
    </>
  );
});

function filesIn(row: TreeRowView): string {
  return row.kind === 'folder' && row.below !== null ? text.filesIn(row.below.files) : '';
}

function sizeOf(row: TreeRowView): string {
  if (row.kind === 'file') return strings.format.size(row.file.size);
  return row.below === null ? '' : strings.format.size(row.below.bytes);
}

function Caret({ row }: { readonly row: TreeRowView }) {
  return (
    <svg className="entry-caret" viewBox="0 0 12 12" aria-hidden="true">
      {row.kind === 'file' ? null : <path d={row.isOpen ? 'M2 4l4 4 4-4' : 'M4 2l4 4-4 4'} />}
    </svg>
  );
}
