import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { byteName } from '../../../../../electron/core/media/byte-name.ts';
import { Folder } from '../../../../../electron/core/media/folder.ts';
import { walkTree } from '../../../../../electron/core/media/walk.ts';
import { stretchesOf } from '../../../../../electron/core/tree/batch-source.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

test('a batch holds as many leaves as their paths allow', () => {
  const [short, long] = [leavesOfBatches(['a'], 300), leavesOfBatches(Array(15).fill('d'.repeat(250)), 100)];
  assert.deepEqual(short, [256, 44]);
  // Each path has some 3,770 bytes: 70 of them are more than 256 KiB.
  assert.deepEqual(long, [70, 30]);
});

function leavesOfBatches(folders: readonly string[], files: number): number[] {
  const root = freshFolder();
  const folder = join(root, ...folders);
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < files; i++) writeFileSync(join(folder, `${i}`.padStart(5, '0')), '');
  const opened = Folder.open(byteName(root));
  const walk = walkTree(opened, () => false);
  const leaves = [
    ...stretchesOf(
      walk,
      () => null,
      (one) => assert.fail(one.code),
    ),
  ].map((one) => (one.kind === 'read' ? one.leaves : 0));
  opened.release();
  return leaves;
}
