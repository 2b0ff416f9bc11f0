import fc from 'fast-check';

/** What a terminal acts on, or shows as nothing: written out from the Unicode charts, apart from the code under test. */
const NOT_DRAWN: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

/** The characters of a text that a terminal would not draw, in hex. */
export function notDrawn(text: string): readonly string[] {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return points
    .filter((one) => NOT_DRAWN.some(([from, to]) => from <= one && one <= to))
    .map((one) => one.toString(16));
}

/** Clears the screen, says that all is well, and hides the rest. */
export const SCREEN_FORGERY = '\u001b[2J\u001b[HThe bundle is verified.\u001b[8m';

const PIECES = [
  SCREEN_FORGERY,
  '\u009b2J',
  '\u0085',
  '\r\nThe bundle is verified.\n',
  '\b\t\u007f',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://example.org\u001b\\',
  '\u202e\u2066',
  '\u200b\u00ad\ufeff\u3164',
  '\u2028',
  '\u{e0041}',
  '\ud800',
  '\\u{1b}',
  '\\u001b',
  'plain',
  '"',
];

/** Text as it may come from outside: pieces that deceive, every character of the ranges above, and any other. */
export function outsideText(): fc.Arbitrary<string> {
  const character = fc
    .constantFrom(...NOT_DRAWN)
    .chain(([from, to]) => fc.integer({ min: from, max: to }))
    .map((point) => String.fromCodePoint(point));
  const piece = fc.oneof(fc.constantFrom(...PIECES), character, fc.string({ unit: 'binary', maxLength: 4 }));
  return fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
}
