/**
 * Where the rows of a file end. A CSV file (RFC 4180) has records, and a quoted field of a record may hold line breaks:
 * were its lines the rows, values could move from one record to another, and the file would still have the same rows.
 */
import { assertNever } from '../../result.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
/** The comma of RFC 4180, and what spreadsheets write in its place. */
const DELIMITERS = [',', ';', '\t'].map((character) => character.charCodeAt(0));
const COMMA = 0x2c;
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
/** A longer first line is looked at as far as this. */
const MAX_FIRST_LINE = 64 * 1024;

export type RowForm = 'lines' | 'records';

/**
 * What separates the fields of a CSV file: the comma where its first line has one, else a semicolon, else a tab, where it
 * has that; a comma where it has none.
 */
export async function delimiterOf(content: AsyncIterable<Uint8Array>): Promise<number> {
  const seen = new Set<number>();
  let length = 0;
  for await (const chunk of content) {
    const end = chunk.indexOf(LF);
    const line = end === -1 ? chunk : chunk.subarray(0, end);
    for (const delimiter of DELIMITERS) if (line.includes(delimiter)) seen.add(delimiter);
    length += chunk.length;
    if (end !== -1 || length > MAX_FIRST_LINE) break;
  }
  return DELIMITERS.find((delimiter) => seen.has(delimiter)) ?? COMMA;
}

/**
 * Whether a file is CSV as RFC 4180 (section 2) says it: a quote only begins a field, ends one, or is one of two inside a
 * quoted field. LF is taken for CRLF, a byte order mark at the start is passed over, and any other byte is text.
 */
export async function isCsv(content: AsyncIterable<Uint8Array>, delimiter: number): Promise<boolean> {
  let state: CsvState | null = 'field-start';
  let offset = 0;
  for await (const chunk of content) {
    for (const byte of chunk) {
      const isMark = offset < BYTE_ORDER_MARK.length && byte === BYTE_ORDER_MARK[offset];
      offset += 1;
      if (!isMark) state = after(state, byte, delimiter);
      if (state === null) return false;
    }
  }
  return state !== 'quoted' && state !== 'closed-cr';
}

/** `closed`: a quote inside a quoted field, which ends the field unless another quote follows. */
type CsvState = 'field-start' | 'plain' | 'quoted' | 'closed' | 'closed-cr';

/** `null`: no CSV has this byte here. */
function after(state: CsvState, byte: number, delimiter: number): CsvState | null {
  switch (state) {
    case 'quoted':
      return byte === QUOTE ? 'closed' : 'quoted';
    case 'closed':
      if (byte === QUOTE) return 'quoted';
      if (byte === CR) return 'closed-cr';
      return byte === delimiter || byte === LF ? 'field-start' : null;
    case 'closed-cr':
      return byte === LF ? 'field-start' : null;
    case 'field-start':
    case 'plain':
      if (byte === QUOTE) return state === 'field-start' ? 'quoted' : null;
      return byte === delimiter || byte === LF ? 'field-start' : 'plain';
    default:
      return assertNever(state, 'CSV state');
  }
}

/** Finds the LF at the end of each row, chunk after chunk. In records, which `isCsv` has found well formed, none in quotes. */
export class RowEnds {
  readonly #form: RowForm;
  #isQuoted = false;

  constructor(form: RowForm) {
    this.#form = form;
  }

  /** Where the row that goes on at `from` ends in this chunk: its LF, or -1. */
  next(chunk: Uint8Array, from: number): number {
    if (this.#form === 'lines') return chunk.indexOf(LF, from);
    for (let at = from; at < chunk.length; at++) {
      if (chunk[at] === QUOTE) this.#isQuoted = !this.#isQuoted;
      else if (chunk[at] === LF && !this.#isQuoted) return at;
    }
    return -1;
  }
}
