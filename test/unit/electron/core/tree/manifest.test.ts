import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DamagedManifest, Manifest } from '../../../../../electron/core/tree/manifest.ts';
import { heal, inject } from '../../../../helpers/faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-manifest-'));
after(() => rmSync(folder, { recursive: true }));

const LEAVES = 2000;
const nameOf = (at: number) => `folder/${String(at).padStart(5, '0')}-${'x'.repeat(at % 250)}`;
const lineOf = (at: number) => `f ${'a'.repeat(64)} ${'b'.repeat(40)} ${'c'.repeat(64)} ${at} ${nameOf(at)}\n`;
const lines = Array.from({ length: LEAVES }, (_, at) => lineOf(at));

function manifestOf(text: string): Manifest {
  const path = join(folder, 'entries');
  writeFileSync(path, text);
  return new Manifest(path);
}

test('pages are stretches of the whole, wherever the reads of the file end', async () => {
  const manifest = manifestOf(lines.join(''));
  for (const [offset, limit] of [
    [0, 100],
    [321, 1],
    [300, 400],
    [LEAVES - 3, 100],
    [LEAVES, 100],
    [0, Number.POSITIVE_INFINITY],
  ] as const) {
    const page = await manifest.page(offset, limit);
    assert.equal(page.total, LEAVES);
    const expected = lines.slice(offset, offset + limit).map((_, at) => [nameOf(offset + at), offset + at]);
    assert.deepEqual(
      page.files.map(({ path, size }) => [path, size]),
      expected,
    );
  }
  manifest.close();
});

test('a manifest that was cut off, and a line that is none, are damage', async () => {
  const cut = manifestOf(lines.join('').slice(0, -1));
  await assert.rejects(cut.page(0, 10), DamagedManifest);
  cut.close();
  const spoiled = manifestOf(lines.map((line, at) => (at === 50 ? line.replace('f ', 'q ') : line)).join(''));
  await assert.rejects(spoiled.page(0, 100), DamagedManifest);
  spoiled.close();
});

test('a disk that refuses the close takes nothing back of what was read', () => {
  inject(folder, null);
  const first = manifestOf(lines[0] ?? '');
  first.close();
  const closing = heal().calls;
  inject(folder, { kind: 'instead', errno: 'ENOSPC', at: closing });
  const second = manifestOf(lines[0] ?? '');
  second.close();
  assert.match(heal().hit, /^closeSync/);
});
