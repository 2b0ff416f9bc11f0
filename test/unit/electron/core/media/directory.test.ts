import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { dirHashOf, type HashTreeOptions, hashTree } from '../../../../../electron/core/tree/hash-tree.ts';
import type { Finding } from '../../../../../shared/finding/index.ts';
import { skipWithout } from '../../../../helpers/skip.ts';
import { freshFolder, treeOf } from '../../../../helpers/trees.ts';
import { workerFile } from '../../../../helpers/vault-worker.ts';

const isRoot = process.getuid?.() === 0;

function goodTree(): string {
  return treeOf({ 'a.txt': 'one', 'folder/b.txt': 'two', 'folder/deeper/c.txt': 'three' });
}

/** Every hash of a tree; its `dirHash` alone has the same verdict, findings and digest. */
async function hashed(root: string, options: HashTreeOptions = { workerFile }): ReturnType<typeof hashTree> {
  const every = await hashTree(root, options);
  const alone = await dirHashOf(root, options);
  if (!every.ok) {
    assert.deepEqual(alone, every);
  } else {
    const { files, bytes, dirHash } = every.value.summary;
    assert.deepEqual(alone, { ok: true, value: { ...every.value, summary: { files, bytes, dirHash } } });
  }
  return every;
}

/** What a tree is found to have, refused or flagged. */
async function findingsOf(root: string): Promise<readonly Finding[]> {
  const outcome = await hashed(root);
  if (outcome.ok) return outcome.value.findings;
  assert.equal(outcome.error.code, 'import/refused');
  return outcome.error.code === 'import/refused' ? outcome.error.findings : [];
}

async function assertRefused(
  root: string,
  code: string,
  where: string,
  options: HashTreeOptions = { workerFile },
): Promise<void> {
  const outcome = await hashed(root, options);
  assert.ok(!outcome.ok && outcome.error.code === 'import/refused', 'the tree is refused');
  assert.deepEqual(
    outcome.error.findings.map((one) => [one.code, one.severity, one.where]),
    [[code, 'error', where]],
  );
}

async function assertFlagged(root: string, code: string, where: string): Promise<void> {
  const outcome = await hashed(root);
  assert.ok(outcome.ok, 'a warning refuses nothing');
  assert.deepEqual(
    outcome.value.findings.map((one) => [one.code, one.severity, one.where]),
    [[code, 'warning', where]],
  );
}

/** Names that are no UTF-8 cannot be made through Node's strings. */
function makeFile(root: string, name: Buffer): void {
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), 'x');
}

test('a good tree has no findings', async () => {
  assert.deepEqual(await findingsOf(goodTree()), []);
});

test('a FIFO is refused and never opened', async () => {
  const root = goodTree();
  execFileSync('mkfifo', [join(root, 'folder/pipe')]);
  await assertRefused(root, 'evidence.special-file', 'folder/pipe');
});

test('a socket is refused', async () => {
  const root = goodTree();
  const server = spawn(
    'python3',
    ['-c', 'import socket,sys,time\ns=socket.socket(socket.AF_UNIX)\ns.bind("s")\nprint(1,flush=True)\ntime.sleep(60)'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise((resolve) => server.stdout.once('data', resolve));
  await assertRefused(root, 'evidence.special-file', 's');
  server.kill();
});

test('a device is refused', { skip: skipWithout(isRoot, 'only root can make a device') }, async () => {
  const root = goodTree();
  execFileSync('mknod', [join(root, 'null'), 'c', '1', '3']);
  await assertRefused(root, 'evidence.special-file', 'null');
});

for (const target of ['/etc/passwd', '../outside', 'folder/../../outside', 'folder/..', '..']) {
  test(`a link to ${target} is refused`, async () => {
    const root = goodTree();
    symlinkSync(target, join(root, 'link'));
    await assertRefused(root, 'evidence.link-leaves-root', 'link');
  });
}

test('links inside of the tree are leaves, also when they lead in a circle or nowhere', async () => {
  const root = goodTree();
  symlinkSync('../a.txt', join(root, 'folder/up'));
  symlinkSync('loop-b', join(root, 'loop-a'));
  symlinkSync('loop-a', join(root, 'loop-b'));
  symlinkSync('.', join(root, 'here'));
  symlinkSync('not-there', join(root, 'dangling'));
  assert.deepEqual(await findingsOf(root), []);
});

test('a folder that is a link is a leaf: what it leads to is not read', async () => {
  const root = goodTree();
  const before = await hashTree(root);
  symlinkSync('folder', join(root, 'shortcut'));
  const after = await hashTree(root);
  assert.ok(before.ok && after.ok);
  assert.equal(after.value.summary.files, before.value.summary.files);
});

test('a name that is not UTF-8 is refused', async () => {
  const root = goodTree();
  makeFile(root, Buffer.from([0x66, 0xff]));
  await assertRefused(root, 'evidence.path-not-utf8', 'f\\xff');
});

test('a name with a line feed is refused', async () => {
  const root = goodTree();
  makeFile(root, Buffer.from('two\nlines'));
  await assertRefused(root, 'evidence.path-control-character', 'two\nlines');
});

test('case twins are flagged', async () => {
  const root = goodTree();
  writeFileSync(join(root, 'A.TXT'), 'x');
  const findings = await findingsOf(root);
  assert.deepEqual(
    findings.map((one) => one.code),
    ['evidence.name-twin'],
  );
});

test('normal form twins are flagged', async () => {
  const root = goodTree();
  writeFileSync(join(root, 'é'.normalize('NFC')), 'x');
  writeFileSync(join(root, 'é'.normalize('NFD')), 'x');
  const findings = await findingsOf(root);
  assert.deepEqual(
    findings.map((one) => one.code),
    ['evidence.name-twin'],
  );
});

test('what a desktop left behind is flagged', async () => {
  const root = goodTree();
  writeFileSync(join(root, 'folder/.DS_Store'), 'x');
  await assertFlagged(root, 'evidence.name-leftover', 'folder/.DS_Store');
});

test('a name that turns direction is flagged', async () => {
  const root = goodTree();
  writeFileSync(join(root, 'a\u202etxt.exe'), 'x');
  await assertFlagged(root, 'evidence.name-deceptive', 'a\u202etxt.exe');
});

test('a file that cannot be read is refused', async () => {
  const root = goodTree();
  chmodSync(join(root, 'a.txt'), 0);
  chmodSync(dirname(root), 0o755);
  await withoutPrivileges(() => assertRefused(root, 'evidence.unreadable', 'a.txt', {}));
});

/** Root reads what nobody may read, so for a while it is someone else. */
async function withoutPrivileges(run: () => Promise<void>): Promise<void> {
  if (!isRoot) return run();
  process.seteuid?.(65534);
  try {
    await run();
  } finally {
    process.seteuid?.(0);
  }
}

test('names of 255 bytes, 100 levels and paths beyond 4,096 bytes are read like any other', async () => {
  const root = goodTree();
  writeFileSync(join(root, 'n'.repeat(255)), 'x');
  // Deeper than one call can name: made step by step.
  const make = 'for i in $(seq 100); do mkdir -p "$0" && cd -P "$0" || exit 1; done; printf deep > leaf';
  execFileSync('bash', ['-c', make, `level-${'d'.repeat(49)}`], { cwd: root });
  const hashed = await hashTree(root, { workerFile });
  assert.ok(hashed.ok, JSON.stringify(hashed));
  assert.equal(hashed.value.summary.files, 5);
  execFileSync('rm', ['-rf', root]);
});

test('levels beyond the limit are refused', async () => {
  const root = goodTree();
  const make = 'for i in $(seq 520); do mkdir d && cd -P d || exit 1; done; printf deep > leaf';
  execFileSync('bash', ['-c', make], { cwd: root });
  const findings = await findingsOf(root);
  assert.deepEqual(
    findings.map((one) => one.code),
    ['evidence.too-deep'],
  );
  execFileSync('rm', ['-rf', root]);
});

for (const [what, change] of [
  ['grows', 'echo more >> busy'],
  ['shrinks', 'truncate -s -1 busy'],
  ['changes, its length kept,', 'printf x | dd of=busy conv=notrunc status=none'],
] as const) {
  test(`a file that ${what} while it is read is refused`, async () => {
    const root = goodTree();
    writeFileSync(join(root, 'busy'), Buffer.alloc(64 * 1024 * 1024));
    const writer = spawn('bash', ['-c', `while :; do ${change}; echo; done`], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => writer.stdout.once('data', resolve));
    writer.stdout.resume();
    await assertRefused(root, 'evidence.changed-while-read', 'busy');
    writer.kill();
  });
}

test('a folder that is mounted inside of itself is refused', {
  skip: skipWithout(isRoot, 'only root can mount'),
}, async () => {
  const root = goodTree();
  mkdirSync(join(root, 'folder/loop'));
  execFileSync('mount', ['--bind', root, join(root, 'folder/loop')]);
  try {
    await assertRefused(root, 'evidence.directory-loop', 'folder/loop/');
  } finally {
    execFileSync('umount', [join(root, 'folder/loop')]);
  }
});

test('a medium that is not there is told apart from a bad tree', async () => {
  const root = freshFolder();
  rmSync(root, { recursive: true });
  const hashed = await hashTree(root);
  assert.ok(!hashed.ok && hashed.error.code === 'import/medium');
  assert.equal(hashed.error.cause?.errno, 'ENOENT');
});

test('a file that is no archive is refused as one', async () => {
  const root = goodTree();
  await assertRefused(join(root, 'a.txt'), 'evidence.archive-form', 'a.txt');
});
