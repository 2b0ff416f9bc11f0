import { lstat, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { parseStrictJson } from '../../../../shared/encoding/strict-json.ts';
import { unknownOutcome } from '../../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { syncFolder } from '../../files/durable.ts';
import { attempt, errnoOf, type FileFailure } from '../../files/file-failure.ts';
import { readRegularNow } from '../../files/open-regular.ts';
import { IMPORT_HEAD } from '../store/layout.ts';

const importHead = z.strictObject({ source: z.string(), startedAt: z.string() });

/** What an import was asked to do, kept beside its journal. */
export type ImportHead = z.infer<typeof importHead>;

/** @throws system errors */
export async function writeImportHead(folder: string, head: ImportHead): Promise<void> {
  await writeFile(join(folder, IMPORT_HEAD), `${JSON.stringify(head)}\n`, { mode: 0o600, flush: true });
}

/** From now on the folder is what is left of an import that nobody can resume. `unknown` when that cannot be seen. */
export async function removeImportHead(folder: string): Promise<Result<void, FileFailure>> {
  const head = join(folder, IMPORT_HEAD);
  const removed = await attempt(head, () => rm(head, { force: true }));
  if (removed.ok) return removed;
  const isThere = await attempt(head, () => lstat(head));
  if (isThere.ok) return removed;
  return isThere.error.errno === 'ENOENT' ? ok(undefined) : err(unknownOutcome(removed.error));
}

/** The same for good; `unknown` as well when a power cut may bring it back. */
export async function endImport(folder: string): Promise<Result<void, FileFailure>> {
  const removed = await removeImportHead(folder);
  if (!removed.ok) return removed;
  const synced = await syncFolder(folder);
  const again = synced.ok ? synced : await syncFolder(folder);
  return again.ok ? again : err(unknownOutcome(again.error));
}

/** `null` when there is none that can be read: then the folder is the remains of an import that had not begun. */
export function readImportHead(folder: string): ImportHead | null {
  let bytes: Buffer;
  try {
    bytes = readRegularNow(join(folder, IMPORT_HEAD));
  } catch (thrown) {
    if (errnoOf(thrown) === null) throw thrown;
    return null;
  }
  const json = parseStrictJson(bytes);
  const head = importHead.safeParse(json.ok ? json.value : null);
  return head.success ? head.data : null;
}
