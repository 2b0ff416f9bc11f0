import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { byteName } from '../../../../../../electron/core/media/byte-name.ts';
import { entryLine, identityText } from '../../../../../../electron/core/tree/entry-line.ts';
import { hashTree } from '../../../../../../electron/core/tree/hash-tree.ts';
import { writeImportHead } from '../../../../../../electron/core/vault/import/import-head.ts';
import { ImportJournal } from '../../../../../../electron/core/vault/import/import-journal.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import { ok } from '../../../../../../shared/result.ts';
import { some } from '../../../../../helpers/long.ts';
import { scriptFile } from '../../../../../helpers/parts.ts';
import { recordsOnDisk } from '../../../../../helpers/records-on-disk.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';

const MIB = 1024 * 1024;
const LARGE = 17 * MIB;
const LARGE_FILES = 8;
/**
 * The vault lies in memory where the system offers that: there an fdatasync returns at once, whatever else this
 * machine writes, so an import has finished something when it is caught half-way.
 */
const memory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'holdfast-vault-'));
after(() => rmSync(memory, { recursive: true, force: true }));

function vaultFolder(): string {
  return mkdtempSync(join(memory, 'v'));
}

async function open(folder: string): Promise<Vault> {
  const vault = await openVault(folder, { workerFile, knownRecords: () => recordsOnDisk(folder) });
  assert.ok(vault.ok);
  return vault.value;
}

/** Large files, which are durable one by one, and small ones. */
function mixedTree(): string {
  const root = mkdtempSync(join(memory, 's'));
  const content = randomBytes(LARGE);
  for (let i = 0; i < LARGE_FILES; i++) {
    content.writeUInt32LE(i);
    writeFileSync(join(root, `dump-${i}.bin`), content);
  }
  mkdirSync(join(root, 'notes'));
  for (let i = 0; i < 400; i++) writeFileSync(join(root, `notes/note-${i}.txt`), `note ${i}`);
  return root;
}

/** Imports in a process of its own, which kills itself. */
function importInChild(folder: string, source: string, when: string, ...resume: string[]): Ended | 'killed' {
  const args = [scriptFile('import-child'), folder, source, workerFile, when, ...resume];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return run.signal === 'SIGKILL' ? 'killed' : JSON.parse(run.stdout);
}

interface Ended {
  readonly ok: boolean;
  readonly read: number;
}

/** The vault lists what `source` holds and nothing else: git's ids, computed from the vault's copy, cover the kinds as well. */
async function assertWhole(folder: string, source: string): Promise<void> {
  const vault = await open(folder);
  const listed = await vault.listing();
  const hashed = await hashTree(source, { workerFile });
  assert.ok(listed.ok && hashed.ok);
  const [bundle, ...others] = listed.value.bundles;
  assert.ok(bundle !== undefined);
  assert.deepEqual(others, []);
  const withIds = await vault.addGitIds(bundle.id, async () => ok(null));
  assert.deepEqual(withIds.ok && withIds.value?.summary, hashed.value.summary);
  const entries = await vault.bundleEntries(bundle.id);
  assert.ok(entries.ok);
  for (const file of entries.value.files) assert.ok((await vault.readSmall(file.sha256, 64 * MIB)).ok, file.path);
  await vault.close();
}

test('a killed import is resumed, and does not read again what was finished', async () => {
  const source = mixedTree();
  const folder = vaultFolder();
  assert.equal(importInChild(folder, source, 'journal'), 'killed');
  const vault = await open(folder);
  assert.deepEqual(await vault.listing(), { ok: true, value: { bundles: [], damaged: [] } });
  const unfinished = vault.unfinishedImports();
  assert.ok(unfinished.ok);
  const [one] = unfinished.value;
  assert.equal(one?.source, source);
  await vault.close();
  const resumed = importInChild(folder, source, 'never', one.id);
  assert.ok(resumed !== 'killed' && resumed.ok);
  // Besides the files: each thread's code, and the list of leaves, which checks look through.
  assert.ok(resumed.read < (LARGE_FILES - 1) * LARGE + 14 * MIB, `read ${resumed.read} bytes`);
  await assertWhole(folder, source);
  const clean = await open(folder);
  assert.deepEqual(clean.unfinishedImports(), { ok: true, value: [] });
});

test('what changed since an interrupted import is read again, and a damaged journal is believed up to the damage', async () => {
  const source = mixedTree();
  const folder = vaultFolder();
  assert.equal(importInChild(folder, source, 'journal'), 'killed');
  const [id = ''] = readdirSync(join(folder, 'tmp'));
  assert.equal(importInChild(folder, source, 'journal', id), 'killed');
  for (let i = 0; i < LARGE_FILES; i++) appendFileSync(join(source, `dump-${i}.bin`), 'x');
  writeFileSync(join(source, 'dump-1.b'), 'new');
  appendFileSync(join(folder, 'tmp', id, 'journal-1'), Buffer.alloc(5000));
  const vault = await open(folder);
  assert.ok((await vault.resumeImport(id, source).done).ok);
  await vault.close();
  await assertWhole(folder, source);
});

test('killed at any moment, the vault has the bundle with all its bytes, or has not', async () => {
  const source = mixedTree();
  const folder = vaultFolder();
  for (const after of some(['60', '200', '350', '500', '650'], 2)) {
    const ended = importInChild(folder, source, after);
    const vault = await open(folder);
    const listed = await vault.listing();
    assert.ok(listed.ok);
    await vault.close();
    if (listed.value.bundles.length > 0) await assertWhole(folder, source);
    else assert.equal(ended, 'killed');
  }
  const vault = await open(folder);
  for (const id of readdirSync(join(folder, 'tmp'))) assert.ok((await vault.dropImport(id)).ok);
  assert.ok((await vault.importBundle(source).done).ok);
  await vault.close();
  await assertWhole(folder, source);
});

/** An interrupted import of `source`, which has read some of it so far: a folder that was made, its head, a journal. */
async function interrupted(folder: string, source: string): Promise<string> {
  const path = join(folder, 'tmp', 'interrupted');
  mkdirSync(path);
  await writeImportHead(path, { source, startedAt: '2026-11-24T00:00:00.000Z' });
  return path;
}

test('a file that could be run when it was read, and cannot any more, is read again', async () => {
  const source = mkdtempSync(join(memory, 's'));
  writeFileSync(join(source, 'tool'), 'content');
  const folder = vaultFolder();
  const vault = await open(folder);
  assert.ok((await vault.importBundle(source).done).ok);
  const [bundle] = (await listedIn(vault)) ?? [];
  const [file] = (await entriesOf(vault, bundle?.id)) ?? [];
  assert.ok(file !== undefined);
  // As a stick tells it that is mounted with other rights than before: its sizes and times are the same.
  const journal = new ImportJournal(await interrupted(folder, source));
  const lines = Buffer.from(entryLine('executable', file, file.size, byteName(file.path)), 'latin1');
  const identities = Buffer.from(`${identityText(lstatSync(join(source, 'tool')))}\n`, 'latin1');
  journal.add({ lines, identities });
  journal.close();
  const resumed = await vault.resumeImport('interrupted', source).done;
  assert.ok(resumed.ok, JSON.stringify(resumed));
  await vault.close();
  await assertWhole(folder, source);
});

async function listedIn(vault: Vault) {
  const listed = await vault.listing();
  return listed.ok ? listed.value.bundles : null;
}

async function entriesOf(vault: Vault, id: Parameters<Vault['bundleEntries']>[0] | undefined) {
  const entries = id === undefined ? null : await vault.bundleEntries(id);
  return entries?.ok === true ? entries.value.files : null;
}

test('an import that could not even write its head down goes on once there is room', async () => {
  const source = mkdtempSync(join(memory, 's'));
  writeFileSync(join(source, 'a'), 'a');
  const folder = vaultFolder();
  const vault = await open(folder);
  // What a full disk leaves: a folder takes no room of its own, the head does.
  writeFileSync(join(await interrupted(folder, source), 'import.json'), '');
  const resumed = await vault.resumeImport('interrupted', source).done;
  assert.ok(resumed.ok, JSON.stringify(resumed));
  await vault.close();
  await assertWhole(folder, source);
});
