import { classOf, ESCAPED_CODE_POINTS } from './code-points.ts';
import { type DeceptiveKind, escapeVisible, findDeceptive, kindOfEscaped } from './deceptive.ts';

/** What a reader is warned of: what `findDeceptive` finds, and words in another normal form than most text is in. */
export type Warned = DeceptiveKind | 'decomposed';

/** A stretch of a text as a window shows it. */
export interface VisiblePiece {
  /** As it is written where there is text alone: with `escapeVisible`. */
  readonly text: string;
  /** Characters that are shown by their code point, `U+202E`, in a chip of their own: as many of one as follow each other. */
  readonly chip: {
    readonly kind: Exclude<DeceptiveKind, 'confusable'>;
    readonly codePoint: string;
    readonly times: number;
  } | null;
  /** Why the word that it belongs to is marked. */
  readonly mark: Extract<Warned, 'confusable' | 'decomposed'> | null;
}

export type Warnings = Readonly<Record<Warned, number>>;

const NONE: Warnings = { bidi: 0, invisible: 0, control: 0, confusable: 0, decomposed: 0 };
const PLAIN = /^[\t\n\x20-\x7e]*$/;
/** As many of one character as follow each other. */
const ESCAPED_RUN = new RegExp(`([${classOf(ESCAPED_CODE_POINTS)}])\\1*`, 'gu');
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;

/** The text in pieces. Their texts one after the other are `escapeVisible(text)`: nothing is left out, and nothing added. */
export function visiblePieces(text: string): readonly VisiblePiece[] {
  if (PLAIN.test(text)) return text === '' ? [] : [{ text: escapeVisible(text), chip: null, mark: null }];
  const pieces: VisiblePiece[] = [];
  let at = 0;
  for (const { start, end, mark } of markedWords(text)) {
    pieces.push(...chipped(text.slice(at, start), null), ...chipped(text.slice(start, end), mark));
    at = end;
  }
  return [...pieces, ...chipped(text.slice(at), null)];
}

/** How many characters are shown in chips, and how many words are marked. */
export function warningsIn(text: string): Warnings {
  if (PLAIN.test(text)) return NONE;
  const counts = { ...NONE };
  for (const { mark } of markedWords(text)) counts[mark] += 1;
  for (const { 0: run, 1: character = '' } of text.matchAll(ESCAPED_RUN)) {
    counts[kindOfEscaped(character)] += run.length / character.length;
  }
  return counts;
}

interface MarkedWord {
  readonly start: number;
  readonly end: number;
  readonly mark: 'confusable' | 'decomposed';
}

/** Words to mark, in order. A word that imitates another is marked as that, in whatever normal form it is. */
function markedWords(text: string): readonly MarkedWord[] {
  const confusable = findDeceptive(text).flatMap(({ kind, start, end }) =>
    kind === 'confusable' ? [{ start, end, mark: kind }] : [],
  );
  const known = new Set(confusable.map(({ start }) => start));
  const others: MarkedWord[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!known.has(index) && word !== word.normalize('NFC'))
      others.push({ start: index, end: index + word.length, mark: 'decomposed' });
  }
  return [...confusable, ...others].sort((a, b) => a.start - b.start);
}

function chipped(text: string, mark: VisiblePiece['mark']): VisiblePiece[] {
  const pieces: VisiblePiece[] = [];
  let at = 0;
  for (const { 0: run, 1: character = '', index } of text.matchAll(ESCAPED_RUN)) {
    pieces.push({ text: escapeVisible(text.slice(at, index)), chip: null, mark });
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const chip = { kind: kindOfEscaped(character), codePoint: `U+${hex}`, times: run.length / character.length };
    pieces.push({ text: escapeVisible(run), chip, mark });
    at = index + run.length;
  }
  pieces.push({ text: escapeVisible(text.slice(at)), chip: null, mark });
  return pieces.filter((piece) => piece.text !== '');
}
