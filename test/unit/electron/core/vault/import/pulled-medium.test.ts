import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ImportProgress } from '../../../../../../electron/core/job/progress.ts';
import { hashTree } from '../../../../../../electron/core/tree/hash-tree.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import { some } from '../../../../../helpers/long.ts';
import { scriptFile } from '../../../../../helpers/parts.ts';
import { recordsOnDisk } from '../../../../../helpers/records-on-disk.ts';
import { noSlowMedium, SlowMedium } from '../../../../../helpers/slow-medium.ts';
import { freshFolder } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const MIB = 1024 * 1024;
const PARTS = 4;
const PART = 17 * MIB;

/** Large files, each durable by itself, so that something is finished when the medium goes. */
function bundleIn(content: string): string {
  const bundle = join(content, 'bundle');
  mkdirSync(bundle);
  for (let i = 0; i < PARTS; i++) writeFileSync(join(bundle, `dump-${i}`), randomBytes(PART));
  writeFileSync(join(bundle, 'zz-note'), 'last');
  return bundle;
}

const PACKERS: Readonly<Record<string, (content: string) => void>> = {
  bundle: () => undefined,
  'bundle.tar': (content) => execFileSync('tar', ['cf', 'bundle.tar', '-C', 'bundle', '.'], { cwd: content }),
  'bundle.zip': (content) =>
    execFileSync('zip', ['-q', '-0', '-r', '../bundle.zip', '.'], { cwd: join(content, 'bundle') }),
};

for (const [name, pack] of some(Object.entries(PACKERS), 1)) {
  test(`${name}: the medium is pulled out half-way, and resuming reads the rest`, { skip: noSlowMedium }, async () => {
    const content = freshFolder();
    const source = bundleIn(content);
    pack(content);
    const medium = new SlowMedium(freshFolder(), content);
    const folder = freshFolder();
    const vault = await open(folder);
    await medium.plug(40);
    const id = await importUntilPulled(vault, medium, name);
    assert.deepEqual(await vault.listing(), { ok: true, value: { bundles: [], damaged: [] } });

    const absent = await vault.resumeImport(id, join(medium.folder, name)).done;
    assert.ok(!absent.ok && absent.error.code === 'import/medium-kept', JSON.stringify(absent));
    await medium.clear();
    const stillAbsent = await vault.resumeImport(id, join(medium.folder, name)).done;
    assert.ok(!stillAbsent.ok && stillAbsent.error.code === 'import/medium-kept', JSON.stringify(stillAbsent));
    assert.deepEqual(idsOf(vault), [id]);
    await vault.close();

    await medium.plug(400);
    const resumed = resumeInChild(folder, join(medium.folder, name), id);
    await medium.clear();
    assert.ok(resumed.ok);
    // Two of four parts are not read again, whatever the threads read of their own code.
    assert.ok(resumed.read < 3 * PART, `read ${resumed.read} bytes`);
    const listed = await (await open(folder)).listing();
    const hashed = await hashTree(source, { git: false });
    assert.ok(listed.ok && hashed.ok);
    assert.deepEqual(
      listed.value.bundles.map(({ summary }) => summary),
      [hashed.value.summary],
    );
  });
}

async function open(folder: string): Promise<Vault> {
  const vault = await openVault(folder, { workerFile, knownRecords: () => recordsOnDisk(folder) });
  assert.ok(vault.ok);
  return vault.value;
}

function idsOf(vault: Vault): readonly string[] {
  const unfinished = vault.unfinishedImports();
  assert.ok(unfinished.ok);
  return unfinished.value.map(({ id }) => id);
}

/** The medium is pulled once three of four parts have been read; gives the import's id. */
async function importUntilPulled(vault: Vault, medium: SlowMedium, name: string): Promise<string> {
  let pulled: Promise<void> | null = null;
  const job = vault.importBundle(join(medium.folder, name), {
    onProgress: ({ bytes }) => {
      if (bytes > 3.2 * PART) pulled ??= medium.pull();
    },
  });
  const ended = await job.done;
  assert.ok(pulled !== null, 'it ended before it was pulled');
  assert.ok(!ended.ok && ended.error.code === 'import/medium-kept', JSON.stringify(ended));
  return job.id;
}

/** In a process of its own, so that what it reads can be counted. */
function resumeInChild(folder: string, source: string, id: string): { readonly ok: boolean; readonly read: number } {
  const args = [scriptFile('import-child'), folder, source, workerFile, 'never', id];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(run.stdout);
}

test('a resumed import tells how much there is as soon as it goes on, and the rate of what it reads alone', {
  skip: noSlowMedium,
}, async (t) => {
  const content = freshFolder();
  bundleIn(content);
  const medium = new SlowMedium(freshFolder(), content);
  const vault = await open(freshFolder());
  await medium.plug(40);
  const id = await importUntilPulled(vault, medium, 'bundle');
  await medium.clear();
  await medium.plug(20);
  t.after(() => medium.clear());
  const told: ImportProgress[] = [];
  const onProgress = (progress: ImportProgress): number => told.push(progress);
  const resumed = await vault.resumeImport(id, join(medium.folder, 'bundle'), { onProgress }).done;
  assert.ok(resumed.ok, JSON.stringify(resumed));
  const last = told.at(-1);
  assert.deepEqual([last?.totalFiles, last?.totalBytes], [PARTS + 1, PARTS * PART + 4]);
  assert.deepEqual([last?.files, last?.bytes], [PARTS + 1, PARTS * PART + 4]);
  const fastest = Math.max(...told.map(({ bytesPerSecond }) => bytesPerSecond));
  assert.ok(fastest < 40 * MIB, `${fastest} bytes a second of a medium that gives 20 MiB`);
  await vault.close();
});
