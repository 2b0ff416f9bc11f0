import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { foldGitModes } from '../../../../shared/evidence/git-modes.ts';
import { nobleHashing } from '../../../../shared/evidence/hashing.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { matchBundle, parseClaimedHash, type TreeSpellings } from '../../../../shared/evidence/match.ts';
import { foldSpellings } from '../../../../shared/evidence/spelling.ts';
import { inPathOrder, treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import type { EvidenceFile, FileKind, GitTrees, Spellings, TreeHashes } from '../../../../shared/evidence/types.ts';

const path = fc.constantFrom('a', 'b/c', 'b-c', 'b/d/e', 'data/x', 'data/y/z', 'é', 'run.sh');
const kind = fc.constantFrom<FileKind>('file', 'executable', 'symlink');
const leaf = fc.tuple(path, kind, fc.string({ maxLength: 3 }));
const leaves = fc
  .uniqueArray(leaf, { selector: ([one]) => one, minLength: 1 })
  .map((all) => inPathOrder(all.map(([at, as, text]) => evidenceFile(at, utf8(text), as))));
const inFolder = (files: readonly EvidenceFile[], folder: string) =>
  files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
const withBits = (files: readonly EvidenceFile[], bits: FileKind) =>
  files.map((file) => (file.kind === 'symlink' ? file : { ...file, kind: bits }));

test('git’s trees with other bits are those of the same files with these bits, under every spelling of the root', () => {
  fc.assert(
    fc.property(leaves, fc.boolean(), fc.constantFrom('name', 'not/a name'), (some, isWrapped, label) => {
      const files = isWrapped ? inFolder(some, 'top') : some;
      const names = { label, bag: isWrapped ? 'top' : '', roots: isWrapped ? ['', 'top', 'top/data'] : ['', 'data'] };
      const { gitModes } = foldGitModes(files, names, nobleHashing);
      for (const [bits, as] of [
        ['none', 'file'],
        ['all', 'executable'],
      ] as const) {
        const isAsItIs = !files.some((file) => file.kind !== 'symlink' && file.kind !== as);
        const with_ = withBits(files, as);
        const expected = gitOf(foldSpellings(treeHashes(with_), with_, names));
        const hasPayload = files.some((file) => file.path.startsWith(isWrapped ? 'top/data/' : 'data/'));
        const { payload, ...rest } = expected;
        const wanted = hasPayload && payload !== undefined ? { ...rest, payload } : rest;
        assert.deepEqual(gitModes[bits], isAsItIs ? undefined : wanted);
      }
    }),
  );
});

test('a git id matches a tree whose medium lost the executable bits, and the match says so', () => {
  fc.assert(
    fc.property(leaves, fc.boolean(), fc.boolean(), (original, hadAll, keepsAll) => {
      const made = withBits(original, hadAll ? 'executable' : 'file');
      const carried = withBits(original, keepsAll ? 'executable' : 'file');
      const [before, summary] = [treeHashes(made), treeHashes(carried)];
      const { gitModes } = foldGitModes(carried, { label: 'x', bag: null }, nobleHashing);
      for (const algorithm of ['gitTreeSha1', 'gitTreeSha256'] as const) {
        const claim = parseClaimedHash(before[algorithm]) ?? assert.fail();
        const match = matchBundle(claim, { summary, gitModes });
        const isKept = before[algorithm] === summary[algorithm];
        const executable = isKept ? {} : { executable: hadAll ? 'all' : 'none' };
        assert.deepEqual(match, { kind: 'matched', algorithm, spelling: 'asRoot', ...executable });
      }
    }),
  );
});

test('other files, names or links match under no bits', () => {
  fc.assert(
    fc.property(leaves, (files) => {
      const summary = treeHashes(files);
      const { gitModes } = foldGitModes(files, { label: 'x', bag: null }, nobleHashing);
      const more = [...files, evidenceFile('zz', utf8('link'), 'symlink')];
      const claim = parseClaimedHash(treeHashes(more).gitTreeSha1) ?? assert.fail();
      assert.equal(matchBundle(claim, { summary, gitModes }).kind, 'unmatched');
    }),
  );
});

test('a tree of several files that are all executable is told apart', () => {
  const all = ['a', 'b'].map((one) => evidenceFile(one, utf8(one), 'executable'));
  const areAll = (files: readonly EvidenceFile[]) =>
    foldGitModes(files, { label: 'x', bag: null }, nobleHashing).areAllExecutable;
  assert.ok(areAll(all));
  assert.ok(!areAll(all.slice(1)), 'one script');
  assert.ok(!areAll([...all, evidenceFile('c', utf8('c'))]));
});

function gitOf({ asRoot, payload, withoutTopFolder, withTopFolder, inner }: TreeSpellings): Spellings<GitTrees> {
  const git = ({ gitTreeSha1, gitTreeSha256 }: TreeHashes): GitTrees => ({ gitTreeSha1, gitTreeSha256 });
  return {
    asRoot: git(asRoot),
    ...(payload === undefined ? {} : { payload: git(payload) }),
    ...(withoutTopFolder === undefined ? {} : { withoutTopFolder: git(withoutTopFolder) }),
    ...(withTopFolder === undefined ? {} : { withTopFolder: git(withTopFolder) }),
    ...(inner === undefined ? {} : { inner: inner.map(git) }),
  };
}
