import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { vaultCheckFindings } from '../../../../../../electron/core/vault/check/check-findings.ts';
import type { VaultCheckResult } from '../../../../../../electron/core/vault/check/check-job.ts';
import type { KnownRecords } from '../../../../../../electron/core/vault/store/known-records.ts';
import { openVault, type Vault } from '../../../../../../electron/core/vault/vault.ts';
import type { BundleRecord } from '../../../../../../shared/evidence/types.ts';
import { must } from '../../../../../helpers/must.ts';
import { recordsOnDisk } from '../../../../../helpers/records-on-disk.ts';
import { freshFolder, treeOf } from '../../../../../helpers/trees.ts';
import { workerFile } from '../../../../../helpers/vault-worker.ts';
import { codes } from '../../../../shared/packet/fixtures.ts';

/** A rollback that did not come back to where it was. */
const CHECKS = {
  type: 'urn:holdfast:checks:v1',
  checks: [
    {
      id: 'r',
      title: 'rollback',
      type: 'rollback-proof',
      legs: [{ name: 'prod', before: 'b', afterApply: 'c', afterRollback: 'd' }],
    },
  ],
};
const FILES = { b: 'before', c: 'after', d: 'not before', 'checks.json': JSON.stringify(CHECKS) };

interface Imported {
  readonly folder: string;
  readonly source: string;
  readonly record: BundleRecord;
  readonly path: string;
  readonly known: KnownRecords;
}

async function imported(): Promise<Imported> {
  const [folder, source] = [freshFolder(), treeOf(FILES)];
  const vault = must(await openVault(folder, { workerFile }));
  const record = must(await vault.importBundle(source).done);
  await vault.close();
  return {
    folder,
    source,
    record,
    path: join(folder, 'bundles', record.id, 'record.json'),
    known: recordsOnDisk(folder),
  };
}

const open = async (folder: string, known: KnownRecords): Promise<Vault> =>
  must(await openVault(folder, { workerFile, knownRecords: () => known }));

async function checked(vault: Vault): Promise<VaultCheckResult> {
  const result = must(await vault.check());
  assert.ok(result !== null);
  return result;
}

const codeOf = async (vault: Vault, { id }: BundleRecord): Promise<string> => {
  const record = await vault.bundle(id);
  return record.ok ? 'believed' : record.error.code;
};

/** Edits of whoever has the disk, each of which leaves a record that can be read. */
const other = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const edit = fc.oneof(
  fc.constant((record: BundleRecord): object => ({
    ...record,
    verdict: 'verified',
    checks: record.checks.map((one) => ({ ...one, result: 'pass' })),
  })),
  fc.constant((record: BundleRecord): object => ({ ...record, verdict: 'verified', checks: [] })),
  other.map((hash) => (record: BundleRecord): object => {
    const payload = { ...record.summary, dirHash: hash, gitTreeSha256: hash, merkleSha256: hash };
    const { files: _, bytes: __, ...hashes } = payload;
    return { ...record, spellings: { ...record.spellings, payload: hashes } };
  }),
  other.map((hash) => (record: BundleRecord): object => ({
    ...record,
    summary: { ...record.summary, merkleSha256: hash },
  })),
  other.map((sha256) => (record: BundleRecord): object => ({
    ...record,
    manifests: [{ path: 'SHA256SUMS', sha256 }],
  })),
);

test('an edited record is not believed, found by the check, and made again from the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(edit, fc.boolean(), async (change, isInJournal) => {
      const { folder, record, path, known } = await imported();
      writeFileSync(path, `${JSON.stringify(change(record))}\n`);
      const vault = await open(folder, isInJournal ? known : new Map());
      assert.equal(await codeOf(vault, record), 'vault/unknown-record');
      assert.deepEqual(must(await vault.listing()).bundles, []);
      assert.deepEqual(
        must(await vault.listing()).damaged.map(({ id }) => id),
        [record.id],
      );

      const result = await checked(vault);
      assert.deepEqual(codes(vaultCheckFindings(result)), ['evidence.record-differs']);
      const [renewed] = result.renewed;
      const { findings: _, verdict: __, ...before } = record;
      const { findings, verdict: ___, ...again } = renewed?.record ?? record;
      assert.deepEqual(again, before);
      assert.deepEqual(codes(findings), ['evidence.record-remade']);
      assert.equal(await codeOf(vault, record), 'vault/unknown-record', 'until a journal has it');
      await vault.close();
      const reopened = await open(folder, recordsOnDisk(folder));
      assert.equal(await codeOf(reopened, record), 'believed');
      assert.deepEqual((await checked(reopened)).renewed, []);
      await reopened.close();
    }),
    { numRuns: 8 },
  );
});

test('a record that no journal has is not believed as it is, and is made again without a complaint', async () => {
  const { folder, record } = await imported();
  const vault = await open(folder, new Map());
  assert.equal(await codeOf(vault, record), 'vault/unknown-record');
  const result = await checked(vault);
  assert.deepEqual([result.refused, codes(vaultCheckFindings(result))], [[], []]);
  assert.deepEqual(
    result.renewed.map(({ record: { id, checks }, differed }) => [id, checks, differed]),
    [[record.id, record.checks, []]],
  );
  await vault.close();
});

test('a leaf’s kind that is edited in the manifest is found, though no content and no dirHash shows it', async () => {
  const { folder, source, record, known } = await imported();
  const manifest = join(folder, 'bundles', record.id, 'entries');
  writeFileSync(manifest, readFileSync(manifest, 'latin1').replace(/^f /, 'x '), 'latin1');
  const vault = await open(folder, known);
  const result = await checked(vault);
  assert.deepEqual(result.refused, [record.id]);
  const again = must(await vault.importBundle(source).done);
  assert.deepEqual({ ...again, importedAt: '' }, { ...record, label: again.label, importedAt: '' });
  await vault.close();
});

test('an edited record keeps nobody from importing the bundle again', async () => {
  const { folder, source, record, path, known } = await imported();
  const edited = { ...record, summary: { ...record.summary, merkleSha256: 'ab'.repeat(32) } };
  writeFileSync(path, `${JSON.stringify(edited)}\n`);
  const vault = await open(folder, known);
  assert.ok((await vault.importBundle(source).done).ok);
  await vault.close();
  const reopened = await open(folder, recordsOnDisk(folder));
  assert.equal(must(await reopened.bundle(record.id)).summary.merkleSha256, record.summary.merkleSha256);
  // Of a known record it is still told when the same files come with other links.
  symlinkSync('b', join(source, 'link'));
  assert.ok(!(await reopened.importBundle(source).done).ok);
  await reopened.close();
});
