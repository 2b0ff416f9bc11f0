import * as z from 'zod';
import type { DecisionPredicate } from './decision.ts';
import { countField, listOf, sha256Field, textField, timestampField } from './fields.ts';
import { field, type Lines, list, section } from './render-lines.ts';

/** How many files and parts a decision lists at most. Of what is more, it has the number. */
export const MOST_FILES = 200;
export const MOST_PARTS = 32;

/** From `first` to `last`, both included. */
const partField = z.strictObject({ first: countField, last: countField }).readonly();
export type Part = z.infer<typeof partField>;

/** Of `size` bytes or lines, `shown` were sent to the screen: those of `parts`, and more where not all are listed. */
const extent = { size: countField, shown: countField, parts: listOf(partField, MOST_PARTS) };

/**
 * What the console sent to the review window while the signer was signed in: files of the evidence by the bytes that
 * were sent (from 0), the packet by the lines that were on the screen (from 1). Nobody can say what was understood.
 */
export const readField = z
  .strictObject({
    /** When the signer first signed in since the console was started. Null: not before this act, so nothing counts. */
    since: timestampField.nullable(),
    packet: z.strictObject(extent).readonly(),
    /** How many files the trees of `evidence` have. */
    filesTotal: countField,
    /** By the dirHash of their tree, and their path. */
    files: listOf(z.strictObject({ evidence: sha256Field, path: textField, ...extent }).readonly(), MOST_FILES),
    /** How many opened files are not listed. */
    filesMore: countField,
  })
  .readonly();

export type ReadRecord = z.infer<typeof readField>;
type Extent = ReadRecord['packet'];

/** The rules of docs/formats/statements.md, "What was opened": each holds or does not. */
export function readRules({ read, evidence }: Pick<DecisionPredicate, 'read' | 'evidence'>): readonly boolean[] {
  if (read === undefined) return [];
  const { since, packet, files, filesMore, filesTotal } = read;
  const trees = new Set<string>(evidence.map(({ treeHashes }) => treeHashes.dirHash));
  const named = new Set(files.map((file) => JSON.stringify([file.evidence, file.path])));
  return [
    isExtent(packet, 1) && files.every((file) => isExtent(file, 0)),
    files.every((file) => trees.has(file.evidence)) && named.size === files.length,
    filesTotal === filesOf(evidence) && files.length + filesMore <= filesTotal,
    since !== null || (packet.shown === 0 && files.length + filesMore === 0),
  ];
}

/** How many files the trees have, each tree counted once. */
export function filesOf(evidence: DecisionPredicate['evidence']): number {
  const trees = new Map<string, number>();
  for (const { treeHashes, files } of evidence) {
    if (!trees.has(treeHashes.dirHash)) trees.set(treeHashes.dirHash, files);
  }
  return [...trees.values()].reduce((sum, files) => sum + files, 0);
}

/** Parts lie within the whole, in order, with a gap between them, and are not more than `shown` says. */
function isExtent({ size, shown, parts }: Extent, start: number): boolean {
  const inOrder = parts.every(({ first, last }, at) => {
    const before = parts[at - 1];
    return first <= last && (before === undefined ? first >= start : first > before.last + 1);
  });
  const listed = parts.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return inOrder && (parts.at(-1)?.last ?? -1) < size + start && listed <= shown && shown <= size;
}

/** What was opened, and what that does not mean. */
export function readSection({ since, packet, filesTotal, files, filesMore }: ReadRecord): Lines {
  return section(
    'WHAT WAS OPENED ON THIS SCREEN',
    ['Sent to the screen while the signer was signed in. It does not say that it was read or understood.'],
    field('Recorded since', since ?? 'not recorded, the signer signed in for this act alone'),
    field('Files of the evidence opened', `${files.length + filesMore} of ${filesTotal}`),
    list('Files', files, ({ evidence, path, ...bytes }) => [
      ...field('File', path),
      ...field('In evidence (dirHash)', evidence),
      ...extentLines('Bytes', bytes),
    ]),
    field('Opened files that are not listed', filesMore),
    ['The packet, by the lines that its window reported as on the screen'],
    extentLines('Lines', packet),
  );
}

function extentLines(unit: 'Bytes' | 'Lines', { size, shown, parts }: Extent): Lines {
  return [
    ...field(`${unit} shown`, `${shown} of ${size}`),
    ...list('Parts', parts, ({ first, last }) => field(unit, `${first} to ${last}`)),
  ];
}
