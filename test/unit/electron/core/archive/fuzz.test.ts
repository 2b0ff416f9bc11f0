import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { ArchiveLimits } from '../../../../../electron/core/archive/types.ts';
import { hostile } from '../../../../helpers/harmed.ts';
import { readBytes } from './read-archive.ts';
import { buildTar, paxHeader } from './tar-fixture.ts';
import { buildZip } from './zip-fixture.ts';

const limits: ArchiveLimits = { maxEntries: 100, maxTotalBytes: 1_000_000, maxRatio: 1000, ratioFreeBytes: 1_000_000 };
const content = Buffer.from('content of some length, so that it deflates: aaaaaaaaaaaaaaaaaaaaaaaa');

const zip = buildZip([
  { name: 'd/', mode: 0o040755 },
  { name: 'd/deflated', content, deflated: true, mode: 0o100755 },
  { name: 'd/late', content, deflated: true, descriptor: 'signed' },
  { name: 'd/stored', content },
  { name: 'd/link', content: Buffer.from('stored'), mode: 0o120777 },
]);
const tar = buildTar([
  { name: 'd/', type: '5' },
  paxHeader({ path: 'd/päx', mtime: '1.5' }),
  { name: 'short', content },
  { name: 'd/file', content, mode: 0o755 },
  { name: 'd/link', type: '2', linkName: 'file' },
]);
const gzip = gzipSync(tar);

function xored(bytes: Buffer, at: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

for (const [form, valid] of [
  ['zip', zip],
  ['tar', tar],
  ['tar.gz', gzip],
] satisfies [string, Buffer][]) {
  test(`whatever bytes a ${form} is harmed into give findings or entries, and never an exception`, async () => {
    await fc.assert(
      fc.asyncProperty(hostile(valid), async (bytes) => {
        const { codes, entries } = await readBytes(bytes, limits);
        assert.ok(codes.length + entries.length > 0 && entries.length <= limits.maxEntries);
      }),
      { numRuns: 400 },
    );
  });
}

test('one changed byte of a tar.gz is found, or changes nothing that was packed', async () => {
  const before = await readBytes(gzip, limits);
  await fc.assert(
    fc.asyncProperty(fc.nat(gzip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const after = await readBytes(xored(gzip, at, mask), limits);
      if (after.codes.length === 0) assert.deepEqual(after, before);
    }),
    { numRuns: 400 },
  );
});

/** Entries without what kind of file they are. */
function withoutKinds(entries: readonly string[]): string[] {
  return entries.map((entry) => entry.slice(entry.indexOf(' '))).sort();
}

test('one changed byte of a zip is found, or changes at most what kind of file an entry is', async () => {
  const before = await readBytes(zip, limits);
  const isDirectory = / d$/;
  await fc.assert(
    fc.asyncProperty(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const after = await readBytes(xored(zip, at, mask), limits);
      if (after.codes.length > 0) return;
      const contents = (entries: readonly string[]) =>
        withoutKinds(entries.filter((entry) => !isDirectory.test(entry)));
      assert.deepEqual(contents(after.entries), contents(before.entries));
    }),
    { numRuns: 600 },
  );
});

test('one changed byte of a tar is found, or lies in content, which a tar has no checksum for', async () => {
  const before = await readBytes(tar, limits);
  const paths = (entries: readonly string[]): string[] => entries.map((entry) => entry.split(' = ')[0] ?? '').sort();
  await fc.assert(
    fc.asyncProperty(fc.nat(tar.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const isPax = at >= 1024 && at < 1536;
      const after = await readBytes(xored(tar, at, mask), limits);
      if (after.codes.length === 0 && !isPax) assert.deepEqual(paths(after.entries), paths(before.entries));
    }),
    { numRuns: 600 },
  );
});

test("one changed byte in a zip's content is found", async () => {
  const start = zip.indexOf('d/stored') + 'd/stored'.length;
  for (let at = start; at < start + content.length; at++) {
    assert.deepEqual((await readBytes(xored(zip, at, 0x20), limits)).codes, ['evidence.archive-crc']);
  }
});

test('a zip that is cut anywhere is refused, and so is a tar before its end', async () => {
  for (let end = 0; end < zip.length; end++) assert.notDeepEqual((await readBytes(zip.subarray(0, end))).codes, []);
  for (let end = 0; end < tar.length; end += 61) assert.notDeepEqual((await readBytes(tar.subarray(0, end))).codes, []);
  for (let end = 0; end < gzip.length; end++) assert.notDeepEqual((await readBytes(gzip.subarray(0, end))).codes, []);
});

test('any content in any parts comes out of each form as it went in', async () => {
  const aName = fc.stringMatching(/^[a-zé ]{1,20}$/);
  const files = fc.uniqueArray(
    fc.record({ name: aName, content: fc.uint8Array({ maxLength: 2000 }).map(Buffer.from) }),
    {
      selector: ({ name }) => name,
      maxLength: 6,
    },
  );
  await fc.assert(
    fc.asyncProperty(files, fc.boolean(), async (some, deflated) => {
      const expected = some.map((file) => `file ${file.name} = ${file.content.toString('latin1')}`).sort();
      const asTar = buildTar(some);
      const asZip = buildZip(some.map((file) => ({ ...file, deflated })));
      for (const bytes of [asTar, gzipSync(asTar), asZip]) {
        assert.deepEqual(await readBytes(bytes, limits), { entries: expected, codes: [] });
      }
    }),
    { numRuns: 60 },
  );
});
