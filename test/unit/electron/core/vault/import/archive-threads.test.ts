import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ImportProgress } from '../../../../../../electron/core/job/progress.ts';
import { hashTree } from '../../../../../../electron/core/tree/hash-tree.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import { some } from '../../../../../helpers/long.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const MIB = 1024 * 1024;

/** Enough for a thread of its own that hashes, and nothing that deflate makes smaller. */
const CONTENT = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(80 * MIB));
const root = treeOf({
  'a/large.bin': CONTENT.subarray(0, 50 * MIB),
  'a/medium.bin': CONTENT.subarray(50 * MIB, 51 * MIB),
  empty: '',
  ...Object.fromEntries(
    Array.from({ length: 700 }, (_, i) => [
      `small/${i}`,
      CONTENT.subarray(51 * MIB + 40_000 * i, 51 * MIB + 40_000 * i + i * 57),
    ]),
  ),
  'z.bin': CONTENT.subarray(60 * MIB),
});

const PACKERS: Readonly<Record<string, (out: string) => void>> = {
  tar: (out) => execFileSync('tar', ['cf', out, '.'], { cwd: root }),
  'tar.gz': (out) => execFileSync('bash', ['-c', 'tar cf - . | gzip -1 > "$0"', out], { cwd: root }),
  zip: (out) => execFileSync('zip', ['-q', '-1', '-r', out, '.'], { cwd: root }),
};

function packed(form: string): string {
  const out = join(freshFolder(), `bundle.${form}`);
  PACKERS[form]?.(out);
  return out;
}

/** The worker with something done first in the thread that hashes, and a note of each thread that starts. */
function worker(first: string): { readonly file: string; readonly roles: () => string[] } {
  const folder = freshFolder();
  const [file, notes] = [join(folder, 'worker.cjs'), join(folder, 'roles')];
  writeFileSync(notes, '');
  writeFileSync(
    file,
    `const { parentPort, workerData } = require('node:worker_threads');
    require('node:fs').appendFileSync(${JSON.stringify(notes)}, workerData.role + '\\n');
    if (workerData.role === 'blobs') { ${first} }
    require(${JSON.stringify(workerFile)});`,
  );
  return {
    file,
    roles: () =>
      readFileSync(notes, 'utf8')
        .split('\n')
        .filter((role) => role !== ''),
  };
}

async function open(folder: string, file: string): Promise<Vault> {
  const vault = await openVault(folder, { workerFile: file });
  assert.ok(vault.ok);
  return vault.value;
}

/** So slow that whoever reads waits for it most of the time. */
const SLOWLY = "parentPort.on('message', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20));";

for (const form of Object.keys(PACKERS)) {
  test(`${form}: with threads beside, the tree hashes and the contents are those that one thread gives`, async () => {
    const archive = packed(form);
    const expected = await hashTree(root);
    assert.ok(expected.ok);
    const { file, roles } = worker('');
    const beside = form === 'tar.gz' ? [] : ['blobs'];
    assert.deepEqual(await hashTree(archive), expected, 'one thread');
    assert.deepEqual(roles(), []);
    assert.deepEqual(await hashTree(archive, { workerFile: file }), expected, 'with threads beside');
    assert.deepEqual(roles(), beside);
    const vault = await open(freshFolder(), file);
    const imported = await vault.importBundle(archive).done;
    assert.ok(imported.ok, JSON.stringify(imported));
    assert.deepEqual(roles(), [...beside, 'import', ...beside]);
    assert.deepEqual(imported.value.summary, expected.value.summary);
    const checked = await vault.check();
    assert.ok(checked.ok && checked.value?.damaged.length === 0);
    await vault.close();
  });
}

test('what is damaged at its end is found, and leaves nothing', async () => {
  const archive = packed('tar.gz');
  writeFileSync(archive, readFileSync(archive).subarray(0, -200));
  const folder = freshFolder();
  const vault = await open(folder, workerFile);
  const ended = await vault.importBundle(archive).done;
  assert.ok(!ended.ok && ended.error.code === 'import/refused', JSON.stringify(ended));
  assert.deepEqual(
    ended.error.findings.map(({ code }) => code),
    ['evidence.archive-truncated'],
  );
  assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
  await vault.close();
});

for (const form of some(Object.keys(PACKERS), 1)) {
  test(`${form}: a pause takes effect, and cancelling needs no waiting, also while a thread that hashes is behind`, async (t) => {
    const folder = freshFolder();
    const vault = await open(folder, worker(SLOWLY).file);
    const at: ImportProgress[] = [];
    let tell: (progress: ImportProgress) => void = () => undefined;
    const job = vault.importBundle(packed(form), { onProgress: (progress) => tell(progress) });
    t.after(() => job.cancel());
    const until = (holds: (progress: ImportProgress) => boolean): Promise<ImportProgress> =>
      new Promise((resolve) => {
        tell = (progress) => {
          at.push(progress);
          if (holds(progress)) resolve(progress);
        };
      });
    await until(({ bytes }) => bytes > MIB);
    job.pause();
    await until(({ isAtRest }) => isAtRest);
    // What it had in hand when it was paused may still be counted in the meantime.
    const paused = await until(() => true);
    const later = await until(() => true);
    assert.deepEqual([later.bytes, later.phase], [paused.bytes, 'reading']);
    assert.ok(
      at.every(({ waitsFor }) => waitsFor === null),
      'it waits for no medium and no disk',
    );
    job.resume();
    await until(({ bytes }) => bytes > later.bytes);
    job.cancel();
    const ended = await job.done;
    assert.ok(!ended.ok && ended.error.code === 'import/cancelled', JSON.stringify(ended));
    await job.ended;
    assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
    await vault.close();
  });
}

const DEATHS: Readonly<Record<string, string>> = {
  'at its start': "throw new Error('it died');",
  'in the middle': "let left = 30; parentPort.on('message', () => { if (left-- === 0) throw new Error('it died'); });",
};

for (const [when, death] of Object.entries(DEATHS)) {
  test(`a thread that hashes and dies ${when} ends the import, which lists nothing and can be resumed`, async () => {
    const archive = packed('tar');
    const { file } = worker(death);
    await assert.rejects(hashTree(archive, { workerFile: file }), /it died/);
    const folder = freshFolder();
    const vault = await open(folder, file);
    const job = vault.importBundle(archive);
    const died = await job.done;
    assert.ok(!died.ok && died.error.code === 'import/thread-kept', JSON.stringify(died));
    await job.ended;
    assert.deepEqual(await vault.listing(), { ok: true, value: { bundles: [], damaged: [] } });
    await vault.close();
    const again = await open(folder, workerFile);
    const resumed = await again.resumeImport(job.id, archive).done;
    assert.ok(resumed.ok, JSON.stringify(resumed));
    await again.close();
  });
}
