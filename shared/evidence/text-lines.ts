/** Whole files of lines, read piece by piece: the manifest of a million files is too much text to hold at once. */

const PIECE = 64 * 1024;

/** Whether the bytes are UTF-8 from start to end. */
export function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for (const piece of pieces(bytes)) decoder.decode(piece, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** What ends a line: LF alone; or LF, CR and CRLF, as BagIt has it. */
type LineEnd = 'lf' | 'any';

const LINE_ENDS: Record<LineEnd, RegExp> = { lf: /\n/, any: /\r\n|\r|\n/ };

/** In UTF-16 units: more than any path that a system opens makes of a line, with every character of it escaped. */
export const MAX_LINE = 1024 * 1024;

/**
 * The lines without their ends; what follows the last end is a line when it is not empty. `null` stands for a line that
 * is longer than `MAX_LINE`: no more than that is held of a file, whatever is in it. @param bytes UTF-8.
 */
export function* textLines(bytes: Uint8Array, end: LineEnd): Generator<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** A CR at the end of a piece may be half of a CRLF. */
  let held = '';
  /** The beginning of a line whose end is not there yet. */
  let begun: string | null = '';
  for (const piece of pieces(bytes)) {
    const text = held + decoder.decode(piece, { stream: true });
    held = text.endsWith('\r') ? '\r' : '';
    const lines = text.slice(0, text.length - held.length).split(LINE_ENDS[end]);
    const rest = lines.pop() ?? '';
    for (const line of lines) {
      yield joined(begun, line);
      begun = '';
    }
    begun = joined(begun, rest);
  }
  const last = held.split(LINE_ENDS[end]);
  const rest = joined(begun, last.pop() ?? '');
  if (last.length > 0) yield begun;
  else if (rest !== '') yield rest;
}

function joined(begun: string | null, more: string): string | null {
  return begun === null || begun.length + more.length > MAX_LINE ? null : begun + more;
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
