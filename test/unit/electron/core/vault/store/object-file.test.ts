import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { BlockRing } from '../../../../../../electron/core/vault/store/block-ring.ts';
import { objectPath, type VaultLayout, vaultLayout } from '../../../../../../electron/core/vault/store/layout.ts';
import { ObjectFile } from '../../../../../../electron/core/vault/store/object-file.ts';
import { skipWithout } from '../../../../../helpers/skip.ts';
import { freshFolder } from '../../../../../helpers/trees.ts';

const MIB = 1024 * 1024;
const content = randomBytes(6 * MIB + 4097);
const skipMount = skipWithout(process.getuid?.() === 0, 'only root can mount');

function emptyVault(root = freshFolder()): VaultLayout {
  const layout = vaultLayout(root);
  for (const folder of [layout.objects, layout.tmp]) mkdirSync(folder, { recursive: true });
  return layout;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** As a reader does it: one buffer for all chunks. */
async function writeAll(object: ObjectFile, bytes: Uint8Array, chunkSize: number): Promise<void> {
  const buffer = Buffer.alloc(chunkSize);
  for (let at = 0; at < bytes.length; at += chunkSize) {
    const chunk = bytes.subarray(at, at + chunkSize);
    buffer.set(chunk);
    await object.write(buffer.subarray(0, chunk.length));
    buffer.fill(0);
  }
}

test('contents of every size, in chunks of every size, one after the other through one ring', async () => {
  const layout = emptyVault();
  const ring = new BlockRing();
  let count = 0;
  const size = fc.oneof(
    fc.nat({ max: content.length }),
    fc.constantFrom(0, 1, 511, 512, 4095, 4096, 4097, MIB - 1, MIB, MIB + 1, 4 * MIB, 5 * MIB),
  );
  const chunk = fc.oneof(fc.integer({ min: 1000, max: 3 * MIB }), fc.constantFrom(256 * 1024, MIB));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(size, chunk), { minLength: 1, maxLength: 3 }), async (files) => {
      // As in an import: the next file fills the ring while the one before is still on its way to the disk.
      const written: { digest: string; done: Promise<unknown> }[] = [];
      for (const [length, chunkSize] of files) {
        const bytes = content.subarray(content.length - length);
        const object = new ObjectFile(layout, join(layout.tmp, `object-${count++}`), ring);
        await writeAll(object, bytes, chunkSize);
        const digest = digestOf(bytes);
        written.push({ digest, done: object.finish(digest) });
      }
      for (const { digest, done } of written) {
        assert.equal(await done, null);
        assert.equal(digestOf(readFileSync(objectPath(layout, digest))), digest);
      }
    }),
    { numRuns: 30 },
  );
  assert.deepEqual(readdirSync(layout.tmp), []);
});

test('what is given up leaves nothing, and the ring serves the next file', async () => {
  const layout = emptyVault();
  const ring = new BlockRing();
  const given = new ObjectFile(layout, join(layout.tmp, 'given-up'), ring);
  await writeAll(given, content, 256 * 1024);
  given.discard();
  const kept = new ObjectFile(layout, join(layout.tmp, 'kept'), ring);
  await writeAll(kept, content, 256 * 1024);
  assert.equal(await kept.finish(digestOf(content)), null);
  assert.deepEqual(readdirSync(layout.tmp), []);
  assert.deepEqual(readFileSync(objectPath(layout, digestOf(content))), content);
});

test('a file system without direct writes is written to all the same', { skip: skipMount }, async () => {
  const folder = freshFolder();
  // It has nothing but the page cache, so direct writes it will never have.
  execFileSync('mount', ['-t', 'ramfs', '-o', 'mode=700', 'none', folder]);
  try {
    const layout = emptyVault(folder);
    const object = new ObjectFile(layout, join(layout.tmp, 'object'), new BlockRing());
    await writeAll(object, content, 256 * 1024);
    assert.equal(await object.finish(digestOf(content)), null);
    assert.deepEqual(readFileSync(objectPath(layout, digestOf(content))), content);
  } finally {
    execFileSync('umount', [folder]);
  }
});

test('a disk that is full fails the content, which has no name then', { skip: skipMount }, async () => {
  const folder = freshFolder();
  const image = join(freshFolder(), 'image');
  execFileSync('truncate', ['-s', '4M', image]);
  execFileSync('mkfs.ext4', ['-q', image]);
  execFileSync('mount', ['-o', 'loop', image, folder]);
  try {
    const layout = emptyVault(folder);
    const object = new ObjectFile(layout, join(layout.tmp, 'object'), new BlockRing());
    await writeAll(object, content, 256 * 1024);
    assert.equal((await object.finish(digestOf(content)))?.errno, 'ENOSPC');
    assert.equal(object.failure?.code, 'file/medium-full');
    assert.equal(existsSync(objectPath(layout, digestOf(content))), false);
  } finally {
    execFileSync('umount', [folder]);
  }
});
