import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ImportProgress } from '../../../../../../electron/core/job/progress.ts';
import type { ImportJob } from '../../../../../../electron/core/vault/import/import-job.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import { some } from '../../../../../helpers/long.ts';
import { noSlowMedium, SlowMedium } from '../../../../../helpers/slow-medium.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const MIB = 1024 * 1024;
const PART = 6 * MIB;

const PACKERS: Readonly<Record<string, (content: string) => void>> = {
  bundle: () => undefined,
  'bundle.tar': (content) => execFileSync('tar', ['cf', 'bundle.tar', '-C', 'bundle', '.'], { cwd: content }),
  'bundle.zip': (content) =>
    execFileSync('zip', ['-q', '-0', '-r', '../bundle.zip', '.'], { cwd: join(content, 'bundle') }),
};

async function open(folder: string): Promise<Vault> {
  const vault = await openVault(folder, { workerFile });
  assert.ok(vault.ok);
  return vault.value;
}

/** A mounted medium with a bundle in each form. */
async function plugged(t: TestContext): Promise<SlowMedium> {
  const content = freshFolder();
  mkdirSync(join(content, 'bundle'));
  for (let i = 0; i < 4; i++) writeFileSync(join(content, 'bundle', `dump-${i}`), randomBytes(PART));
  for (const pack of Object.values(PACKERS)) pack(content);
  const medium = new SlowMedium(freshFolder(), content);
  await medium.plug(20);
  t.after(() => medium.clear());
  return medium;
}

/** An import from a medium, which hangs once a part has been read; and its progress from then on. */
function importUntilItHangs(vault: Vault, medium: SlowMedium, name: string) {
  let holds: (progress: ImportProgress) => boolean = () => false;
  let reached: () => void = () => undefined;
  let isHung = false;
  const job: ImportJob = vault.importBundle(join(medium.folder, name), {
    onProgress: (progress) => {
      if (progress.bytes > PART && !isHung) {
        isHung = true;
        medium.hang();
      }
      if (isHung && holds(progress)) reached();
    },
  });
  return {
    job,
    until: (wanted: (progress: ImportProgress) => boolean): Promise<void> =>
      new Promise((resolve) => {
        holds = wanted;
        reached = resolve;
      }),
  };
}

/** A vault whose import is held up by a medium, for longer than it takes to say so. */
async function heldUp(t: TestContext, name: string) {
  const medium = await plugged(t);
  const folder = freshFolder();
  const vault = await open(folder);
  const running = importUntilItHangs(vault, medium, name);
  await running.until(isSilent);
  return { medium, folder, vault, ...running };
}

const isSilent = ({ waitsFor }: ImportProgress): boolean => waitsFor?.what === 'medium' && waitsFor.seconds > 2;

for (const name of some(Object.keys(PACKERS), 1)) {
  test(`${name}: an import that a medium holds up says so, and is over for whoever cancels it`, {
    skip: noSlowMedium,
  }, async (t) => {
    const { medium, folder, vault, job } = await heldUp(t, name);
    job.cancel();
    const ended = await job.done;
    assert.ok(!ended.ok && ended.error.code === 'import/held-up', JSON.stringify(ended));
    assert.deepEqual(vault.unfinishedImports(), { ok: true, value: [] }, 'it cannot be resumed');
    assert.deepEqual(readdirSync(join(folder, 'tmp')), [job.id], 'its thread is held up still');

    const second = await vault.importBundle(treeOf({ a: 'a' })).done;
    assert.ok(second.ok, JSON.stringify(second));

    medium.answer();
    await vault.atRest();
    assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
    const listed = await vault.listing();
    assert.deepEqual(listed.ok && listed.value.bundles.map(({ id }) => id), [second.value.id]);
    const checked = await vault.check();
    assert.ok(checked.ok && checked.value?.damaged.length === 0);
    await vault.close();
  });

  test(`${name}: a pause takes effect once the medium answers, and says so until then`, {
    skip: noSlowMedium,
  }, async (t) => {
    const { medium, vault, job, until } = await heldUp(t, name);
    job.pause();
    await until((progress) => isSilent(progress) && !progress.isAtRest);
    medium.answer();
    await until(({ isAtRest, waitsFor }) => isAtRest && waitsFor === null);
    job.resume();
    const ended = await job.done;
    assert.ok(ended.ok, JSON.stringify(ended));
    assert.equal(ended.value.summary.bytes, 4 * PART);
    await vault.close();
  });
}

test('what a cancelled import leaves that is held up to the end of the console is removed at the next start', {
  skip: noSlowMedium,
}, async (t) => {
  const { medium, folder, vault, job } = await heldUp(t, 'bundle');
  job.cancel();
  await job.done;
  const next = await open(folder);
  assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
  assert.deepEqual(next.unfinishedImports(), { ok: true, value: [] });
  medium.answer();
  await vault.atRest();
  assert.deepEqual(await next.listing(), { ok: true, value: { bundles: [], damaged: [] } });
});

test('an import that is interrupted while a medium holds it up is over at once, and can be resumed', {
  skip: noSlowMedium,
}, async (t) => {
  const { medium, vault, job } = await heldUp(t, 'bundle');
  job.interrupt();
  assert.equal((await job.done).ok, false);
  const unfinished = vault.unfinishedImports();
  assert.deepEqual(unfinished.ok && unfinished.value.map(({ id }) => id), [job.id]);
  medium.answer();
  await vault.atRest();
  const resumed = await vault.resumeImport(job.id, join(medium.folder, 'bundle')).done;
  assert.ok(resumed.ok, JSON.stringify(resumed));
});

test('a disk of the vault that hangs is told as that, and whoever cancels waits for it no more', {
  skip: noSlowMedium,
}, async (t) => {
  const source = treeOf({ 'dump-1': Buffer.alloc(90 * MIB, 'a'), 'dump-2': Buffer.alloc(90 * MIB, 'b') });
  const disk = new SlowMedium(freshFolder(), freshFolder());
  await disk.plug(1000, 'rw');
  t.after(() => disk.clear());
  const vault = await open(join(disk.folder, 'vault'));
  let reached: () => void = () => undefined;
  const silent = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const job = vault.importBundle(source, {
    onProgress: ({ bytes, waitsFor }) => {
      if (bytes > MIB) disk.hang();
      if (waitsFor?.what === 'vault') reached();
    },
  });
  await silent;
  job.cancel();
  const ended = await job.done;
  assert.ok(!ended.ok && ended.error.code === 'import/held-up', JSON.stringify(ended));
  disk.answer();
  await vault.atRest();
  assert.deepEqual(readdirSync(join(disk.folder, 'vault/tmp')), []);
  await vault.close();
});
