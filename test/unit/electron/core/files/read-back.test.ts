import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createFolderDurably } from '../../../../../electron/core/files/durable-folder.ts';
import { readBack } from '../../../../../electron/core/files/read-back.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-read-back-'));
after(() => rm(root, { recursive: true }));

test('a byte that went wrong on the medium itself is found, though the page cache has it right', async (t) => {
  if (process.getuid?.() !== 0) return t.diagnostic('mounting needs root: shown only there');
  const image = join(root, 'medium.img');
  const medium = join(root, 'medium');
  await mkdir(medium);
  execFileSync('sh', [
    '-c',
    `truncate -s 8M '${image}' && mkfs.ext4 -q '${image}' && mount -o loop '${image}' '${medium}'`,
  ]);
  try {
    const bytes = Buffer.alloc(8192, 'a mark that is nowhere else on this medium; ');
    const written = await createFolderDurably(medium, 'dossier', [{ name: 'inner/file', bytes }]);
    assert.deepEqual(written, { ok: true, value: 'medium' });
    const path = join(medium, 'dossier', 'inner', 'file');
    await spoil(image, bytes.subarray(0, 4096));
    assert.deepEqual(await readFile(path), bytes, 'the cache still has what was written');
    const read = await readBack(path, bytes);
    assert.ok(!read.ok && read.error.code === 'file/differs');
  } finally {
    execFileSync('umount', [medium]);
  }
});

/** Changes one byte of the block with this content, behind the file system's back. */
async function spoil(image: string, content: Buffer): Promise<void> {
  const at = (await readFile(image)).indexOf(content);
  assert.ok(at > 0, 'the medium holds what was written to it');
  const file = await open(image, 'r+');
  await file.write(Buffer.from('X'), 0, 1, at + 100);
  await file.close();
}
