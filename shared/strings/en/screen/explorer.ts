import type { DiffView, EntryOrder, SearchView } from '../../../contract/explorer-views.ts';
import type { ImageType } from '../../../evidence/image-head.ts';
import { format } from './language.ts';

const columns: Readonly<Record<EntryOrder, string>> = { path: 'Path', kind: 'Kind', size: 'Size' };
const why: Readonly<Record<Extract<DiffView, { kind: 'not-by-lines' }>['why'], string>> = {
  'too-large': 'They differ. Only files of up to 8 MiB are compared line by line.',
  binary: 'They differ. At least one of them is not text, so they are not compared line by line.',
  'too-different': 'They differ in too many lines to list them.',
};
const imageTypes: Readonly<Record<ImageType, string>> = { png: 'PNG', jpeg: 'JPEG', gif: 'GIF', webp: 'WebP' };

/** How a search stands: which hit is shown, how much was searched, how fast. */
function told({ state, hits, bytes, bytesPerSecond }: SearchView, shown: number | null, size: number): string {
  const found =
    shown === null
      ? format.plural(hits, { one: '# hit', other: '# hits' })
      : `Hit ${format.integer(shown)} of ${format.integer(hits)}`;
  const searched = `${format.size(bytes)} of ${format.size(size)}`;
  switch (state) {
    case 'running':
      return `${found} so far; searched ${searched}, ${format.size(bytesPerSecond)}/s`;
    case 'done':
      return hits === 0 ? 'No hit in the whole file' : found;
    case 'stopped':
      return `${found} before it was stopped at ${searched}`;
    case 'failed':
      return `${found}; the disk could not be read after ${format.size(bytes)}`;
  }
}

/** A bundle's entries, and what is in its files. */
export const explorer = {
  none: 'Choose a file on the left to see what is in it.',
  list: {
    title: 'Files of the bundle',
    filter: 'Filter by path',
    filterHint: 'Part of a path ( / )',
    columns,
    views: { label: 'How the files are listed', tree: 'Tree', list: 'List' },
    openAll: 'Open all folders',
    closeAll: 'Close all',
    filesIn: (files: number): string => format.plural(files, { one: '# file', other: '# files' }),
    marks: { pass: 'check passed', fail: 'check failed', unknown: 'check unknown' },
    sortedBy: (column: string, way: 'up' | 'down' | null): string => {
      if (way === null) return `Sort by ${column}`;
      return way === 'up' ? `Sorted by ${column}, ascending` : `Sorted by ${column}, descending`;
    },
    count: (matching: number, isAll: boolean): string =>
      format.plural(
        matching,
        isAll ? { one: '# entry', other: '# entries' } : { one: '# entry matches', other: '# entries match' },
      ),
    empty: 'The bundle has no files.',
    noMatch: 'No path contains this text. Change the filter.',
  },
  file: { title: 'File', path: 'path', views: 'How the file is shown', empty: 'The file is empty: it has no bytes.' },
  views: { text: 'Text', hex: 'Bytes', image: 'Image', proof: 'Proof', difference: 'Difference' },
  whole: {
    reading: (bytes: number, size: number): string =>
      `comparing with the digest: ${format.size(bytes)} of ${format.size(size)}`,
    matches: 'every byte is as imported',
    damaged: 'the vault’s copy is damaged',
    damagedNote:
      'Its bytes do not have the digest that was imported, so what is shown below is not the evidence. Check the vault, then import the bundle again.',
    failed: 'the disk could not be read to the end',
    toCheck: 'Go to the check of the vault',
    lines: (lines: number, crlf: number, isCounting: boolean): string => {
      const counted = format.plural(lines, { one: '# line', other: '# lines' });
      const ends = crlf === 0 ? '' : `, ${format.integer(crlf)} of them with CR LF at their end`;
      return isCounting ? `${counted} counted so far${ends}` : `${counted}${ends}`;
    },
  },
  text: {
    title: 'Text of the file',
    binary: 'This file holds zero bytes, so it is probably not text. Bytes that are not UTF-8 are shown as �.',
    lineUnknown: (counted: number, isWhole: boolean): string =>
      isWhole
        ? `There is no such line. The file has ${format.plural(counted, { one: '# line', other: '# lines' })}.`
        : `The line was not reached yet: ${format.plural(counted, { one: '# line is', other: '# lines are' })} counted. Try again in a moment, or go to a byte.`,
  },
  hex: { title: 'Bytes of the file' },
  image: {
    what: (type: ImageType, width: number, height: number): string =>
      `${imageTypes[type]}, ${format.integer(width)} × ${format.integer(height)} pixels.`,
    firstFrame: 'Of an animation, the first picture is shown.',
    alt: (path: string): string => `The image in ${path}`,
    tooLarge: (width: number, height: number): string =>
      `This image is larger than is shown here (${format.integer(width)} × ${format.integer(height)} pixels). Its bytes can be read under “Bytes”.`,
    undecodable: 'The file begins like an image but cannot be shown as one. Read it under “Bytes”.',
  },
  proof: {
    hashing: 'Hashing the bundle’s tree. This is done once while the bundle is open.',
    holds: 'This file is part of the bundle’s tree',
    fails: 'This proof does not lead to the bundle’s tree hash',
    note: 'The file’s line (its digest and path) is hashed together with each digest below, up to the tree’s merkleSha256 (RFC 6962). Whoever trusts that hash needs nothing else of the bundle.',
    place: 'Place in the tree',
    placeOf: (place: number, of: number): string => `file ${format.integer(place)} of ${format.integer(of)}`,
    path: 'Audit path',
    file: 'Proof file',
    link: 'No proof covers a link: its tree hashes are over regular files. git’s tree hashes cover it.',
  },
  goTo: {
    line: 'Go to line',
    byte: 'Go to byte',
    lineHint: '120, or byte 0x1f40',
    byteHint: '8000 or 0x1f40',
    go: 'Go',
    wrong: (size: number): string =>
      `There is no such place. A line is a number from 1 on; a byte is below ${format.integer(size)}.`,
  },
  search: {
    label: 'Search in the file',
    hint: 'Text',
    hexHint: '50 4b 03 04',
    form: 'As',
    forms: { 'any-case': 'text, a = A', text: 'text, exact', hex: 'bytes in hex' },
    find: 'Search',
    stop: 'Stop',
    previous: 'Previous hit',
    next: 'Next hit',
    told,
  },
  diff: {
    title: 'Differing lines',
    mark: 'Compare others with this',
    marked: 'Others are compared with this',
    from: 'From',
    to: 'to',
    same: 'They are the same, byte for byte',
    why,
    firstByte: (offset: number): string => `First difference at byte ${format.integer(offset)}`,
    counts: (removed: number, added: number): string =>
      `${format.plural(removed, { one: '# line removed', other: '# lines removed' })}, ${format.plural(added, { one: '# line added', other: '# lines added' })}.`,
    cut: (rows: number): string => `The first ${format.integer(rows)} rows are shown.`,
    gap: (lines: number): string => format.plural(lines, { one: '# line is the same', other: '# lines are the same' }),
    kinds: { same: 'same', removed: 'removed', added: 'added' },
  },
};
