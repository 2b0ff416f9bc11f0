import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, gzipSync } from 'node:zlib';
import { DEFAULT_ARCHIVE_LIMITS } from '../../../../../electron/core/archive/types.ts';
import type { FindingCode } from '../../../../../shared/finding/index.ts';
import { readBytes } from './read-archive.ts';
import { buildTar } from './tar-fixture.ts';

const tar = buildTar([{ name: 'hello', content: Buffer.from('hello\n') }]);
const hello = { entries: ['file hello = hello\n'], codes: [] };
const gzip = gzipSync(tar);

test('a tar in one gzip member', async () => assert.deepEqual(await readBytes(gzip), hello));

test('a tar over several members, an empty one at the end, as pigz and bgzip write them', async () => {
  const parts = [tar.subarray(0, 100), tar.subarray(100, 700), tar.subarray(700), Buffer.alloc(0)];
  assert.deepEqual(await readBytes(Buffer.concat(parts.map((part) => gzipSync(part)))), hello);
});

test('a header with extra field, name, comment and its own CRC', async () => {
  const fields = Buffer.concat([Buffer.from([2, 0, 0x41, 0x42]), Buffer.from('name\0comment\0')]);
  const header = Buffer.concat([gzip.subarray(0, 3), Buffer.from([0x1e]), gzip.subarray(4, 10), fields]);
  const crc = Buffer.alloc(2);
  crc.writeUInt16LE(crc32(header) & 0xffff);
  assert.deepEqual(await readBytes(Buffer.concat([header, crc, gzip.subarray(10)])), hello);
  const wrong = Buffer.concat([header, Buffer.from([(crc[0] ?? 0) ^ 1, crc[1] ?? 0]), gzip.subarray(10)]);
  assert.deepEqual((await readBytes(wrong)).codes, ['evidence.archive-damaged']);
});

test('content larger than any buffer streams through', async () => {
  const large = Buffer.alloc(5_000_001, 'evidence, line by line\n');
  const reading = await readBytes(gzipSync(buildTar([{ name: 'large', content: large }])));
  assert.deepEqual(reading, { entries: [`file large = ${large.toString('latin1')}`], codes: [] });
});

for (const [what, bytes, code] of [
  ['trailing garbage', Buffer.concat([gzip, Buffer.from('garbage')]), 'evidence.gzip-trailing-bytes'],
  ['trailing zeros', Buffer.concat([gzip, Buffer.alloc(512)]), 'evidence.gzip-trailing-bytes'],
  ['one byte after its end', Buffer.concat([gzip, Buffer.from([0x1f])]), 'evidence.archive-truncated'],
  ['a second member that is cut off', Buffer.concat([gzip, gzip.subarray(0, 10)]), 'evidence.archive-truncated'],
  ['a second tar in a second member', Buffer.concat([gzip, gzip]), 'evidence.archive-trailing-bytes'],
  ['a wrong CRC', changed(gzip.length - 8), 'evidence.archive-crc'],
  ['a wrong length', changed(gzip.length - 4), 'evidence.archive-size-mismatch'],
  ['reserved flags', changed(3, 0x80), 'evidence.archive-damaged'],
  ['another method', changed(2), 'evidence.archive-damaged'],
  ['a cut within the trailer', gzip.subarray(0, -3), 'evidence.archive-truncated'],
  ['a cut within the data', gzip.subarray(0, -20), 'evidence.archive-truncated'],
  ['a cut within the header', gzip.subarray(0, 6), 'evidence.archive-truncated'],
  ['no tar in it', gzipSync(Buffer.alloc(600, 'x')), 'evidence.tar-checksum'],
  ['nothing in it', gzipSync(Buffer.alloc(0)), 'evidence.archive-truncated'],
] satisfies [string, Buffer, FindingCode][]) {
  test(`refused: ${what}`, async () => assert.deepEqual((await readBytes(bytes)).codes, [code]));
}

function changed(at: number, mask = 1): Buffer {
  const copy = Buffer.from(gzip);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

test('a bomb stops at the limits', async () => {
  const bomb = gzipSync(buildTar([{ name: 'bomb', content: Buffer.alloc(16 * 1024 * 1024) }]));
  const reading = await readBytes(bomb, { ...DEFAULT_ARCHIVE_LIMITS, ratioFreeBytes: 1024 * 1024 });
  assert.deepEqual(reading.codes, ['evidence.archive-expands-too-far']);
});

test('more members than the limit are refused', async () => {
  const many = Buffer.concat([gzip, ...Array.from({ length: 9 }, () => gzipSync(Buffer.alloc(0)))]);
  const reading = await readBytes(many, { ...DEFAULT_ARCHIVE_LIMITS, maxEntries: 5 });
  assert.deepEqual(reading.codes, ['evidence.archive-expands-too-far']);
});
