import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { hashTree } from '../../../../../../electron/core/tree/hash-tree.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import { recordsOnDisk } from '../../../../../helpers/records-on-disk.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const base = mkdtempSync(join(tmpdir(), 'holdfast-import-'));
after(() => rmSync(base, { recursive: true, force: true }));

let folders = 0;

function freshFolder(): string {
  const folder = join(base, `f${folders++}`);
  mkdirSync(folder);
  return folder;
}

/** Names that sort differently by bytes, by UTF-16 and as git directories; exec bits, links, an empty folder. */
function awkwardTree(): string {
  const root = freshFolder();
  const files: Record<string, string> = {
    'a.b': 'beside a/',
    'a/one': '1',
    'a-b': 'before a/',
    a0: 'after a/',
    'with space/and  two': 's',
    'Ünïcode/ﬀ': 'u',
    'Ünïcode/😀': 'astral',
    ﬀ: 'sorts after 😀 in UTF-16, before it in bytes',
    '😀': 'e',
    empty: '',
    'back\\slash': 'b',
    'deep/er/est/file': 'd'.repeat(300_000),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  writeFileSync(join(root, 'large'), Buffer.alloc(17 * 1024 * 1024, 'large '));
  chmodSync(join(root, 'a/one'), 0o755);
  symlinkSync('../a.b', join(root, 'a/link'));
  mkdirSync(join(root, 'nothing-in-it'));
  return root;
}

async function open(folder = freshFolder()): Promise<Vault> {
  const vault = await openVault(folder, { workerFile, knownRecords: () => recordsOnDisk(folder) });
  assert.ok(vault.ok);
  return vault.value;
}

function gitTree(root: string, format: 'sha1' | 'sha256'): string {
  const git = join(freshFolder(), 'git');
  const env = { ...process.env, GIT_DIR: git, GIT_WORK_TREE: root };
  execFileSync('git', ['init', '-q', '--bare', `--object-format=${format}`, git], { env: { ...process.env } });
  execFileSync('git', ['-c', 'core.bare=false', '-c', 'core.fileMode=true', 'add', '-A', '.'], { env, cwd: root });
  return execFileSync('git', ['write-tree'], { env, cwd: root, encoding: 'utf8' }).trim();
}

test('hashes of a directory equal those of git, find, sort and sha256sum', async () => {
  const root = awkwardTree();
  const hashed = await hashTree(root, { workerFile });
  assert.ok(hashed.ok);
  assert.equal(hashed.value.summary.gitTreeSha1, gitTree(root, 'sha1'));
  assert.equal(hashed.value.summary.gitTreeSha256, gitTree(root, 'sha256'));
  rmSync(join(root, 'back\\slash'));
  const plain = await hashTree(root);
  assert.ok(plain.ok);
  const sum = execFileSync(
    'bash',
    ['-c', 'find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  assert.equal(plain.value.summary.sha256sumDot, sum.slice(0, 64));
});

test('an imported bundle is listed, with the hashes of the directory and every byte', async () => {
  const root = awkwardTree();
  const folder = freshFolder();
  const vault = await open(folder);
  const imported = await vault.importBundle(root).done;
  assert.ok(imported.ok, JSON.stringify(imported));
  const hashed = await hashTree(root, { git: false });
  assert.ok(hashed.ok);
  assert.deepEqual(imported.value.summary, hashed.value.summary);
  assert.equal(imported.value.verdict, 'read');
  const reopened = await open(folder);
  assert.deepEqual(await reopened.listing(), { ok: true, value: { bundles: [imported.value], damaged: [] } });
  const everything = await reopened.bundleEntries(imported.value.id);
  assert.ok(everything.ok);
  const { total, files } = everything.value;
  assert.equal(total, files.length);
  for (const [offset, limit] of [
    [0, 3],
    [2, 2],
    [total - 1, 5],
    [total, 5],
  ] as const) {
    const page = await reopened.bundleEntries(imported.value.id, offset, limit);
    assert.deepEqual(page, { ok: true, value: { total, files: files.slice(offset, offset + limit) } });
  }
  for (const file of files) {
    const content = await reopened.readSmall(file.sha256, 32 * 1024 * 1024);
    assert.ok(content.ok, file.path);
    assert.equal(content.value.length, file.size);
  }
});

test('what is in the vault already is not written again', async () => {
  const root = awkwardTree();
  const folder = freshFolder();
  const vault = await open(folder);
  assert.ok((await vault.importBundle(root).done).ok);
  const before = [readdirSync(join(folder, 'packs')), readdirSync(join(folder, 'objects'))];
  const copy = join(freshFolder(), 'copy');
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  rmSync(join(copy, 'a-b'));
  assert.ok((await vault.importBundle(copy).done).ok);
  assert.deepEqual([readdirSync(join(folder, 'packs')), readdirSync(join(folder, 'objects'))], before);
});

test('a small content is stored once and read back; a damaged one is not given out', async () => {
  const folder = freshFolder();
  const vault = await open(folder);
  const put = await vault.putSmall(new TextEncoder().encode('a statement'));
  assert.ok(put.ok);
  const read = await vault.readSmall(put.value, 100);
  assert.ok(read.ok);
  assert.equal(new TextDecoder().decode(read.value), 'a statement');
  const tooLong = await vault.readSmall(put.value, 3);
  assert.equal(tooLong.ok ? '' : tooLong.error.code, 'vault/too-large');
  writeFileSync(join(folder, 'objects', put.value.slice(0, 2), put.value), 'a statemenT');
  const damaged = await vault.readSmall(put.value, 100);
  assert.equal(damaged.ok ? '' : damaged.error.code, 'vault/damaged');
  const again = await vault.putSmall(new TextEncoder().encode('a statement'));
  assert.ok(again.ok);
  assert.ok((await vault.readSmall(put.value, 100)).ok);
});

test('a cancelled import leaves no bundle and no remains', async () => {
  const folder = freshFolder();
  const vault = await open(folder);
  const job = vault.importBundle(awkwardTree());
  job.cancel();
  const ended = await job.done;
  assert.equal(ended.ok ? '' : ended.error.code, 'import/cancelled');
  assert.deepEqual(await vault.listing(), { ok: true, value: { bundles: [], damaged: [] } });
  assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
});

test('the same files with other links are told apart, and nothing is replaced', async () => {
  const vault = await open();
  const root = awkwardTree();
  const first = await vault.importBundle(root).done;
  assert.ok(first.ok);
  rmSync(join(root, 'a/link'));
  symlinkSync('../a0', join(root, 'a/link'));
  const second = await vault.importBundle(root).done;
  assert.ok(!second.ok && second.error.code === 'import/refused');
  assert.deepEqual(
    second.error.findings.map((one) => one.code),
    ['evidence.same-files-other-tree'],
  );
  assert.deepEqual(await vault.listing(), { ok: true, value: { bundles: [first.value], damaged: [] } });
});
