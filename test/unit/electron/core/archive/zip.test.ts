import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { openArchive } from '../../../../../electron/core/archive/open.ts';
import { DEFAULT_ARCHIVE_LIMITS } from '../../../../../electron/core/archive/types.ts';
import type { Finding, FindingCode } from '../../../../../shared/finding/index.ts';
import { freshPath, readBytes } from './read-archive.ts';
import { buildZip, type ZipEnd, type ZipEntry } from './zip-fixture.ts';

const hello: ZipEntry = { name: 'a/hello.txt', content: Buffer.from('hello\n'), deflated: true, mode: 0o100644 };
const tool: ZipEntry = { name: 'a/tool', content: Buffer.from('#!'), mode: 0o100755 };
const link: ZipEntry = { name: 'a/link', content: Buffer.from('../a/tool'), mode: 0o120777 };
const folder: ZipEntry = { name: 'a/', mode: 0o040755 };

test('files, executables, links and folders come out as they went in', async () => {
  const reading = await readBytes(buildZip([folder, hello, tool, link]));
  assert.deepEqual(reading, {
    entries: ['directory a', 'executable a/tool = #!', 'file a/hello.txt = hello\n', 'symlink a/link = ../a/tool'],
    codes: [],
  });
});

for (const [what, entries, end] of [
  ['no entry', [], {}],
  ['a comment', [hello], { comment: Buffer.from('said by hand') }],
  ['zip64 records', [hello, tool], { zip64: true }],
  ['a data descriptor', [{ ...hello, descriptor: 'signed' }, tool], {}],
  ['a data descriptor without a signature', [{ ...hello, descriptor: 'plain' }, tool], {}],
  ['no mode', [{ name: 'plain', content: Buffer.from('x') }], {}],
  ['the same folder twice', [folder, folder, hello], {}],
  ['a ./ before each name', [{ ...hello, name: './a/hello.txt' }], {}],
  ['a name of 255 bytes', [{ ...hello, name: 'n'.repeat(255) }], {}],
  ['a path of 4,095 bytes', [{ ...hello, name: Array(16).fill('n'.repeat(255)).join('/') }], {}],
  ['100 levels', [{ ...hello, name: `${'d/'.repeat(100)}f` }], {}],
] satisfies [string, ZipEntry[], ZipEnd][]) {
  test(`accepted: ${what}`, async () => {
    const reading = await readBytes(buildZip(entries, end));
    assert.deepEqual(reading.codes, []);
    assert.equal(reading.entries.length, new Set(entries.map(({ name }) => name)).size);
  });
}

test('contents of every length come out whole, stored or deflated, beside one another', async () => {
  const lengths = [0, 1, 62, 63, 64, 65, 16 * 1024, 200 * 1024, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 600 * 1024];
  const entries = lengths.flatMap((length) => {
    const content = Buffer.from(Array.from({ length }, (_, i) => (i * i) % 251));
    return [true, false].map((deflated): ZipEntry => ({ name: `${length}-${deflated}`, content, deflated }));
  });
  const { entries: read, codes } = await readBytes(buildZip(entries));
  assert.deepEqual(codes, []);
  const expected = entries.map(({ name, content }) => `file ${name} = ${content?.toString('latin1')}`);
  assert.deepEqual(read, expected.sort());
});

test('zip64 sizes in the extra field are read', async () => {
  const content = Buffer.from('wide');
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(4n, 4);
  extra.writeBigUInt64LE(4n, 12);
  const wide = { name: 'wide', content, size: 0xffffffff, compressedSize: 0xffffffff, extra };
  assert.deepEqual(await readBytes(buildZip([wide])), { entries: ['file wide = wide'], codes: [] });
});

test('entries that the directory lists in another order than they lie are read once each', async () => {
  const bytes = buildZip([hello, tool]);
  const start = bytes.readUInt32LE(bytes.length - 6);
  const first = 46 + Buffer.from(hello.name).length;
  const swapped = Buffer.concat([
    bytes.subarray(0, start),
    bytes.subarray(start + first, bytes.length - 22),
    bytes.subarray(start, start + first),
    bytes.subarray(bytes.length - 22),
  ]);
  assert.deepEqual(await readBytes(swapped), await readBytes(bytes));
});

const content = Buffer.from('some content, long enough to deflate: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
const good: ZipEntry = { name: 'good', content, deflated: true };

function broken(change: Partial<ZipEntry>): Buffer {
  return buildZip([{ ...good, ...change }]);
}

const eight = [1, 2, 3, 4, 5, 6, 7, 8];

function field(id: number, data: readonly number[]): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, Buffer.from(data)]);
}

const refused: [string, Buffer, FindingCode][] = [
  ['a path that leaves the root', broken({ name: '../evil' }), 'evidence.path-leaves-root'],
  ['a path that leaves the root further down', broken({ name: 'a/../../evil' }), 'evidence.path-leaves-root'],
  ['a path that leaves the root with backslashes', broken({ name: 'a\\..\\..\\evil' }), 'evidence.path-leaves-root'],
  ['an absolute path', broken({ name: '/etc/passwd' }), 'evidence.path-absolute'],
  ['a drive letter', broken({ name: 'C:/evil' }), 'evidence.path-absolute'],
  ['a drive letter and a backslash', broken({ name: 'C:\\evil' }), 'evidence.path-absolute'],
  ['a control character in a name', broken({ name: 'a\tb' }), 'evidence.zip-name'],
  ['a version at the end of a name', broken({ name: 'a;1' }), 'evidence.zip-name'],
  ['attributes of a system that few tools know', broken({ host: 1 }), 'evidence.archive-unsupported'],
  ['a Unix link from a system without links', broken({ host: 19, mode: 0o120777 }), 'evidence.archive-ambiguous'],
  ['an executable without a type', broken({ mode: 0o755 }), 'evidence.archive-ambiguous'],
  ['the root as a file', broken({ name: '.' }), 'evidence.archive-ambiguous'],
  ['a second mode', broken({ extra: Buffer.from([0x6e, 0x75, 0, 0]) }), 'evidence.archive-ambiguous'],
  ['a backslash from a system where it separates', broken({ name: 'a\\b', host: 0 }), 'evidence.path-not-plain'],
  ['an empty name within', broken({ name: 'a//b' }), 'evidence.path-not-plain'],
  ['a dot within', broken({ name: 'a/./b' }), 'evidence.path-not-plain'],
  ['no name', broken({ name: '' }), 'evidence.path-not-plain'],
  ['a NUL in a name', broken({ name: 'a\0b' }), 'evidence.path-control-character'],
  ['a line feed in a name', broken({ name: 'a\nb' }), 'evidence.path-control-character'],
  ['a name that is not UTF-8', broken({ name: Buffer.from([0x61, 0xff]) }), 'evidence.path-not-utf8'],
  ['a name in a code page', broken({ name: 'é', host: 0, flags: 0 }), 'evidence.path-not-utf8'],
  ['a name of 256 bytes', broken({ name: 'n'.repeat(256) }), 'evidence.path-too-long'],
  ['a path of 513 levels', broken({ name: `${'d/'.repeat(512)}f` }), 'evidence.too-deep'],
  ['a link target of 4,097 bytes', buildZip([{ ...link, content: Buffer.alloc(4097, 'x') }]), 'evidence.path-too-long'],
  ['two entries of one name', buildZip([good, good]), 'evidence.archive-duplicate'],
  ['a file below a file', buildZip([good, { ...good, name: 'good/below' }]), 'evidence.path-conflict'],
  [
    'a file where a folder is',
    buildZip([
      { ...good, name: 'd/f' },
      { ...good, name: 'd' },
    ]),
    'evidence.path-conflict',
  ],
  ['a file below a link', buildZip([link, { ...good, name: 'a/link/x' }]), 'evidence.path-conflict'],
  ['a link out of the root', buildZip([{ ...link, content: Buffer.from('../../x') }]), 'evidence.link-leaves-root'],
  ['an absolute link', buildZip([{ ...link, content: Buffer.from('/etc') }]), 'evidence.link-leaves-root'],
  [
    'a link that goes down and up',
    buildZip([{ ...link, content: Buffer.from('d/../x') }]),
    'evidence.link-leaves-root',
  ],
  ['a link to nothing', buildZip([{ ...link, content: Buffer.alloc(0) }]), 'evidence.path-control-character'],
  ['a device', broken({ mode: 0o020644 }), 'evidence.special-file'],
  ['a FIFO', broken({ mode: 0o010644 }), 'evidence.special-file'],
  ['a socket', broken({ mode: 0o140755 }), 'evidence.special-file'],
  ['encryption', broken({ flags: 1 }), 'evidence.archive-encrypted'],
  ['another compression', broken({ method: 12 }), 'evidence.archive-unsupported'],
  ['another compression and its version', broken({ method: 14, needed: 63 }), 'evidence.archive-unsupported'],
  ['encryption and its version', broken({ flags: 1, needed: 51 }), 'evidence.archive-encrypted'],
  ['a stored entry of two sizes', broken({ deflated: false, size: 3 }), 'evidence.archive-size-mismatch'],
  ['a folder with content', broken({ name: 'd/' }), 'evidence.archive-ambiguous'],
  ['a folder without its slash', broken({ mode: 0o040755 }), 'evidence.archive-ambiguous'],
  ['another name in the local header', broken({ localName: 'evil' }), 'evidence.archive-header-mismatch'],
  ['another CRC in the local header', broken({ localCrc: 1 }), 'evidence.archive-header-mismatch'],
  ['a wrong CRC', broken({ crc: 1 }), 'evidence.archive-crc'],
  ['more content than stated', broken({ size: content.length - 1 }), 'evidence.archive-size-mismatch'],
  ['less content than stated', broken({ size: content.length + 1 }), 'evidence.archive-size-mismatch'],
  [
    'bytes after the compressed data',
    broken({ storedBytes: Buffer.concat([deflateRawSync(content), Buffer.from('x')]) }),
    'evidence.archive-hidden-bytes',
  ],
  [
    'compressed data that is cut off',
    broken({ storedBytes: deflateRawSync(content).subarray(0, -3) }),
    'evidence.archive-truncated',
  ],
  ['compressed data that is none', broken({ storedBytes: Buffer.alloc(40, 0xff) }), 'evidence.archive-damaged'],
  ['bytes between entries', broken({ after: Buffer.from('hidden') }), 'evidence.archive-hidden-bytes'],
  [
    'bytes before the first entry',
    buildZip([good], { before: buildZip([good]).subarray(0, 40) }),
    'evidence.archive-hidden-bytes',
  ],
  [
    'bytes after the directory',
    buildZip([good], { beforeEnd: Buffer.from('hidden') }),
    'evidence.archive-hidden-bytes',
  ],
  ['an entry that is listed twice', buildZip([good, { ...good, sharesHeaderOf: 0 }]), 'evidence.archive-overlap'],
  [
    'a descriptor that says something else',
    swap(buildZip([{ ...good, descriptor: 'signed' }]), crc32(content)),
    'evidence.archive-header-mismatch',
  ],
  ['more entries stated than there are', buildZip([good], { entries: 2 }), 'evidence.archive-damaged'],
  ['fewer entries stated than there are', buildZip([good, hello], { entries: 1 }), 'evidence.archive-damaged'],
  ['two ends of directory', buildZip([good], { comment: buildZip([]) }), 'evidence.archive-ambiguous'],
  ['bytes after its end', Buffer.concat([buildZip([good]), Buffer.from('x')]), 'evidence.archive-trailing-bytes'],
  ['a cut', buildZip([good, hello]).subarray(0, -30), 'evidence.archive-truncated'],
  ['an extra field past its space', broken({ extra: Buffer.from([1, 0, 9, 0]) }), 'evidence.archive-damaged'],
  ['two zip64 fields', broken({ extra: Buffer.from([1, 0, 0, 0, 1, 0, 0, 0]) }), 'evidence.archive-ambiguous'],
  ['a version that unzip does not extract', broken({ needed: 47 }), 'evidence.archive-ambiguous'],
  ['such a version in the local header', broken({ localNeeded: 0x49 }), 'evidence.archive-ambiguous'],
  ['a version of VMS, which unzip asks about', broken({ needed: 0x0214 }), 'evidence.archive-ambiguous'],
  ['compressed patched data', broken({ flags: 0x20 }), 'evidence.archive-ambiguous'],
  ['an incomplete AES field', broken({ extra: field(0x9901, []) }), 'evidence.archive-ambiguous'],
  [
    'a whole AES field without encryption',
    broken({ extra: field(0x9901, [2, 0, 65, 69, 3, 8, 0]) }),
    'evidence.archive-ambiguous',
  ],
  ['an AES field of an encrypted entry', broken({ flags: 1, extra: field(0x9901, [2]) }), 'evidence.archive-encrypted'],
  ['times without their flags', broken({ extra: field(0x5455, []) }), 'evidence.archive-ambiguous'],
  ['times cut short', broken({ localExtra: field(0x5455, [1, 0, 0]) }), 'evidence.archive-ambiguous'],
  ['more times than flags', broken({ extra: field(0x5455, [1, ...eight]) }), 'evidence.archive-ambiguous'],
  ['old Unix times cut short', broken({ extra: field(0x5855, [1, 2, 3]) }), 'evidence.archive-ambiguous'],
  ['a Unix user without a group', broken({ extra: field(0x7855, [1, 2]) }), 'evidence.archive-ambiguous'],
  ['a Unix user longer than its field', broken({ extra: field(0x7875, [1, 4, 0, 0]) }), 'evidence.archive-ambiguous'],
  ['a second name', broken({ extra: secondName('good', 'evil') }), 'evidence.archive-ambiguous'],
];

/** Changes the CRC in the descriptor alone: its last appearance but the one in the directory. */
function swap(bytes: Buffer, crc: number): Buffer {
  const wanted = Buffer.alloc(8);
  wanted.writeUInt32LE(0x08074b50, 0);
  wanted.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE((crc ^ 1) >>> 0, bytes.indexOf(wanted) + 4);
  return bytes;
}

function secondName(plain: string, second: string): Buffer {
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + second.length, 2);
  field.writeUInt8(1, 4);
  field.writeUInt32LE(crc32(plain), 5);
  return Buffer.concat([field, Buffer.from(second)]);
}

for (const [what, bytes, code] of refused) {
  test(`refused: ${what}`, async () => assert.deepEqual((await readBytes(bytes)).codes, [code]));
}

for (const [what, extra] of [
  ['times', field(0x5455, [3, ...eight])],
  ['times of which the directory has the first alone', field(0x5455, [7, 1, 2, 3, 4])],
  ['a Unix user and group', field(0x7875, [1, 4, 0, 0, 0, 0, 4, 0, 0, 0, 0])],
  ['an old Unix user and group', field(0x7855, [1, 2, 3, 4])],
  ['fields that no tool reads', Buffer.concat([field(0x554e, [1]), field(0xcafe, []), field(0x000a, eight)])],
] as const) {
  test(`accepted: ${what}`, async () => {
    assert.deepEqual((await readBytes(buildZip([{ ...good, extra }]))).codes, []);
  });
}

test('a name in an encoding that the zip does not state is shown in those that it may be in', async () => {
  const named = async (name: Buffer): Promise<Finding | undefined> => {
    const path = freshPath();
    writeFileSync(path, buildZip([{ ...good, name, host: 0, flags: 0 }]));
    const opened = openArchive(path);
    assert.ok(opened.ok);
    for await (const item of opened.value.items()) assert.fail(item.path);
    opened.value.close();
    return opened.value.findings[0];
  };
  const german = await named(Buffer.from([0x9a, 0x62, 0x75, 0x6e, 0x67]));
  assert.equal(german?.code, 'evidence.path-not-utf8');
  assert.equal(german?.where, 'Übung');
  assert.match(german?.observed ?? '', /does not state: "Übung" in CP437/);
  const japanese = await named(Buffer.from([0x8e, 0x91, 0x97, 0xbf, 0x2e, 0x74, 0x78, 0x74]));
  assert.equal(japanese?.where, '資料.txt');
  assert.match(japanese?.observed ?? '', /"資料\.txt" in CP932 \(Japanese Windows\), "Äæù┐\.txt" in CP437/);
  assert.match((await named(Buffer.from('é')))?.observed ?? '', /"é" in UTF-8/);
});

test('the entries around a refused one are still read', async () => {
  const reading = await readBytes(buildZip([hello, { ...good, name: '/evil' }, tool]));
  assert.deepEqual(reading.entries, ['executable a/tool = #!', 'file a/hello.txt = hello\n']);
});

const bombContent = Buffer.alloc(8 * 1024 * 1024);
const small = { ...DEFAULT_ARCHIVE_LIMITS, ratioFreeBytes: 1024 * 1024 };

test('a bomb is refused by what it states, before a byte of it is expanded', async () => {
  const bomb = buildZip([{ name: 'bomb', content: bombContent, deflated: true }]);
  assert.deepEqual(await readBytes(bomb, small), { entries: [], codes: ['evidence.archive-expands-too-far'] });
});

test('a bomb that states a small size stops at that size', async () => {
  const bomb = buildZip([{ name: 'bomb', content: bombContent, deflated: true, size: 100 }]);
  const reading = await readBytes(bomb, small);
  assert.deepEqual(reading.codes, ['evidence.archive-size-mismatch']);
});

test('a bomb whose entries share one kernel is refused for the overlap', async () => {
  const kernel: ZipEntry = { name: 'k', content: Buffer.alloc(4096), deflated: true };
  const sharing = Array.from({ length: 50 }, (): ZipEntry => ({ ...kernel, sharesHeaderOf: 0 }));
  assert.deepEqual((await readBytes(buildZip([kernel, ...sharing]))).codes, ['evidence.archive-overlap']);
});

test('a zip in a zip stays a file: nothing is expanded twice (42.zip)', async () => {
  const inner = buildZip([{ name: 'bomb', content: bombContent, deflated: true }]);
  const layers = Array.from(
    { length: 16 },
    (_, i): ZipEntry => ({ name: `lib ${i}.zip`, content: inner, deflated: true }),
  );
  const reading = await readBytes(buildZip(layers), small);
  assert.deepEqual(reading.codes, []);
  assert.equal(reading.entries[0], `file lib 0.zip = ${inner.toString('latin1')}`);
});

test('more entries, or more bytes, than the limits are refused', async () => {
  const two = buildZip([hello, tool]);
  for (const limit of [{ maxEntries: 1 }, { maxTotalBytes: 7 }]) {
    const reading = await readBytes(two, { ...DEFAULT_ARCHIVE_LIMITS, ...limit });
    assert.deepEqual(reading.codes, ['evidence.archive-expands-too-far']);
  }
});

test('content larger than any buffer streams through, stored and deflated', async () => {
  const large = Buffer.alloc(3_000_001, 'evidence, line by line\n');
  for (const deflated of [true, false]) {
    const reading = await readBytes(buildZip([{ name: 'large', content: large, deflated }, hello]));
    assert.deepEqual(reading.codes, []);
    assert.equal(reading.entries[1], `file large = ${large.toString('latin1')}`);
  }
});

test('a wrong CRC, bytes after the data, and a cut are found in large content too', async () => {
  const large = Buffer.alloc(3_000_001, 'evidence, line by line\n');
  const stored = deflateRawSync(large);
  const base: ZipEntry = { name: 'large', content: large, deflated: true };
  for (const [change, code] of [
    [{ crc: 1 }, 'evidence.archive-crc'],
    [{ storedBytes: Buffer.concat([stored, Buffer.alloc(300_000)]) }, 'evidence.archive-hidden-bytes'],
    [{ storedBytes: stored.subarray(0, -1) }, 'evidence.archive-truncated'],
    [{ size: large.length - 1 }, 'evidence.archive-size-mismatch'],
  ] satisfies [Partial<ZipEntry>, FindingCode][]) {
    assert.deepEqual((await readBytes(buildZip([{ ...base, ...change }]))).codes, [code]);
  }
});
