import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { lockFolder } from '../../../../../electron/core/files/folder-lock.ts';
import { failure } from '../../../../../shared/failure/failure.ts';
import { must } from '../../../../helpers/must.ts';
import { scriptFile } from '../../../../helpers/parts.ts';
import { skipWithout } from '../../../../helpers/skip.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-lock-'));
const started: ChildProcess[] = [];
after(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(root, { recursive: true });
});

/** Another process that asks for the lock; `under` is the command that starts it. */
async function ask(folder: string, under: readonly string[] = []): Promise<{ child: ChildProcess; said: string }> {
  const [program = '', ...args] = [...under, process.execPath, scriptFile('lock-holder'), folder];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const [said]: unknown[] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

async function freshFolder(): Promise<string> {
  return mkdtemp(join(root, 'data-'));
}

function codeOf(folder: string): string {
  const locked = lockFolder(folder);
  if (locked.ok) locked.value.release();
  return locked.ok ? 'locked' : locked.error.code;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('of two processes one has the folder, whatever happens inside it, until it is killed', async () => {
  const folder = await freshFolder();
  for (const part of ['chromium', 'journal']) await mkdir(join(folder, part));
  const { child, said } = await ask(folder);
  assert.equal(said, 'locked');
  assert.equal((await ask(folder)).said, 'folder/held');

  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  assert.equal(codeOf(folder), 'folder/held', 'when all that is in it was deleted');
  child.kill('SIGSTOP');
  assert.equal(codeOf(folder), 'folder/held', 'while its holder is stopped');
  child.kill('SIGCONT');
  await rename(folder, `${folder}-moved`);
  assert.equal(codeOf(`${folder}-moved`), 'folder/held', 'under another name');

  await kill(child);
  assert.equal(codeOf(`${folder}-moved`), 'locked');
});

test('a link leads to the same lock, a copy has its own', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'a'), 'a');
  await symlink(folder, `${folder}-link`);
  await cp(folder, `${folder}-copy`, { recursive: true });
  const lock = must(lockFolder(folder));
  assert.equal(codeOf(`${folder}-link`), 'folder/held');
  assert.equal(codeOf(`${folder}-copy`), 'locked');
  lock.release();
  assert.equal(codeOf(`${folder}-link`), 'locked');
});

const NAMESPACES = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), '--net', '--mount'];
const [UNSHARE = '', ...OPTIONS] = NAMESPACES;

test('the lock holds across namespaces of the network and of mounts', {
  skip: skipWithout(spawnSync(UNSHARE, [...OPTIONS, 'true']).status === 0, 'there are no namespaces here'),
}, async () => {
  const folder = await freshFolder();
  const lock = must(lockFolder(folder));
  const { said } = await ask(folder, NAMESPACES);
  assert.equal(said, 'folder/held');
  lock.release();
  const inside = await ask(folder, NAMESPACES);
  assert.equal(inside.said, 'locked');
  assert.equal(codeOf(folder), 'folder/held');
  await kill(inside.child);
});

test('a program that the holder starts does not keep the lock', async () => {
  const folder = await freshFolder();
  const lock = must(lockFolder(folder));
  const child = spawn('sleep', ['60']);
  started.push(child);
  lock.release();
  assert.equal(codeOf(folder), 'locked');
  await kill(child);
});

test('a program that is missing is told from a file system that does not lock', async () => {
  const folder = await freshFolder();
  const refusalBy = (program: string) => {
    const locked = lockFolder(folder, program);
    return locked.ok ? assert.fail('it was locked') : locked.error;
  };
  const file = join(folder, 'file');
  await writeFile(file, '');
  assert.equal(refusalBy(join(folder, 'missing')).code, 'folder/no-program');
  assert.equal(refusalBy(file).code, 'folder/no-program');
  assert.deepEqual(refusalBy('/bin/false'), failure('folder/no-lock', { params: { reason: 'flock ended with 1' } }));
});

test('what is no folder is not locked', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'file'), '');
  assert.equal(codeOf(join(folder, 'file')), 'folder/unreadable');
  assert.equal(codeOf(join(folder, 'missing')), 'folder/unreadable');
});
