import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { vaultCheckFindings } from '../../../../../../electron/core/vault/check/check-findings.ts';
import { recordDigest } from '../../../../../../electron/core/vault/store/bundle-store.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import type { BundleRecord } from '../../../../../../shared/evidence/types.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const LARGE = Buffer.alloc(17 * 1024 * 1024, 'large ');

interface Fixture {
  readonly folder: string;
  readonly source: string;
  readonly vault: Vault;
  readonly bundle: BundleRecord;
}

async function vaultWithBundle(): Promise<Fixture> {
  const source = treeOf({ 'a.txt': 'first content', 'b/c.txt': 'second content', 'large.bin': LARGE });
  const folder = freshFolder();
  const vault = await openVault(folder, { workerFile });
  assert.ok(vault.ok);
  const imported = await vault.value.importBundle(source).done;
  assert.ok(imported.ok);
  return { folder, source, vault: vault.value, bundle: imported.value };
}

async function check(vault: Vault, roots: Parameters<Vault['check']>[0] = {}) {
  const checked = await vault.check(roots);
  assert.ok(checked.ok && checked.value !== null);
  return checked.value;
}

/** Changes one byte of a text in some pack. */
function damagePack(folder: string, text: string): void {
  for (const name of readdirSync(join(folder, 'packs'))) {
    const path = join(folder, 'packs', name);
    const bytes = readFileSync(path);
    const at = bytes.indexOf(text);
    if (at === -1) continue;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(path, bytes);
  }
}

test('a whole vault passes: every content read, every tree folded', async () => {
  const { vault, bundle } = await vaultWithBundle();
  const report = await check(vault);
  assert.equal(report.contents, 3);
  assert.deepEqual([report.damaged, report.refused, report.orphans.count], [[], [], 0]);
  assert.deepEqual(
    report.bundles.map((one) => one.folded),
    [{ summary: bundle.summary, leavesSha256: bundle.leavesSha256 }],
  );
});

for (const [what, damage] of [
  ['a byte of a small file', (folder: string) => damagePack(folder, 'second content')],
  [
    'a byte of a large file',
    (folder: string) => {
      const [ab = ''] = readdirSync(join(folder, 'objects'));
      const [name = ''] = readdirSync(join(folder, 'objects', ab));
      appendFileSync(join(folder, 'objects', ab, name), 'x');
    },
  ],
] as const) {
  test(`${what} refuses the bundle, until it is imported again`, async () => {
    const { folder, source, vault, bundle } = await vaultWithBundle();
    damage(folder);
    const report = await check(vault);
    assert.equal(report.damaged.length, 1);
    assert.deepEqual(report.refused, [bundle.id]);
    const refused = await vault.bundle(bundle.id);
    assert.ok(refused.ok);
    assert.equal(refused.value.verdict, 'refused');
    assert.deepEqual(
      refused.value.findings.map((one) => one.code),
      ['evidence.vault-damaged'],
    );
    assert.ok((await vault.importBundle(source).done).ok);
    const again = await vault.bundle(bundle.id);
    assert.ok(again.ok);
    assert.equal(again.value.verdict, 'read');
    assert.deepEqual((await check(vault)).refused, []);
  });
}

test('a manifest with a changed path refuses the bundle, until it is imported again', async () => {
  const { folder, source, vault, bundle } = await vaultWithBundle();
  const manifest = join(folder, 'bundles', bundle.id, 'entries');
  writeFileSync(manifest, readFileSync(manifest, 'latin1').replace('b/c.txt', 'b/d.txt'));
  assert.deepEqual((await check(vault)).refused, [bundle.id]);
  assert.ok((await vault.importBundle(source).done).ok);
  assert.deepEqual((await check(vault)).refused, []);
});

test('a pack without its table is set aside, and what was in it is lost', async () => {
  const { folder, vault, bundle } = await vaultWithBundle();
  for (const name of readdirSync(join(folder, 'packs'))) appendFileSync(join(folder, 'packs', name), 'x');
  const report = await check(vault);
  assert.ok(report.unusablePacks.length > 0);
  assert.deepEqual(report.refused, [bundle.id]);
});

for (const [what, put] of [
  ['a folder', (path: string) => mkdirSync(path)],
  ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
  ['a link to nothing', (path: string) => symlinkSync('nothing', path)],
] as const) {
  test(`${what} in the place of a pack or an object is damage: the vault opens, and the check sets it aside`, async () => {
    const { folder, vault, bundle } = await vaultWithBundle();
    const statement = await vault.putSmall(new TextEncoder().encode('a statement'));
    assert.ok(statement.ok);
    await vault.close();
    const [pack = ''] = readdirSync(join(folder, 'packs'));
    const object = join(folder, 'objects', statement.value.slice(0, 2), statement.value);
    for (const path of [join(folder, 'packs', pack), object]) {
      rmSync(path);
      put(path);
    }
    const known = new Map([[bundle.id, recordDigest(bundle)]]);
    const opened = await openVault(folder, { workerFile, knownRecords: () => known });
    assert.ok(opened.ok, JSON.stringify(opened));
    const report = await check(opened.value);
    assert.ok(report.unusablePacks.includes(pack));
    assert.ok(report.damaged.includes(statement.value));
    assert.deepEqual(report.refused, [bundle.id]);
    assert.deepEqual((await check(opened.value)).unusablePacks, []);
    await opened.value.close();
  });
}

test('what nothing refers to is an orphan, and what the journal refers to is none', async () => {
  const { folder, vault, bundle } = await vaultWithBundle();
  const put = await vault.putSmall(new TextEncoder().encode('a statement'));
  assert.ok(put.ok);
  assert.deepEqual((await check(vault)).orphans, { count: 1, bytes: 11, named: [put.value] });
  assert.deepEqual(
    vaultCheckFindings(await check(vault)).map(({ code, severity, observed }) => [code, severity, observed]),
    [['evidence.vault-orphans', 'info', '1']],
  );
  assert.equal((await check(vault, { roots: [put.value] })).orphans.count, 0);
  rmSync(join(folder, 'bundles', bundle.id), { recursive: true });
  assert.equal((await check(vault)).orphans.count, 4);
});

for (const [what, damage] of [
  ['a record with a changed byte', (folder: string) => writeFileSync(join(folder, 'record.json'), '{"id":"other"}\n')],
  ['no record', (folder: string) => rmSync(join(folder, 'record.json'))],
] as const) {
  test(`${what} refuses that bundle alone, until it is imported again`, async () => {
    const { folder, source, vault, bundle } = await vaultWithBundle();
    const other = await vault.importBundle(treeOf({ other: 'bundle' })).done;
    assert.ok(other.ok);
    damage(join(folder, 'bundles', bundle.id));
    const listed = await vault.listing();
    assert.ok(listed.ok);
    assert.deepEqual(listed.value.bundles, [other.value]);
    assert.deepEqual(
      listed.value.damaged.map(({ id }) => id),
      [bundle.id],
    );
    assert.deepEqual((await check(vault)).refused, [bundle.id]);
    assert.ok((await vault.importBundle(source).done).ok);
    const renewed = await vault.listing();
    assert.deepEqual(renewed.ok && renewed.value.damaged, []);
    assert.deepEqual((await check(vault)).refused, []);
  });
}

for (const [what, damage] of [
  ['no manifest', (manifest: string) => rmSync(manifest)],
  ['a manifest of noise', (manifest: string) => writeFileSync(manifest, 'noise\n')],
  [
    'a manifest out of order',
    (manifest: string) => {
      const lines = readFileSync(manifest, 'latin1').trimEnd().split('\n');
      writeFileSync(manifest, `${lines.reverse().join('\n')}\n`, 'latin1');
    },
  ],
] as const) {
  test(`${what} refuses that bundle alone`, async () => {
    const { folder, vault, bundle } = await vaultWithBundle();
    const other = await vault.importBundle(treeOf({ other: 'bundle' })).done;
    assert.ok(other.ok);
    damage(join(folder, 'bundles', bundle.id, 'entries'));
    assert.deepEqual((await check(vault)).refused, [bundle.id]);
    const verdicts = await vault.listing();
    assert.ok(verdicts.ok);
    assert.deepEqual(verdicts.value.bundles.map(({ id, verdict }) => [id === other.value.id, verdict]).sort(), [
      [false, 'refused'],
      [true, 'read'],
    ]);
  });
}

test('the check of a vault can be stopped, and damages nothing', async () => {
  const { vault } = await vaultWithBundle();
  const stop = new AbortController();
  stop.abort();
  assert.deepEqual(await vault.check({ signal: stop.signal }), { ok: true, value: null });
  const halfWay = new AbortController();
  const stopped = await vault.check({ signal: halfWay.signal, onProgress: () => halfWay.abort() });
  assert.ok(stopped.ok);
  const { damaged, refused } = await check(vault);
  assert.deepEqual([damaged, refused], [[], []]);
});

test('a bundle that ends with a second copy of a content is whole', async () => {
  const content = Buffer.alloc(1024 * 1024, 'copied ');
  for (const readers of [1, 2]) {
    const vault = await openVault(freshFolder(), { workerFile, readers });
    assert.ok(vault.ok);
    const imported = await vault.value.importBundle(treeOf({ a: 'a', 'b.bin': content, 'c.bin': content })).done;
    assert.ok(imported.ok);
    const { unusablePacks, damaged, refused } = await check(vault.value);
    assert.deepEqual([unusablePacks, damaged, refused], [[], [], []]);
  }
});

test('a second copy of a content that a bundle refers to is no orphan', async () => {
  const { folder, vault } = await vaultWithBundle();
  const [name = ''] = readdirSync(join(folder, 'packs'));
  copyFileSync(join(folder, 'packs', name), join(folder, 'packs', 'other.pack'));
  assert.deepEqual((await check(vault)).orphans, { count: 0, bytes: 0, named: [] });
});

test('a list of what is damaged in a pack is replaced whole', async () => {
  const contents = { 'a.txt': 'first content', 'b.txt': 'second content' };
  const folder = freshFolder();
  const vault = await openVault(folder, { workerFile, readers: 1 });
  assert.ok(vault.ok);
  assert.ok((await vault.value.importBundle(treeOf(contents)).done).ok);
  const damagedIn = (path: string): number => readFileSync(path, 'latin1').split('\n').length - 1;
  damagePack(folder, 'first content');
  await check(vault.value);
  const names = (): string[] => readdirSync(join(folder, 'packs')).filter((name) => !name.endsWith('.pack'));
  const [list = ''] = names();
  const earlier = join(freshFolder(), 'earlier');
  linkSync(join(folder, 'packs', list), earlier);
  damagePack(folder, 'second content');
  await check(vault.value);
  assert.deepEqual([damagedIn(earlier), damagedIn(join(folder, 'packs', list))], [1, 2]);
  assert.deepEqual(names(), [list]);
});

test('two threads share the contents, and count each once', async () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, `content ${i}`]));
  const folder = freshFolder();
  const vault = await openVault(folder, { workerFile });
  assert.ok(vault.ok);
  assert.ok((await vault.value.importBundle(treeOf({ ...files, large: LARGE })).done).ok);
  assert.ok((await vault.value.importBundle(treeOf({ other: Buffer.alloc(18 * 1024 * 1024, 'o') })).done).ok);
  const report = await check(vault.value);
  assert.equal(report.contents, 302);
});
