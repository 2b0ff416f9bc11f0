import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Folder } from '../../../../electron/media/folder.ts';
import { JobControl } from '../../../../electron/vault/control.ts';
import { importDirectory } from '../../../../electron/vault/directory-import.ts';
import { vaultLayout } from '../../../../electron/vault/layout.ts';
import { tokensAhead } from '../../../../electron/vault/token-search.ts';
import { openVault } from '../../../../electron/vault/vault.ts';
import { freshFolder, treeOf } from '../../../helpers/trees.ts';
import { workerFile } from '../../../helpers/vault-worker.ts';

const SECRET = 'hunter2-secret';
const TOKENS = [SECRET, 'not-in-there'].map((text) => new TextEncoder().encode(text));

/** The secret lies across the border of two chunks of a large file, and in a small file. */
function leakyTree(): string {
  const large = Buffer.alloc(3 * 1024 * 1024, 'dump ');
  large.write(SECRET, 1024 * 1024 - 5);
  const checks = {
    type: 'urn:holdfast:checks:v1',
    checks: [
      {
        id: 'leaks',
        title: 'No secret',
        type: 'forbidden-tokens',
        tokens: [{ text: SECRET }, { text: 'not-in-there' }],
        files: 'all',
      },
    ],
  };
  return treeOf({
    'checks.json': JSON.stringify(checks),
    'clean.txt': 'nothing',
    'deep/small.txt': `say ${SECRET} and ${SECRET}`,
    'large.sql': large,
  });
}

test('forbidden tokens are found while the files are read, across chunks too', async () => {
  const source = leakyTree();
  const vault = freshFolder();
  assert.ok((await openVault(vault, { workerFile })).ok);
  const layout = vaultLayout(vault);
  const folder = join(layout.tmp, 'import');
  mkdirSync(folder);
  const control = JobControl.fresh().shared;
  const role = { role: 'import', control, layout, folder, importId: 'import', source, workerFile, readers: 2 } as const;
  const staged = await importDirectory(role);
  assert.ok(staged.ok && staged.value.tokens !== null);
  const { tokens } = staged.value;
  const none = { count: 0, first: null };
  assert.deepEqual(tokens.in('large.sql', TOKENS), [{ count: 1, first: 1024 * 1024 - 5 }, none]);
  assert.deepEqual(tokens.in('deep/small.txt', TOKENS), [{ count: 2, first: 4 }, none]);
  assert.deepEqual(tokens.in('clean.txt', TOKENS), [none, none]);
  assert.equal(tokens.in('clean.txt', [randomBytes(8)]), null, 'not searched for');
});

test('a check of forbidden tokens fails on what was found', async () => {
  const vault = await openVault(freshFolder(), { workerFile });
  assert.ok(vault.ok);
  const imported = await vault.value.importBundle(leakyTree()).done;
  assert.ok(imported.ok);
  assert.deepEqual(
    imported.value.checks.map((check) => [check.id, check.result]),
    [['leaks', 'fail']],
  );
  assert.equal(imported.value.checks[0]?.observed[`token ${SECRET}`], '3, first in deep/small.txt, byte 4');
});

test('checks that cannot be read ahead name no tokens', () => {
  assert.deepEqual(tokensAhead(Folder.open(treeOf({ a: 'a' }))), []);
  assert.deepEqual(tokensAhead(Folder.open(treeOf({ 'checks.json': '{' }))), []);
  assert.deepEqual(tokensAhead(Folder.open(treeOf({ 'checks.json/a': 'a folder' }))), []);
});
