import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  createDurably,
  ensureOwnFolder,
  replaceDurably,
  TEMPORARY_PREFIX,
  temporaryPath,
} from '../../../../../electron/core/files/durable.ts';
import { readIfThere, readRegularFile } from '../../../../../electron/core/files/read.ts';
import { readBack } from '../../../../../electron/core/files/read-back.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sayFailure } from '../../../../../shared/failure/say.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-files-'));
after(() => rm(root, { recursive: true }));

test('a file is created once, replaced whole, private to the account, and leaves no temporary name', async () => {
  const folder = join(root, 'made', 'deep');
  assert.deepEqual(await ensureOwnFolder(folder), { ok: true, value: undefined });
  const path = join(folder, 'a');
  assert.ok((await createDurably(path, utf8('one'))).ok);
  const again = await createDurably(path, utf8('two'));
  assert.ok(!again.ok && again.error.code === 'file/exists');
  assert.equal(await readFile(path, 'utf8'), 'one');
  assert.ok((await replaceDurably(path, utf8('two'))).ok);
  assert.equal(await readFile(path, 'utf8'), 'two');
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(folder), ['a']);
});

test("what a crash left under a temporary name is swept from the console's own folder, and nothing else", async () => {
  const folder = join(root, 'own');
  await ensureOwnFolder(folder);
  await writeFile(temporaryPath(folder), 'half');
  await mkdir(temporaryPath(folder));
  await writeFile(join(folder, 'kept'), 'whole');
  assert.ok((await ensureOwnFolder(folder)).ok);
  assert.deepEqual(await readdir(folder), ['kept']);
});

test('nothing is written over a link that leads nowhere', async () => {
  const path = join(root, 'dangling');
  await symlink('nowhere', path);
  const created = await createDurably(path, utf8('x'));
  assert.ok(!created.ok && created.error.code === 'file/exists');
});

test('only regular files of the accepted size are read: no link, folder or FIFO', async () => {
  const path = join(root, 'plain');
  await writeFile(path, '12345');
  await symlink(path, join(root, 'link'));
  await mkdir(join(root, 'folder'));
  execFileSync('mkfifo', [join(root, 'fifo')]);
  assert.deepEqual(await readRegularFile(path, 5), { ok: true, value: Buffer.from('12345') });
  assert.equal(await codeFor(path, 4), 'file/too-large');
  assert.equal(await codeFor(join(root, 'link'), 9), 'file/not-a-regular-file');
  assert.equal(await codeFor(join(root, 'folder'), 9), 'file/not-a-regular-file');
  assert.equal(await codeFor(join(root, 'fifo'), 9), 'file/not-a-regular-file');
  assert.equal(await codeFor(join(root, 'absent'), 9), 'file/gone');
  assert.deepEqual(await readIfThere(join(root, 'absent'), 9), { ok: true, value: null });
});

test('a folder that is gone gives a failure with its words and the path', async () => {
  const path = join(root, 'unplugged', 'a');
  const written = await replaceDurably(path, utf8('x'));
  assert.ok(!written.ok);
  assert.equal(written.error.code, 'file/gone');
  assert.match(sayFailure(written.error), /put it back and try again/);
  assert.ok(written.error.where?.startsWith(join(root, 'unplugged')));
});

test('reading back past the page cache finds a shorter, a longer and a changed file, at block and chunk edges', async () => {
  for (const size of [0, 1, 4095, 4096, 4097, 1024 * 1024, 1024 * 1024 + 1]) {
    const path = join(root, `back-${size}`);
    const bytes = Buffer.alloc(size, 7);
    await writeFile(path, bytes);
    const same = await readBack(path, bytes);
    assert.ok(same.ok, `${size}`);
    const longer = await readBack(path, bytes.subarray(0, Math.max(0, size - 1)));
    assert.equal(longer.ok, size === 0);
    const shorter = await readBack(path, Buffer.alloc(size + 1, 7));
    assert.ok(!shorter.ok && shorter.error.code === 'file/differs');
    if (size === 0) continue;
    const changed = Buffer.from(bytes);
    changed[size - 1] = 8;
    const differs = await readBack(path, changed);
    assert.ok(!differs.ok && differs.error.code === 'file/differs');
  }
});

test('a full and a read-only medium are told apart, and leave neither a half file nor the old content damaged', async (t) => {
  if (process.getuid?.() !== 0) return t.diagnostic('mounting needs root: shown only there');
  const medium = join(root, 'medium');
  await mkdir(medium);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', medium]);
  try {
    assert.ok((await createDurably(join(medium, 'old'), utf8('old'))).ok);
    const full = await replaceDurably(join(medium, 'old'), Buffer.alloc(200_000, 1));
    assert.ok(!full.ok && full.error.code === 'file/medium-full');
    assert.deepEqual(await readdir(medium), ['old']);
    assert.equal(await readFile(join(medium, 'old'), 'utf8'), 'old');
    execFileSync('mount', ['-o', 'remount,ro', medium]);
    const readOnly = await createDurably(join(medium, 'new'), utf8('x'));
    assert.ok(!readOnly.ok && readOnly.error.code === 'file/read-only');
    assert.ok(!(await readdir(medium)).some((name) => name.startsWith(TEMPORARY_PREFIX)));
  } finally {
    execFileSync('umount', [medium]);
  }
});

async function codeFor(path: string, maxBytes: number): Promise<string | null> {
  const read = await readRegularFile(path, maxBytes);
  return read.ok ? null : read.error.code;
}
