import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EVEN_WORDS, ODD_WORDS } from '../../../../shared/text/word-list.ts';
import { digestToWords, wordsToDigest } from '../../../../shared/text/words.ts';

test('the known answer of the PGP word list', () => {
  const fingerprint = Buffer.from('E58294F2E9A227486E8B061B31CC528FD7FA3F19', 'hex');
  assert.equal(
    digestToWords(fingerprint).join(' '),
    'topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa afflict bravado chatter ' +
      'revolver Dupont midsummer stopwatch whimsical cowbell bottomless',
  );
});

test('all 512 words are different', () => {
  const words = [...EVEN_WORDS, ...ODD_WORDS].map((word) => word.toLowerCase());
  assert.equal(EVEN_WORDS.length, 256);
  assert.equal(new Set(words).size, 512);
});

test('words give back the bytes, in any capitals', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const words = digestToWords(bytes).map((word) => word.toUpperCase());
      assert.deepEqual(wordsToDigest(words), { ok: true, value: bytes });
    }),
  );
});

test('a word that was left out, and one that is none, are found at their place', () => {
  const words = digestToWords(Uint8Array.of(1, 2, 3, 4));
  const lost = wordsToDigest(words.toSpliced(1, 1));
  assert.deepEqual(lost.ok ? null : [lost.error.code, lost.error.params?.place], ['words/wrong-place', 2]);
  const wrong = wordsToDigest(['absurd', 'holdfast']);
  assert.deepEqual(wrong.ok ? null : [wrong.error.code, wrong.error.params?.place], ['words/unknown-word', 2]);
});
