import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openDataFolder } from '../../../../electron/station/data-folder.ts';
import { sayFailure } from '../../../../shared/failure/say.ts';
import { must } from '../../../helpers/must.ts';
import { scriptFile } from '../../../helpers/parts.ts';
import { skipWithout } from '../../../helpers/skip.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-data-folder-'));
after(() => rm(root, { recursive: true, force: true }));
await chmod(root, 0o755);

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** What another process says of the folder, under the command that starts it. */
function saidBy(under: readonly string[], folder: string): { code: string; sentence: string } {
  const [program = '', ...args] = [...under, process.execPath, scriptFile('data-folder-opener'), folder];
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, TMPDIR: '/tmp' } });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout);
}

const asNobody = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];

function refusalOf(folder: string, account?: number) {
  const opened = account === undefined ? openDataFolder(folder) : openDataFolder(folder, account);
  if (opened.ok) opened.value.unlock();
  assert.ok(!opened.ok, `${folder} was opened`);
  return { code: opened.error.code, sentence: sayFailure(opened.error) };
}

test('a folder that is not there is made for this account alone, and opened once at a time', async () => {
  const folder = join(root, 'new', 'station');
  const opened = must(openDataFolder(folder));
  assert.equal(opened.path, folder);
  assert.equal((await lstat(folder)).mode & 0o777, 0o700);
  const { code, sentence } = refusalOf(folder);
  assert.equal(code, 'folder/held');
  assert.match(sentence, /^Another Holdfast has this data folder open/);
  opened.unlock();
  must(openDataFolder(folder)).unlock();
  assert.deepEqual(await readdir(folder), []);
});

test('an empty folder that was made for the station becomes private, and no other does', async () => {
  for (const [files, mode] of [
    [[], 0o700],
    [['a'], 0o755],
  ] as const) {
    const folder = await mkdtemp(join(root, 'data-'));
    for (const name of files) await writeFile(join(folder, name), '');
    await chmod(folder, 0o755);
    must(openDataFolder(folder)).unlock();
    assert.equal((await lstat(folder)).mode & 0o777, mode);
  }
});

test('a link to a data folder opens the folder itself', async () => {
  const folder = await mkdtemp(join(root, 'data-'));
  await symlink(folder, `${folder}-link`);
  const opened = must(openDataFolder(`${folder}-link`));
  assert.equal(opened.path, folder);
  assert.equal(refusalOf(folder).code, 'folder/held');
  opened.unlock();
});

test('what hinders a start is said as it is, and never as another Holdfast', async (t) => {
  const folder = await mkdtemp(join(root, 'data-'));
  const says = (what: string, refusal: { code: string; sentence: string }, code: string, sentence: RegExp) =>
    t.test(what, () => {
      assert.equal(refusal.code, code, refusal.sentence);
      assert.match(refusal.sentence, sentence);
      assert.doesNotMatch(refusal.sentence, /another Holdfast/i);
    });

  await says('a relative path', refusalOf('relative/data'), 'folder/relative', /"relative\/data" is a relative one/);
  await writeFile(join(root, 'file'), '');
  await says('a file', refusalOf(join(root, 'file')), 'folder/not-made', /is already there/);
  await says('a folder below a file', refusalOf(join(root, 'file/data')), 'folder/not-made', /not the kind of file/);
  await says('where no folder can be made', refusalOf('/proc/station'), 'folder/not-made', /is not there/);
  await symlink(join(root, 'nowhere'), join(root, 'dangling'));
  await says('a link to nothing', refusalOf(join(root, 'dangling')), 'folder/not-made', /is already there/);
  await says(
    'another account’s folder',
    refusalOf(folder, (process.getuid?.() ?? 0) + 1),
    'folder/not-yours',
    /belongs to another account \(user id \d+; this one is \d+\)/,
  );

  const own = join(root, 'own');
  await mkdir(own, { mode: 0o777 });
  await chmod(own, 0o777);
  assert.equal(saidBy(asNobody, join(own, 'station')).code, 'opened');
  await chmod(join(own, 'station'), 0o500);
  await says(
    'a folder without the permission',
    saidBy(asNobody, join(own, 'station')),
    'folder/not-writable',
    /may not use/,
  );
  await chmod(own, 0o555);
  await says('no permission to make it', saidBy(asNobody, join(own, 'other')), 'folder/not-made', /may not use/);
  await chmod(own, 0o700);
  await chmod(join(own, 'station'), 0o700);
});

test('a machine without flock is told what to install, and not that its disk is at fault', {
  skip: skipWithout(isRoot, 'only root can take the program away'),
}, async () => {
  const folder = await mkdtemp(join(root, 'data-'));
  const without = ['unshare', '--mount', 'sh', '-c', 'mount --bind /dev/null /usr/bin/flock && exec "$0" "$@"'];
  const { code, sentence } = saidBy(without, folder);
  assert.equal(code, 'folder/no-program', sentence);
  assert.match(sentence, /\/usr\/bin\/flock is missing or cannot be run.* Install the package util-linux/);
  assert.doesNotMatch(sentence, /file system/);
});

test('a folder on a read-only disk is said to be on one', {
  skip: skipWithout(isRoot, 'only root can mount one'),
}, async () => {
  const folder = await mkdtemp(join(root, 'data-'));
  const mounted =
    'mount -t tmpfs -o size=1m tmpfs "$0" && mkdir -m 700 "$0/station" && mount -o remount,ro "$0" && exec "$@"';
  const { code, sentence } = saidBy(['unshare', '--mount', 'sh', '-c', mounted, folder], join(folder, 'station'));
  assert.equal(code, 'folder/not-writable', sentence);
  assert.match(sentence, /read-only/);
});
