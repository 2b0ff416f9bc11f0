import { useCallback, useMemo, useState } from 'react';
import type { FileLook, HitView, WholeReadView } from '../../../shared/contract/explorer-views.ts';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useReview } from '../hooks/context.ts';
import type { FilePlace } from '../hooks/route.ts';
import { NotesHere } from '../notes/Notes.tsx';
import { Difference } from './Difference.tsx';
import { FileSearch } from './FileSearch.tsx';
import { GoTo } from './GoTo.tsx';
import { HexView } from './HexView.tsx';
import { ImageView } from './ImageView.tsx';
import { Proof } from './Proof.tsx';
import { TextView } from './TextView.tsx';
import { useFile } from './use-file.ts';

const text = strings.explorer;

type View = 'text' | 'hex' | 'image' | 'proof' | 'difference';

/** What is to be seen of a file: a new object each time that somebody goes there. */
export interface Target {
  readonly at: { readonly offset: number } | { readonly line: number };
  /** The bytes that are meant. */
  readonly hit: HitView | null;
}

interface FilePanelProps {
  readonly record: BundleRecord;
  readonly place: FilePlace;
  /** The path of the file that others are compared with. */
  readonly marked: string | null;
  readonly mark: (path: string) => void;
}

/** One file: what it is, whether the vault's copy is what was imported, and its content. */
export function FilePanel({ record, place, marked, mark }: FilePanelProps) {
  const { path } = place;
  const file = useMemo(() => ({ bundle: record.id, path }), [record.id, path]);
  const { look, state, take, failure, open } = useFile(file);
  const [chosen, choose] = useState<View | null>(() => chosenFor(place));
  const [target, setTarget] = useState<Target>(() => targetOf(place));
  const [shownPlace, setShownPlace] = useState(place);
  if (shownPlace !== place) {
    setShownPlace(place);
    setTarget(targetOf(place));
    choose(chosenFor(place));
  }
  const toHit = useCallback((hit: HitView) => setTarget({ at: { offset: hit.offset }, hit }), []);

  const view = chosen ?? (look === null ? null : firstView(look, place));
  const views: readonly View[] = [
    'text',
    'hex',
    ...(look?.image == null ? [] : (['image'] as const)),
    'proof',
    ...(marked === null || marked === path ? [] : (['difference'] as const)),
  ];
  return (
    <section className="file-panel" aria-label={text.file.title}>
      <header className="file-head">
        <h2 className="unseen">{text.file.title}</h2>
        <p className="file-name">
          <Digest text={path} what={text.file.path} />
        </p>
        {look === null ? null : (
          <p className="file-facts">
            <span>
              {strings.terms.fileKind[look.file.kind]}, {strings.format.exactSize(look.file.size)}
            </span>
            {state === null ? null : <Whole whole={state.whole} size={look.file.size} />}
            <span className="file-digest">
              <span className="soft">SHA-256</span> <Digest text={look.file.sha256} what="SHA-256" />
            </span>
          </p>
        )}
        {failure === null ? null : (
          <FailureNotice
            failure={failure}
            actions={
              <>
                <button type="button" onClick={open}>
                  {strings.shell.retry}
                </button>
                <ToCheck />
              </>
            }
          />
        )}
        {state?.whole.state === 'damaged' ? (
          <Notice tone="danger" title={text.whole.damaged} actions={<ToCheck />}>
            {text.whole.damagedNote}
          </Notice>
        ) : null}
        {look === null || failure !== null ? null : (
          <div className="file-views">
            <fieldset className="segmented" aria-label={text.file.views}>
              {views.map((one) => (
                <button key={one} type="button" aria-pressed={one === view} onClick={() => choose(one)}>
                  {text.views[one]}
                </button>
              ))}
            </fieldset>
            <button type="button" disabled={marked === path} onClick={() => mark(path)}>
              {marked === path ? text.diff.marked : text.diff.mark}
            </button>
          </div>
        )}
        {look === null || failure !== null || (view !== 'text' && view !== 'hex') ? null : (
          <div className="file-tools">
            <GoTo isHex={view === 'hex'} size={look.file.size} go={setTarget} />
            <FileSearch file={file} size={look.file.size} search={state?.search ?? null} take={take} toHit={toHit} />
          </div>
        )}
      </header>
      {look === null || view === null || failure !== null ? null : (
        <Content
          look={look}
          file={file}
          view={view}
          target={target}
          marked={marked}
          toHex={(offset) => {
            choose('hex');
            toHit({ offset, length: 1 });
          }}
        />
      )}
      <NotesHere
        key={path}
        subject={record.id}
        label={strings.notes.onFile}
        isHere={(one) => one.kind === 'file' && one.path === path}
        place={(line) => ({ kind: 'file', path, line })}
        line="possible"
      />
      {state === null || look === null || view !== 'text' ? null : (
        <p className="soft file-foot">
          {text.whole.lines(state.whole.lines, state.whole.crlf, state.whole.state === 'reading')}
        </p>
      )}
    </section>
  );
}

function targetOf({ offset, length, line }: FilePlace): Target {
  if (offset === undefined && line !== undefined) return { at: { line }, hit: null };
  return { at: { offset: offset ?? 0 }, hit: offset === undefined ? null : { offset, length: length ?? 0 } };
}

/** What is shown where the place says so. */
function chosenFor({ against }: FilePlace): View | null {
  return against === undefined ? null : 'difference';
}

function firstView({ form, image }: FileLook, { offset }: FilePlace): View {
  if (image !== null && offset === undefined) return 'image';
  return form === 'binary' ? 'hex' : 'text';
}

interface ContentProps {
  readonly look: FileLook;
  readonly file: { readonly bundle: BundleRecord['id']; readonly path: string };
  readonly view: View;
  readonly target: Target;
  readonly marked: string | null;
  readonly toHex: (offset: number) => void;
}

function Content({ look, file, view, target, marked, toHex }: ContentProps) {
  if (look.file.size === 0 && view !== 'proof' && view !== 'difference')
    return <p className="soft">{text.file.empty}</p>;
  switch (view) {
    case 'text':
      return <TextView file={file} size={look.file.size} isBinary={look.form === 'binary'} target={target} />;
    case 'hex':
      return <HexView file={file} size={look.file.size} target={target} />;
    case 'image':
      return look.image === null ? null : <ImageView file={file} size={look.file.size} head={look.image} />;
    case 'proof':
      return <Proof file={file} />;
    case 'difference':
      return marked === null ? null : <Difference file={file} marked={marked} toHex={toHex} />;
  }
}

function Whole({ whole, size }: { readonly whole: WholeReadView; readonly size: number }) {
  switch (whole.state) {
    case 'reading':
      return <Mark state="open">{text.whole.reading(whole.bytes, size)}</Mark>;
    case 'matches':
      return <Mark state="closed">{text.whole.matches}</Mark>;
    case 'damaged':
      return <Mark state="failed">{text.whole.damaged}</Mark>;
    case 'failed':
      return <Mark state="unknown">{text.whole.failed}</Mark>;
  }
}

function ToCheck() {
  const { go } = useReview();
  return (
    <button type="button" onClick={() => go({ at: 'station' })}>
      {text.whole.toCheck}
    </button>
  );
}
