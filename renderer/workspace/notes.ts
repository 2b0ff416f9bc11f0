import type { Sha256 } from '../../shared/encoding/bytes.ts';
import type { Workspace } from './database.ts';
import type { Note, NotePlace } from './rows.ts';

/** The notes on these packets and bundles, the oldest first. */
export async function notesOn(workspace: Workspace, subjects: readonly Sha256[]): Promise<readonly Note[]> {
  const notes = await workspace.notes.where('subject').anyOf(subjects).toArray();
  return notes.sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : a.writtenAt > b.writtenAt ? 1 : a.id < b.id ? -1 : 1));
}

/** Begins a note, with nothing written yet. */
export async function beginNote(workspace: Workspace, subject: Sha256, place: NotePlace): Promise<Note> {
  const note: Note = { id: crypto.randomUUID(), subject, place, text: '', writtenAt: new Date().toISOString() };
  await workspace.notes.put(note);
  return note;
}

/** Keeps a note as it is now; also one that was deleted. */
export async function keepNote(workspace: Workspace, note: Note): Promise<void> {
  await workspace.notes.put(note);
}

export async function deleteNote(workspace: Workspace, { id }: Note): Promise<void> {
  await workspace.notes.delete(id);
}
