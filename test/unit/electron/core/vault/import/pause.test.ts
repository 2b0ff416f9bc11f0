import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ImportProgress } from '../../../../../../electron/core/job/progress.ts';
import { openVault } from '../../../../../../electron/core/vault/vault.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const SIZE = 64 * 1024 * 1024;

/** The next progress of a job for which something holds. */
function progressWatcher() {
  const waiting: { holds: (progress: ImportProgress) => boolean; resolve: (progress: ImportProgress) => void }[] = [];
  return {
    onProgress: (progress: ImportProgress): void => {
      const ready = waiting.filter((one) => one.holds(progress));
      for (const one of ready) {
        waiting.splice(waiting.indexOf(one), 1);
        one.resolve(progress);
      }
    },
    next: (holds: (progress: ImportProgress) => boolean = () => true): Promise<ImportProgress> =>
      new Promise((resolve) => waiting.push({ holds, resolve })),
  };
}

test('a paused import reads nothing, also in the middle of a large file, and goes on when resumed', async () => {
  const source = treeOf({ 'large.bin': Buffer.alloc(SIZE, 'x') });
  const vault = await openVault(freshFolder(), { workerFile });
  assert.ok(vault.ok);
  const { onProgress, next } = progressWatcher();
  const job = vault.value.importBundle(source, { onProgress });
  job.pause();
  await next();
  const first = await next();
  const second = await next();
  assert.equal(second.bytes, first.bytes, 'nothing was read while paused');
  job.resume();
  const done = await job.done;
  assert.ok(done.ok);
  assert.equal(done.value.summary.bytes, SIZE);
});

test('a paused import can be cancelled', async () => {
  const folder = freshFolder();
  const vault = await openVault(folder, { workerFile });
  assert.ok(vault.ok);
  const abort = new AbortController();
  const job = vault.value.importBundle(treeOf({ a: 'a' }), { signal: abort.signal });
  job.pause();
  abort.abort();
  const ended = await job.done;
  assert.equal(ended.ok ? '' : ended.error.code, 'import/cancelled');
  assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
});

test('the last progress tells of every file and byte', async () => {
  const source = treeOf({ a: 'one', 'b/c': 'three', 'large.bin': Buffer.alloc(300_000) });
  const vault = await openVault(freshFolder(), { workerFile });
  assert.ok(vault.ok);
  const told: ImportProgress[] = [];
  assert.ok((await vault.value.importBundle(source, { onProgress: (one) => told.push(one) }).done).ok);
  const last = told.at(-1);
  assert.deepEqual([last?.files, last?.bytes, last?.phase], [3, 300_008, 'committing']);
});

test('imports run one after the other', async () => {
  const vault = await openVault(freshFolder(), { workerFile });
  assert.ok(vault.ok);
  const jobs = ['a', 'b', 'c'].map((name) => vault.value.importBundle(treeOf({ [name]: name })));
  const ended = await Promise.all(jobs.map((job) => job.done));
  assert.ok(ended.every((one) => one.ok));
  const listed = await vault.value.listing();
  assert.equal(listed.ok ? listed.value.bundles.length : 0, 3);
});
