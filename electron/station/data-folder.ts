import { accessSync, chmodSync, constants, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import { PRIVATE_FOLDER, syncFolderNow } from '../core/files/durable.ts';
import { attemptSync } from '../core/files/file-error.ts';
import { type LockRefusal, lockFolder } from '../core/files/folder-lock.ts';

/** The folder of a station's data, which no other process has as long as this one runs. */
export interface DataFolder {
  /** Absolute, with no symbolic link in it. */
  readonly path: string;
  /** Lets the next console in: only once this one writes nothing any more. */
  unlock(): void;
}

/** Why a folder cannot be a station's now, and what the person can do. The sentence follows the program's name and a colon. */
export interface FolderRefusal {
  readonly code: 'relative' | 'not-made' | 'not-yours' | 'not-writable' | 'held' | 'no-lock';
  readonly sentence: string;
}

/**
 * Opens a folder as a station's data folder, makes it where there is none, and locks it for this process.
 *
 * @param chosen the path as the person gave it
 * @param account the numeric user id that this process runs as
 */
export function openDataFolder(
  chosen: string,
  account: number | undefined = process.getuid?.(),
): Result<DataFolder, FolderRefusal> {
  if (!isAbsolute(chosen)) {
    return refused('relative', `the data folder must be given as an absolute path. "${chosen}" is a relative one.`);
  }
  const made = attemptSync(chosen, () => makeFolder(chosen));
  if (!made.ok) return refused('not-made', `the data folder cannot be opened or made. ${made.error.sentence}`);
  const path = made.value;
  const owner = statSync(path).uid;
  if (account !== undefined && owner !== account) {
    return refused(
      'not-yours',
      `the data folder belongs to another account (user id ${owner}; this one is ${account}). Start Holdfast as its owner.`,
    );
  }
  // Where that is not possible, what is found about the folder says so (folder-findings.ts).
  attemptSync(path, () => closeIfEmpty(path));
  const mayWrite = attemptSync(path, () => accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK));
  if (!mayWrite.ok) return refused('not-writable', `the data folder cannot be written. ${mayWrite.error.sentence}`);
  const locked = lockFolder(path);
  return locked.ok ? ok({ path, unlock: locked.value.release }) : refused(...lockSentence(locked.error));
}

/** The folder's real path. @throws system errors */
function makeFolder(chosen: string): string {
  const first = mkdirSync(chosen, { recursive: true, mode: PRIVATE_FOLDER });
  // Each new folder is a name in the one above it.
  for (let folder = chosen; first !== undefined && folder.length >= first.length; folder = dirname(folder)) {
    syncFolderNow(dirname(folder));
  }
  return realpathSync(chosen);
}

/** An empty folder was made for the station, and becomes private as one that the console makes. @throws system errors */
function closeIfEmpty(path: string): void {
  if (readdirSync(path).length === 0) chmodSync(path, statSync(path).mode & PRIVATE_FOLDER);
}

function lockSentence(refusal: LockRefusal): [FolderRefusal['code'], string] {
  switch (refusal.code) {
    case 'held':
      return ['held', 'another Holdfast has this data folder open: use that one, or end it first.'];
    case 'unreadable':
      return ['no-lock', `the data folder cannot be locked. ${refusal.file.sentence}`];
    case 'no-program':
      return [
        'no-lock',
        `the program ${refusal.program} is missing or cannot be run, so the data folder cannot be locked, and nothing would ` +
          `keep a second Holdfast out of it (${refusal.reason}). Install the package util-linux, and start Holdfast again.`,
      ];
    case 'no-lock':
      return [
        'no-lock',
        `the file system of the data folder does not lock it, so nothing would keep a second Holdfast out of it ` +
          `(${refusal.reason}). Move the data folder to a disk of this machine, and start Holdfast again.`,
      ];
    default:
      return assertNever(refusal, 'lock refusal');
  }
}

function refused(code: FolderRefusal['code'], sentence: string): Result<never, FolderRefusal> {
  return err({ code, sentence });
}
