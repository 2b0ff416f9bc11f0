import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freshPath, type Reading, readArchive } from './read-archive.ts';

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
