import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { JobControl } from '../../../../../electron/core/job/control.ts';
import { Folder } from '../../../../../electron/core/media/folder.ts';
import { packBundle } from '../../../../../electron/core/pack/pack.ts';
import { TokensFound, tokensAhead } from '../../../../../electron/core/tree/token-search.ts';
import { importArchive } from '../../../../../electron/core/vault/import/archive-import.ts';
import { importDirectory } from '../../../../../electron/core/vault/import/directory-import.ts';
import { vaultLayout } from '../../../../../electron/core/vault/store/layout.ts';
import { openVault } from '../../../../../electron/core/vault/vault.ts';
import { freshFolder, treeOf } from '../../../../helpers/trees.ts';
import { workerFile } from '../../../../helpers/vault-worker.ts';

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
  const found = await staged(leakyTree());
  const none = { count: 0, first: null };
  assert.deepEqual(found?.in('large.sql', TOKENS), [{ count: 1, first: 1024 * 1024 - 5 }, none]);
  assert.deepEqual(found?.in('deep/small.txt', TOKENS), [{ count: 2, first: 4 }, none]);
  assert.deepEqual(found?.in('clean.txt', TOKENS), [none, none]);
  assert.equal(found?.in('clean.txt', [randomBytes(8)]), null, 'not searched for');
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

/** What a folder holds, packed with stock tools. */
function zipOf(folder: string): string {
  const archive = join(freshFolder(), 'bundle.zip');
  execFileSync('zip', ['-q', '-r', archive, '.'], { cwd: folder });
  return archive;
}

/** The leaky tree as the only folder of another one. */
function wrapped(): string {
  const root = freshFolder();
  cpSync(leakyTree(), join(root, 'top'), { recursive: true });
  return root;
}

/** A staged tree with what was found in the pass. */
async function staged(source: string): Promise<TokensFound | null> {
  const layout = vaultLayout(freshFolder());
  assert.ok((await openVault(layout.root, { workerFile })).ok);
  mkdirSync(join(layout.tmp, 'import'));
  const control = JobControl.fresh().shared;
  const place = { layout, folder: join(layout.tmp, 'import'), importId: 'import', source, workerFile, readers: 2 };
  const role = { role: 'import', control, ...place } as const;
  const tree = await (statSync(source).isFile() ? importArchive(role) : importDirectory(role));
  assert.ok(tree.ok);
  return tree.value.tokens;
}

for (const [what, source, prefix] of [
  ['a directory with one folder', wrapped, 'top/'],
  ['a zip', () => zipOf(leakyTree()), ''],
  ['a zip with one folder', () => zipOf(wrapped()), 'top/'],
] as const) {
  test(`forbidden tokens are found in the one pass over ${what}`, async () => {
    const found = await staged(source());
    const none = { count: 0, first: null };
    assert.deepEqual(found?.in(`${prefix}large.sql`, TOKENS), [{ count: 1, first: 1024 * 1024 - 5 }, none]);
    assert.deepEqual(found?.in(`${prefix}deep/small.txt`, TOKENS), [{ count: 2, first: 4 }, none]);
    assert.deepEqual(found?.in(`${prefix}clean.txt`, TOKENS), [none, none]);
  });
}

test('in a tar files are searched from where checks.json comes, and the check finds what came before', async () => {
  for (const [order, isSearched] of [
    [['checks.json', 'clean.txt', 'deep', 'large.sql'], true],
    [['clean.txt', 'deep', 'large.sql', 'checks.json'], false],
  ] as const) {
    const archive = join(freshFolder(), 'bundle.tar');
    execFileSync('tar', ['cf', archive, ...order], { cwd: leakyTree() });
    const found = await staged(archive);
    assert.equal(found?.in('deep/small.txt', TOKENS)?.[0]?.first, isSearched ? 4 : undefined);
    const vault = await openVault(freshFolder(), { workerFile });
    assert.ok(vault.ok);
    const imported = await vault.value.importBundle(archive).done;
    assert.ok(imported.ok);
    assert.equal(imported.value.checks[0]?.observed[`token ${SECRET}`], '3, first in deep/small.txt, byte 4');
    await vault.value.close();
  }
});

test('an archive that pack made is searched whole in the one pass', async () => {
  const out = join(freshFolder(), 'bag.tar.gz');
  const tree = leakyTree();
  const checks = readFileSync(join(tree, 'checks.json'));
  assert.ok((await packBundle(tree, out, { checks })).ok);
  assert.equal((await staged(out))?.in('bag/data/deep/small.txt', TOKENS)?.[0]?.first, 4);
});

test('what an earlier run of the import has read was not searched, all else was', () => {
  const found = new TokensFound(TOKENS);
  found.passOver('a');
  found.note('b', [
    { count: 1, first: 7 },
    { count: 0, first: null },
  ]);
  assert.equal(found.in('a', TOKENS), null);
  assert.equal(found.in('b', TOKENS)?.[0]?.first, 7);
  assert.equal(found.in('c', TOKENS)?.[0]?.count, 0);
});

test('checks that cannot be read ahead name no tokens', () => {
  assert.deepEqual(tokensAhead(Folder.open(treeOf({ a: 'a' }))), []);
  assert.deepEqual(tokensAhead(Folder.open(treeOf({ 'checks.json': '{' }))), []);
  assert.deepEqual(tokensAhead(Folder.open(treeOf({ 'checks.json/a': 'a folder' }))), []);
});
