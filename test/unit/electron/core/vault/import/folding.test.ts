import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ImportPhase } from '../../../../../../electron/core/job/control.ts';
import type { ImportProgress } from '../../../../../../electron/core/job/progress.ts';
import { BUNDLE_ENTRIES, IMPORT_STAGED } from '../../../../../../electron/core/vault/store/layout.ts';
import { openVault } from '../../../../../../electron/core/vault/vault.ts';
import { threadFile } from '../../../../../helpers/parts.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';

const workerFile = threadFile('held-at-folding');

const directory = treeOf(Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`${i % 7}/file-${i}`, `${i}`])));
const packed = freshFolder();
execFileSync('tar', ['czf', join(packed, 'bundle.tar.gz'), '-C', directory, '.']);
execFileSync('zip', ['-q', '-r', join(packed, 'bundle.zip'), '.'], { cwd: directory });

const SOURCES = [
  ['a directory', directory],
  ['a tar.gz', join(packed, 'bundle.tar.gz')],
  ['a zip', join(packed, 'bundle.zip')],
] as const;

const FROM_FOLDING_ON: ReadonlySet<ImportPhase> = new Set(['folding', 'checking', 'committing']);

/** An import that stands still where it begins to fold. */
async function heldAtFolding(source: string) {
  const folder = freshFolder();
  const vault = await openVault(folder, { workerFile });
  assert.ok(vault.ok);
  let reached: (progress: ImportProgress) => void = () => undefined;
  const held = new Promise<ImportProgress>((resolve) => {
    reached = resolve;
  });
  const job = vault.value.importBundle(source, {
    onProgress: (progress) => {
      if (progress.isAtRest && FROM_FOLDING_ON.has(progress.phase)) reached(progress);
    },
  });
  const first = await held;
  assert.equal(first.phase, 'folding', 'it went on');
  assert.equal(first.files, 600);
  // A directory is folded as it is read; an archive's leaves are sorted first.
  if (source !== directory) {
    const manifest = statSync(join(folder, 'tmp', job.id, IMPORT_STAGED, BUNDLE_ENTRIES));
    assert.equal(manifest.size, 0, 'none of it is folded yet');
  }
  return { folder, vault: vault.value, job };
}

for (const [what, source] of SOURCES) {
  test(`${what} that is paused while it is folded stands still there, and goes on to its end`, async () => {
    const { vault, job } = await heldAtFolding(source);
    job.resume();
    const ended = await job.done;
    assert.ok(ended.ok, JSON.stringify(ended));
    assert.equal(ended.value.summary.files, 600);
    await vault.close();
  });

  test(`${what} is cancelled while it is folded, by its own threads, and leaves nothing`, async () => {
    const { folder, vault, job } = await heldAtFolding(source);
    job.cancel();
    const ended = await job.done;
    assert.ok(!ended.ok && ended.error.code === 'import/cancelled', JSON.stringify(ended));
    await job.ended;
    assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
    assert.deepEqual(await vault.listing(), { ok: true, value: { bundles: [], damaged: [] } });
    await vault.close();
  });

  test(`${what} that is interrupted while it is folded can be resumed`, async () => {
    const { folder, vault, job } = await heldAtFolding(source);
    job.interrupt();
    assert.equal((await job.done).ok, false);
    await job.ended;
    assert.deepEqual(readdirSync(join(folder, 'tmp')), [job.id]);
    const again = vault.resumeImport(job.id, source, {
      onProgress: ({ phase }) => phase === 'folding' && again.resume(),
    });
    const ended = await again.done;
    assert.ok(ended.ok, JSON.stringify(ended));
    await vault.close();
  });
}
