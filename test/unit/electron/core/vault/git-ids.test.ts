import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { assessInPlace } from '../../../../../electron/core/assess/medium.ts';
import type { KnownRecords } from '../../../../../electron/core/vault/store/known-records.ts';
import { openVault, type Vault } from '../../../../../electron/core/vault/vault.ts';
import type { Sha256 } from '../../../../../shared/encoding/bytes.ts';
import { hasGitIds, withoutGitIds } from '../../../../../shared/evidence/git-ids.ts';
import type { BundleRecord } from '../../../../../shared/evidence/types.ts';
import type { Failure } from '../../../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../../../shared/result.ts';
import { must } from '../../../../helpers/must.ts';
import { recordsOnDisk } from '../../../../helpers/records-on-disk.ts';
import { freshFolder, treeOf } from '../../../../helpers/trees.ts';
import { workerFile } from '../../../../helpers/vault-worker.ts';

const FILES = { 'top/data/x': '1', 'top/run.sh': '#!/bin/sh', 'top/empty': '', 'top/bagit.txt': 'no bag' };

function source(): string {
  const root = treeOf(FILES);
  chmodSync(join(root, 'top/run.sh'), 0o755);
  symlinkSync('data/x', join(root, 'top/link'));
  return root;
}

async function opened(folder: string, known?: () => KnownRecords): Promise<Vault> {
  return must(await openVault(folder, { workerFile, ...(known === undefined ? {} : { knownRecords: known }) }));
}

const keep = async () => ok(null);
const keepNothing = (): Promise<Result<null, Failure>> => assert.fail('nothing is to be kept');
const undated = (record: BundleRecord) => {
  const { leavesSha256: _, ...rest } = record;
  return { ...rest, importedAt: '' };
};

test('an import computes no git ids; added later from the vault’s copy, they are those of one pass over the medium', async () => {
  const [root, folder] = [source(), freshFolder()];
  const tar = join(freshFolder(), `${basename(root)}.tar`);
  execFileSync('tar', ['cf', tar, '-C', root, '.']);
  const inOnePass = must(await assessInPlace(root, { workerFile, git: true }));
  assert.ok(hasGitIds(inOnePass));
  const vault = await opened(folder);
  for (const path of [root, tar]) {
    const imported = must(await vault.importBundle(path).done);
    assert.ok(path === tar || !hasGitIds(imported));
    const added = must(await vault.addGitIds(imported.id, keep));
    assert.ok(added !== null);
    const { label } = inOnePass;
    assert.deepEqual(undated({ ...added, label, form: 'directory' }), undated(inOnePass));
    assert.deepEqual(must(await vault.bundle(imported.id)), added);
    assert.deepEqual(withoutGitIds(added), withoutGitIds(imported));
  }
  await vault.close();
});

test('a content that changed in the vault gives no ids, and the record stays as it is', async () => {
  const folder = freshFolder();
  const vault = await opened(folder);
  const before = must(await vault.importBundle(source()).done);
  for (const name of readdirSync(join(folder, 'packs'))) {
    const pack = join(folder, 'packs', name);
    writeFileSync(pack, readFileSync(pack, 'latin1').replace('#!/bin/sh', '#!/bin/xx'), 'latin1');
  }
  const added = await vault.addGitIds(before.id, keepNothing);
  assert.deepEqual(added.ok ? added : added.error.code, 'vault/damaged');
  assert.deepEqual(must(await vault.bundle(before.id)), before);
  await vault.close();
});

test('a leaf that was edited in the manifest gives no ids', async () => {
  const folder = freshFolder();
  const vault = await opened(folder);
  const { id } = must(await vault.importBundle(source()).done);
  const manifest = join(folder, 'bundles', id, 'entries');
  writeFileSync(manifest, readFileSync(manifest, 'latin1').replace(/^x /m, 'f '), 'latin1');
  const added = await vault.addGitIds(id, keepNothing);
  assert.deepEqual(added.ok ? added : added.error.code, 'vault/damaged');
  await vault.close();
});

test('whenever it ends, the record is a known one: the one before the journal has the new digest, the new one after', async () => {
  const folder = freshFolder();
  const first = await opened(folder);
  const before = must(await first.importBundle(source()).done);
  await first.close();
  const known = new Map<Sha256, Sha256 | null>(recordsOnDisk(folder));
  const vault = await opened(folder, () => known);
  // It ends before the journal has the entry.
  const refused = await vault.addGitIds(before.id, async () => err('the journal is full'));
  assert.deepEqual(refused, err('the journal is full'));
  assert.deepEqual(must(await vault.bundle(before.id)), before);
  // It ends after the journal has it, and before the new record is in the place of the other.
  const crash = new Error('ended here');
  const died = vault.addGitIds(before.id, async (record, digest) => {
    known.set(record.id, digest);
    throw crash;
  });
  await assert.rejects(died, crash);
  const reopened = await opened(folder, () => known);
  const after = must(await reopened.bundle(before.id));
  assert.ok(hasGitIds(after));
  assert.deepEqual(withoutGitIds(after), before);
  const check = must(await reopened.check());
  assert.deepEqual([check?.refused, check?.renewed], [[], []]);
  await reopened.close();
  await vault.close();
});

test('a bundle that is imported once more keeps its ids, and the same files with other links are refused', async () => {
  const [root, folder] = [source(), freshFolder()];
  const vault = await opened(folder);
  const { id } = must(await vault.importBundle(root).done);
  const added = must(await vault.addGitIds(id, keep));
  const again = must(await vault.importBundle(root).done);
  assert.deepEqual({ ...again, importedAt: '' }, { ...added, importedAt: '' });
  chmodSync(join(root, 'top/empty'), 0o755);
  const other = await vault.importBundle(root).done;
  assert.deepEqual(other.ok ? other : other.error.findings?.map(({ code }) => code), [
    'evidence.same-files-other-tree',
  ]);
  await vault.close();
});

test('it can be stopped, and then nothing is kept', async () => {
  const vault = await opened(freshFolder());
  const before = must(await vault.importBundle(source()).done);
  const stopped = await vault.addGitIds(before.id, keepNothing, {
    signal: AbortSignal.abort(),
  });
  assert.deepEqual(stopped, ok(null));
  assert.deepEqual(must(await vault.bundle(before.id)), before);
  await vault.close();
});
