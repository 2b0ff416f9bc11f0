import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import { sayFailure } from '../../../../../../shared/failure/say.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

/** How a thread comes to its end without an answer: what the vault starts in its place. */
const ENDS: Readonly<Record<string, { readonly script: string; readonly fault: RegExp }>> = {
  'an error that nothing handles': {
    script: "setTimeout(() => { throw new TypeError('secret-label'); }, 20)",
    fault: /^TypeError\b/,
  },
  'the end of its process': { script: 'process.exit(3)', fault: /^exit 3$/ },
  silence: { script: '', fault: /^exit 0$/ },
};

for (const [how, { script, fault }] of Object.entries(ENDS)) {
  test(`an import whose thread ends by ${how} fails with that, and is resumed to its end`, async () => {
    const folder = freshFolder();
    const source = treeOf({ a: 'a', 'b/c': 'c' });
    const broken = await open(folder, threadOf(script));
    const ended = await broken.importBundle(source).done;
    assert.ok(!ended.ok && ended.error.code === 'import/thread-kept', JSON.stringify(ended));
    assert.match(String(ended.error.cause?.params?.fault), fault);
    assert.doesNotMatch(sayFailure(ended.error), /secret-label/);
    const unfinished = broken.unfinishedImports();
    assert.ok(unfinished.ok);
    assert.deepEqual(
      unfinished.value.map((one) => one.source),
      [source],
    );
    // The next one has its turn.
    const next = await broken.importBundle(source).done;
    assert.ok(!next.ok && next.error.code === 'import/thread-kept');
    await broken.close();

    const vault = await open(folder, workerFile);
    const [{ id } = { id: '' }] = unfinished.value;
    const resumed = await vault.resumeImport(id, source).done;
    assert.ok(resumed.ok, JSON.stringify(resumed));
    assert.equal(readdirSync(join(folder, 'bundles')).length, 1);
    await vault.close();
  });

  test(`a check of the vault whose thread ends by ${how} fails with that`, async () => {
    const folder = freshFolder();
    const vault = await open(folder, threadOf(script));
    const checked = await vault.check();
    assert.ok(!checked.ok && checked.error.code === 'vault/thread', JSON.stringify(checked));
    assert.match(String(checked.error.cause?.params?.fault), fault);
    await vault.close();
  });
}

function threadOf(script: string): string {
  const file = join(freshFolder(), 'thread.cjs');
  writeFileSync(file, script);
  return file;
}

async function open(folder: string, workerFile: string): Promise<Vault> {
  const vault = await openVault(folder, { workerFile });
  assert.ok(vault.ok);
  return vault.value;
}
