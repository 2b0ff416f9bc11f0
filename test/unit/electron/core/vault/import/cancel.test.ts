import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ImportPhase } from '../../../../../../electron/core/job/control.ts';
import { openVault } from '../../../../../../electron/core/vault/vault.ts';
import { freshFolder } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const SIZE = 400 * 1024 * 1024;

/** A bag without SHA-256 manifests: the check reads all of it once more. */
function bag(): string {
  const folder = freshFolder();
  mkdirSync(join(folder, 'data'));
  const content = Buffer.alloc(SIZE);
  randomFillSync(content, 0, 1024 * 1024);
  writeFileSync(join(folder, 'data/dump'), content);
  writeFileSync(join(folder, 'bagit.txt'), 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  const sha512 = createHash('sha512').update(content).digest('hex');
  writeFileSync(join(folder, 'manifest-sha512.txt'), `${sha512}  data/dump\n`);
  return folder;
}

const source = bag();
const archive = join(freshFolder(), 'bag.tar');
execFileSync('tar', ['cf', archive, '-C', source, '.']);

const PHASES: readonly (readonly [string, string, ImportPhase])[] = [
  ['a directory', source, 'reading'],
  ['a directory', source, 'checking'],
  ['an archive', archive, 'reading'],
  ['an archive', archive, 'checking'],
];

for (const [what, from, wanted] of PHASES) {
  test(`${what} is cancelled while it is ${wanted}, by its own threads, and leaves nothing`, async () => {
    const folder = freshFolder();
    const vault = await openVault(folder, { workerFile });
    assert.ok(vault.ok);
    let seen = false;
    const job = vault.value.importBundle(from, {
      onProgress: ({ phase }) => {
        if (phase !== wanted) return;
        seen = true;
        job.cancel();
      },
    });
    const ended = await job.done;
    assert.ok(seen);
    assert.ok(!ended.ok && ended.error.code === 'import/cancelled', JSON.stringify(ended));
    await job.ended;
    assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
    assert.deepEqual(await vault.value.listing(), { ok: true, value: { bundles: [], damaged: [] } });
    await vault.value.close();
  });
}
