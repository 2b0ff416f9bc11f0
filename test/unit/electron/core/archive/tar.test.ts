import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_ARCHIVE_LIMITS } from '../../../../../electron/core/archive/types.ts';
import type { FindingCode } from '../../../../../shared/finding/index.ts';
import { readBytes } from './read-archive.ts';
import { buildTar, END_OF_TAR, paxHeader, paxRecord, type TarEntry } from './tar-fixture.ts';

const hello: TarEntry = { name: 'a/hello.txt', content: Buffer.from('hello\n') };
const tool: TarEntry = { name: 'a/tool', content: Buffer.from('#!'), mode: 0o755 };
const link: TarEntry = { name: 'a/link', type: '2', linkName: '../a/tool' };
const folder: TarEntry = { name: 'a/', type: '5', mode: 0o755 };

test('files, executables, links and folders come out as they went in', async () => {
  assert.deepEqual(await readBytes(buildTar([folder, hello, tool, link])), {
    entries: ['directory a', 'executable a/tool = #!', 'file a/hello.txt = hello\n', 'symlink a/link = ../a/tool'],
    codes: [],
  });
});

const long = `${'long/'.repeat(60)}name`;

for (const [what, entries, names] of [
  ['no entry', [], []],
  ['a pax path', [paxHeader({ path: long, mtime: '1.5' }), hello], [long]],
  [
    'a pax path with spaces and line feeds about it',
    [paxHeader({ comment: 'x\n9 path=b\n', path: 'c' }), hello],
    ['c'],
  ],
  ['a pax size that says the same', [paxHeader({ size: '6' }), hello], ['a/hello.txt']],
  ["git's global comment", [paxHeader({ comment: 'f'.repeat(40) }, 'g'), hello], ['a/hello.txt']],
  ["GNU's long name", [{ name: '././@LongLink', type: 'L', content: Buffer.from(`${long}\0`) }, hello], [long]],
  ["GNU's magic", [{ ...hello, magic: 'ustar  \0' }], ['a/hello.txt']],
  ["V7's header", [{ ...hello, magic: '' }], ['a/hello.txt']],
  [
    'a ./ before each name',
    [
      { name: './', type: '5' },
      { ...hello, name: './a/hello.txt' },
    ],
    ['a/hello.txt'],
  ],
  ['a backslash in a name', [{ ...hello, name: 'a\\b' }], ['a\\b']],
] satisfies [string, TarEntry[], string[]][]) {
  test(`accepted: ${what}`, async () => {
    const reading = await readBytes(buildTar(entries));
    assert.deepEqual(reading, { entries: names.map((name) => `file ${name} = hello\n`), codes: [] });
  });
}

test("V7's folder is known by its slash, and GNU's long link target is taken", async () => {
  const target = `${'d/'.repeat(80)}f`;
  const longTarget: TarEntry = { name: '././@LongLink', type: 'K', content: Buffer.from(`${target}\0`) };
  const reading = await readBytes(
    buildTar([{ name: 'v7/', magic: '', type: '\0' }, longTarget, { ...link, linkName: 'cut' }]),
  );
  assert.deepEqual(reading, { entries: ['directory v7', `symlink a/link = ${target}`], codes: [] });
});

const good: TarEntry = { name: 'good', content: Buffer.from('content') };

function broken(change: Partial<TarEntry>): Buffer {
  return buildTar([{ ...good, ...change }]);
}

test('an access list that says what the mode says is accepted', async () => {
  for (const [list, mode, kind] of [
    ['user::rw-,user:bob:rwx:1000,group::r--,mask::rwx,other::r--', 0o644, 'file'],
    ['user::rwx\ngroup::r-x\nother::r-x\n', 0o755, 'executable'],
  ] as const) {
    const bytes = buildTar([paxHeader({ 'SCHILY.acl.access': list }), { ...good, mode }]);
    assert.deepEqual(await readBytes(bytes), { entries: [`${kind} good = content`], codes: [] });
  }
});

const whole = buildTar([good, hello]);

const refused: [string, Buffer, FindingCode][] = [
  ['a slash at the end of what its type says is a file', broken({ name: 'a/' }), 'evidence.archive-ambiguous'],
  ['the root as a file', broken({ name: '.' }), 'evidence.archive-ambiguous'],
  ['an owner that is no number', broken({ fields: { 108: 'nobody!' } }), 'evidence.archive-damaged'],
  ['a time that is no number', broken({ fields: { 136: 'yesterday' } }), 'evidence.archive-damaged'],
  [
    "a prefix where GNU's magic has none",
    broken({ magic: 'ustar  \0', fields: { 345: 'prefix' } }),
    'evidence.archive-ambiguous',
  ],
  [
    'a pax name for an entry without a type',
    buildTar([paxHeader({ path: 'other' }), { ...good, type: '\0' }]),
    'evidence.tar-pax',
  ],
  [
    'two extended headers for one entry',
    buildTar([paxHeader({ path: 'other' }), paxHeader({ comment: 'x' }), good]),
    'evidence.tar-pax',
  ],
  ['a pax key with a blank at its start', buildTar([paxHeader({ ' path': 'other' }), good]), 'evidence.tar-pax'],
  ['a pax key with a NUL', buildTar([paxHeader({ 'path\0': 'other' }), good]), 'evidence.tar-pax'],
  [
    'an access list that says something else than the mode',
    buildTar([paxHeader({ 'SCHILY.acl.access': 'user::rwx,group::r--,other::r--' }), good]),
    'evidence.tar-pax',
  ],
  [
    'an access list that is none',
    buildTar([paxHeader({ 'SCHILY.acl.access': 'everyone may' }), good]),
    'evidence.tar-pax',
  ],
  ['a path that leaves the root', broken({ name: '../evil' }), 'evidence.path-leaves-root'],
  ['a path that leaves the root behind a ./', broken({ name: './../evil' }), 'evidence.path-leaves-root'],
  ['a path that would leave the root by backslashes', broken({ name: 'a\\..\\b' }), 'evidence.path-leaves-root'],
  ['an absolute path', broken({ name: '/etc/passwd' }), 'evidence.path-absolute'],
  ['a drive letter', broken({ name: 'c:\\evil' }), 'evidence.path-absolute'],
  ['a line feed in a name', broken({ name: 'a\nb' }), 'evidence.path-control-character'],
  ['a NUL in a pax name', buildTar([paxHeader({ path: 'a\0b' }), good]), 'evidence.path-control-character'],
  [
    "a NUL in GNU's long name",
    buildTar([{ name: 'L', type: 'L', content: Buffer.from('a\0b\0') }, good]),
    'evidence.tar-pax',
  ],
  ['a name that is not UTF-8', broken({ name: Buffer.from([0x61, 0xff]) }), 'evidence.path-not-utf8'],
  ['a name of 256 bytes', buildTar([paxHeader({ path: 'n'.repeat(256) }), good]), 'evidence.path-too-long'],
  [
    'a path of 65,536 bytes',
    buildTar([paxHeader({ path: Array(256).fill('n'.repeat(255)).join('/').concat('n') }), good]),
    'evidence.path-too-long',
  ],
  ['two entries of one name', buildTar([good, good]), 'evidence.archive-duplicate'],
  ['the same name spelt with ./', buildTar([good, { ...good, name: './good' }]), 'evidence.archive-duplicate'],
  ['a file below a file', buildTar([good, { ...good, name: 'good/below' }]), 'evidence.path-conflict'],
  ['a folder where a file is', buildTar([good, { name: 'good/', type: '5' }]), 'evidence.path-conflict'],
  ['a file below a link', buildTar([link, { ...good, name: 'a/link/x' }]), 'evidence.path-conflict'],
  ['a link out of the root', buildTar([{ ...link, linkName: '../../x' }]), 'evidence.link-leaves-root'],
  ['an absolute link', buildTar([{ ...link, linkName: '/etc' }]), 'evidence.link-leaves-root'],
  ['a pax link out of the root', buildTar([paxHeader({ linkpath: '/etc' }), link]), 'evidence.link-leaves-root'],
  [
    'a link whose target is not UTF-8',
    buildTar([{ ...link, linkName: Buffer.from([0xff]) }]),
    'evidence.path-not-utf8',
  ],
  ['a link with content', buildTar([{ ...link, content: Buffer.from('x') }]), 'evidence.archive-ambiguous'],
  ['a folder with content', broken({ type: '5' }), 'evidence.archive-ambiguous'],
  ['a hard link', buildTar([good, { name: 'hard', type: '1', linkName: 'good' }]), 'evidence.hard-link'],
  ['a character device', buildTar([{ name: 'dev', type: '3' }]), 'evidence.special-file'],
  ['a block device', buildTar([{ name: 'dev', type: '4' }]), 'evidence.special-file'],
  ['a FIFO', buildTar([{ name: 'fifo', type: '6' }]), 'evidence.special-file'],
  ['a type of its own', broken({ type: 'Z' }), 'evidence.archive-unsupported'],
  ["GNU's sparse file", broken({ type: 'S' }), 'evidence.tar-sparse'],
  ['a pax sparse file', buildTar([paxHeader({ 'GNU.sparse.major': '1' }), good]), 'evidence.tar-sparse'],
  ['a pax size that hides a header', buildTar([paxHeader({ size: '519' }), good]), 'evidence.tar-pax'],
  ['a pax size that is no number', buildTar([paxHeader({ size: '-7' }), good]), 'evidence.tar-pax'],
  ['a global path', buildTar([paxHeader({ path: 'evil' }, 'g'), good]), 'evidence.tar-pax'],
  ['a global size', buildTar([paxHeader({ size: '0' }, 'g'), good]), 'evidence.tar-pax'],
  ['a pax path that is deleted', buildTar([paxHeader({ path: '' }), good]), 'evidence.tar-pax'],
  ['a pax key given twice', twice('path'), 'evidence.tar-pax'],
  [
    'two pax headers that both name a path',
    buildTar([paxHeader({ path: 'a' }), paxHeader({ path: 'b' }), good]),
    'evidence.tar-pax',
  ],
  ['another charset', buildTar([paxHeader({ hdrcharset: 'BINARY' }), good]), 'evidence.tar-pax'],
  [
    'a pax record that is too long',
    buildTar([{ name: 'x', type: 'x', content: Buffer.from('99 path=a\n') }, good]),
    'evidence.tar-pax',
  ],
  ['a pax header without an entry', buildTar([paxHeader({ path: 'a' })]), 'evidence.tar-pax'],
  ['a pax header that fills memory', buildTar([{ name: 'x', type: 'x', size: 2 ** 21 }]), 'evidence.tar-pax'],
  [
    'a wrong checksum',
    Buffer.concat([buildTar([hello], Buffer.alloc(0)), broken({ checksum: 1 })]),
    'evidence.tar-checksum',
  ],
  ['a size that is no number', numberless(), 'evidence.archive-damaged'],
  ['padding that is not zero', broken({ padding: 1 }), 'evidence.archive-hidden-bytes'],
  ['no end of archive', buildTar([good], Buffer.alloc(0)), 'evidence.archive-truncated'],
  ['half an end of archive', buildTar([good], Buffer.alloc(512)), 'evidence.archive-truncated'],
  [
    'one block of zeros between entries',
    buildTar([good], Buffer.concat([Buffer.alloc(512), buildTar([hello])])),
    'evidence.archive-trailing-bytes',
  ],
  ['a tar after its end', Buffer.concat([whole, whole]), 'evidence.archive-trailing-bytes'],
  ['a cut within content', whole.subarray(0, 515), 'evidence.archive-truncated'],
  ['a cut within padding', whole.subarray(0, 1000), 'evidence.archive-truncated'],
  ['a cut within a header', whole.subarray(0, 1200), 'evidence.archive-truncated'],
];

function twice(key: string): Buffer {
  return buildTar([{ name: 'x', type: 'x', content: Buffer.concat([paxRecord(key, 'a'), paxRecord(key, 'b')]) }, good]);
}

function numberless(): Buffer {
  const bytes = broken({});
  const digit = bytes[134] ?? 0;
  bytes[134] = 0x39;
  const sum = Number.parseInt(bytes.toString('latin1', 148, 154), 8) + 0x39 - digit;
  bytes.write(sum.toString(8).padStart(6, '0'), 148, 'latin1');
  return bytes;
}

for (const [what, bytes, code] of refused) {
  test(`refused: ${what}`, async () => assert.deepEqual((await readBytes(bytes)).codes, [code]));
}

test('the entries around a refused one are still read, and its content is not taken for headers', async () => {
  const hostile: TarEntry = { name: '/evil', content: buildTar([{ ...good, name: 'inner' }]) };
  const reading = await readBytes(buildTar([hello, hostile, tool]));
  assert.deepEqual(reading.entries, ['executable a/tool = #!', 'file a/hello.txt = hello\n']);
  assert.deepEqual(reading.codes, ['evidence.path-absolute']);
});

test('zeros after the end of archive are its blocking', async () => {
  const reading = await readBytes(buildTar([hello], Buffer.concat([END_OF_TAR, Buffer.alloc(10_240 * 40)])));
  assert.deepEqual(reading.codes, []);
});

test('more entries, or more bytes, than the limits are refused', async () => {
  for (const limit of [{ maxEntries: 1 }, { maxTotalBytes: 1024 }]) {
    const reading = await readBytes(whole, { ...DEFAULT_ARCHIVE_LIMITS, ...limit });
    assert.deepEqual(reading.codes, ['evidence.archive-expands-too-far']);
  }
});

test('extended headers are no entries of their own', async () => {
  const reading = await readBytes(buildTar([paxHeader({ mtime: '1.5' }), hello]), {
    ...DEFAULT_ARCHIVE_LIMITS,
    maxEntries: 1,
  });
  assert.deepEqual(reading.codes, []);
});

test('what is wrong with very many entries is not listed without end', async () => {
  const many = Array.from({ length: 3000 }, (_, i): TarEntry => ({ name: `/${i}` }));
  const { codes } = await readBytes(buildTar(many));
  assert.equal(codes.length, 1001);
  assert.equal(codes.at(-1), 'evidence.archive-too-many-findings');
});
