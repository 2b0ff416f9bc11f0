import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { withOutcome } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type Calls, DIRECTLY } from './calls.ts';
import { discard, mustNotExist, SHARED_FILE, syncFolder, takeAway, temporaryPath, writeNewFile } from './durable.ts';
import { attempt, type FileFailure } from './file-failure.ts';
import { type ReadBackSource, readBack } from './read-back.ts';

/** One file of a folder that is written as a whole. */
export interface NewFile {
  /** Relative, `/` between folders, each part safe on every file system. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Carried away and read by others: not private. */
const SHARED_FOLDER = 0o755;

/**
 * Writes a folder of files to a medium: all or nothing under the final name, and nothing is overwritten. Each file is
 * fsynced under a temporary folder name, the folder renamed and fsynced, and every file read back and compared; when
 * one differs, or whoever waits for it leaves, the folder is taken away again; `unknown` when it cannot be. `cache` when any of the files could only
 * be read from the cache.
 */
export async function createFolderDurably(
  parent: string,
  name: string,
  files: readonly NewFile[],
  calls: Calls = DIRECTLY,
): Promise<Result<ReadBackSource, FileFailure>> {
  const path = join(parent, name);
  const free = await mustNotExist(path, calls);
  if (!free.ok) return free;
  const temporary = temporaryPath(parent);
  const written = await writeFolder(temporary, files, calls);
  if (!written.ok) {
    await discard(temporary, calls);
    return written;
  }
  const moved = await attempt(path, () => calls.make(() => rename(temporary, path)));
  const named = moved.ok ? await syncFolder(parent, calls) : moved;
  const compared = named.ok ? await readBackAll(path, files, calls) : named;
  if (compared.ok) return compared;
  await discard(temporary, calls);
  return err(withOutcome(compared.error, await takeAway(path, calls)));
}

async function writeFolder(path: string, files: readonly NewFile[], calls: Calls): Promise<Result<void, FileFailure>> {
  for (const folder of foldersOf(files)) {
    const made = await attempt(path, () => calls.make(() => mkdir(join(path, folder), { mode: SHARED_FOLDER })));
    if (!made.ok) return made;
  }
  for (const { name, bytes } of files) {
    const written = await writeNewFile(join(path, name), bytes, SHARED_FILE, calls);
    if (!written.ok) return written;
  }
  for (const folder of foldersOf(files)) {
    const synced = await syncFolder(join(path, folder), calls);
    if (!synced.ok) return synced;
  }
  return ok(undefined);
}

/** Every folder that the files need, each after the one that it is in; `.` is the folder itself. */
function foldersOf(files: readonly NewFile[]): readonly string[] {
  const folders = new Set(['.']);
  for (const { name } of files) {
    const parts = name.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..')) throw new Error(`${name} is no file name`);
    for (let depth = 1; depth < parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
  }
  return [...folders];
}

async function readBackAll(
  path: string,
  files: readonly NewFile[],
  calls: Calls,
): Promise<Result<ReadBackSource, FileFailure>> {
  let source: ReadBackSource = 'medium';
  for (const { name, bytes } of files) {
    const read = await readBack(join(path, name), bytes, calls);
    if (!read.ok) return read;
    if (read.value === 'cache') source = 'cache';
  }
  return ok(source);
}
