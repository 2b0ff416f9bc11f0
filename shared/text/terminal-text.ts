import { escapeVisible, writtenAsEscape } from './deceptive.ts';

/**
 * What `escapeVisible` leaves and a terminal must not get: line feed and tab, all of the Unicode categories control,
 * format, surrogate, private use and unassigned. Whatever else a terminal is given, it draws.
 */
const NOT_DRAWN = /\p{C}/gu;
/** The same and whatever else takes no space, in the text of a JSON value. Its own line feeds are the layout. */
const NOT_DRAWN_IN_JSON = /(?!\n)[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu;

/**
 * The text as one line that a terminal shows and does not act on. Each character that is not drawn is written as
 * `\u{...}`, a line feed too, so nothing that is quoted can begin a line or look like another text.
 */
export function terminalLine(text: string): string {
  return escapeVisible(text).replace(NOT_DRAWN, writtenAsEscape);
}

/** The value as JSON (RFC 8259) that a terminal shows and does not act on: what is not drawn is written as `\uXXXX`. */
export function terminalJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(NOT_DRAWN_IN_JSON, asJsonEscapes);
}

/** One `\uXXXX` for each UTF-16 code unit (RFC 8259, section 7). */
function asJsonEscapes(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
