import { classOf, ESCAPED_CODE_POINTS } from './code-points.ts';

/** Why a stretch of text may not be what it looks like. */
export type DeceptiveKind = 'bidi' | 'invisible' | 'control' | 'confusable';

/** A stretch of one text, as offsets in UTF-16 code units, `end` not included. */
export interface DeceptiveSpan {
  readonly kind: DeceptiveKind;
  readonly start: number;
  readonly end: number;
}

/** What an escape is written for: direction controls, what takes no visible space, and controls. */
const ESCAPED = new RegExp(`[${classOf(ESCAPED_CODE_POINTS)}]`, 'gu');
/** Explicit directional formatting and implicit marks (UAX #9, section 2). */
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
/** A terminal or a text field may act on it instead of showing it. */
const CONTROL = /\p{Cc}/u;

/** What most text is, told by one look: printable ASCII, in which nothing deceives. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
/** Scripts with letters that are drawn like Latin ones, the ones that UTS #39's confusables are mostly about. */
const LOOKALIKE_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const LATIN = /\p{Script=Latin}/u;
/** Fullwidth forms and mathematical alphanumerics: other code points for ASCII letters and digits (NFKC). */
const COMPATIBILITY_FORM = /[\uFF01-\uFF5E\u{1D400}-\u{1D7FF}]/u;
/** Words made of these alone read as Latin words though no letter is (a whole-script confusable, UTS #39, 4.1). */
const ALL_LOOKALIKE = /^[аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅԌѴΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲν]{2,}$/u;

/**
 * Everything in the text that can make it read as something else: direction controls, invisible characters,
 * control characters, and words that mix Latin with letters that imitate it. In order, not overlapping.
 */
export function findDeceptive(text: string): readonly DeceptiveSpan[] {
  if (PLAIN.test(text)) return [];
  const spans = [...matches(text, ESCAPED, kindOfEscaped), ...confusableWords(text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  return withoutOverlap(spans);
}

/**
 * The text with each bidi, invisible and control character written as `\u{...}`, so that it is seen and does
 * nothing. A `\u{` that stands in the text itself is written `\u{5c}u{`, so no two texts are shown alike.
 * Confusable words stay as they are: they are visible, and escaping them would hide the rest of the word.
 */
export function escapeVisible(text: string): string {
  const unambiguous = text.replaceAll('\\u{', '\\u{5c}u{');
  if (PLAIN.test(unambiguous)) return unambiguous;
  return unambiguous.replace(ESCAPED, writtenAsEscape);
}

/** A character as `\u{...}`, in hex. */
export function writtenAsEscape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** What an escaped character is escaped for. */
export function kindOfEscaped(character: string): Exclude<DeceptiveKind, 'confusable'> {
  if (BIDI.test(character)) return 'bidi';
  return CONTROL.test(character) ? 'control' : 'invisible';
}

/** A word of lookalikes alone is honest in a text that has true words of the same kind of script around it. */
function confusableWords(text: string): DeceptiveSpan[] {
  const words = matches(text, WORD, () => 'confusable').map((span) => ({
    span,
    word: text.slice(span.start, span.end),
  }));
  const foreign = words.some(
    ({ word }) => LOOKALIKE_SCRIPT.test(word) && !LATIN.test(word) && !ALL_LOOKALIKE.test(word),
  );
  return words
    .filter(({ word }) => {
      const mixed = LATIN.test(word) && LOOKALIKE_SCRIPT.test(word);
      return mixed || COMPATIBILITY_FORM.test(word) || (!foreign && ALL_LOOKALIKE.test(word));
    })
    .map(({ span }) => span);
}

function matches(text: string, pattern: RegExp, kindOf: (found: string) => DeceptiveKind): DeceptiveSpan[] {
  return Array.from(text.matchAll(pattern), (found) => ({
    kind: kindOf(found[0]),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** Of spans that overlap the first, and of those that begin together the longest. */
function withoutOverlap(spans: readonly DeceptiveSpan[]): DeceptiveSpan[] {
  const kept: DeceptiveSpan[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (last === undefined || span.start >= last.end) kept.push(span);
  }
  return kept;
}
