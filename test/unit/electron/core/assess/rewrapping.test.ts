import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { assessTree } from '../../../../../electron/core/assess/assess.ts';
import { assessInPlace, canBeJudgedInPlace } from '../../../../../electron/core/assess/medium.ts';
import { bundleRecord } from '../../../../../electron/core/assess/record.ts';
import { JobControl } from '../../../../../electron/core/job/control.ts';
import { packBundle } from '../../../../../electron/core/pack/pack.ts';
import { importTree } from '../../../../../electron/core/vault/import/import-tree.ts';
import { vaultLayout } from '../../../../../electron/core/vault/store/layout.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import { BAGIT_TXT, bagManifestText } from '../../../../../shared/evidence/bagit-write.ts';
import type { Check } from '../../../../../shared/evidence/checks/checks-file.ts';
import { joined } from '../../../../../shared/evidence/joined.ts';
import { treeHashes } from '../../../../../shared/evidence/tree-fold.ts';
import type { BundleRecord } from '../../../../../shared/evidence/types.ts';
import { type BundleVerdict, verdictFor } from '../../../../../shared/evidence/verdict.ts';
import { must } from '../../../../helpers/must.ts';
import { freshFolder, treeOf } from '../../../../helpers/trees.ts';
import { workerFile } from '../../../../helpers/vault-worker.ts';
import { MemoryBundle } from '../../../shared/evidence/checks/bundle.ts';
import { buildTar } from '../archive/tar-fixture.ts';
import { buildZip } from '../archive/zip-fixture.ts';

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

/** What the checks of a tree come to, and the files that make it so. */
const CHECKS: readonly (readonly [Tree, outcome: 'none' | 'pass' | 'refused'])[] = [
  [{}, 'none'],
  [{ 'checks.json': checks([]) }, 'none'],
  [{ 'checks.json': '{}' }, 'refused'],
  [{ 'checks.json': checks([rollback('before', 'after', 'again')]) }, 'pass'],
  [{ 'checks.json': checks([rollback('before', 'after', 'other')]), other: 'no rows' }, 'refused'],
  [{ 'checks.json': checks([rollback('before', 'after', 'not there')]) }, 'refused'],
  [rows('1,"a\nb"\n2,c\n', '2,c\n1,"a\nb"\n'), 'pass'],
  [rows('1,"a\nb"\n2,c\n', '2,c\n1,"a\nB"\n'), 'refused'],
  [probes('tap', 'TAP version 14\n1..2\nok 1 - a\nok 2 - b\n'), 'pass'],
  [probes('tap', 'TAP version 14\n1..2\nok 1 - a\nok 2 - b # SKIP no server\n'), 'refused'],
  [probes('junit-xml', '<testsuite><testcase name="a"/><testcase name="b"/></testsuite>'), 'pass'],
  [probes('junit-xml', '<testsuite><testcase name="a"/><testcase name="b"><error/></testcase></testsuite>'), 'refused'],
  [leak('nothing leaked'), 'pass'],
  [leak('the SECRET leaked'), 'refused'],
];
const LEGS: Tree = { before: 'rows', after: 'other rows', again: 'rows' };

function checks(all: readonly Check[]): string {
  return JSON.stringify({ type: 'urn:holdfast:checks:v1', checks: all });
}

function rollback(before: string, afterApply: string, afterRollback: string): Check {
  const legs = [{ name: 'prod', before, afterApply, afterRollback }];
  return { id: 'r', title: 'rolled back', type: 'rollback-proof', legs };
}

/** A rollback proof of rows, before it and after. */
function rows(before: string, afterRollback: string): Tree {
  const states = { before: 'rows/before.csv', afterApply: 'rows/after.csv', afterRollback: 'rows/again.csv' };
  const legs = [{ name: 'prod', before: 'before', afterApply: 'after', afterRollback: 'again', rows: states }];
  const check: Check = { id: 'r', title: 'rolled back', type: 'rollback-proof', legs };
  const files = {
    [states.before]: before,
    [states.afterApply]: `${before}3,d\n`,
    [states.afterRollback]: afterRollback,
  };
  return { ...files, 'checks.json': checks([check]) };
}

/** Results of two probes. */
function probes(format: 'tap' | 'junit-xml', results: string): Tree {
  const check: Check = { id: 'p', title: 'closed', type: 'probe-results', file: 'results', format, expected: 2 };
  return { results, 'checks.json': checks([check]) };
}

/** A log in which a token is looked for. */
function leak(log: string): Tree {
  const check: Check = { id: 't', title: 'kept', type: 'forbidden-tokens', tokens: [{ text: 'SECRET' }], files: 'all' };
  return { 'run.log': log, 'checks.json': checks([check]) };
}

const sums = fc.constantFrom('none', 'good', 'another file', 'another digest');
const content = fc.dictionary(
  fc.constantFrom('a', 'b/c', 'b/d', 'data/x', 'top/y', 'é'),
  fc.constantFrom('1', '2', ''),
);
/** Trees that hold, that do not and that claim nothing, each with the verdict that it has to have. */
const generated = fc
  .record({ content, checks: fc.constantFrom(...CHECKS), sums })
  .map(({ content: other, checks: [checksFile, outcome], sums: manifest }) => {
    const tree: Tree = { ...(outcome === 'none' ? {} : LEGS), ...other, ...checksFile };
    const isBad = manifest === 'another file' || manifest === 'another digest';
    const [first = 'lost'] = Object.keys(tree);
    const listed = isBad ? { ...tree, [manifest === 'another file' ? 'lost' : first]: 'lost' } : tree;
    const isVouchedFor = manifest !== 'none' || outcome === 'pass';
    const expected: BundleVerdict = outcome === 'refused' || isBad ? 'refused' : isVouchedFor ? 'verified' : 'read';
    return { tree: manifest === 'none' ? tree : { ...tree, SHA256SUMS: manifestOf(listed) }, expected };
  })
  .filter(({ tree }) => Object.keys(tree).some((path) => path !== 'SHA256SUMS'));
/** So many trees are put into every container; more with `npm run test:long`. */
const RUNS = 40;
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
    { numRuns: 200 },
  );
});

/** Each way in which a tree is carried, and a file or folder of that kind with the tree in it. */
const CONTAINERS: Readonly<Record<string, (tree: Tree) => string | Promise<string>>> = {
  folder: treeOf,
  zip: (tree) => written('carried.zip', zipOf(tree)),
  'zip with a folder at its root': (tree) => written('carried.zip', zipOf(inFolder(tree, 'carried'))),
  tar: (tree) => written('carried.tar', tarOf(tree)),
  'tar.gz': (tree) => written('carried.tar.gz', gzipSync(tarOf(tree))),
  'tar.gz with a folder at its root': (tree) => written('carried.tar.gz', gzipSync(tarOf(inFolder(tree, 'carried')))),
  'pack, as a folder': (tree) => packed(tree, 'packed'),
  'pack, as a zip': (tree) => packed(tree, 'packed.zip'),
  'pack, as a tar': (tree) => packed(tree, 'packed.tar'),
  'pack, as a tar.gz': (tree) => packed(tree, 'packed.tar.gz'),
};

const zipOf = (tree: Tree): Buffer =>
  buildZip(Object.entries(tree).map(([name, text]) => ({ name, content: Buffer.from(text), deflated: true })));
const tarOf = (tree: Tree): Buffer =>
  buildTar(Object.entries(tree).map(([name, text]) => ({ name, content: Buffer.from(text) })));

function written(name: string, bytes: Uint8Array): string {
  const path = join(freshFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

async function packed(tree: Tree, name: string): Promise<string> {
  const out = join(freshFolder(), name);
  must(await packBundle(treeOf(tree), out));
  return out;
}

const layout = vaultLayout(freshFolder());
for (const folder of [layout.packs, layout.objects, layout.bundles, layout.tmp]) mkdirSync(folder);
let imports = 0;

/** What an import finds, up to the step that lists the bundle; in this thread, since there are many. */
async function recordAt(path: string): Promise<BundleRecord> {
  if (canBeJudgedInPlace(path)) return must(await assessInPlace(path, {}));
  const importId = `import-${imports++}`;
  const folder = join(layout.tmp, importId);
  mkdirSync(folder);
  const { shared: control } = JobControl.fresh();
  const role = { role: 'import', control, layout, folder, importId, source: path, workerFile, readers: 0 } as const;
  return bundleRecord(must(await importTree(role)), basename(path), new Date(0));
}

test('a tree has one verdict in whichever file or folder it is carried, and however it is wrapped in there', async () => {
  await fc.assert(
    fc.asyncProperty(generated, wrappings, async ({ tree, expected }, by) => {
      const { id } = await recordOf(tree);
      for (const [name, carried] of Object.entries(CONTAINERS)) {
        const record = await recordAt(await carried(wrapped(tree, by)));
        const told = `${name}: ${JSON.stringify(record.findings)}`;
        assert.equal(verdictFor(record, id), expected === 'refused' ? 'refused' : 'verified', told);
        assert.equal(record.verdict === 'refused', expected === 'refused', told);
        const vouches = by.includes('a bag') || name.startsWith('pack');
        if (!vouches) assert.equal(record.verdict, expected, told);
      }
    }),
    { numRuns: RUNS },
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
