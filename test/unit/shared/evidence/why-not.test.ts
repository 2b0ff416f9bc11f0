import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { nobleHashing } from '../../../../shared/evidence/hashing.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { leavesOfLines, treeAsListed } from '../../../../shared/evidence/listed-tree.ts';
import { parseSums } from '../../../../shared/evidence/manifests/sums.ts';
import { comparePaths } from '../../../../shared/evidence/path-order.ts';
import { foldInOrder, treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import type { EvidenceFile } from '../../../../shared/evidence/types.ts';

const name = fc.stringMatching(/^[a-zé.~ -]{1,6}$/).filter((text) => text !== '.' && text !== '..');
const contents = fc.dictionary(name, fc.string({ maxLength: 5 }), { maxKeys: 12, noNullPrototype: true });

const leavesOf = (files: Readonly<Record<string, string>>): EvidenceFile[] =>
  Object.entries(files)
    .map(([path, text]) => evidenceFile(path, utf8(text)))
    .sort((a, b) => comparePaths(a.path, b.path));

const sumsOf = (leaves: readonly EvidenceFile[]): Uint8Array =>
  utf8(leaves.map(({ sha256, path }) => `${sha256}  ${path}\n`).join(''));

test('whatever became of the files, the tree as it is listed is the tree that the manifest was made of', () => {
  fc.assert(
    fc.property(contents, contents, fc.boolean(), (before, after, isReversed) => {
      const leaves = leavesOf(before);
      const sums = parseSums(sumsOf(isReversed ? [...leaves].reverse() : leaves), 'SHA256SUMS');
      const listed = treeAsListed([sums], leavesOf(after), () => true);
      assert.equal(foldInOrder(listed, nobleHashing).dirHash, treeHashes(leaves).dirHash);
      assert.deepEqual([...listed], [...listed], 'it can be read again');
    }),
  );
});

test('what need not be listed stays, and a path that is listed twice counts once', () => {
  const leaves = leavesOf({ a: '1', b: '2', 'c.note': '3' });
  const [a, b] = leaves;
  assert.ok(a !== undefined && b !== undefined);
  const sums = parseSums(utf8(`${b.sha256}  b\n${a.sha256}  a\n${a.sha256}  b\n`), 'SHA256SUMS');
  const listed = treeAsListed([sums], leaves, ({ path }) => path !== 'c.note');
  assert.deepEqual(
    Array.from(listed, ({ path, sha256 }) => [path, sha256]),
    leaves.map(({ path, sha256 }) => [path, sha256]),
  );
});

test('the lines of a dirHash name its leaves, and nothing else does', () => {
  const linesOf = (leaves: readonly EvidenceFile[]): string =>
    leaves.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
  fc.assert(
    fc.property(contents, (files) => {
      const leaves = leavesOf(files);
      const read = leavesOfLines(utf8(linesOf(leaves)));
      assert.equal(foldInOrder(read ?? [], nobleHashing).merkleSha256, treeHashes(leaves).merkleSha256);
    }),
  );
  const [a, b] = [linesOf(leavesOf({ a: '1' })), linesOf(leavesOf({ b: '2' }))];
  for (const text of [b + a, a + a, a.trimEnd(), `x${a}`, a.replace('  ', ' '), a.replace('a\n', '../a\n'), '\n']) {
    assert.equal(leavesOfLines(utf8(text)), null, JSON.stringify(text));
  }
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const read = leavesOfLines(bytes);
      assert.ok(read === null || bytes.length === 0 || read.length > 0);
    }),
  );
});
