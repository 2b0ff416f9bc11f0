import { useMemo } from 'react';
import type { NotesExportView, PacketView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import type { Note } from '../../workspace/rows.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { useSignInFirst } from '../hooks/use-signed-in.ts';
import { Silence } from '../parts/Silence.tsx';
import { NoteList, useNotes } from './Notes.tsx';
import { notesText } from './notes-text.ts';

const text = strings.notes;

/** Every note on a packet and on the bundles that it names, in one place, and the way out for them. */
export function NotesPart({ view }: { readonly view: PacketView }) {
  const { go } = useReview();
  const packet = view.summary.sha256;
  const subjects = useMemo(
    () => [
      packet,
      ...new Set(
        view.evidence.flatMap(({ match, bundles }) => (match.kind === 'matched' ? bundles.map(({ id }) => id) : [])),
      ),
    ],
    [packet, view.evidence],
  );
  const notes = useNotes(subjects);
  const goTo = ({ subject, place }: Note) => {
    switch (place.kind) {
      case 'line':
        return go({ at: 'packet', packet: subject, part: 'document', show: `line-${place.line}` });
      case 'blocker':
        return go({ at: 'packet', packet: subject, part: 'blockers', show: place.blocker });
      case 'file': {
        const line = place.line === null ? {} : { line: place.line };
        return go({ at: 'bundle', bundle: subject, part: 'files', file: { path: place.path, ...line } });
      }
    }
  };
  const newest = view.decisions.toSorted((a, b) => b.sequence - a.sequence)[0];
  return (
    <>
      <p className="soft">{notes.length === 0 ? text.none : text.lead}</p>
      <NoteList notes={notes} goTo={goTo} />
      {notes.length === 0 ? null : newest === undefined ? (
        <p className="soft">{text.noDecision}</p>
      ) : (
        <ExportNotes decision={newest.envelope} sequence={newest.sequence} notes={notes} />
      )}
    </>
  );
}

interface ExportNotesProps {
  readonly decision: Sha256;
  readonly sequence: number;
  readonly notes: readonly Note[];
}

/** Writes the notes to a file beside a decision's folder, where the owner says so. */
function ExportNotes({ decision, sequence, notes }: ExportNotesProps) {
  const { work, begin } = useFolderWork<NotesExportView>('destination');
  const first = useSignInFirst('decision/export-notes');
  const carryAway = () =>
    first.then(() =>
      begin((destination) => ask('decision/export-notes', { decision, destination, notes: notesText(notes) })),
    );
  return (
    <>
      <p className="soft">{text.notSigned}</p>
      <button
        type="button"
        disabled={work.state === 'working' || first.isOpen || first.chosen === undefined}
        onClick={carryAway}
      >
        {text.export(notes.length, sequence)}
      </button>
      {first.failure === null ? null : <FailureNotice failure={first.failure} />}
      {work.state === 'working' ? <Silence folder={work.folder} /> : null}
      {work.state === 'refused' ? <FailureNotice failure={work.failure} /> : null}
      {work.state === 'done' ? (
        <Notice tone={work.done.readBack === 'medium' ? 'good' : 'amber'}>
          <Say it={text.exported[work.done.readBack](work.done.file, work.done.medium)} />
        </Notice>
      ) : null}
    </>
  );
}
