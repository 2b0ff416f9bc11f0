import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SECTIONS, sectionOf, sectionOfKey } from '../../../../../renderer/review/hooks/route.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';

test('Ctrl+1 and on lead to the sections in their order, and other keys nowhere', () => {
  assert.deepEqual(['1', '2', '3', '4', '5', '6'].map(sectionOfKey), [...SECTIONS]);
  for (const key of ['0', '7', '11', 'a', '']) assert.equal(sectionOfKey(key), null);
});

test('a packet belongs to the packets, a bundle to the evidence', () => {
  const digest = sha256Hex(new Uint8Array());
  assert.equal(sectionOf({ at: 'packet', packet: digest, part: 'blockers' }), 'packets');
  assert.equal(sectionOf({ at: 'bundle', bundle: digest }), 'evidence');
  assert.equal(sectionOf({ at: 'journal' }), 'journal');
});
