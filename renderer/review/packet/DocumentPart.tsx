import { useCallback, useMemo, useRef, useState } from 'react';
import type { PacketView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Deceptions } from '../../ui/Deceptions.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useShownLines } from '../hooks/use-shown-lines.ts';
import { NotesHere } from '../notes/Notes.tsx';
import { Coverage } from './Coverage.tsx';
import { COVERED, coveredIn } from './covered.ts';
import { DocumentSearch } from './DocumentSearch.tsx';
import { DocumentText } from './DocumentText.tsx';
import { asText } from './document-as-text.ts';
import { DocumentState } from './document-context.ts';
import { findNamesIn, type LiveName, liveNamesOf } from './live-names.ts';
import { Outline } from './Outline.tsx';
import { RevisionText } from './RevisionText.tsx';

const text = strings.packet.coverage;

interface DocumentPartProps {
  readonly view: PacketView;
  /** `coverage`, or a line of the source: `line-12`. */
  readonly show: string | null;
}

/** The document to read with its outline, its source line by line with what each line became, or what this revision changed. */
export function DocumentPart({ view, show: asked }: DocumentPartProps) {
  const { reading, previousRevision } = view;
  const line = Number(/^line-([0-9]{1,9})$/.exec(asked ?? '')?.[1] ?? 0);
  const isSource = asked === 'coverage' || line > 0;
  const [shown, show] = useState<'text' | 'coverage' | 'changes'>(isSource ? 'coverage' : 'text');
  const seen = useShownLines<HTMLDivElement>(view.summary.sha256);
  const state = useDocumentState(view);
  if (reading.source.length === 0 && previousRevision === null)
    return (
      <DocumentState value={state}>
        <Deceptions text={asText(reading.document)} />
        <DocumentText reading={reading} />
      </DocumentState>
    );
  const tab = (one: typeof shown, words: string, note: string | null = null) => (
    <button type="button" aria-pressed={shown === one} onClick={() => show(one)}>
      {words} {note === null ? null : <span className="soft number">{note}</span>}
    </button>
  );
  return (
    <DocumentState value={state}>
      <div ref={seen}>
        <fieldset className="segmented" aria-label={text.view}>
          {tab('text', text.asText)}
          {reading.source.length === 0
            ? null
            : tab('coverage', text.asCoverage, text.toAcknowledge(reading.unread.length))}
          {previousRevision === null ? null : tab('changes', text.asChanges)}
        </fieldset>
        {shown === 'changes' ? null : (
          <Deceptions text={shown === 'text' ? asText(reading.document) : reading.source.join('\n')} />
        )}
        {shown === 'text' ? <Reading view={view} /> : null}
        {shown === 'coverage' ? <Coverage reading={reading} line={line} /> : null}
        {shown === 'changes' && previousRevision !== null ? (
          <RevisionText reading={reading} previous={previousRevision} />
        ) : null}
        {reading.source.length === 0 ? null : (
          <NotesHere
            subject={view.summary.sha256}
            label={strings.notes.onDocument}
            isHere={({ kind }) => kind === 'line'}
            place={(at) => ({ kind: 'line', line: at ?? 1 })}
            line="owed"
          />
        )}
      </div>
    </DocumentState>
  );
}

/** The text with its outline beside it, and a search in it. */
function Reading({ view: { reading } }: { readonly view: PacketView }) {
  const article = useRef<HTMLDivElement>(null);
  return (
    <div className="reading">
      <Outline reading={reading} />
      <div className="reading-text">
        <DocumentSearch within={article} />
        {reading.source.length === 0 ? null : (
          <ul className="covered-legend soft">
            {COVERED.toReversed().map((one) => (
              <li key={one} className={`covered covered-${one}`}>
                {text.covered[one]}
              </li>
            ))}
          </ul>
        )}
        <div ref={article}>
          <DocumentText reading={reading} />
        </div>
      </div>
    </div>
  );
}

function useDocumentState(view: PacketView) {
  const { go } = useReview();
  const packet = view.summary.sha256;
  const [asked] = useAnswer(useCallback(() => ask('authority/get', { packet }), [packet]));
  const needed = asked.state === 'ready' ? asked.value.needed : null;
  return useMemo(
    () => ({
      pieces: findNamesIn(view.reading.document, liveNamesOf(view, needed)),
      covered: coveredIn(view.reading),
      open: ({ name, part }: LiveName) => go({ at: 'packet', packet, part, show: name }),
    }),
    [view, needed, packet, go],
  );
}
