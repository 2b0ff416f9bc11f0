import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readStoredRecord } from '../../../../../../electron/core/vault/store/bundle-store.ts';
import { vaultLayout } from '../../../../../../electron/core/vault/store/layout.ts';
import { openVault } from '../../../../../../electron/core/vault/vault.ts';
import { heal, inject } from '../../../../../helpers/faults.ts';
import { isLong } from '../../../../../helpers/long.ts';
import { must } from '../../../../../helpers/must.ts';
import { threadFile } from '../../../../../helpers/parts.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';

const workerFile = threadFile('faulty-vault-worker');
const MOST_CALLS = 500;
/** Not every call: a check of its own follows each. */
const STEP = isLong ? 2 : 12;

test('a call that fails once during a check costs no content', async () => {
  const whole = freshFolder();
  const source = treeOf({ 'a.txt': 'first content' });
  const made = must(await openVault(whole, { workerFile }));
  const { id } = must(await made.importBundle(source).done);
  await made.close();
  const { sha256 } = must(await readStoredRecord(vaultLayout(whole), id, null));
  const knownRecords = () => new Map([[id, sha256]]);

  for (let at = 1; ; at += STEP) {
    assert.ok(at < MOST_CALLS, 'the check ends');
    const root = join(freshFolder(), 'vault');
    cpSync(whole, root, { recursive: true });
    const vault = must(await openVault(root, { workerFile, knownRecords }));
    inject(root, { at, kind: 'instead', errno: 'EIO' });
    await vault.check({});
    const { hits } = heal();
    const after = must(await vault.check({}));
    await vault.close();
    rmSync(root, { recursive: true });
    assert.deepEqual([after?.damaged, after?.unusablePacks, after?.refused], [[], [], []], `the fault was call ${at}`);
    if (hits === 0) break;
  }
});
