/**
 * Statements that were made while somebody practises. In a payload their type says so, so that whoever reads one outside
 * refuses it; between reading and writing, they are like any other statement.
 */

const REAL = 'urn:holdfast:';
const PRACTICE = 'urn:holdfast:practice:';

/** The line that a practice statement's text begins with, before what it is. */
export const PRACTICE_MARK = 'PRACTICE, COUNTS NOWHERE: ';

let practising = false;

/** Whether this process, or this page, makes and reads practice statements, and no others. */
export function isPractising(): boolean {
  return practising;
}

/** Stated before the station is opened, and on a page before its first script takes a text. */
export function practise(is: boolean): void {
  practising = is;
}

/** A predicate type as it is written into a payload now. */
export function writtenType(type: string): string {
  return practising ? `${PRACTICE}${type.slice(REAL.length)}` : type;
}

/** The predicate type that a payload states; `null` where that is for practice and this is none, or the other way round. */
export function statedType(written: string): string | null {
  if (written.startsWith(PRACTICE)) return practising ? `${REAL}${written.slice(PRACTICE.length)}` : null;
  return practising && written.startsWith(REAL) ? null : written;
}
