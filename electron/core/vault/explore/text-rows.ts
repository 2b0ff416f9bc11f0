/**
 * A file's text in rows: a line each, or a part of a line that is longer than the window is wide. Rows are the same from
 * wherever a file is read, so that a window can go on where the one before ended.
 */
import type { TextRow } from '../../../../shared/contract/explorer-views.ts';

const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
/** As wide as a tab is shown at most. */
const TAB_COLUMNS = 4;
/** As wide as a control character is spelled out: `\u{1b}`. */
const CONTROL_COLUMNS = 6;

/** Where a file may be entered. In a line that began further back than this, rows begin anew at each multiple of it. */
export const BLOCK = 64 * 1024;

/** One row, as places in the bytes that it was found in. */
interface FoundRow {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
  readonly begins: boolean;
}

/** Bytes of a file that begin where a line begins, or at a block in the middle of a long one. */
export interface Stretch {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly isLineStart: boolean;
}

/** The rows of a stretch; the last may go on behind it. */
export function findRows({ bytes, offset, isLineStart }: Stretch, columns: number): readonly FoundRow[] {
  const rows: FoundRow[] = [];
  let start = 0;
  let lineStart = isLineStart ? offset : Number.NEGATIVE_INFINITY;
  let width = 0;
  let tail = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const begins = lineStart === offset + start;
    if (byte === LF) {
      rows.push({ start, end: at > start && bytes[at - 1] === CR ? at - 1 : at, begins });
      start = at + 1;
      lineStart = offset + start;
      width = 0;
      continue;
    }
    tail = (byte & 0xc0) === 0x80 ? tail + 1 : 0;
    // Within a character of UTF-8, which has three more bytes at most.
    if (tail > 0 && tail % 4 !== 0) continue;
    const wide = byte === CR && bytes[at + 1] === LF ? 0 : columnsOf(byte);
    const block = Math.floor((offset + at) / BLOCK) * BLOCK;
    const isBlock = offset + start < block && block - lineStart >= BLOCK;
    if (at > start && (width + wide > columns || isBlock)) {
      rows.push({ start, end: at, begins });
      start = at;
      width = 0;
    }
    width += wide;
  }
  if (start < bytes.length) rows.push({ start, end: bytes.length, begins: lineStart === offset + start });
  return rows;
}

function columnsOf(byte: number): number {
  if (byte === TAB) return TAB_COLUMNS;
  if (byte < 0x20 || byte === 0x7f) return CONTROL_COLUMNS;
  // The first byte of a character: those of East Asian scripts and pictures take two columns.
  return byte >= 0xe3 ? 2 : 1;
}

/** Rows as a window shows them. `linesBefore`: how many lines end before the stretch; `null` where that is not known. */
export function shownRows(
  { bytes, offset }: Stretch,
  found: readonly FoundRow[],
  linesBefore: number | null,
): readonly TextRow[] {
  let line = linesBefore === null || found[0]?.begins === true ? linesBefore : linesBefore + 1;
  return found.map(({ start, end, begins }) => {
    if (begins && line !== null) line += 1;
    const text = DECODER.decode(bytes.subarray(start, end));
    return { offset: offset + start, length: end - start, line, begins, text };
  });
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** How many lines end in these bytes. */
export function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines += 1;
  return lines;
}

/** How many of them end in CR LF; `before`: the byte before these. */
export function countCrlf(bytes: Uint8Array, before: number): number {
  let lines = before === CR && bytes[0] === LF ? 1 : 0;
  for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] === LF) lines += 1;
  return lines;
}
