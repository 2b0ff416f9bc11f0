import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assessTree } from '../../../../electron/vault/assess/assess.ts';
import { bundleRecord } from '../../../../electron/vault/staged-tree.ts';
import { utf8 } from '../../../../shared/bytes.ts';
import { BAGIT_TXT, bagManifestText } from '../../../../shared/evidence/bagit-write.ts';
import { joined } from '../../../../shared/evidence/joined.ts';
import { treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import { type BundleVerdict, verdictFor } from '../../../../shared/evidence/verdict.ts';
import { sha256Hex } from '../../../../shared/statement/digest.ts';
import { MemoryBundle } from '../../shared/evidence/checks/bundle.ts';

type Tree = Readonly<Record<string, string>>;

const inFolder = (tree: Tree, folder: string): Tree =>
  Object.fromEntries(Object.entries(tree).map(([path, content]) => [`${folder}/${path}`, content]));
const manifestOf = (tree: Tree): string =>
  bagManifestText(Object.entries(tree).map(([path, content]) => ({ path, digest: sha256Hex(utf8(content)) })));
const bagOf = (tree: Tree): Tree => {
  const payload = inFolder(tree, 'data');
  return { ...payload, 'bagit.txt': BAGIT_TXT, 'manifest-sha256.txt': manifestOf(payload) };
};

const WRAPPINGS: Readonly<Record<string, (tree: Tree) => Tree>> = {
  'a folder': (tree) => inFolder(tree, 'top'),
  'a folder called as a payload': (tree) => inFolder(tree, 'data'),
  'a bag': bagOf,
};

/** What the checks and the manifest of a tree come to, and the files that make it so. */
const CHECKS: readonly (readonly [Tree, outcome: 'none' | 'pass' | 'refused'])[] = [
  [{}, 'none'],
  [{ 'checks.json': checks([]) }, 'none'],
  [{ 'checks.json': checks([rollback('before', 'after', 'again')]) }, 'pass'],
  [{ 'checks.json': checks([rollback('before', 'after', 'other')]), other: 'no rows' }, 'refused'],
  [{ 'checks.json': checks([rollback('before', 'after', 'not there')]) }, 'refused'],
  [{ 'checks.json': '{}' }, 'refused'],
];
const LEGS: Tree = { before: 'rows', after: 'other rows', again: 'rows' };

function checks(all: readonly object[]): string {
  return JSON.stringify({ type: 'urn:holdfast:checks:v1', checks: all });
}

function rollback(before: string, afterApply: string, afterRollback: string): object {
  const legs = [{ name: 'prod', before, afterApply, afterRollback }];
  return { id: 'r', title: 'rolled back', type: 'rollback-proof', legs };
}

const content = fc.dictionary(
  fc.constantFrom('a', 'b/c', 'b/d', 'data/x', 'top/y', 'é'),
  fc.constantFrom('1', '2', ''),
);
const sums = fc.constantFrom('none', 'good', 'bad');
const generated = fc
  .record({ content, checks: fc.constantFrom(...CHECKS), sums })
  .map(({ content: other, checks: [checksFile, outcome], sums: manifest }) => {
    const tree: Tree = { ...(outcome === 'none' ? {} : LEGS), ...other, ...checksFile };
    const listed = manifest === 'bad' ? { ...tree, lost: 'lost' } : tree;
    const isVouchedFor = manifest !== 'none' || outcome === 'pass';
    const expected: BundleVerdict =
      outcome === 'refused' || manifest === 'bad' ? 'refused' : isVouchedFor ? 'verified' : 'read';
    return { tree: manifest === 'none' ? tree : { ...tree, SHA256SUMS: manifestOf(listed) }, expected };
  })
  .filter(({ tree }) => Object.keys(tree).some((path) => path !== 'SHA256SUMS'));
const wrappings = fc.array(fc.constantFrom(...Object.keys(WRAPPINGS)), { maxLength: 3 });

async function recordOf(tree: Tree, label = 'bundle'): Promise<BundleRecord> {
  const reader = new MemoryBundle(tree);
  const summary = treeHashes(reader.files);
  const assessment = await assessTree({ reader, form: 'directory', summary, label });
  return bundleRecord({ form: 'directory', summary, findings: [], assessment }, label, new Date(0));
}

const wrapped = (tree: Tree, by: readonly string[]): Tree =>
  by.reduce((inner, name) => (WRAPPINGS[name] ?? ((same: Tree) => same))(inner), tree);

test('re-wrapping a tree never changes its verdict, for whoever asks for the tree', async () => {
  await fc.assert(
    fc.asyncProperty(generated, wrappings, async ({ tree, expected }, by) => {
      const alone = await recordOf(tree);
      assert.equal(alone.verdict, expected, JSON.stringify(alone.findings));
      const again = await recordOf(wrapped(tree, by));
      assert.equal(verdictFor(again, alone.id), expected === 'refused' ? 'refused' : 'verified');
      assert.equal(again.verdict === 'refused', expected === 'refused', JSON.stringify(again.findings));
    }),
    { numRuns: 300 },
  );
});

test('a tree that was refused in one wrapping is refused in each that is here', async () => {
  await fc.assert(
    fc.asyncProperty(generated, wrappings, wrappings, async ({ tree }, one, other) => {
      const refused = { ...(await recordOf(wrapped(tree, one), 'one')), verdict: 'refused' } as const;
      const all = joined([await recordOf(wrapped(tree, other), 'other'), refused]);
      assert.deepEqual(
        all.map(({ verdict }) => verdict),
        ['refused', 'refused'],
      );
    }),
    { numRuns: 100 },
  );
});

test('the checks of a payload are told apart from those of its bag', async () => {
  const inner = { ...LEGS, 'checks.json': checks([rollback('before', 'after', 'other')]), other: 'no rows' };
  const bag = { ...bagOf(inner), 'checks.json': checks([rollback('data/before', 'data/after', 'data/again')]) };
  const { checks: results, verdict } = await recordOf(bag);
  assert.deepEqual(
    results.map(({ id, result }) => [id, result]),
    [
      ['r', 'pass'],
      ['data/r', 'fail'],
    ],
  );
  assert.equal(verdict, 'refused');
});
