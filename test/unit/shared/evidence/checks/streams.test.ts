import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../../../../shared/bytes.ts';
import { rowMultisetDigest } from '../../../../../shared/evidence/checks/row-multiset.ts';
import { TokenScanner } from '../../../../../shared/evidence/checks/token-scanner.ts';
import { nobleHashing } from '../../../../../shared/evidence/hashing.ts';
import { MemoryBundle } from './bundle.ts';

const byte = fc.integer({ min: 0, max: 2 });
const bytes = (minLength: number, maxLength: number) =>
  fc.array(byte, { minLength, maxLength }).map((all) => Uint8Array.from(all));

test('every occurrence of every token is found, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(bytes(1, 4), { minLength: 1, maxLength: 6 }),
      fc.array(bytes(0, 12), { maxLength: 8 }),
      (tokens, chunks) => {
        const scan = new TokenScanner(tokens).start();
        for (const chunk of chunks) scan.scan(chunk);
        const whole = String.fromCharCode(...chunks.flatMap((chunk) => [...chunk]));
        assert.deepEqual(
          scan.hits(),
          tokens.map((token) => occurrences(whole, String.fromCharCode(...token))),
        );
      },
    ),
  );
});

test('two files searched by one scanner do not touch each other', () => {
  const scanner = new TokenScanner([utf8('ab')]);
  const [first, second] = [scanner.start(), scanner.start()];
  first.scan(utf8('a'));
  second.scan(utf8('b'));
  first.scan(utf8('b'));
  assert.deepEqual([first.hits(), second.hits()], [[{ count: 1, first: 0 }], [{ count: 0, first: null }]]);
});

test('an empty token or too many bytes of tokens are exceptions', () => {
  assert.throws(() => new TokenScanner([new Uint8Array()]));
  assert.throws(() => new TokenScanner([new Uint8Array(16 * 1024 + 1)]));
  const longest = new Uint8Array(16 * 1024).fill(7);
  const scan = new TokenScanner([longest]).start();
  scan.scan(longest);
  assert.equal(scan.hits()[0]?.count, 1);
});

test('two files have the same digest exactly when they have the same rows, in any order and any number of passes', async () => {
  const rows = fc.array(fc.constantFrom('', 'a', 'b', 'aa', 'a\r', 'long enough to span chunks'), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(rows, rows, async (left, right) => {
      const text = (all: readonly string[]): string => all.map((row) => `${row}\n`).join('');
      const bundle = new MemoryBundle({ left: text(left), right: text(right) });
      const [a, b, inPasses] = [
        await rowMultisetDigest(bundle, 'left', nobleHashing),
        await rowMultisetDigest(bundle, 'right', nobleHashing),
        await rowMultisetDigest(bundle, 'left', nobleHashing, 2),
      ];
      assert.equal(a === b, JSON.stringify([...left].sort()) === JSON.stringify([...right].sort()));
      assert.equal(a, inPasses);
    }),
  );
});

test('a file with too many rows for its passes is not compared', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `row ${i}\n`).join('');
  const bundle = new MemoryBundle({ rows });
  bundle.chunk = 4096;
  assert.equal(await rowMultisetDigest(bundle, 'rows', nobleHashing, 1), null);
  assert.notEqual(await rowMultisetDigest(bundle, 'rows', nobleHashing, 100), null);
});

test('rows are held once each, and no more of them than of one pass, whatever their digests begin with', async () => {
  const alike = Array.from({ length: 600 }, (_, i) => `row ${i}`).filter(
    (row) => nobleHashing.sha256Of(utf8(row))[0] === 2,
  );
  assert.equal(alike.length, 4);
  const bundle = new MemoryBundle({ rows: `${alike.join('\n')}\n`, same: `${alike[0]}\n`.repeat(1000) });
  assert.equal(await rowMultisetDigest(bundle, 'rows', nobleHashing, alike.length - 1), null);
  assert.notEqual(await rowMultisetDigest(bundle, 'rows', nobleHashing, alike.length), null);
  assert.notEqual(await rowMultisetDigest(bundle, 'same', nobleHashing, 1), null);
});

function occurrences(text: string, token: string): { count: number; first: number | null } {
  const at = [...Array(text.length).keys()].filter((i) => text.startsWith(token, i));
  return { count: at.length, first: at[0] ?? null };
}
