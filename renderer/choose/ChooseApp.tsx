import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type EntryView, FOLDER_NAME_LIMIT, isFolderName } from '../../shared/contract/choose.ts';
import { strings, utcMinute } from '../strings/index.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Say, Untrusted } from '../ui/Untrusted.tsx';
import { VirtualRows } from '../ui/VirtualRows.tsx';
import { Places } from './Places.tsx';
import { useChooser } from './use-chooser.ts';

const text = strings.choose;

/** In px, and constant, since there may be hundreds of thousands of them. */
const ROW = 28;
/** What is typed within this time of the letter before belongs to the same name. */
const TYPING_MS = 1000;

/** The chooser: places on the left, one folder on the right, and what is taken below. */
export function ChooseApp() {
  const chooser = useChooser();
  const { purpose, places, opened, failure, isWaiting, active, entry } = chooser;
  const folder = useRef<HTMLElement>(null);
  const typed = useTyped();
  const listing = opened?.listing;
  useEffect(() => {
    if (listing === undefined) return;
    const { activeElement } = document;
    // Whoever types the name of a folder, or ticks a box, stays there.
    if (activeElement instanceof HTMLInputElement) return;
    folder.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  }, [listing]);
  if (purpose === null)
    return failure === null ? <p className="lone">{text.loading}</p> : <FailureNotice failure={failure} />;

  const isForFolder = purpose === 'source' || purpose === 'destination';
  const marked = opened === null || opened.count === 0 ? undefined : entry(active);
  const canTake = isForFolder ? opened !== null : marked?.canBeUsed === true && marked.kind !== 'folder';
  const take = () => {
    if (canTake && !isWaiting) chooser.take(isForFolder ? null : active);
  };
  const openAt = (index: number) => {
    const one = entry(index);
    if (one?.canBeUsed !== true) return;
    if (one.kind === 'folder') chooser.openEntry(index);
    else chooser.take(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.target instanceof HTMLInputElement) return;
    if (event.key === 'Enter' && event.ctrlKey) take();
    else if (event.key === 'Backspace') chooser.goUp(1);
    else if (event.key.length === 1 && !event.ctrlKey) {
      const begins = typed(event.key, event.timeStamp);
      if (begins.trim() === '') return;
      chooser.find(begins, begins.length === 1 ? active + 1 : active);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') chooser.cancel();
  };
  const name = opened?.trail.at(-1) ?? '';
  return (
    <main className="chooser" onKeyDown={onEscape}>
      <h1>{text.title[purpose]}</h1>
      <p className="soft">{text.lead[purpose]}</p>
      <div className="chooser-parts">
        <Places places={places} open={chooser.openPlace} />
        <section className="chooser-folder" aria-label={text.folder} aria-busy={isWaiting} ref={folder}>
          {opened === null ? null : <Trail trail={opened.trail} goUp={chooser.goUp} />}
          <p className="soft chooser-count" role="status">
            {isWaiting ? text.waiting : opened === null ? '' : text.count(opened.count, opened.hidden)}
          </p>
          {opened?.isCut === true ? <p className="chooser-count">{text.cut}</p> : null}
          {failure === null ? null : <FailureNotice failure={failure} />}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the grid inside, and of what has no keys of its own */}
          <div className="chooser-list" onKeyDown={onKeyDown}>
            <VirtualRows
              name={text.entries}
              className="chooser-rows"
              count={opened?.count ?? 0}
              rowHeight={ROW}
              active={active}
              onActive={chooser.setActive}
              onOpen={openAt}
              onSight={chooser.onSight}
            >
              {(index) => <Entry entry={entry(index)} />}
            </VirtualRows>
          </div>
          <p className="chooser-marked">
            {marked === undefined ? null : <Untrusted text={marked.name} mono />}
            {marked?.kind === 'link' ? <span className="soft"> {text.link}</span> : null}
          </p>
          <div className="chooser-tools">
            <label>
              <input
                type="checkbox"
                checked={chooser.withHidden}
                onChange={(event) => chooser.showHidden(event.target.checked)}
              />
              {text.withHidden}
            </label>
            {purpose === 'destination' && opened !== null ? <NewFolder make={chooser.makeFolder} /> : null}
          </div>
        </section>
      </div>
      <p className="soft">{text.keys}</p>
      <div className="actions">
        <button type="button" onClick={chooser.cancel}>
          {text.cancel}
        </button>
        <button type="button" className="button-primary" disabled={!canTake || isWaiting} onClick={take}>
          {isForFolder ? <Say it={text.takeFolder(name)} /> : text.takeFile[purpose]}
        </button>
      </div>
    </main>
  );
}

/** What was typed in one go. */
function useTyped(): (key: string, pressedAt: number) => string {
  const last = useRef({ begins: '', at: 0 });
  // By the moment in which a key was pressed: a busy window handles it later.
  return (key, pressedAt) => {
    const begins = pressedAt - last.current.at < TYPING_MS ? last.current.begins + key : key;
    last.current = { begins: begins.slice(-FOLDER_NAME_LIMIT), at: pressedAt };
    return last.current.begins;
  };
}

function Trail({ trail, goUp }: { readonly trail: readonly string[]; readonly goUp: (up: number) => void }) {
  return (
    <nav className="chooser-trail" aria-label={text.trail}>
      <ol>
        {trail.map((name, at) => {
          const up = trail.length - 1 - at;
          return (
            <li key={`${up} ${name}`}>
              {up === 0 ? (
                <span aria-current="page">
                  <Untrusted text={name} mono />
                </span>
              ) : (
                <button type="button" onClick={() => goUp(up)}>
                  <Untrusted text={name} mono />
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Entry({ entry }: { readonly entry: EntryView | undefined }) {
  if (entry === undefined) return <td className="entry-name" />;
  const { name, kind, canBeUsed, bytes, changed } = entry;
  return (
    <>
      <td className={canBeUsed ? 'entry-name' : 'entry-name soft'}>
        <Untrusted text={name} mono />
        {kind === 'folder' ? '/' : ''}
      </td>
      <td className="entry-kind soft">{text.kind[kind]}</td>
      <td className="entry-size number">{bytes === null ? '' : strings.format.size(bytes)}</td>
      <td className="entry-changed number soft">{changed === null ? '' : dateOf(changed)}</td>
    </>
  );
}

/** A medium can give any date, also one that the calendar does not have. */
function dateOf(changed: number): string {
  const date = new Date(changed);
  return Number.isNaN(date.getTime()) ? '' : utcMinute(date.toISOString());
}

function NewFolder({ make }: { readonly make: (name: string) => void }) {
  const [name, setName] = useState<string | null>(null);
  if (name === null) {
    return (
      <button type="button" onClick={() => setName('')}>
        {text.newFolder.begin}
      </button>
    );
  }
  const isBad = name !== '' && !isFolderName(name);
  return (
    <form
      className="chooser-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isFolderName(name)) return;
        setName(null);
        make(name);
      }}
    >
      <label>
        {text.newFolder.name}
        <input
          // biome-ignore lint/a11y/noAutofocus: it was just asked for
          autoFocus
          value={name}
          maxLength={FOLDER_NAME_LIMIT}
          spellCheck={false}
          aria-invalid={isBad}
          aria-describedby="new-folder-bad"
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setName(null);
          }}
        />
      </label>
      <button type="submit" disabled={!isFolderName(name)}>
        {text.newFolder.make}
      </button>
      <span id="new-folder-bad" role="status" className="soft">
        {isBad ? text.newFolder.bad : ''}
      </span>
    </form>
  );
}
