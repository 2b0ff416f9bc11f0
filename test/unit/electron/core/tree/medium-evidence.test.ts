import assert from 'node:assert/strict';
import { renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assessInPlace } from '../../../../../electron/core/assess/medium.ts';
import { openRoot } from '../../../../../electron/core/tree/hash-tree.ts';
import { withHashedLeaves } from '../../../../../electron/core/tree/hashed-leaves.ts';
import { MediumEvidence } from '../../../../../electron/core/tree/medium-evidence.ts';
import { openVault } from '../../../../../electron/core/vault/vault.ts';
import { EvidenceReadError } from '../../../../../shared/evidence/reader.ts';
import { rehearsalFiles, writeTree } from '../../../../helpers/rehearsal.ts';
import { freshFolder, treeOf } from '../../../../helpers/trees.ts';
import { workerFile } from '../../../../helpers/vault-worker.ts';

test('a directory is judged in place as its import judges it', async () => {
  const root = writeTree(freshFolder(), rehearsalFiles());
  symlinkSync('loop', join(root, 'loop'));
  const inPlace = await assessInPlace(root, { workerFile });
  const vault = await openVault(freshFolder(), { workerFile });
  assert.ok(vault.ok);
  const imported = await vault.value.importBundle(root).done;
  assert.ok(inPlace.ok && imported.ok);
  assert.deepEqual(
    inPlace.value.findings.map(({ code, where }) => [code, where]),
    [
      ['evidence.link-not-covered', 'loop'],
      ['evidence.link-loop', 'loop'],
    ],
  );
  const { importedAt: _, ...judged } = inPlace.value;
  // Only a vault lists leaves.
  const { importedAt: __, leavesSha256, ...expected } = imported.value;
  assert.ok(leavesSha256 !== undefined);
  assert.deepEqual(judged, expected);
});

test('what was read is what was hashed, or reading it fails', async () => {
  const defects: [string, (root: string) => void][] = [
    ['another content', (root) => writeFileSync(join(root, 'a/b'), 'other')],
    ['a longer content', (root) => writeFileSync(join(root, 'a/b'), 'content and more')],
    [
      'a link in its folder’s place',
      (root) => {
        renameSync(join(root, 'a'), join(root, 'moved'));
        symlinkSync('moved', join(root, 'a'));
      },
    ],
    ['nothing any more', (root) => renameSync(join(root, 'a'), join(root, 'moved'))],
  ];
  assert.equal(await contentAfter(() => undefined), 'content');
  for (const [what, damage] of defects) await assert.rejects(contentAfter(damage), EvidenceReadError, what);
});

/** What `a/b` is read as, when this happens between hashing the tree and reading the file. */
async function contentAfter(meanwhile: (root: string) => void): Promise<string> {
  const path = treeOf({ 'a/b': 'content' });
  const root = openRoot(path);
  assert.ok(root.ok);
  const read = await withHashedLeaves(path, { workerFile }, async (_, leaves) => {
    meanwhile(path);
    const chunks = new MediumEvidence(root.value, leaves).readFile('a/b');
    assert.ok(chunks !== null);
    let text = '';
    for await (const chunk of chunks) text += Buffer.from(chunk).toString();
    return text;
  });
  root.value.release();
  assert.ok(read.ok);
  return read.value;
}
