import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { createDurably } from '../files/durable.ts';
import { attempt, type FileFailure } from '../files/file-failure.ts';
import { isNoSuchFile, readRegularFile } from '../files/read.ts';
import { applyRecord, EMPTY_HISTORY, type History } from './history.ts';

const RECORD_NAME = /^[0-9]{6}\.dsse\.json$/;
const MAX_RECORD_BYTES = 64 * 1024;

/** The records do not hold together from here on: `where` is the file, `findings` says why. */
export type RecordsDamage = Failure<'keyring/records-damaged'> & { readonly findings: readonly Finding[] };

/** What the records say, up to the first that is damaged. */
export interface LoadedHistory {
  readonly history: History;
  /** `null` when all of them hold together. */
  readonly damage: RecordsDamage | null;
}

/** Whether a file of this name is a record; whatever else lies in the folder is not read. */
export function isRecordName(name: string): boolean {
  return RECORD_NAME.test(name);
}

/** Reads and checks every record in `folder`, in order. A damaged one is no reason to go on with the others. */
export async function loadHistory(folder: string): Promise<Result<LoadedHistory, FileFailure>> {
  const listed = await attempt(folder, () => readdir(folder));
  if (!listed.ok) return listed;
  const names = listed.value.filter(isRecordName).sort();
  let history = EMPTY_HISTORY;
  for (const name of names) {
    const path = join(folder, name);
    const damaged = (found: Finding): Result<LoadedHistory, never> => {
      const findings = [found];
      return ok({ history, damage: { ...failure('keyring/records-damaged', { findings, where: path }), findings } });
    };
    if (name !== recordName(history.records.length)) return damaged(finding('identity.record-order', name));
    const bytes = await readRegularFile(path, MAX_RECORD_BYTES);
    if (!bytes.ok && isNoSuchFile(bytes.error)) {
      return damaged(finding('identity.record-unreadable', name, { observed: 'no file of a record' }));
    }
    if (!bytes.ok) return bytes;
    const next = applyRecord(history, bytes.value);
    if (!next.ok) return damaged(next.error);
    history = next.value;
  }
  return ok({ history, damage: null });
}

/** Writes the record that makes `size` records `size + 1`. */
export function storeRecord(folder: string, size: number, envelope: Uint8Array): Promise<Result<void, FileFailure>> {
  return createDurably(join(folder, recordName(size)), envelope);
}

function recordName(sequence: number): string {
  const name = `${String(sequence).padStart(6, '0')}.dsse.json`;
  if (!isRecordName(name)) throw new RangeError(`record ${sequence} has no file name`);
  return name;
}
