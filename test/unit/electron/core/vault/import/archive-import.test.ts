import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashTree } from '../../../../../../electron/core/tree/hash-tree.ts';
import { openVault } from '../../../../../../electron/core/vault/vault.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

function tree(): string {
  const root = treeOf({
    'a.b': 'beside a/',
    'a/one': '1',
    a0: 'after a/',
    'Ünïcode/😀': 'astral',
    ﬀ: 'f',
    empty: '',
    'medium.bin': Buffer.alloc(700_000, 'medium '),
    'large.bin': Buffer.alloc(17 * 1024 * 1024, 'large '),
  });
  chmodSync(join(root, 'a/one'), 0o755);
  symlinkSync('../a.b', join(root, 'a/link'));
  return root;
}

/** Packs what is in a folder with stock tools, in no helpful order. */
const PACKERS: Readonly<Record<string, (root: string, out: string) => void>> = {
  tar: (root, out) => execFileSync('bash', ['-c', 'ls -A -r | tar cf "$0" -T -', out], { cwd: root }),
  'tar.gz': (root, out) => execFileSync('bash', ['-c', 'ls -A -r | tar czf "$0" -T -', out], { cwd: root }),
  zip: (root, out) => execFileSync('python3', ['-c', ZIP, out], { cwd: root }),
};

const ZIP = `
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    for folder, folders, files in os.walk('.'):
        for name in sorted(files, reverse=True):
            path = os.path.join(folder, name)
            info = zipfile.ZipInfo.from_file(path, os.path.relpath(path))
            info.compress_type = zipfile.ZIP_DEFLATED
            if os.path.islink(path):
                info.external_attr = 0o120777 << 16
                z.writestr(info, os.readlink(path))
            else:
                z.writestr(info, open(path, 'rb').read())
`;

for (const [form, pack] of Object.entries(PACKERS)) {
  test(`a ${form} gives the tree hashes of the directory that it was packed from, and every byte`, async () => {
    const root = tree();
    const archive = join(freshFolder(), `bundle.${form}`);
    pack(root, archive);
    const expected = await hashTree(root, { workerFile });
    assert.ok(expected.ok);
    assert.deepEqual(await hashTree(archive), { ok: true, value: { summary: expected.value.summary, findings: [] } });
    const vault = await openVault(freshFolder(), { workerFile });
    assert.ok(vault.ok);
    const imported = await vault.value.importBundle(archive).done;
    assert.ok(imported.ok, JSON.stringify(imported));
    const oneDigest = await hashTree(root, { git: false });
    assert.deepEqual(imported.value.summary, oneDigest.ok && oneDigest.value.summary);
    assert.equal(imported.value.form, form);
    const entries = await vault.value.bundleEntries(imported.value.id);
    assert.ok(entries.ok);
    for (const { path, sha256, kind } of entries.value.files) {
      const content = await vault.value.readSmall(sha256, 32 * 1024 * 1024);
      assert.ok(content.ok, path);
      if (kind !== 'symlink') assert.ok(Buffer.from(content.value).equals(readFileSync(join(root, path))), path);
    }
  });
}

test('an archive that is damaged leaves no bundle', async () => {
  const root = tree();
  const archive = join(freshFolder(), 'bundle.tar.gz');
  execFileSync('tar', ['czf', archive, '.'], { cwd: root });
  writeFileSync(archive, readFileSync(archive).subarray(0, -200));
  const folder = freshFolder();
  const vault = await openVault(folder, { workerFile });
  assert.ok(vault.ok);
  const imported = await vault.value.importBundle(archive).done;
  assert.ok(!imported.ok && imported.error.code === 'import/refused');
  assert.deepEqual(
    imported.error.findings.map((one) => one.code),
    ['evidence.archive-truncated'],
  );
  assert.deepEqual(await vault.value.listing(), { ok: true, value: { bundles: [], damaged: [] } });
  assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
});

test('twins in an archive are flagged, and more leaves than are sorted at once come out in order', async () => {
  const root = freshFolder();
  for (const name of ['Twin', 'twin']) appendFileSync(join(root, name), name);
  const script = 'mkdir n && cd n && seq 1 40000 | xargs touch';
  execFileSync('bash', ['-c', script], { cwd: root });
  const archive = join(freshFolder(), 'many.tar');
  execFileSync('tar', ['cf', archive, '-C', root, '.']);
  const [packed, plain] = [await hashTree(archive), await hashTree(root, { workerFile })];
  assert.ok(packed.ok && plain.ok);
  assert.deepEqual(packed.value, plain.value);
  assert.deepEqual(
    packed.value.findings.map((one) => [one.code, one.where]),
    [['evidence.name-twin', 'twin']],
  );
});
