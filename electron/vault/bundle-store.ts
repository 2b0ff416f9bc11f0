import { existsSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSha256, type Sha256, utf8 } from '../../shared/bytes.ts';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { replaceDurably, syncFolder, writeNewFile } from '../files/durable.ts';
import { attempt, type FileError } from '../files/file-error.ts';
import { readRegularFile } from '../files/read.ts';
import { parseBundleRecord } from './bundle-record.ts';
import { BUNDLE_ENTRIES, BUNDLE_RECORD, bundleFolder, type VaultLayout } from './layout.ts';
import { systemVaultError, type VaultError, vaultError } from './vault-error.ts';

const RECORD_MAX = 64 * 1024 * 1024;

/** The entry of a staged bundle that puts it among the listed ones: after this, it is there with all it has. */
export async function commitBundle(
  layout: VaultLayout,
  staged: string,
  record: BundleRecord,
): Promise<Result<void, FileError>> {
  const target = bundleFolder(layout, record.id);
  if (existsSync(target)) return renewBundle(layout, staged, record);
  const written = await writeNewFile(join(staged, BUNDLE_RECORD), recordBytes(record), 0o600);
  if (!written.ok) return written;
  const names = await syncNames(layout, staged);
  if (!names.ok) return names;
  const moved = await attempt(target, () => rename(staged, target));
  return moved.ok ? syncFolder(layout.bundles) : moved;
}

/**
 * The same tree once more: its manifest has the same bytes, unless the disk has damaged it since, so a crash between
 * the steps leaves a whole bundle. Contents that fsck had found damaged were stored anew.
 */
async function renewBundle(
  layout: VaultLayout,
  staged: string,
  record: BundleRecord,
): Promise<Result<void, FileError>> {
  const target = bundleFolder(layout, record.id);
  const names = await syncNames(layout, staged);
  if (!names.ok) return names;
  const moved = await attempt(target, () => rename(join(staged, BUNDLE_ENTRIES), join(target, BUNDLE_ENTRIES)));
  return moved.ok ? replaceBundleRecord(layout, record) : moved;
}

/** Replaces what is said of a listed bundle. */
export function replaceBundleRecord(layout: VaultLayout, record: BundleRecord): Promise<Result<void, FileError>> {
  return replaceDurably(join(bundleFolder(layout, record.id), BUNDLE_RECORD), recordBytes(record));
}

function recordBytes(record: BundleRecord): Uint8Array {
  return utf8(`${JSON.stringify(record)}\n`);
}

/** Contents were durable before; now the names that they are found by are too. */
async function syncNames(layout: VaultLayout, staged: string): Promise<Result<void, FileError>> {
  const folders = await attempt(layout.objects, () => readdir(layout.objects));
  if (!folders.ok) return folders;
  const all = [staged, layout.packs, layout.objects, ...folders.value.map((name) => join(layout.objects, name))];
  for (const folder of all) {
    const synced = await syncFolder(folder);
    if (!synced.ok) return synced;
  }
  return ok(undefined);
}

export async function readBundleRecord(layout: VaultLayout, id: Sha256): Promise<Result<BundleRecord, VaultError>> {
  const path = join(bundleFolder(layout, id), BUNDLE_RECORD);
  const bytes = await readRegularFile(path, RECORD_MAX);
  if (!bytes.ok) return err(bytes.error.errno === 'ENOENT' ? vaultError('missing', id) : systemVaultError(bytes.error));
  const record = parseBundleRecord(bytes.value);
  return record === null || record.id !== id ? err(vaultError('damaged', path)) : ok(record);
}

/** The ids of all listed bundles. */
export async function bundleIds(layout: VaultLayout): Promise<Result<Sha256[], VaultError>> {
  const names = await attempt(layout.bundles, () => readdir(layout.bundles));
  if (!names.ok) return err(systemVaultError(names.error));
  return ok(names.value.map(parseSha256).filter((id) => id !== null));
}

export function manifestPath(layout: VaultLayout, id: Sha256): string {
  return join(bundleFolder(layout, id), BUNDLE_ENTRIES);
}
