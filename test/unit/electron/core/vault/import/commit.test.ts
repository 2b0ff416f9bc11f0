import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import files, { type FileHandle, open as openFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ImportJob } from '../../../../../../electron/core/vault/import/import-job.ts';
import {
  commitBundle,
  readBundleRecord,
  recordDigest,
} from '../../../../../../electron/core/vault/store/bundle-store.ts';
import { type VaultLayout, vaultLayout } from '../../../../../../electron/core/vault/store/layout.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import type { BundleRecord } from '../../../../../../shared/evidence/types.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const tree = (): string => treeOf({ a: 'a', 'b/c': 'c' });

async function open(folder: string): Promise<Vault> {
  const vault = await openVault(folder, { workerFile });
  assert.ok(vault.ok);
  return vault.value;
}

/** A vault with all of a bundle's contents, and that bundle staged but not listed. */
async function staged(): Promise<{ readonly vault: string; readonly stage: string; readonly record: BundleRecord }> {
  const folder = freshFolder();
  const vault = await open(folder);
  const imported = await vault.importBundle(tree()).done;
  await vault.close();
  assert.ok(imported.ok);
  const listed = join(folder, 'bundles', imported.value.id);
  const stage = join(folder, 'tmp', 'stage');
  cpSync(listed, stage, { recursive: true });
  rmSync(join(stage, 'record.json'));
  rmSync(listed, { recursive: true });
  return { vault: folder, stage, record: imported.value };
}

/** Leave for so many steps; the listing is the last of them. */
function leaveFor(steps: number) {
  let left = steps;
  const mayGoOn = (): boolean => left-- > 0;
  return { mayGoOn: async () => mayGoOn(), mayList: mayGoOn };
}

/** The record that is listed, where it is just this one. */
function recordOf(layout: VaultLayout, record: BundleRecord) {
  return readBundleRecord(layout, record.id, new Map([[record.id, recordDigest(record)]]));
}

test('cancelled at any step of committing, nothing is listed; with leave for all of them the bundle is', async () => {
  const { vault, stage, record } = await staged();
  const layout = vaultLayout(vault);
  let steps = 0;
  for (; ; steps++) {
    const committed = await commitBundle(layout, stage, record, leaveFor(steps));
    assert.ok(committed.ok, JSON.stringify(committed));
    if (committed.value) break;
    assert.deepEqual(readdirSync(layout.bundles), []);
    rmSync(join(stage, 'record.json'), { force: true });
  }
  assert.ok(steps > 4, `${steps} steps`);
  assert.deepEqual(await recordOf(layout, record), { ok: true, value: record });
});

test('cancelled at any step of committing the same tree once more, what is listed stays as it was', async () => {
  const { vault, stage, record } = await staged();
  const layout = vaultLayout(vault);
  const again = join(vault, 'tmp', 'again');
  cpSync(stage, again, { recursive: true });
  assert.deepEqual(await commitBundle(layout, stage, record, leaveFor(1000)), { ok: true, value: true });
  const [path] = [join(layout.bundles, record.id, 'record.json')];
  const before = readFileSync(path);
  const later = { ...record, importedAt: '2027-01-01T00:00:00.000Z' };
  let steps = 0;
  for (; ; steps++) {
    const committed = await commitBundle(layout, again, later, leaveFor(steps));
    assert.ok(committed.ok, JSON.stringify(committed));
    if (committed.value) break;
    assert.deepEqual(readFileSync(path), before);
  }
  assert.ok(steps > 4, `${steps} steps`);
  assert.deepEqual(await recordOf(layout, later), { ok: true, value: later });
});

/** The paths that are synced from now on, as they are called then. */
async function syncedPaths(t: TestContext): Promise<readonly string[]> {
  const handle = await openFile('/');
  const prototype: Pick<FileHandle, 'sync'> = Object.getPrototypeOf(handle);
  await handle.close();
  const { sync } = prototype;
  const paths: string[] = [];
  t.mock.method(prototype, 'sync', function (this: FileHandle) {
    paths.push(readlinkSync(`/proc/self/fd/${this.fd}`));
    return sync.call(this);
  });
  return paths;
}

test('what a killed import had listed is durable once the resumed one has ended', async (t) => {
  const { vault, stage, record } = await staged();
  const layout = vaultLayout(vault);
  const again = join(vault, 'tmp', 'again');
  cpSync(stage, again, { recursive: true });
  assert.deepEqual(await commitBundle(layout, stage, record, leaveFor(1000)), { ok: true, value: true });
  const synced = await syncedPaths(t);
  assert.deepEqual(await commitBundle(layout, again, record, leaveFor(1000)), { ok: true, value: true });
  assert.ok(synced.includes(layout.bundles), synced.join('\n'));
});

for (const [how, act] of [
  ['ended', () => undefined],
  ['was cancelled', (job: ImportJob) => job.cancel()],
] as const) {
  test(`an import that ${how} does not come back as interrupted after a power cut`, async (t) => {
    const folder = freshFolder();
    const vault = await open(folder);
    const synced = await syncedPaths(t);
    await importing(vault, act).done;
    assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
    assert.equal(synced.at(-1), join(folder, 'tmp'));
  });
}

test('an import whose folder cannot be removed says so, and can be resumed', async (t) => {
  const folder = freshFolder();
  const vault = await open(folder);
  const failing = t.mock.method(files, 'rm', () =>
    Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO', errno: -5, syscall: 'rm' })),
  );
  syncBuiltinESMExports();
  const job = importing(vault, () => undefined);
  const ended = await job.done.finally(() => {
    failing.mock.restore();
    syncBuiltinESMExports();
  });
  assert.ok(!ended.ok && ended.error.code === 'import/vault-kept', JSON.stringify(ended));
  assert.ok((await vault.resumeImport(job.id, tree()).done).ok);
  assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
});

test('a statement that a cancelled import had stored is durable once it is put', async (t) => {
  const vault = await open(freshFolder());
  const ended = await importing(vault, (job) => job.cancel()).done;
  assert.ok(!ended.ok);
  const synced = await syncedPaths(t);
  assert.ok((await vault.putSmall(new TextEncoder().encode('a'))).ok);
  assert.ok(
    synced.some((path) => path.endsWith('/packs')),
    synced.join('\n'),
  );
});

/** An import that calls `act` once it is read, judged and about to be committed. */
function importing(vault: Vault, act: (job: ImportJob) => void): ImportJob {
  let asked = 0;
  // The time is asked for when the import begins, and when its record is made.
  const now = (): Date => {
    asked += 1;
    if (asked === 2) act(job);
    return new Date();
  };
  const job: ImportJob = vault.importBundle(tree(), { now });
  return job;
}

test('an import that is cancelled while it commits leaves nothing', async () => {
  const folder = freshFolder();
  const vault = await open(folder);
  const ended = await importing(vault, (job) => job.cancel()).done;
  assert.ok(!ended.ok && ended.error.code === 'import/cancelled');
  assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
  assert.deepEqual(await vault.listing(), { ok: true, value: { bundles: [], damaged: [] } });
});

test('an import that is paused while it commits lists nothing until it is resumed, and can be cancelled', async () => {
  const vault = await open(freshFolder());
  let isPaused: (job: ImportJob) => void = () => undefined;
  for (const end of ['resume', 'cancel'] as const) {
    const paused = new Promise<ImportJob>((resolve) => {
      isPaused = resolve;
    });
    const { done } = importing(vault, (job) => {
      job.pause();
      isPaused(job);
    });
    const job = await paused;
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    const before = await vault.listing();
    assert.deepEqual(before.ok && before.value.bundles.length, end === 'resume' ? 0 : 1);
    job[end]();
    assert.equal((await done).ok, end === 'resume');
  }
});

test('cancelling comes too late once the bundle is listed, and then the import has ended', async () => {
  const vault = await open(freshFolder());
  const job = vault.importBundle(tree());
  const ended = await job.done;
  job.cancel();
  assert.ok(ended.ok);
  await job.ended;
  const listed = await vault.listing();
  assert.equal(listed.ok && listed.value.bundles.length, 1);
});
