import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { classOf, ESCAPED_CODE_POINTS } from '../../../../shared/text/code-points.ts';
import { escapeVisible, findDeceptive } from '../../../../shared/text/deceptive.ts';
import { visiblePieces, warningsIn } from '../../../../shared/text/visible.ts';

const ESCAPED = new RegExp(`[${classOf(ESCAPED_CODE_POINTS)}]`, 'gu');
const odd = fc.constantFrom(
  '\u202e',
  '\u2066',
  '\u200b',
  '\u034f',
  '\u001b',
  '[31m',
  '\u{e0041}',
  '\u0430',
  'dmin',
  'A',
  ' ',
  '\n',
  'e\u0301',
  '\u00e9',
  '\\u{',
  '\uff21',
);
const texts = fc
  .array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
  .map((all) => all.join(''));

test('the pieces of a text are the text as it is escaped, and none holds a character that deceives', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const pieces = visiblePieces(text);
      assert.equal(pieces.map((piece) => piece.text).join(''), escapeVisible(text));
      for (const piece of pieces) assert.equal(piece.text.match(ESCAPED), null);
    }),
    { numRuns: 2000 },
  );
});

test('each character that deceives is in one chip and is counted, and so is each word that imitates', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const pieces = visiblePieces(text);
      const { bidi, invisible, control, confusable } = warningsIn(text);
      const inChips = pieces.reduce((sum, { chip }) => sum + (chip?.times ?? 0), 0);
      assert.equal(inChips, text.match(ESCAPED)?.length ?? 0);
      assert.equal(bidi + invisible + control, inChips);
      assert.ok(confusable >= findDeceptive(text).filter(({ kind }) => kind === 'confusable').length);
      if (findDeceptive(text).length > 0) assert.ok(bidi + invisible + control + confusable > 0);
    }),
    { numRuns: 2000 },
  );
});

test('of two words that look the same, one in another normal form is marked', () => {
  const marked = (text: string) =>
    visiblePieces(text)
      .filter(({ mark }) => mark !== null)
      .map((piece) => piece.text);
  assert.deepEqual(marked('caf\u00e9 cafe\u0301 and tr\u01b0\u1eddng'), ['cafe\u0301']);
  assert.deepEqual(warningsIn('cafe\u0301'), { bidi: 0, invisible: 0, control: 0, confusable: 0, decomposed: 1 });
  assert.deepEqual(
    visiblePieces('cafe\u0301').map(({ mark }) => mark),
    ['decomposed'],
  );
});
