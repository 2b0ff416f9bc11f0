import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { type Failure, failure } from '../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { PRIVATE_FOLDER, syncFolderNow } from '../core/files/durable.ts';
import { attemptSync, type FileFailure } from '../core/files/file-failure.ts';
import { type LockFailure, lockFolder } from '../core/files/folder-lock.ts';

/** The folder of a station's data, which no other process has as long as this one runs. */
export interface DataFolder {
  /** Absolute, with no symbolic link in it. */
  readonly path: string;
  /** Lets the next console in: only once this one writes nothing any more. */
  unlock(): void;
}

/** Why a folder cannot be a station's now. */
export type FolderFailure = LockFailure | Failure<`folder/${'relative' | 'not-made' | 'not-yours' | 'not-writable'}`>;

/**
 * Opens a folder as a station's data folder, makes it where there is none, and locks it for this process.
 *
 * @param chosen the path as the person gave it
 * @param account the numeric user id that this process runs as
 */
export function openDataFolder(
  chosen: string,
  account: number | undefined = process.getuid?.(),
): Result<DataFolder, FolderFailure> {
  if (!isAbsolute(chosen)) {
    return err(failure('folder/relative', { params: { path: chosen } }));
  }
  const made = madeFolder(chosen);
  if (!made.ok) return err(failure('folder/not-made', { cause: made.error }));
  const path = made.value;
  const owner = statSync(path).uid;
  if (account !== undefined && owner !== account) {
    return err(failure('folder/not-yours', { params: { owner, account } }));
  }
  // Where that is not possible, what is found about the folder says so (folder-findings.ts).
  attemptSync(path, () => closeIfEmpty(path));
  const mayWrite = attemptSync(path, () => accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK));
  if (!mayWrite.ok) return err(failure('folder/not-writable', { cause: mayWrite.error }));
  const locked = lockFolder(path);
  return locked.ok ? ok({ path, unlock: locked.value.release }) : locked;
}

/**
 * The real path of a folder, which is made where there is none, with those above it. One after the other: where a file
 * system says of a new folder that it is not there, as /proc and automounts do, Node's recursive mkdir never ends.
 */
function madeFolder(chosen: string): Result<string, FileFailure> {
  const missing: string[] = [];
  for (let folder = chosen; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing.length === 0 ? [chosen] : missing) {
    const made = attemptSync(folder, () => {
      mkdirSync(folder, { mode: PRIVATE_FOLDER });
      // Each new folder is a name in the one above it.
      syncFolderNow(dirname(folder));
    });
    if (!made.ok && !(made.error.errno === 'EEXIST' && isFolder(folder))) return made;
  }
  return attemptSync(chosen, () => realpathSync(chosen));
}

function isFolder(path: string): boolean {
  const stat = attemptSync(path, () => statSync(path));
  return stat.ok && stat.value.isDirectory();
}

/** An empty folder was made for the station, and becomes private as one that the console makes. @throws system errors */
function closeIfEmpty(path: string): void {
  if (readdirSync(path).length === 0) chmodSync(path, statSync(path).mode & PRIVATE_FOLDER);
}
