import { utf8 } from '../../../shared/encoding/bytes.ts';
import type { DecisionStatement } from '../../../shared/statement/statement.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { folderName } from './names.ts';

/**
 * The file of notes that lies beside the folder of a decision (docs/formats/exports.md). It says of itself that nothing
 * vouches for it; the notes are escaped as signed texts are.
 */
export function notesFile(
  { predicate: { packet, sequence } }: DecisionStatement,
  statementSha256: string,
  notes: string,
): { readonly name: string; readonly bytes: Uint8Array } {
  const head = [
    'NOTES, NOT SIGNED',
    `Beside the decision ${escapeVisible(packet.id).replaceAll('\n', ' ')}, number ${sequence}.`,
    `SHA-256 of its statement: ${statementSha256}`,
    'Nothing proves who wrote them, when, or that they were not changed. No decision rests on them.',
    '',
  ];
  return {
    name: `${folderName(packet.id, sequence)}-notes.txt`,
    bytes: utf8(`${head.join('\n')}\n${escapeVisible(notes)}\n`),
  };
}
