import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strings } from '../../../../renderer/strings/index.ts';
import type { RootSpelling } from '../../../../shared/evidence/types.ts';

const { match } = strings.packet.evidence;

test('a match names the algorithm and what the paths were relative to', () => {
  const spellings: readonly (RootSpelling | undefined)[] = [undefined, 'withTopFolder', 'withoutTopFolder', 'payload'];
  const said = spellings.map((spelling) =>
    match({ kind: 'matched', algorithm: 'sha256sumDot', ...(spelling === undefined ? {} : { spelling }) }),
  );
  assert.equal(new Set(said).size, spellings.length);
  for (const sentence of said) assert.ok(sentence.includes('sha256sumDot'), sentence);
  assert.equal(said[0], match({ kind: 'matched', algorithm: 'sha256sumDot', spelling: 'asRoot' }));
});

test('evidence that does not match and evidence that is not there are told apart', () => {
  assert.notEqual(match({ kind: 'unmatched' }), match({ kind: 'not-supplied' }));
});
