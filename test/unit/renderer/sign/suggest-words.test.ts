import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgePassphrase } from '../../../../renderer/sign/new-passphrase.ts';
import { drawWords, SUGGESTED, suggestPassphrase } from '../../../../renderer/sign/suggest-words.ts';

test('all 512 words are equally likely', () => {
  const counts = new Map<string, number>();
  for (const word of drawWords(Uint16Array.from({ length: 65_536 }, (_, number) => number))) {
    assert.match(word, /^[a-z]+$/);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  assert.equal(counts.size, 512);
  assert.deepEqual(new Set(counts.values()), new Set([128]));
});

test('what is suggested is long enough, of so many words, and never the same', () => {
  const suggested = Array.from({ length: 200 }, suggestPassphrase);
  assert.equal(new Set(suggested).size, suggested.length);
  for (const one of suggested) {
    assert.equal(one.split(' ').length, SUGGESTED);
    assert.equal(judgePassphrase(one, one).missing, 0);
  }
});
