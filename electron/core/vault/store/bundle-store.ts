import { existsSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSha256, type Sha256, utf8 } from '../../../../shared/encoding/bytes.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import { failure } from '../../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { replaceDurably, syncFolder, writeNewFile } from '../../files/durable.ts';
import { attempt, type FileFailure } from '../../files/file-failure.ts';
import { readRegularFile } from '../../files/read.ts';
import { sha256Of } from '../../files/sha256.ts';
import { parseBundleRecord } from './bundle-record.ts';
import type { KnownRecords } from './known-records.ts';
import { BUNDLE_ENTRIES, BUNDLE_NEXT_RECORD, BUNDLE_RECORD, bundleFolder, type VaultLayout } from './layout.ts';
import { type VaultFailure, vaultUnusable } from './vault-failure.ts';

const RECORD_MAX = 64 * 1024 * 1024;

/** Whether a bundle may be listed still: it can be paused and cancelled up to the one step that lists it. */
export interface CommitLeave {
  /** Asked before each step; settles late while the import is paused. `false`: cancelled. */
  mayGoOn(): Promise<boolean>;
  /** Asked once, at the start of the step that lists the bundle: with `true` it is too late to cancel. */
  mayList(): boolean;
}

/**
 * The entry of a staged bundle that puts it among the listed ones: after this, it is there with all it has. `false`: it was
 * cancelled, and nothing is listed.
 */
export async function commitBundle(
  layout: VaultLayout,
  staged: string,
  record: BundleRecord,
  leave: CommitLeave,
): Promise<Result<boolean, FileFailure>> {
  const target = bundleFolder(layout, record.id);
  if (existsSync(target)) return renewBundle(layout, staged, record, leave);
  const written = await writeNewFile(join(staged, BUNDLE_RECORD), recordBytes(record), 0o600);
  if (!written.ok) return written;
  const names = await syncNames(layout, staged, leave);
  if (!names.ok || !names.value || !leave.mayList()) return names.ok ? ok(false) : names;
  const moved = await attempt(target, () => rename(staged, target));
  const synced = moved.ok ? await syncFolder(layout.bundles) : moved;
  return synced.ok ? ok(true) : synced;
}

/**
 * The same tree once more: its manifest has the same bytes, unless the disk has damaged it since, so a crash between
 * the steps leaves a whole bundle. Contents that the check had found damaged were stored anew.
 */
async function renewBundle(
  layout: VaultLayout,
  staged: string,
  record: BundleRecord,
  leave: CommitLeave,
): Promise<Result<boolean, FileFailure>> {
  const target = bundleFolder(layout, record.id);
  const names = await syncNames(layout, staged, leave);
  if (!names.ok || !names.value || !leave.mayList()) return names.ok ? ok(false) : names;
  const moved = await attempt(target, () => rename(join(staged, BUNDLE_ENTRIES), join(target, BUNDLE_ENTRIES)));
  const replaced = moved.ok ? await replaceBundleRecord(layout, record) : moved;
  // The run that listed it may have been killed before it did this.
  const synced = replaced.ok ? await syncFolder(layout.bundles) : replaced;
  return synced.ok ? ok(true) : synced;
}

/** Replaces what is said of a listed bundle. */
export function replaceBundleRecord(layout: VaultLayout, record: BundleRecord): Promise<Result<void, FileFailure>> {
  return replaceDurably(join(bundleFolder(layout, record.id), BUNDLE_RECORD), recordBytes(record));
}

/**
 * Writes a record with additions beside the one that counts: durable, and believed from when a journal has its digest.
 * So a crash at any instant leaves a record that is known.
 */
export function addNextRecord(layout: VaultLayout, record: BundleRecord): Promise<Result<void, FileFailure>> {
  return replaceDurably(join(bundleFolder(layout, record.id), BUNDLE_NEXT_RECORD), recordBytes(record));
}

/** Puts the record with additions in the place of the other. It counts already, so nothing depends on this. */
export async function settleNextRecord(layout: VaultLayout, id: Sha256): Promise<void> {
  const folder = bundleFolder(layout, id);
  const moved = await attempt(folder, () => rename(join(folder, BUNDLE_NEXT_RECORD), join(folder, BUNDLE_RECORD)));
  if (moved.ok) await syncFolder(folder);
}

function recordBytes(record: BundleRecord): Uint8Array {
  return utf8(`${JSON.stringify(record)}\n`);
}

/** SHA-256 of the file that is written of this very value. One that was read again may have its fields in another order. */
export function recordDigest(record: BundleRecord): Sha256 {
  return sha256Of(recordBytes(record));
}

/** Contents were durable before; now the names that they are found by are too. `false`: cancelled. */
async function syncNames(
  layout: VaultLayout,
  staged: string,
  leave: CommitLeave,
): Promise<Result<boolean, FileFailure>> {
  const folders = await attempt(layout.objects, () => readdir(layout.objects));
  if (!folders.ok) return folders;
  const all = [staged, layout.packs, layout.objects, ...folders.value.map((name) => join(layout.objects, name))];
  for (const folder of all) {
    if (!(await leave.mayGoOn())) return ok(false);
    const synced = await syncFolder(folder);
    if (!synced.ok) return synced;
  }
  return ok(await leave.mayGoOn());
}

/** A bundle's record, and the SHA-256 of the file that it was read from. */
interface StoredRecord {
  readonly record: BundleRecord;
  readonly sha256: Sha256;
}

/**
 * Whatever record of this bundle lies there: nothing in it is to be believed for that alone.
 * @param known the digest that it should have: of two records the one with that digest is given
 */
export async function readStoredRecord(
  layout: VaultLayout,
  id: Sha256,
  known: Sha256 | null | undefined,
): Promise<Result<StoredRecord, VaultFailure>> {
  const stored = await readRecordFile(layout, id, BUNDLE_RECORD);
  if (stored.ok && stored.value.sha256 === known) return stored;
  const next = await readRecordFile(layout, id, BUNDLE_NEXT_RECORD);
  return next.ok && next.value.sha256 === known ? next : stored;
}

async function readRecordFile(
  layout: VaultLayout,
  id: Sha256,
  name: string,
): Promise<Result<StoredRecord, VaultFailure>> {
  const path = join(bundleFolder(layout, id), name);
  const bytes = await readRegularFile(path, RECORD_MAX);
  if (!bytes.ok)
    return err(bytes.error.errno === 'ENOENT' ? failure('vault/missing', { where: id }) : vaultUnusable(bytes.error));
  const record = parseBundleRecord(bytes.value);
  if (record === null || record.id !== id) return err(failure('vault/damaged', { where: path }));
  return ok({ record, sha256: sha256Of(bytes.value) });
}

/** The record of this bundle, where it is the known one. */
export async function readBundleRecord(
  layout: VaultLayout,
  id: Sha256,
  known: KnownRecords,
): Promise<Result<BundleRecord, VaultFailure>> {
  const stored = await readStoredRecord(layout, id, known.get(id));
  if (!stored.ok) return stored;
  return stored.value.sha256 === known.get(id)
    ? ok(stored.value.record)
    : err(failure('vault/unknown-record', { where: id }));
}

/** The ids of all listed bundles. */
export async function bundleIds(layout: VaultLayout): Promise<Result<Sha256[], VaultFailure>> {
  const names = await attempt(layout.bundles, () => readdir(layout.bundles));
  if (!names.ok) return err(vaultUnusable(names.error));
  return ok(names.value.map(parseSha256).filter((id) => id !== null));
}

export function manifestPath(layout: VaultLayout, id: Sha256): string {
  return join(bundleFolder(layout, id), BUNDLE_ENTRIES);
}
