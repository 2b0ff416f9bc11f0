import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sfntOfWoff, writeFonts } from '../../../build/fonts.mjs';
import { en } from '../../../shared/strings/en/screen/index.ts';
import { vi } from '../../../shared/strings/vi/screen/index.ts';
import { textPairs } from '../../helpers/catalogues.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-fonts-'));
after(() => rmSync(folder, { recursive: true }));
await writeFonts(folder);
const fonts = readdirSync(folder).filter((name) => name.endsWith('.ttf'));

/** The sum of a table's 32-bit words (OpenType, "Calculating checksums"); of `head`, without its own word. */
function checksumOf(table: Buffer, tag: string): number {
  const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4);
  table.copy(padded);
  if (tag === 'head') padded.writeUInt32BE(0, 8);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}

test('each font has its tables in order, each with the checksum that the font states', () => {
  assert.equal(fonts.length, 6);
  for (const name of fonts) {
    const font = readFileSync(join(folder, name));
    const tags: string[] = [];
    for (let at = 0; at < font.readUInt16BE(4); at++) {
      const entry = 12 + at * 16;
      const tag = font.toString('latin1', entry, entry + 4);
      const [checksum = 0, offset = 0, length = 0] = [4, 8, 12].map((field) => font.readUInt32BE(entry + field));
      assert.equal(offset % 4, 0, name);
      assert.equal(checksumOf(font.subarray(offset, offset + length), tag), checksum, `${name} ${tag}`);
      tags.push(tag);
    }
    assert.deepEqual(tags, [...tags].sort(), name);
    for (const needed of ['cmap', 'glyf', 'head', 'name']) assert.ok(tags.includes(needed), `${name} ${needed}`);
  }
});

test('what is no WOFF file is refused, and so is one that is cut off', () => {
  const woff = readFileSync('node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff');
  assert.throws(() => sfntOfWoff(Buffer.from('<svg/>')), /no WOFF file/);
  for (const length of [44, 400, woff.length - 1000]) assert.throws(() => sfntOfWoff(woff.subarray(0, length)));
});

test('the system sees one family with every character that the windows say, in both languages', () => {
  const scan = spawnSync(
    'fc-scan',
    ['--format', '%{family[0]}\t%{charset}\n', ...fonts.map((one) => join(folder, one))],
    {
      encoding: 'utf8',
    },
  );
  assert.equal(scan.status, 0, scan.stderr);
  const covered = new Set<number>();
  for (const line of scan.stdout.trimEnd().split('\n')) {
    const [family, charset = ''] = line.split('\t');
    assert.match(family ?? '', /^IBM Plex Sans/);
    for (const range of charset.split(' ')) {
      const [from = 0, to = from] = range.split('-').map((hex) => Number.parseInt(hex, 16));
      for (let point = from; point <= to; point++) covered.add(point);
    }
  }
  const said = textPairs(en, vi, '').flatMap(({ en: one, vi: other }) => [...one, ...other]);
  const missing = [...new Set(said)].filter((letter) => !covered.has(letter.codePointAt(0) ?? 0));
  assert.deepEqual(missing, []);
});
