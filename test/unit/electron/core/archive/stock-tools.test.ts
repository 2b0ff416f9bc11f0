import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { freshPath, type Reading, readArchive } from './read-archive.ts';
import { buildZip, type ZipEntry } from './zip-fixture.ts';

const AWKWARD = [
  'a.b',
  'a/in a folder',
  'a-b',
  ' leading and trailing ',
  'ünïcödé/Ελληνικά/日本語',
  'nfd-e\u0301',
  'quote\'s and "more"',
  '*?[x]$HOME;`id`',
  '-rf',
  '#U00e9',
  '%41',
  'tab\there',
  'back\\slash',
  `long/${'n'.repeat(255)}`,
  `${'deep/'.repeat(60)}file`,
];

/** Names that unzip or bsdtar give back as others: no zip of them is taken. */
const NOT_IN_A_ZIP = ['tab\there', 'back\\slash'];

/** A folder of awkward names, an executable, links, an empty file, an empty folder, and a large file. */
function awkwardFolder(awkward: readonly string[]): string {
  const root = freshPath('tree');
  for (const name of awkward) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), `content of ${name}`);
  }
  mkdirSync(join(root, 'empty folder'));
  writeFileSync(join(root, 'empty file'), '');
  writeFileSync(join(root, 'large'), Buffer.alloc(700_000, 'line of a dump\n'));
  writeFileSync(join(root, 'tool'), '#!/bin/sh\n', { mode: 0o755 });
  symlinkSync('../a.b', join(root, 'a/link'));
  symlinkSync(`${'x/'.repeat(70)}y`, join(root, 'long link'));
  return root;
}

/** What a reading of the folder must give, read by the file system. */
function expectedReading(root: string): Reading {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).map((entry) => {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(root.length + 1);
    if (entry.isDirectory()) return `directory ${path}`;
    if (entry.isSymbolicLink()) return `symlink ${path} = ${readlinkSync(full)}`;
    const kind = (statSync(full).mode & 0o100) === 0 ? 'file' : 'executable';
    return `${kind} ${path} = ${readFileSync(full, 'latin1')}`;
  });
  return { entries: entries.sort(), codes: [] };
}

const ROOTS = {
  tar: awkwardFolder(AWKWARD),
  zip: awkwardFolder(AWKWARD.filter((name) => !NOT_IN_A_ZIP.includes(name))),
} as const;

function run(root: string, command: string, args: readonly string[]): void {
  execFileSync(command, args, { cwd: root, stdio: 'pipe', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
}

const PYTHON_TAR = `
import sys, tarfile
with tarfile.open(sys.argv[1], sys.argv[2], format=getattr(tarfile, sys.argv[3])) as t: t.add('.', arcname='.')`;

const PYTHON_ZIP = `
import os, sys, zipfile
out = open(sys.argv[1], 'wb')
with zipfile.ZipFile(out, 'w', getattr(zipfile, sys.argv[2])) as z:
    for folder, folders, files in os.walk('.'):
        for name in sorted(folders + files):
            path = os.path.join(folder, name)
            if os.path.islink(path):
                info = zipfile.ZipInfo(path[2:]); info.create_system = 3; info.external_attr = 0o120777 << 16
                z.writestr(info, os.readlink(path))
            else: z.write(path)`;

for (const [what, form, make] of [
  ['zip', 'zip', (out) => ['zip', ['-q', '-r', '-y', out, '.']]],
  ['zip, stored', 'zip', (out) => ['zip', ['-q', '-r', '-y', '-0', out, '.']]],
  ['bsdtar, zip', 'zip', (out) => ['bsdtar', ['--format=zip', '-cf', out, '.']]],
  ['python zipfile, stored', 'zip', (out) => ['python3', ['-c', PYTHON_ZIP, out, 'ZIP_STORED']]],
  ['python zipfile, deflated', 'zip', (out) => ['python3', ['-c', PYTHON_ZIP, out, 'ZIP_DEFLATED']]],
  ['GNU tar', 'tar', (out) => ['tar', ['-cf', out, '.']]],
  ['GNU tar, pax', 'tar', (out) => ['tar', ['--format=pax', '-cf', out, '.']]],
  ['GNU tar, gzip', 'tar', (out) => ['tar', ['-czf', out, '.']]],
  ['GNU tar, bare names', 'tar', (out) => ['sh', ['-c', 'ls -A | tar -cf "$0" --verbatim-files-from -T -', out]]],
  ['bsdtar', 'tar', (out) => ['bsdtar', ['-cf', out, '.']]],
  ['bsdtar, gzip', 'tar', (out) => ['bsdtar', ['-czf', out, '.']]],
  ['python tarfile, pax', 'tar', (out) => ['python3', ['-c', PYTHON_TAR, out, 'w', 'PAX_FORMAT']]],
  ['python tarfile, GNU', 'tar', (out) => ['python3', ['-c', PYTHON_TAR, out, 'w', 'GNU_FORMAT']]],
  ['python tarfile, gzip', 'tar', (out) => ['python3', ['-c', PYTHON_TAR, out, 'w:gz', 'PAX_FORMAT']]],
] satisfies [string, keyof typeof ROOTS, (out: string) => [string, string[]]][]) {
  test(`what ${what} packs is read as it was`, async () => {
    const out = `${freshPath('made')}.${form}`;
    run(ROOTS[form], ...make(out));
    const reading = await readArchive(out);
    assert.deepEqual(reading, expectedReading(ROOTS[form]));
  });
}

test('what zip packs to a pipe, with data descriptors, is read as it was', async () => {
  const out = freshPath('made');
  run(ROOTS.zip, 'sh', ['-c', 'zip -q -r - . -x a/link "long link" | cat > "$0"', out]);
  const files = expectedReading(ROOTS.zip).entries.filter((entry) => !entry.startsWith('symlink'));
  assert.deepEqual(await readArchive(out), { entries: files, codes: [] });
});

test('names that tools give back as others are refused in a zip', async () => {
  for (const name of NOT_IN_A_ZIP) {
    const root = freshPath('tree');
    mkdirSync(root);
    writeFileSync(join(root, name), 'content');
    const out = `${freshPath('made')}.zip`;
    run(root, 'zip', ['-q', '-r', out, '.']);
    const { codes } = await readArchive(out);
    assert.equal(codes.length, 1, name);
    const restored = freshPath('restored');
    mkdirSync(restored);
    execFileSync('bsdtar', ['-xf', out, '-C', restored]);
    const unzipped = freshPath('unzipped');
    execFileSync('unzip', ['-q', out, '-d', unzipped]);
    const names = [restored, unzipped].map((folder) => readdirSync(folder, { recursive: true }).join());
    assert.ok(new Set([name, ...names]).size > 1, 'the tools do not agree');
  }
});

test('what git archives is read, its global header included', async () => {
  const repository = freshPath('repository');
  mkdirSync(repository);
  writeFileSync(join(repository, 'file'), 'content');
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...who, ...args], { cwd: repository, stdio: 'pipe' });
  };
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'one');
  for (const format of ['tar', 'tar.gz', 'zip']) {
    const out = freshPath('made');
    git('archive', `--format=${format}`, '-o', out, 'HEAD');
    assert.deepEqual(await readArchive(out), { entries: ['file file = content'], codes: [] });
  }
});

/** Ids of extra fields that some tool reads (APPNOTE 4.5, Info-ZIP's extrafld.txt), and others. */
const FIELD_IDS = [
  1, 7, 9, 0xa, 0xd, 0x17, 0x4341, 0x4d49, 0x5455, 0x554e, 0x5855, 0x6375, 0x7075, 0x756e, 0x7855, 0x7875,
];
const anId = fc.oneof(fc.constantFrom(...FIELD_IDS, 0x9901, 0x6c78), fc.integer({ min: 2, max: 0xffff }));
const aField = fc.tuple(anId, fc.uint8Array({ maxLength: 24 })).map(([id, data]) => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
});
const fields = fc.array(aField, { minLength: 1, maxLength: 3 }).map((all) => Buffer.concat(all));
const aVersion = fc.oneof(fc.constantFrom(10, 20, 45, 46, 47, 63, 0x49, 0x0214), fc.integer({ min: 0, max: 0xffff }));
/** What may be odd about an entry, one thing at a time. */
const oddity = fc.oneof<fc.Arbitrary<Partial<ZipEntry>>[]>(
  fields.map((extra) => ({ extra, localExtra: Buffer.alloc(0) })),
  fields.map((localExtra) => ({ localExtra })),
  fields.map((extra) => ({ extra })),
  aVersion.map((needed) => ({ needed })),
  aVersion.map((localNeeded) => ({ localNeeded })),
  fc.nat(0xffff).map((flags) => ({ flags: flags & ~0x0800 })),
  fc.nat(0xffff).map((internal) => ({ internal })),
  fc.tuple(fc.nat(0xffff), fc.constantFrom(0, 3, 10, 19)).map(([dos, host]) => ({ dos, host })),
  fc.nat(255).map((host) => ({ host })),
);
const PLAIN: readonly ZipEntry[] = [
  { name: 'a', content: Buffer.from('hello'), mode: 0o100644 },
  { name: 'd/', mode: 0o040755 },
  { name: 'd/b', content: Buffer.from('#!/bin/sh'), mode: 0o100755, deflated: true },
  { name: 'l', content: Buffer.from('a'), mode: 0o120777 },
];
const oddZips = fc.tuple(fc.nat(PLAIN.length - 1), oddity).map(([at, odd]) => {
  return buildZip(PLAIN.map((entry, index) => (index === at ? { ...entry, ...odd } : entry)));
});

const PYTHON_UNZIP = `
import sys, zipfile
for path in sys.argv[1:]:
    try:
        zipfile.ZipFile(path).extractall(path + '.python')
    except Exception as error:
        print(path, error)`;

test('a zip that is read gives the very tree that unzip, bsdtar and Python give', async () => {
  const folder = freshPath('odd');
  mkdirSync(folder);
  const read = new Map<string, readonly string[]>();
  for (const [index, bytes] of fc.sample(oddZips, { numRuns: 200, seed: 20261130 }).entries()) {
    const path = join(folder, `${index}.zip`);
    writeFileSync(path, bytes);
    const { entries, codes } = await readArchive(path);
    if (codes.length > 0) continue;
    read.set(
      path,
      entries.filter((entry) => !entry.startsWith('directory')),
    );
    for (const tool of ['unzip', 'bsdtar', 'python']) mkdirSync(`${path}.${tool}`);
  }
  assert.ok(read.size > 60 && read.size < 180, `${read.size} of 200 are read`);
  const script =
    'for z; do unzip -qo "$z" -d "$z.unzip" </dev/null; bsdtar -xf "$z" -C "$z.bsdtar"; done >/dev/null 2>&1';
  execFileSync('sh', ['-c', `${script}; true`, 'sh', ...read.keys()]);
  execFileSync('python3', ['-c', PYTHON_UNZIP, ...read.keys()]);
  for (const [path, entries] of read) {
    for (const tool of ['unzip', 'bsdtar']) assert.deepEqual(leavesIn(`${path}.${tool}`), entries, `${tool} ${path}`);
    // Python heeds no modes: a link is a file with its target.
    assert.deepEqual(withoutKinds(leavesIn(`${path}.python`)), withoutKinds(entries), `python ${path}`);
  }
});

function leavesIn(root: string): readonly string[] {
  return expectedReading(root).entries.filter((entry) => !entry.startsWith('directory'));
}

function withoutKinds(entries: readonly string[]): readonly string[] {
  return entries.map((entry) => entry.slice(entry.indexOf(' '))).sort();
}
