import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { toHex, utf8 } from '../../../../shared/encoding/bytes.ts';
import { leafHash, merkleRoot } from '../../../../shared/encoding/rfc6962.ts';
import type { Hashing } from '../../../../shared/evidence/hashing.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { inPathOrder, isTreePath, TreeFold, treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import type { EvidenceFile } from '../../../../shared/evidence/types.ts';

const nodeHashing: Hashing = {
  sha256: () => createHash('sha256'),
  sha1: () => createHash('sha1'),
  sha256Of: (bytes) => createHash('sha256').update(bytes).digest(),
};
const empty = utf8('');

test('a tree of nothing has the hashes of nothing', () => {
  const sha256OfNothing = createHash('sha256').digest('hex');
  assert.deepEqual(treeHashes([]), {
    files: 0,
    bytes: 0,
    dirHash: sha256OfNothing,
    gitTreeSha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
    gitTreeSha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    merkleSha256: sha256OfNothing,
    sha256sumDot: sha256OfNothing,
  });
});

test('the hashes are what their definitions say, whichever hash functions do the work', () => {
  fc.assert(
    fc.property(trees(), (files) => {
      const regular = inPathOrder(files).filter((file) => file.kind !== 'symlink');
      const lines = regular.map((file) => `${file.sha256}  ${file.path}`);
      const hashes = treeHashes(files, nodeHashing);
      assert.deepEqual(hashes, treeHashes(files));
      assert.equal(hashes.dirHash, sha256(lines.map((line) => `${line}\n`).join('')));
      assert.equal(hashes.sha256sumDot, sha256(regular.map((file) => `${file.sha256}  ./${file.path}\n`).join('')));
      assert.equal(hashes.merkleSha256, toHex(merkleRoot(lines.map((line) => leafHash(utf8(line))))));
      assert.equal(hashes.files, regular.length);
      assert.equal(
        hashes.bytes,
        regular.reduce((sum, file) => sum + file.size, 0),
      );
    }),
  );
});

test('a symlink and the executable bit are in the git trees alone', () => {
  const file = evidenceFile('a', utf8('x'));
  const plain = treeHashes([file]);
  const executable = treeHashes([{ ...file, kind: 'executable' }]);
  const withLink = treeHashes([file, evidenceFile('link', utf8('a'), 'symlink')]);
  for (const changed of [executable, withLink]) {
    assert.deepEqual(
      { ...changed, gitTreeSha1: '', gitTreeSha256: '' },
      { ...plain, gitTreeSha1: '', gitTreeSha256: '' },
    );
    assert.notEqual(changed.gitTreeSha1, plain.gitTreeSha1);
    assert.notEqual(changed.gitTreeSha256, plain.gitTreeSha256);
  }
});

test('paths out of order, twice, or of a file and a directory at once are exceptions', () => {
  for (const paths of [
    ['b', 'a'],
    ['a', 'a'],
    ['a', 'a/b'],
    ['a', 'a-b', 'a.b', 'a/b'],
    ['d/a', 'd/a!/x', 'd/a.b', 'd/a/b'],
    ['a/b', 'a.b'],
    ['\u{1F600}', '\uFF5E'],
  ]) {
    assert.throws(() => foldAll(paths), Error, paths.join(' '));
  }
  foldAll(['a!b', 'a-b', 'a-b.c/x', 'a.b', 'a/b', 'a/b.c', 'a0']);
  foldAll(['\uFF5E', '\u{1F600}']);
});

test('only paths that are inside a tree are taken', () => {
  for (const path of ['', '/', '/a', 'a/', 'a//b', '.', '..', './a', 'a/..', 'a/../b', 'a\0', 'a\nb', 'a\uD800']) {
    assert.ok(!isTreePath(path), JSON.stringify(path));
    assert.throws(() => foldAll([path]), Error, JSON.stringify(path));
  }
  for (const path of ['a', '...', '.a', 'a.', '..a/b..', '-', ' ', 'a\\b', 'a\rb', '\u{1F600}'])
    assert.ok(isTreePath(path));
});

test('a malformed object id is an exception, not a wrong tree', () => {
  const file = evidenceFile('a', empty);
  assert.throws(
    () => treeHashes([{ ...file, git: { ...file.git, sha1: file.git.sha256 } }]),
    /malformed git object id/,
  );
  assert.throws(
    () => treeHashes([{ ...file, git: { ...file.git, sha256: file.git.sha256.toUpperCase() } }]),
    /malformed git object id/,
  );
});

function foldAll(paths: readonly string[]): void {
  const fold = new TreeFold();
  for (const path of paths) fold.add(evidenceFile(path, empty));
  fold.finish();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Trees whose names collide in every way that is allowed: no file is also a directory. */
function trees(): fc.Arbitrary<EvidenceFile[]> {
  const name = fc.constantFrom('a', 'a.b', 'a-b', 'a b', 'ab', 'é', 'e\u0301', '\uFF5E', '\u{1F600}', 'A', '\\', '"');
  const leaf = fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 4 }),
    kind: fc.constantFrom('file' as const, 'executable' as const, 'symlink' as const),
    content: fc.uint8Array({ maxLength: 20 }),
  });
  return fc.array(leaf, { maxLength: 25 }).map((leaves) => {
    const byPath = new Map<string, EvidenceFile>();
    for (const { path, kind, content } of leaves) {
      const text = path.join('/');
      const taken = [...byPath.keys()];
      const collides = taken.some((one) => one === text || one.startsWith(`${text}/`) || text.startsWith(`${one}/`));
      if (!collides) byPath.set(text, evidenceFile(text, content, kind));
    }
    return [...byPath.values()];
  });
}
