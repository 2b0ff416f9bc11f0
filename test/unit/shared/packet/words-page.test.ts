// docs/formats/packet-prose.md says how each list and pattern of packet-words.json is used, and they are those of the code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { packetWords, packetWordsText } from '../../../helpers/packet-words.ts';

const DOCS = join(import.meta.dirname, '../../../../docs/formats');

test('the lists and patterns are those of the code', () => {
  assert.equal(readFileSync(join(DOCS, 'packet-words.json'), 'utf8'), packetWordsText());
});

test('the page uses each of them, and no other', () => {
  const page = readFileSync(join(DOCS, 'packet-prose.md'), 'utf8');
  const used = new Set(page.match(/(?<=`)[a-z]+\.[A-Z][A-Z_]+(?=`)/g) ?? []);
  assert.deepEqual([...used].sort(), Object.keys(packetWords()).sort());
});
