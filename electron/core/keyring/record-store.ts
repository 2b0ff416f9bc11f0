import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../../../shared/failure/failure.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { createDurably } from '../files/durable.ts';
import { attempt, type FileFailure } from '../files/file-failure.ts';
import { readRegularFile } from '../files/read.ts';
import { applyRecord, EMPTY_HISTORY, type History } from './history.ts';
import type { KeyringFailure } from './keyring-failure.ts';

const RECORD_NAME = /^[0-9]{6}\.dsse\.json$/;
const MAX_RECORD_BYTES = 64 * 1024;

/** Reads and checks every record in `folder`, in order. A damaged one is no reason to go on with the others. */
export async function loadHistory(folder: string): Promise<Result<History, KeyringFailure>> {
  const listed = await attempt(folder, () => readdir(folder));
  if (!listed.ok) return listed;
  const names = listed.value.sort();
  let history = EMPTY_HISTORY;
  for (const name of names) {
    const path = join(folder, name);
    if (name !== recordName(history.records.length)) return damaged(finding('identity.record-order', name), path);
    const bytes = await readRegularFile(path, MAX_RECORD_BYTES);
    if (!bytes.ok) return bytes;
    const next = applyRecord(history, bytes.value);
    if (!next.ok) return damaged(next.error, path);
    history = next.value;
  }
  return ok(history);
}

/** Writes the record that makes `size` records `size + 1`. */
export function storeRecord(folder: string, size: number, envelope: Uint8Array): Promise<Result<void, FileFailure>> {
  return createDurably(join(folder, recordName(size)), envelope);
}

function recordName(sequence: number): string {
  const name = `${String(sequence).padStart(6, '0')}.dsse.json`;
  if (!RECORD_NAME.test(name)) throw new RangeError(`record ${sequence} has no file name`);
  return name;
}

function damaged(found: Finding, where: string): Result<never, KeyringFailure> {
  return err(failure('keyring/records-damaged', { findings: [found], where }));
}
