import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashTree } from '../../../../../../electron/core/tree/hash-tree.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const MIB = 1024 * 1024;

/** Contents of every size, and nothing that deflate makes smaller. */
const CONTENT = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(80 * MIB));
const root = treeOf({
  'a/large.bin': CONTENT.subarray(0, 50 * MIB),
  'a/medium.bin': CONTENT.subarray(50 * MIB, 51 * MIB),
  empty: '',
  ...Object.fromEntries(
    Array.from({ length: 700 }, (_, i) => [
      `small/${i}`,
      CONTENT.subarray(51 * MIB + 40_000 * i, 51 * MIB + 40_000 * i + i * 57),
    ]),
  ),
  'z.bin': CONTENT.subarray(60 * MIB),
});

const PACKERS: Readonly<Record<string, (out: string) => void>> = {
  tar: (out) => execFileSync('tar', ['cf', out, '.'], { cwd: root }),
  'tar.gz': (out) => execFileSync('bash', ['-c', 'tar cf - . | gzip -1 > "$0"', out], { cwd: root }),
  zip: (out) => execFileSync('zip', ['-q', '-1', '-r', out, '.'], { cwd: root }),
};

function packed(form: string): string {
  const out = join(freshFolder(), `bundle.${form}`);
  PACKERS[form]?.(out);
  return out;
}

/** The worker, and a note of each thread that starts. */
function worker(): { readonly file: string; readonly roles: () => string[] } {
  const folder = freshFolder();
  const [file, notes] = [join(folder, 'worker.cjs'), join(folder, 'roles')];
  writeFileSync(notes, '');
  writeFileSync(
    file,
    `const { workerData } = require('node:worker_threads');
    require('node:fs').appendFileSync(${JSON.stringify(notes)}, workerData.role + '\\n');
    require(${JSON.stringify(workerFile)});`,
  );
  return {
    file,
    roles: () =>
      readFileSync(notes, 'utf8')
        .split('\n')
        .filter((role) => role !== ''),
  };
}

async function open(folder: string, file: string): Promise<Vault> {
  const vault = await openVault(folder, { workerFile: file });
  assert.ok(vault.ok);
  return vault.value;
}

for (const form of Object.keys(PACKERS)) {
  test(`${form}: one thread gives the tree hashes and the contents of what was packed`, async () => {
    const archive = packed(form);
    const [expected, oneDigest] = [await hashTree(root), await hashTree(root, { git: false })];
    assert.ok(expected.ok && oneDigest.ok);
    const { file, roles } = worker();
    assert.deepEqual(await hashTree(archive, { workerFile: file }), expected);
    assert.deepEqual(roles(), [], 'hashing an archive starts no thread');
    const vault = await open(freshFolder(), file);
    const imported = await vault.importBundle(archive).done;
    assert.ok(imported.ok, JSON.stringify(imported));
    assert.deepEqual(roles(), ['import']);
    assert.deepEqual(imported.value.summary, oneDigest.value.summary);
    const checked = await vault.check();
    assert.ok(checked.ok && checked.value?.damaged.length === 0);
    await vault.close();
  });
}

test('what is damaged at its end is found, and leaves nothing', async () => {
  const archive = packed('tar.gz');
  writeFileSync(archive, readFileSync(archive).subarray(0, -200));
  const folder = freshFolder();
  const vault = await open(folder, workerFile);
  const ended = await vault.importBundle(archive).done;
  assert.ok(!ended.ok && ended.error.code === 'import/refused', JSON.stringify(ended));
  assert.deepEqual(
    ended.error.findings.map(({ code }) => code),
    ['evidence.archive-truncated'],
  );
  assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
  await vault.close();
});
