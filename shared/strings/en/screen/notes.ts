import type { NotesExportView } from '../../../contract/views.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

/** What a note is on. */
type Place =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'blocker'; readonly blocker: string }
  | { readonly kind: 'file'; readonly path: string; readonly line: number | null };

export const notes = {
  title: 'Notes',
  onDocument: 'Notes on lines of the document',
  onFile: 'Notes on this file',
  onBlocker: (blocker: string): string => `Notes on ${blocker}`,
  field: 'Note',
  begin: 'Add a note',
  line: 'Note on line',
  lineOrNone: 'Note on line (empty: on the whole file)',
  delete: 'Delete note',
  deleted: 'The note was deleted.',
  undo: 'Undo',
  place: (of: Place): Sentence => {
    switch (of.kind) {
      case 'line':
        return [`Line ${format.integer(of.line)} of the document`];
      case 'blocker':
        return say`Blocker ${of.blocker}`;
      case 'file':
        return of.line === null ? say`File ${of.path}` : [...say`File ${of.path}`, `, line ${format.integer(of.line)}`];
    }
  },
  none: 'There are no notes on this packet or its evidence. Add one at a line of the document, at a file, or at a blocker.',
  lead: 'Notes are kept on this machine as you write them. They are no part of a decision.',
  noDecision: 'When a decision was signed, the notes can be written to a file beside its folder.',
  notSigned:
    'The notes go to a file of their own, beside the folder of the decision. They are not signed: nobody can prove later who wrote them, or that they were not changed.',
  export: (count: number, sequence: number): string =>
    `${format.plural(count, { one: 'Export # note', other: 'Export # notes' })} beside decision no. ${format.integer(sequence)}…`,
  exported: {
    medium: (file: string, medium: string): Sentence => say`Written to ${file} on ${medium}, and read back.`,
    cache: (file: string, medium: string): Sentence =>
      say`Written to ${file} on ${medium}. It was read back from memory: take the medium out and in again, and look.`,
  } satisfies Readonly<Record<NotesExportView['readBack'], unknown>>,
  bundle: 'bundle',
  packet: 'packet',
};
