import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { foldGitIds, hasGitIds, modesOf, withGitIds, withoutGitIds } from '../../../../shared/evidence/git-ids.ts';
import { nobleHashing } from '../../../../shared/evidence/hashing.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { canBeGit, matchBundle, parseClaimedHash, type TreeSpellings } from '../../../../shared/evidence/match.ts';
import { foldSpellings } from '../../../../shared/evidence/spelling.ts';
import { foldInOrder, inPathOrder, treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import type {
  BundleRecord,
  EvidenceFile,
  FileKind,
  GitFile,
  GitTrees,
  Spellings,
  TreeHashes,
} from '../../../../shared/evidence/types.ts';

const path = fc.constantFrom('a', 'b/c', 'b-c', 'b/d/e', 'data/x', 'data/y/z', 'é', 'run.sh');
const kind = fc.constantFrom<FileKind>('file', 'executable', 'symlink');
const leaf = fc.tuple(path, kind, fc.string({ maxLength: 3 }));
const leaves = fc
  .uniqueArray(leaf, { selector: ([one]) => one, minLength: 1 })
  .map((all) => inPathOrder(all.map(([at, as, text]) => evidenceFile(at, utf8(text), as))));
const inFolder = (files: readonly GitFile[], folder: string) =>
  files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
const withBits = (files: readonly GitFile[], bits: FileKind) =>
  files.map((file) => (file.kind === 'symlink' ? file : { ...file, kind: bits }));

test('git’s trees with other bits are those of the same files with these bits, under every spelling of the root', () => {
  fc.assert(
    fc.property(leaves, fc.boolean(), fc.constantFrom('name', 'not/a name'), (some, isWrapped, label) => {
      const files = isWrapped ? inFolder(some, 'top') : some;
      const names = { label, bag: isWrapped ? 'top' : '', roots: isWrapped ? ['', 'top', 'top/data'] : ['', 'data'] };
      const { gitModes } = foldGitIds(files, names, nobleHashing);
      for (const [bits, as] of [
        ['none', 'file'],
        ['all', 'executable'],
      ] as const) {
        const isAsItIs = !files.some((file) => file.kind !== 'symlink' && file.kind !== as);
        const with_ = withBits(files, as);
        const expected = gitOf(foldSpellings(treeHashes(with_), with_, names));
        assert.deepEqual(gitModes[bits], isAsItIs ? undefined : expected);
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
      const { gitModes } = foldGitIds(carried, { label: 'x', bag: null }, nobleHashing);
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
      const { gitModes } = foldGitIds(files, { label: 'x', bag: null }, nobleHashing);
      const more = [...files, evidenceFile('zz', utf8('link'), 'symlink')];
      const claim = parseClaimedHash(treeHashes(more).gitTreeSha1) ?? assert.fail();
      assert.equal(matchBundle(claim, { summary, gitModes }).kind, 'unmatched');
    }),
  );
});

test('a tree of several files that are all executable is told apart', () => {
  const all = ['a', 'b'].map((one) => evidenceFile(one, utf8(one), 'executable'));
  const areAll = (files: readonly EvidenceFile[]) => modesOf(files).areNotKept;
  assert.ok(areAll(all));
  assert.ok(!areAll(all.slice(1)), 'one script');
  assert.ok(!areAll([...all, evidenceFile('c', utf8('c'))]));
});

function gitOf({ asRoot, payload, withoutTopFolder, withTopFolder, inner }: TreeSpellings): Spellings<GitTrees> {
  const git = ({ gitTreeSha1, gitTreeSha256 }: TreeHashes): GitTrees => {
    assert.ok(gitTreeSha1 !== undefined && gitTreeSha256 !== undefined);
    return { gitTreeSha1, gitTreeSha256 };
  };
  return {
    asRoot: git(asRoot),
    ...(payload === undefined ? {} : { payload: git(payload) }),
    ...(withoutTopFolder === undefined ? {} : { withoutTopFolder: git(withoutTopFolder) }),
    ...(withTopFolder === undefined ? {} : { withTopFolder: git(withTopFolder) }),
    ...(inner === undefined ? {} : { inner: inner.map(git) }),
  };
}

/** A record of these leaves as a pass that computed all made it, and as one that left git's ids out. */
function records(
  files: readonly GitFile[],
  label: string,
): { readonly every: BundleRecord; readonly one: BundleRecord } {
  const names = { label, bag: '', roots: ['', 'data'] };
  const bare = files.map(({ git: _, ...file }): EvidenceFile => file);
  const [all, less] = [treeHashes(files), foldInOrder(bare, nobleHashing)];
  const { asRoot: _, ...spellings } = foldSpellings(all, files, names);
  const { asRoot: __, ...fewer } = foldSpellings(less, bare, names);
  const record: BundleRecord = {
    id: all.dirHash,
    label,
    form: 'directory',
    layout: 'plain',
    summary: less,
    spellings: fewer,
    verdict: 'read',
    findings: [],
    checks: [],
    importedAt: '2026-01-01T00:00:00Z',
  };
  const { gitModes } = foldGitIds(files, names, nobleHashing);
  return { one: record, every: { ...record, summary: all, spellings, gitModes } };
}

test('ids that are added later are those that one pass over everything gives, in every spelling', () => {
  fc.assert(
    fc.property(leaves, fc.constantFrom('name', 'not/a name'), (files, label) => {
      const { every, one } = records(files, label);
      const ids = foldGitIds(files, { label, bag: '', roots: ['', 'data'] }, nobleHashing);
      const added = withGitIds(one, ids);
      assert.deepEqual(added, every);
      assert.ok(hasGitIds(added) && !hasGitIds(one));
      assert.deepEqual(withoutGitIds(added), withoutGitIds(one));
    }),
  );
});

test('adding ids makes of "not computed" what the bytes say, and changes no other answer', () => {
  const claims = (record: BundleRecord): readonly string[] => {
    const { summary, spellings = {}, gitModes = {} } = record;
    const hashes = [summary, spellings.payload, spellings.withTopFolder, gitModes.all?.asRoot, gitModes.none?.asRoot];
    const texts = hashes.flatMap((one) => (one === undefined ? [] : Object.values(one).map(String)));
    return texts.flatMap((text) => (text.length === 40 ? [text, `swh:1:dir:${text}`] : [text, `swh:2:dir:${text}`]));
  };
  fc.assert(
    fc.property(leaves, leaves, (files, others) => {
      const { every, one } = records(files, 'name');
      const strange = records(others, 'name').every;
      for (const text of [...claims(every), ...claims(strange)]) {
        const claim = parseClaimedHash(text);
        if (claim === null) continue;
        const [before, after] = [matchBundle(claim, one), matchBundle(claim, every)];
        assert.notEqual(after.kind, 'not-computed');
        if (before.kind === 'not-computed') assert.ok(canBeGit(claim));
        else assert.deepEqual(before, after, text);
      }
    }),
  );
});
