import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeVisible, findDeceptive } from '../../../../shared/text/deceptive.ts';

const found = (text: string) => findDeceptive(text).map(({ kind, start, end }) => [kind, start, end]);

test('honest text of many scripts has nothing deceptive in it', () => {
  for (const text of [
    'FIX7 P0 — Owner / GPT Production (2026-06-12) → “off”',
    'Quyết định sản xuất, đã ký',
    'Quyết định'.normalize('NFD'),
    'Решение владельца',
    'Η απόφαση',
    '決定を下す',
    'a\tb\nc',
    'α and β are angles',
  ]) {
    assert.deepEqual(found(text), [], text);
  }
});

test('each kind is found at its place', () => {
  assert.deepEqual(found('a\u202Eb'), [['bidi', 1, 2]]);
  assert.deepEqual(found('a\u200Bb\u2066c'), [
    ['invisible', 1, 2],
    ['bidi', 3, 4],
  ]);
  assert.deepEqual(found('\u00ADx\u{E0041}'), [
    ['invisible', 0, 1],
    ['invisible', 2, 4],
  ]);
  assert.deepEqual(found('a\u001B[2J'), [['control', 1, 2]]);
  assert.deepEqual(found('the p\u0430cket'), [['confusable', 4, 10]]);
  assert.deepEqual(found('H\u039FLD_PRODUCTION'), [['confusable', 0, 15]]);
  assert.deepEqual(found('\uFF28OLD'), [['confusable', 0, 4]]);
  assert.deepEqual(found('\u0440\u0430\u0441\u0435'), [['confusable', 0, 4]]);
});

test('escapes are visible, and never alike for two texts', () => {
  assert.equal(escapeVisible('a\u202Eb\u200B\u0007'), 'a\\u{202e}b\\u{200b}\\u{7}');
  assert.equal(escapeVisible('a\\u{202e}'), 'a\\u{5c}u{202e}');
  const text = fc.string({
    unit: fc.constantFrom('\\', 'u', '{', '}', '2', '0', 'e', '5', 'c', '\u202E', '\u200B', 'a'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, text, (one, other) => {
      assert.deepEqual(findDeceptive(escapeVisible(one)), []);
      assert.equal(escapeVisible(one) === escapeVisible(other), one === other);
    }),
    { numRuns: 2000 },
  );
});
