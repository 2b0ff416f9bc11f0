import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { rowMultisetDigest } from '../../../../../shared/evidence/checks/row-multiset.ts';
import { TokenScanner } from '../../../../../shared/evidence/checks/token-scanner.ts';
import { nobleHashing } from '../../../../../shared/evidence/hashing.ts';
import { hostile } from '../../../../helpers/harmed.ts';
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
        await digestOf(bundle, 'left'),
        await digestOf(bundle, 'right'),
        await digestOf(bundle, 'left', 2),
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
  assert.equal(await digestOf(bundle, 'rows', 1), null);
  assert.notEqual(await digestOf(bundle, 'rows', 100), null);
});

test('rows are held once each, and no more of them than of one pass, whatever their digests begin with', async () => {
  const alike = Array.from({ length: 600 }, (_, i) => `row ${i}`).filter(
    (row) => nobleHashing.sha256Of(utf8(row))[0] === 2,
  );
  assert.equal(alike.length, 4);
  const bundle = new MemoryBundle({ rows: `${alike.join('\n')}\n`, same: `${alike[0]}\n`.repeat(1000) });
  assert.equal(await digestOf(bundle, 'rows', alike.length - 1), null);
  assert.notEqual(await digestOf(bundle, 'rows', alike.length), null);
  assert.notEqual(await digestOf(bundle, 'same', 1), null);
});

const field = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' '), maxLength: 4 });

test('CSV records are rows, line breaks in their fields included, in any order', async () => {
  const records = fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(records, records, fc.constantFrom(',', ';', '\t'), async (left, right, delimiter) => {
      const row = (fields: readonly string[]): string =>
        fields.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter);
      const head = `a${delimiter}b\r\n`;
      const bundle = new MemoryBundle({
        left: head + left.map((one) => `${row(one)}\r\n`).join(''),
        // The last record may lack its line break.
        right: head + right.map(row).join('\r\n'),
      });
      const sorted = (all: readonly (readonly string[])[]): string => JSON.stringify(all.map(row).sort());
      assert.equal(
        (await digestOf(bundle, 'left')) === (await digestOf(bundle, 'right')),
        sorted(left) === sorted(right),
      );
    }),
  );
});

test('a file that is no CSV has lines for rows, unless it is called CSV', async () => {
  for (const text of ['{"a":"b"}\n{"c":"d"}\n', 'x\n"open\n', '"a"b\n']) {
    const bundle = new MemoryBundle({ 'rows.jsonl': text, 'sorted.jsonl': inOtherOrder(text), 'rows.CSV': text });
    assert.equal(await digestOf(bundle, 'rows.jsonl'), await digestOf(bundle, 'sorted.jsonl'));
    assert.equal(await digestOf(bundle, 'rows.CSV'), null);
  }
});

test('CSV as spreadsheets write it is read as CSV', async () => {
  for (const text of ['a,b\n', '"a";"b"\n"1;";"2\n3"\n', '\ufeff"a","b"\r\n"1","2"', '"a"\t"b\tc"\n', '"x"\r\n', '']) {
    assert.notEqual(await digestOf(new MemoryBundle({ 'r.csv': text }), 'r.csv'), null, JSON.stringify(text));
  }
});

test('any bytes have one digest of their rows or none, however they are cut', async () => {
  const good = utf8('\ufeffid,text\r\n1,"a ""b"",\r\nc"\r\n2,d\r\n');
  await fc.assert(
    fc.asyncProperty(hostile(good), fc.integer({ min: 1, max: 9 }), async (text, chunk) => {
      const bundle = new MemoryBundle({ rows: text, 'rows.csv': text });
      bundle.chunk = 4096;
      const whole = [await digestOf(bundle, 'rows'), await digestOf(bundle, 'rows.csv')];
      bundle.chunk = chunk;
      assert.deepEqual([await digestOf(bundle, 'rows'), await digestOf(bundle, 'rows.csv')], whole);
      assert.notEqual(whole[0], null);
      assert.ok(whole[1] === null || whole[1] === whole[0]);
    }),
  );
});

async function digestOf(bundle: MemoryBundle, path: string, rowsAPass?: number): Promise<string | null> {
  const digest = await rowMultisetDigest(bundle, path, nobleHashing, rowsAPass);
  return digest.ok ? digest.value : null;
}

function inOtherOrder(lines: string): string {
  return lines.split('\n').slice(0, -1).reverse().join('\n');
}

function occurrences(text: string, token: string): { count: number; first: number | null } {
  const at = [...Array(text.length).keys()].filter((i) => text.startsWith(token, i));
  return { count: at.length, first: at[0] ?? null };
}
