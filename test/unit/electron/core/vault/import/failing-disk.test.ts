import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashTree } from '../../../../../../electron/core/tree/hash-tree.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import { skipWithout } from '../../../../../helpers/skip.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const MIB = 1024 * 1024;
const skip = skipWithout(process.getuid?.() === 0, 'only root can mount a small or failing disk');

async function open(folder: string): Promise<Vault> {
  const vault = await openVault(folder, { workerFile });
  assert.ok(vault.ok);
  return vault.value;
}

async function mounted(folder: string, mount: readonly string[], run: () => Promise<void>): Promise<void> {
  execFileSync('mount', [...mount, folder]);
  try {
    await run();
  } finally {
    execFileSync('umount', [folder]);
  }
}

test('a full disk stops an import, which goes on once there is room', { skip }, async () => {
  const source = treeOf({ 'a.bin': randomBytes(3 * MIB), 'b.bin': randomBytes(18 * MIB), 'c.txt': 'c' });
  const folder = freshFolder();
  await mounted(folder, ['-t', 'tmpfs', '-o', 'size=12m', 'none'], async () => {
    const vault = await open(folder);
    const job = vault.importBundle(source);
    const full = await job.done;
    assert.ok(!full.ok && full.error.code === 'import/vault-kept', JSON.stringify(full));
    assert.equal(full.error.cause?.errno, 'ENOSPC');
    assert.deepEqual(await vault.listing(), { ok: true, value: { bundles: [], damaged: [] } });
    const unfinished = vault.unfinishedImports();
    assert.ok(unfinished.ok);
    assert.deepEqual(
      unfinished.value.map((one) => one.id),
      [job.id],
    );
    execFileSync('mount', ['-o', 'remount,size=64m', folder]);
    const resumed = await vault.resumeImport(job.id, source).done;
    assert.ok(resumed.ok, JSON.stringify(resumed));
    const whole = await vault.check();
    assert.ok(whole.ok && whole.value?.refused.length === 0);
    await vault.close();
  });
});

test('an archive on a medium that fails stops an import, which goes on once it can be read', { skip }, async () => {
  const source = treeOf({ 'first.txt': 'first', 'dump.bin': randomBytes(40 * MIB) });
  const medium = freshFolder();
  const place = freshFolder();
  const [image, whole, archive] = [join(place, 'image'), join(place, 'whole'), join(medium, 'bundle.tar')];
  writeFileSync(image, '');
  truncateSync(image, 64 * MIB);
  execFileSync('mkfs.ext4', ['-q', image]);
  await mounted(medium, ['-o', 'loop', image], async () => {
    execFileSync('tar', ['cf', archive, '-C', source, '.']);
  });
  copyFileSync(image, whole);
  const vault = await open(freshFolder());
  await mounted(medium, ['-o', 'loop,ro', image], async () => {
    truncateSync(image, 30 * MIB);
    const job = vault.importBundle(archive);
    const failed = await job.done;
    assert.ok(!failed.ok && failed.error.code === 'import/medium-kept', JSON.stringify(failed));
    const unfinished = vault.unfinishedImports();
    assert.ok(unfinished.ok);
    assert.deepEqual(
      unfinished.value.map((one) => one.id),
      [job.id],
    );
    execFileSync('dd', [`if=${whole}`, `of=${image}`, 'conv=notrunc', 'bs=1M', 'status=none']);
    const resumed = await vault.resumeImport(job.id, archive).done;
    assert.ok(resumed.ok, JSON.stringify(resumed));
    const hashed = await hashTree(source);
    assert.ok(hashed.ok);
    assert.equal(resumed.value.summary.merkleSha256, hashed.value.summary.merkleSha256);
  });
  await vault.close();
});

test('a medium that cannot be read any more stops an import, which goes on once it can', { skip }, async () => {
  const medium = freshFolder();
  const place = freshFolder();
  const [image, whole] = [join(place, 'image'), join(place, 'whole')];
  writeFileSync(image, '');
  truncateSync(image, 96 * MIB);
  execFileSync('mkfs.ext4', ['-q', image]);
  await mounted(medium, ['-o', 'loop', image], async () => {
    for (let i = 0; i < 4; i++) writeFileSync(join(medium, `dump-${i}`), randomBytes(17 * MIB));
    mkdirSync(join(medium, 'notes'));
    writeFileSync(join(medium, 'notes/note'), 'a note');
    execFileSync('rmdir', [join(medium, 'lost+found')]);
  });
  copyFileSync(image, whole);
  const vault = await open(freshFolder());
  await mounted(medium, ['-o', 'loop,ro', image], async () => {
    // Its end breaks off while it is mounted: reads there give EIO, as those of a bad or a pulled stick do.
    truncateSync(image, 40 * MIB);
    const job = vault.importBundle(medium);
    const failed = await job.done;
    assert.ok(!failed.ok && failed.error.code === 'import/medium-kept', JSON.stringify(failed));
    assert.equal(failed.error.cause?.errno, 'EIO');
    execFileSync('dd', [`if=${whole}`, `of=${image}`, 'conv=notrunc', 'bs=1M', 'status=none']);
    const resumed = await vault.resumeImport(job.id, medium).done;
    assert.ok(resumed.ok, JSON.stringify(resumed));
    const hashed = await hashTree(medium);
    assert.ok(hashed.ok);
    assert.deepEqual(resumed.value.summary.dirHash, hashed.value.summary.dirHash);
  });
  await vault.close();
});
