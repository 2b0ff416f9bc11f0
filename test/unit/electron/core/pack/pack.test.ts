import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openArchive } from '../../../../../electron/core/archive/open.ts';
import type { PackProgress } from '../../../../../electron/core/pack/bag.ts';
import { type PackOptions, packBundle } from '../../../../../electron/core/pack/pack.ts';
import { evidenceFile } from '../../../../../shared/evidence/leaf.ts';
import { insideFolder, soleTopFolder } from '../../../../../shared/evidence/spelling.ts';
import { inPathOrder, treeHashes } from '../../../../../shared/evidence/tree-fold.ts';
import type { EvidenceFile } from '../../../../../shared/evidence/types.ts';
import { MemoryBundle } from '../../../shared/evidence/checks/bundle.ts';
import { judged, verdictOf } from '../../../shared/evidence/manifests/judged.ts';

const root = mkdtempSync(join(tmpdir(), 'holdfast-pack-'));
after(() => rmSync(root, { recursive: true, force: true }));

const NAMES = [
  'a.b',
  'a/in a folder',
  'ünïcödé/日本語',
  'percent %41',
  'back\\slash',
  '-rf',
  `${'deep/'.repeat(60)}file`,
  `${'n'.repeat(255)}`,
];

/** A folder of awkward names, an executable, a link, an empty file and two large ones. */
const source = join(root, 'source');
for (const name of NAMES) {
  mkdirSync(join(source, name, '..'), { recursive: true });
  writeFileSync(join(source, name), `content of ${name}`);
}
writeFileSync(join(source, 'empty'), '');
writeFileSync(join(source, 'dump.sql'), Buffer.alloc(2_000_003, 'insert into evidence values (1);\n'));
writeFileSync(join(source, 'tool'), '#!/bin/sh\n', { mode: 0o755 });
symlinkSync('../a.b', join(source, 'a/link'));

const checks = Buffer.from(
  JSON.stringify({
    type: 'urn:holdfast:checks:v1',
    checks: [{ id: 'run', type: 'entry-exit', title: 'Nothing changed', entry: 'data/a.b', exit: 'data/empty' }],
  }),
);

const DATE: PackOptions = { baggingDate: '2026-01-02' };

async function packed(name: string, options: PackOptions = DATE, from = source) {
  const made = await packBundle(from, join(root, name), options);
  assert.ok(made.ok, made.ok ? '' : JSON.stringify(made.error));
  return made.value;
}

function stock(command: string, args: readonly string[], cwd = root): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
}

/** The leaves of an archive, seen from the bag's root. */
async function readBack(path: string) {
  const opened = openArchive(path);
  assert.ok(opened.ok);
  const leaves: EvidenceFile[] = [];
  const contents = new Map<string, Buffer>();
  for await (const item of opened.value.items()) {
    const chunks: Buffer[] = [];
    for await (const chunk of item.content) chunks.push(Buffer.from(chunk));
    const content = Buffer.concat(chunks);
    if (item.kind !== 'directory') leaves.push(evidenceFile(item.path, content, item.kind));
    contents.set(item.path, content);
  }
  opened.value.close();
  assert.deepEqual(opened.value.findings, []);
  const top = soleTopFolder(leaves);
  assert.ok(top !== null);
  const files = inPathOrder(insideFolder(leaves, top));
  const bundle = new MemoryBundle({});
  for (const { path, kind } of files) bundle.set(path, contents.get(`${top}/${path}`) ?? assert.fail(path), kind);
  return { top, files, bundle };
}

for (const extension of ['zip', 'tar.gz', 'tar']) {
  test(`a .${extension} is a bag without findings whose trees are those that were told`, async () => {
    const made = await packed(`read back.${extension}`, { ...DATE, checks });
    const { top, files, bundle } = await readBack(made.path);
    assert.equal(top, 'read back');
    assert.equal(await verdictOf(bundle), 'verified');
    const { findings } = await judged(bundle);
    assert.deepEqual(findings, []);
    const bagManifest = bundle.find('manifest-sha256.txt')?.sha256;
    assert.deepEqual({ ...treeHashes(files), bagManifest }, made.bag);
    assert.deepEqual(treeHashes(inPathOrder(insideFolder(files, 'data'))), made.payload);
    assert.ok(files.some(({ path, kind }) => path === 'data/tool' && kind === 'executable'));
    assert.ok(files.some(({ path, kind }) => path === 'data/a/link' && kind === 'symlink'));
    assert.ok(files.some(({ path }) => path === 'checks.json'));
    assert.deepEqual(made.findings, []);
  });

  test(`a .${extension} is the same bytes each time`, async () => {
    const [one, two] = [`one.${extension}`, `two.${extension}`];
    const first = await packed(one);
    mkdirSync(join(root, extension));
    const again = await packed(join(extension, one));
    assert.ok(readFileSync(first.path).equals(readFileSync(again.path)));
    assert.ok(!readFileSync((await packed(two)).path).equals(readFileSync(first.path)), 'the top folder has its name');
  });
}

test('stock unzip and tar accept what was packed, and give the tree back', async () => {
  const zip = await packed('stock.zip');
  const tar = await packed('stock.tar.gz');
  assert.match(stock('unzip', ['-tq', zip.path]), /^No errors detected/);
  assert.match(stock('tar', ['-tzf', tar.path]), /^stock\/data\/$/m);
  for (const [name, unpack] of [
    ['unzip', ['unzip', '-q', zip.path]],
    ['tar', ['tar', '-xzf', tar.path]],
    ['bsdtar', ['bsdtar', '-xf', tar.path]],
    ['bsdtar zip', ['bsdtar', '-xf', zip.path]],
    ['python', ['python3', '-m', 'tarfile', '-e', tar.path]],
  ] satisfies [string, string[]][]) {
    const into = join(root, `unpacked by ${name}`);
    mkdirSync(into);
    const [command = '', ...args] = unpack;
    stock(command, args, into);
    assert.equal(stock('diff', ['-r', '--no-dereference', source, join(into, 'stock/data')]), '', name);
    assert.equal(statSync(join(into, 'stock/data/tool')).mode & 0o100, 0o100);
  }
});

test('a directory: sha256sum accepts its manifests, and git names its payload as told', async () => {
  const plain = join(root, 'plain source');
  mkdirSync(join(plain, 'folder'), { recursive: true });
  writeFileSync(join(plain, 'folder/file'), 'content');
  writeFileSync(join(plain, 'run'), '#!/bin/sh\n', { mode: 0o755 });
  const made = await packed('a bag', { ...DATE, checks }, plain);
  assert.equal(made.form, 'directory');
  for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
    stock('sha256sum', ['-c', '--strict', '--quiet', manifest], made.path);
  }
  assert.equal(
    readFileSync(join(made.path, 'bagit.txt'), 'utf8'),
    'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
  );
  const info = 'Bag-Software-Agent: Holdfast\nBagging-Date: 2026-01-02\nPayload-Oxum: 17.2\n';
  assert.equal(readFileSync(join(made.path, 'bag-info.txt'), 'utf8'), info);
  const payload = join(made.path, 'data');
  stock('git', ['init', '-q', '.'], payload);
  stock('git', ['add', '-A'], payload);
  assert.equal(stock('git', ['write-tree'], payload).trim(), made.payload.gitTreeSha1);
  assert.equal(stock('sha256sum', ['manifest-sha256.txt'], made.path).slice(0, 64), made.bag.bagManifest);
});

test('an empty directory makes a bag with an empty payload', async () => {
  const empty = join(root, 'empty source');
  mkdirSync(empty);
  for (const name of ['empty.zip', 'empty.tar.gz']) {
    const { bundle } = await readBack((await packed(name, DATE, empty)).path);
    assert.deepEqual((await judged(bundle)).findings, []);
  }
  const bag = await packed('empty bag', DATE, empty);
  assert.deepEqual(readdirSync(join(bag.path, 'data')), []);
});

/** What is refused leaves nothing behind, not even under a temporary name. */
async function refusal(from: string, out: string, options: PackOptions = DATE): Promise<string[]> {
  const before = readdirSync(root);
  const made = await packBundle(from, out, options);
  assert.ok(!made.ok);
  assert.deepEqual(readdirSync(root), before);
  const { findings = [], cause } = made.error;
  return cause === undefined ? findings.map(({ code }) => code) : [cause.code];
}

test('progress never goes back, names each file, and ends at all of it', async () => {
  const steps: PackProgress[] = [];
  const made = await packed('told.tar', { ...DATE, onProgress: (step) => steps.push(step) });
  assert.deepEqual(
    steps,
    steps.toSorted((a, b) => a.bytes - b.bytes || a.files - b.files),
  );
  const total = Math.max(...steps.map(({ bytes }) => bytes));
  assert.equal(total, made.payload.bytes);
  for (const name of NAMES) assert.ok(steps.some(({ current }) => current === name));
});

test('a name that unzip would give back as another goes into no zip', async () => {
  const named = join(root, 'named');
  mkdirSync(named);
  writeFileSync(join(named, 'tab\there'), 'x');
  assert.deepEqual(await refusal(named, join(root, 'named.zip')), ['evidence.zip-name']);
  assert.ok((await packBundle(named, join(root, 'named.tar.gz'), DATE)).ok);
});

test('a path that no zip has room for is refused', async () => {
  const deep = join(root, 'deep source');
  mkdirSync(deep);
  const script = 'for i in $(seq 270); do mkdir "$0" && cd -P "$0" || exit 1; done; : > file';
  execFileSync('bash', ['-c', script, 'n'.repeat(250)], { cwd: deep });
  assert.deepEqual(await refusal(deep, join(root, 'deep.zip')), ['evidence.path-too-long']);
  // Node's own removal goes by whole paths, which are too long here.
  execFileSync('rm', ['-rf', deep]);
});

test('nothing is overwritten', async () => {
  for (const name of ['there.zip', 'there']) {
    writeFileSync(join(root, name), 'precious');
    assert.deepEqual(await refusal(source, join(root, name)), ['file/exists']);
    assert.equal(readFileSync(join(root, name), 'utf8'), 'precious');
  }
});

test('what appears under the name while packing is not overwritten either', async () => {
  const out = join(root, 'meanwhile.zip');
  const onProgress = (): void => writeFileSync(out, 'precious');
  const made = await packBundle(source, out, { ...DATE, onProgress });
  assert.equal(!made.ok && made.error.cause?.code, 'file/exists');
  assert.equal(readFileSync(out, 'utf8'), 'precious');
  assert.deepEqual(
    readdirSync(root).filter((name) => name.startsWith('.')),
    [],
  );
});

test('a file that grows while it is packed is refused', async () => {
  const growing = join(root, 'growing source');
  mkdirSync(growing);
  writeFileSync(join(growing, 'log'), Buffer.alloc(600_000, 'line\n'));
  for (const name of ['grown.zip', 'grown.tar.gz', 'grown bag']) {
    const onProgress = (): void => appendFileSync(join(growing, 'log'), 'one more line\n');
    const codes = await refusal(growing, join(root, name), { ...DATE, onProgress });
    assert.deepEqual(codes, ['evidence.changed-while-read']);
  }
});

test('what import would refuse is not packed, and all of it is told', async () => {
  const bad = join(root, 'bad');
  mkdirSync(bad);
  writeFileSync(join(bad, 'file'), 'content');
  symlinkSync('/etc/passwd', join(bad, 'link'));
  execFileSync('mkfifo', [join(bad, 'fifo')]);
  writeFileSync(Buffer.concat([Buffer.from(`${bad}/`), Buffer.from([0xff])]), 'x');
  writeFileSync(join(bad, 'line\nfeed'), 'x');
  const expected = [
    'evidence.link-leaves-root',
    'evidence.path-control-character',
    'evidence.path-not-utf8',
    'evidence.special-file',
  ];
  for (const name of ['bad.zip', 'bad.tar.gz', 'bad bag']) {
    assert.deepEqual((await refusal(bad, join(root, name))).sort(), expected);
  }
});

test('checks that would not be read are refused', async () => {
  const options = { ...DATE, checks: Buffer.from('{"type":"urn:holdfast:checks:v1","checks":[{}]}') };
  const codes = await refusal(source, join(root, 'checked.zip'), options);
  assert.deepEqual(new Set(codes), new Set(['evidence.checks-malformed']));
});

test('a bundle inside of what is packed, nowhere, or of nothing is refused', async () => {
  assert.deepEqual(await refusal(source, join(source, 'a/inside.zip')), ['file/name-refused']);
  assert.deepEqual(await refusal(source, join(root, 'no such folder/x.zip')), ['file/gone']);
  assert.deepEqual(await refusal(join(root, 'no such source'), join(root, 'x.zip')), ['file/gone']);
  assert.deepEqual(await refusal(join(source, 'a.b'), join(root, 'x.zip')), ['file/not-a-regular-file']);
});

test('a full medium is told, and nothing is left on it', async () => {
  const medium = join(root, 'medium');
  mkdirSync(medium);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', medium]);
  try {
    for (const name of ['x.zip', 'x.tar', 'x']) {
      const noise = join(root, `noise of ${name}`);
      mkdirSync(noise);
      writeFileSync(join(noise, 'noise'), execFileSync('head', ['-c', '300000', '/dev/urandom']));
      const made = await packBundle(noise, join(medium, name), DATE);
      assert.equal(!made.ok && made.error.cause?.code, 'file/medium-full');
      assert.deepEqual(readdirSync(medium), []);
    }
  } finally {
    execFileSync('umount', [medium]);
  }
});
