import './notes.css';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { NOTE_LIMIT } from '../../../shared/contract/limits.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings, utc } from '../../strings/index.ts';
import { Say } from '../../ui/Untrusted.tsx';
import { beginNote, deleteNote, keepNote, notesOn } from '../../workspace/notes.ts';
import type { Note, NotePlace } from '../../workspace/rows.ts';
import { useLive } from '../../workspace/use-live.ts';
import { useReview } from '../hooks/context.ts';

const text = strings.notes;

interface NotesHereProps {
  readonly subject: Sha256;
  /** What all of them are on. */
  readonly label: string;
  /** Which of the subject's notes are here. */
  readonly isHere: (place: NotePlace) => boolean;
  /** What a new one is on. */
  readonly place: (line: number | null) => NotePlace;
  /** Whether a line is asked for. */
  readonly line: 'owed' | 'possible' | 'none';
}

/** The notes on one thing, each to be read and changed, and the way to begin another. */
export function NotesHere({ subject, label, isHere, place, line }: NotesHereProps) {
  const { workspace, workspaceFailed } = useReview();
  const notes = useNotes(useRef([subject]).current).filter((note) => isHere(note.place));
  const [newest, setNewest] = useState<string | null>(null);
  const begin = (at: number | null) => {
    beginNote(workspace, subject, place(at)).then(({ id }) => setNewest(id), workspaceFailed);
  };
  return (
    <section className="notes" aria-label={label}>
      <NoteList notes={notes} newest={newest} />
      <Begin line={line} begin={begin} />
    </section>
  );
}

/** The notes on these packets and bundles, as they are now. */
export function useNotes(subjects: readonly Sha256[]): readonly Note[] {
  const { workspace } = useReview();
  return useLive(useCallback(() => notesOn(workspace, subjects), [workspace, subjects])) ?? [];
}

interface NoteListProps {
  readonly notes: readonly Note[];
  /** The one that was begun here, which takes the focus. */
  readonly newest?: string | null;
  /** Goes to what a note is on, where that is elsewhere. */
  readonly goTo?: (note: Note) => void;
}

/** Notes one below the other. One that is deleted can be had back until the page is left. */
export function NoteList({ notes, newest = null, goTo }: NoteListProps) {
  const { workspace, workspaceFailed } = useReview();
  const [deleted, setDeleted] = useState<Note | null>(null);
  const remove = (note: Note) => {
    deleteNote(workspace, note).then(() => setDeleted(note), workspaceFailed);
  };
  const undo = (note: Note) => {
    keepNote(workspace, note).then(() => setDeleted(null), workspaceFailed);
  };
  return (
    <>
      {notes.length === 0 ? null : (
        <ul className="note-list">
          {notes.map((note) => (
            <li key={note.id}>
              <Editor note={note} isNewest={note.id === newest} remove={remove} goTo={goTo} />
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="note-deleted">
        {deleted === null ? null : (
          <>
            {text.deleted}{' '}
            <button type="button" onClick={() => undo(deleted)}>
              {text.undo}
            </button>
          </>
        )}
      </p>
    </>
  );
}

interface EditorProps {
  readonly note: Note;
  readonly isNewest: boolean;
  readonly remove: (note: Note) => void;
  readonly goTo?: ((note: Note) => void) | undefined;
}

/** One note. Each change is kept at once, so that a crash takes nothing of it. */
function Editor({ note, isNewest, remove, goTo }: EditorProps) {
  const { workspace, workspaceFailed } = useReview();
  const [written, setWritten] = useState(note.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isNewest) field.current?.focus();
  }, [isNewest]);
  const name = text.place(note.place);
  return (
    <div className="note">
      <p className="note-head">
        {goTo === undefined ? (
          <Say it={name} />
        ) : (
          <button type="button" className="button-link" onClick={() => goTo(note)}>
            <Say it={name} />
          </button>
        )}{' '}
        <span className="soft tabular">{utc(note.writtenAt)}</span>
      </p>
      <label>
        <span className="unseen">{text.field}</span>
        <textarea
          ref={field}
          rows={2}
          value={written}
          maxLength={NOTE_LIMIT}
          onChange={(event) => {
            setWritten(event.target.value);
            keepNote(workspace, { ...note, text: event.target.value }).catch(workspaceFailed);
          }}
        />
      </label>
      <button type="button" onClick={() => remove({ ...note, text: written })}>
        {text.delete}
      </button>
    </div>
  );
}

interface BeginProps {
  readonly line: NotesHereProps['line'];
  readonly begin: (line: number | null) => void;
}

function Begin({ line, begin }: BeginProps) {
  const [typed, setTyped] = useState('');
  const at = /^[1-9][0-9]{0,14}$/.test(typed.trim()) ? Number(typed) : null;
  const isReady = at !== null || (line !== 'owed' && typed.trim() === '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    begin(at);
    setTyped('');
  };
  return (
    <form className="note-begin" onSubmit={submit}>
      {line === 'none' ? null : (
        <label>
          <span>{line === 'owed' ? text.line : text.lineOrNone}</span>{' '}
          <input
            type="text"
            inputMode="numeric"
            size={6}
            value={typed}
            maxLength={15}
            aria-invalid={typed !== '' && !isReady}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      )}
      <button type="submit" disabled={!isReady}>
        {text.begin}
      </button>
    </form>
  );
}
