import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readIfThere, readRegularFile, readStart } from '../../../../../electron/core/files/read.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-read-'));
after(() => rm(root, { recursive: true }));

test('a file is read whole up to the limit, and nothing else is read', async () => {
  const file = join(root, 'file');
  await writeFile(file, 'seventeen bytes..');
  await symlink('file', join(root, 'link'));
  execFileSync('mkfifo', [join(root, 'fifo')]);
  const codeOf = async (path: string, maxBytes = 17) => {
    const read = await readRegularFile(path, maxBytes);
    return read.ok ? read.value.toString() : read.error.code;
  };
  assert.equal(await codeOf(file), 'seventeen bytes..');
  assert.equal(await codeOf(file, 16), 'file/too-large');
  assert.equal(await codeOf(join(root, 'link')), 'file/not-a-regular-file');
  assert.equal(await codeOf(join(root, 'fifo')), 'file/not-a-regular-file');
  assert.equal(await codeOf(root), 'file/not-a-regular-file');
  assert.equal(await codeOf(join(root, 'nothing')), 'file/gone');
  assert.deepEqual(await readIfThere(join(root, 'nothing'), 17), { ok: true, value: null });
});

test('a file that has more in it than it said when it was opened is refused', async () => {
  // The kernel says 0 bytes of it, and gives some hundred.
  const read = await readRegularFile('/proc/self/status', 64 * 1024);
  assert.equal(read.ok ? 'read' : read.error.code, 'file/changed');
});

test('the start of a file is all of a small one and no more of a large one', async () => {
  const path = join(root, 'some');
  for (const size of [0, 1, 9, 10, 11, 5000]) {
    await writeFile(path, Buffer.alloc(size, 7));
    const read = await readStart(path, 10);
    assert.deepEqual(read.ok && read.value, Buffer.alloc(Math.min(size, 10), 7));
  }
});

test('of a FIFO or a link there is no start', async () => {
  for (const name of ['fifo', 'link']) {
    const read = await readStart(join(root, name), 10);
    assert.equal(read.ok ? 'read' : read.error.code, 'file/not-a-regular-file', name);
  }
});
