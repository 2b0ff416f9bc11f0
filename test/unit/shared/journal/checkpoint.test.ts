import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { fromUtf8, toBase64 } from '../../../../shared/encoding/bytes.ts';
import {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../../../shared/journal/checkpoint.ts';
import { noteVerifier, signNote } from '../../../../shared/journal/note.ts';
import { ownerKey } from '../../../helpers/statements.ts';

const station = noteVerifier('holdfast/station-1', ownerKey.key);
const root = new Uint8Array(32).fill(7);

test('a checkpoint is three lines and its extensions', () => {
  const text = `holdfast/station-1\n42\n${toBase64(root)}\nclock 2026\n`;
  const checkpoint = { origin: 'holdfast/station-1', size: 42, root, extensions: ['clock 2026'] };
  assert.equal(formatCheckpoint(checkpoint), text);
  assert.deepEqual(parseCheckpoint(text), { ok: true, value: checkpoint });
});

test('what is signed opens under the same verifier', async () => {
  const signed = await signCheckpoint({ size: 3, root }, station, ownerKey.sign);
  assert.deepEqual(openCheckpoint(signed, station), {
    ok: true,
    value: { origin: 'holdfast/station-1', size: 3, root, extensions: [] },
  });
  assert.ok((fromUtf8(signed) ?? '').includes('\n\n\u2014 holdfast/station-1 '));
});

test('refused: a checkpoint of another log, though the key signed it', async () => {
  const text = formatCheckpoint({ origin: 'another', size: 3, root, extensions: [] });
  const opened = openCheckpoint(await signNote(text, station, ownerKey.sign), station);
  assert.ok(!opened.ok);
  assert.equal(opened.error.code, 'journal.checkpoint-signature');
});

const base64 = toBase64(root);
for (const [name, text] of [
  ['an empty origin', `\n1\n${base64}\n`],
  ['a leading zero', `o\n01\n${base64}\n`],
  ['a negative size', `o\n-1\n${base64}\n`],
  ['a size beyond 2^53 - 1', `o\n9007199254740992\n${base64}\n`],
  ['a short root', `o\n1\n${toBase64(root.subarray(1))}\n`],
  ['a root in hex', `o\n1\n${'07'.repeat(32)}\n`],
  ['an empty extension line', `o\n1\n${base64}\n\nx\n`],
  ['no final line break', `o\n1\n${base64}`],
  ['no root', 'o\n1\n'],
] as const) {
  test(`refused: ${name}`, () => {
    const parsed = parseCheckpoint(text);
    assert.equal(parsed.ok ? 'ok' : parsed.error.code, 'journal.checkpoint-unreadable');
  });
}

test('any checkpoint comes back from its text', () => {
  const line = fc.string({ minLength: 1 }).filter((text) => !text.includes('\n'));
  const checkpoint = fc.record({
    origin: line,
    size: fc.maxSafeNat(),
    root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    extensions: fc.array(line),
  });
  fc.assert(
    fc.property(checkpoint, (one) => {
      assert.deepEqual(parseCheckpoint(formatCheckpoint(one)), { ok: true, value: { ...one } });
    }),
  );
});

test('what no checkpoint can say is a bug', () => {
  const good = { origin: 'o', size: 1, root, extensions: [] };
  for (const bad of [
    { origin: '' },
    { origin: 'a\nb' },
    { size: 0.5 },
    { root: new Uint8Array(31) },
    { extensions: [''] },
  ]) {
    assert.throws(() => formatCheckpoint({ ...good, ...bad }));
  }
});
