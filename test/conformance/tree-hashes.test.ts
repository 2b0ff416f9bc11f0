/** Our tree hashes beside those of the stock tools, over one real folder of awkward names. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { evidenceFile } from '../../shared/evidence/leaf.ts';
import { toH1 } from '../../shared/evidence/match.ts';
import { insideFolder, withTopFolder } from '../../shared/evidence/spelling.ts';
import { treeHashes } from '../../shared/evidence/tree-fold.ts';
import type { EvidenceFile, TreeSummary } from '../../shared/evidence/types.ts';

const NAMES = [
  'a-b',
  'a.b',
  'a/inside',
  'a/-rf',
  'a0',
  'a/b.c',
  'a/b-c',
  'a/b/deep',
  'a/b0',
  ' leading and trailing ',
  '--help',
  '-dash',
  'quote"and\'quote',
  'caf\u00e9',
  'cafe\u0301',
  'te\u0301\u0302n \u0111\u1ed9i.sql',
  '\u{1F600}',
  '\uff5e',
  'tab\there',
  '*?[x]',
  '$HOME;`id`',
  '.hidden',
  '...',
  'x/y/z/deeper/still/file',
  'CASE',
  'case',
];

let root = '';
let files: EvidenceFile[] = [];
let ours: TreeSummary;

before(() => {
  root = mkdtempSync(join(tmpdir(), 'holdfast-trees-'));
  for (const [i, name] of NAMES.entries()) {
    mkdirSync(dirname(join(root, 'tree', name)), { recursive: true });
    writeFileSync(join(root, 'tree', name), `content ${i}\n`.repeat(i));
  }
  chmodSync(join(root, 'tree', 'a.b'), 0o755);
  chmodSync(join(root, 'tree', 'a/b/deep'), 0o755);
  symlinkSync('a/inside', join(root, 'tree', 'link'));
  symlinkSync('../missing', join(root, 'tree', 'a', 'dangling'));
  symlinkSync('a', join(root, 'tree', 'link to folder'));
  mkdirSync(join(root, 'tree', 'empty', 'emptier'), { recursive: true });
  mkdirSync(join(root, 'tree', 'a', 'hollow'));
  files = read(join(root, 'tree'));
  ours = treeHashes(files);
});

after(() => rmSync(root, { recursive: true, force: true }));

for (const [format, algorithm] of [
  ['sha1', 'gitTreeSha1'],
  ['sha256', 'gitTreeSha256'],
] as const) {
  test(`${algorithm} is git write-tree's of a ${format} repository, of every spelling of the root`, () => {
    assert.equal(ours[algorithm], gitTree(join(root, 'tree'), format));
    assert.equal(treeHashes(withTopFolder(files, 'tree'))[algorithm], gitTree(root, format));
    assert.equal(treeHashes(insideFolder(files, 'a'))[algorithm], gitTree(join(root, 'tree', 'a'), format));
  });
}

test('sha256sumDot and dirHash are what find, sort and sha256sum give', () => {
  assert.equal(
    ours.sha256sumDot,
    shell('find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c-64'),
  );
  const names = "find . -type f -printf '%P\\0' | sort -z | xargs -0 sha256sum -- | sha256sum";
  assert.equal(ours.dirHash, shell(`${names} | cut -c-64`));
  assert.equal(
    toH1(ours.dirHash),
    `h1:${shell(`${names} | cut -c-64 | tr a-f A-F | basenc --base16 -d | base64 -w0`)}`,
  );
});

test('a backslash in a name stays as it is, where GNU sha256sum escapes it', () => {
  const dir = join(root, 'backslash');
  mkdirSync(dir);
  writeFileSync(join(dir, 'a\\b'), 'x');
  writeFileSync(join(dir, 'c'), 'y');
  const { dirHash, gitTreeSha1 } = treeHashes(read(dir));
  const lines = "find . -type f -printf '%P\\0' | sort -z | xargs -0 sha256sum --";
  assert.notEqual(dirHash, shell(`${lines} | sha256sum | cut -c-64`, dir));
  assert.equal(dirHash, shell(`${lines} | sed -e '/^\\\\/{s/^.//;s/\\\\\\\\/\\\\/g}' | sha256sum | cut -c-64`, dir));
  assert.equal(gitTreeSha1, gitTree(dir, 'sha1'));
});

/** Leaves in the folder's own order: none. */
function read(dir: string): EvidenceFile[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true, encoding: 'utf8' }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(dir, path);
    if (entry.isSymbolicLink()) return [evidenceFile(name, readlinkSync(path, 'buffer'), 'symlink')];
    if (!entry.isFile()) return [];
    const executable = execFileSync('stat', ['-c', '%a', '--', path], { encoding: 'utf8' }).startsWith('7');
    return [evidenceFile(name, readFileSync(path), executable ? 'executable' : 'file')];
  });
}

function gitTree(tree: string, format: 'sha1' | 'sha256'): string {
  const gitDir = mkdtempSync(join(tmpdir(), 'holdfast-git-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'core.fileMode=true', '-c', 'core.autocrlf=false', ...args], {
      cwd: tree,
      env: { ...process.env, GIT_DIR: gitDir, GIT_WORK_TREE: tree, GIT_CONFIG_NOSYSTEM: '1', HOME: gitDir },
      encoding: 'utf8',
    }).trim();
  git('init', '-q', `--object-format=${format}`);
  git('add', '--all', '--force', '.');
  const id = git('write-tree');
  rmSync(gitDir, { recursive: true, force: true });
  return id;
}

function shell(command: string, cwd = join(root, 'tree')): string {
  return execFileSync('bash', ['-c', `set -o pipefail; ${command}`], {
    cwd,
    env: { ...process.env, LC_ALL: 'C' },
    encoding: 'utf8',
  }).trim();
}
