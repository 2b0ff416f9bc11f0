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
export type LineEnd = 'lf' | 'crlf' | 'any';

const LINE_ENDS: Record<LineEnd, RegExp> = { lf: /\n/, crlf: /\r\n/, any: /\r\n|\r|\n/ };

/** The lines without their ends; what follows the last end is a line when it is not empty. @param bytes UTF-8. */
export function* textLines(bytes: Uint8Array, end: LineEnd): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for (const piece of pieces(bytes)) {
    const text = rest + decoder.decode(piece, { stream: true });
    // A CR at the end may be half of a CRLF.
    const complete = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = complete.split(LINE_ENDS[end]);
    rest = (lines.pop() ?? '') + text.slice(complete.length);
    yield* lines;
  }
  const last = rest.split(LINE_ENDS[end]);
  if (last.at(-1) === '') last.pop();
  yield* last;
}

/** `crlf` where every LF follows a CR, as Windows tools write; else `lf`. */
export function lineEndOf(bytes: Uint8Array): 'lf' | 'crlf' {
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) {
    if (bytes[at - 1] !== 0x0d) return 'lf';
  }
  return 'crlf';
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
