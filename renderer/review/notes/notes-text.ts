import { strings } from '../../strings/index.ts';
import type { Note } from '../../workspace/rows.ts';

/** Notes as they leave: what each is on, when it was begun, and its lines behind `| `. */
export function notesText(notes: readonly Note[]): string {
  return notes
    .map(({ subject, place, text, writtenAt }) => {
      const name = strings.notes.place(place).map((part) => (typeof part === 'string' ? part : part.untrusted));
      const on = place.kind === 'file' ? strings.notes.bundle : strings.notes.packet;
      const lines = text.split('\n').map((line) => `| ${line}`);
      return [`${name.join('').replaceAll('\n', ' ')} (${on} ${subject})`, writtenAt, ...lines, ''].join('\n');
    })
    .join('\n');
}
