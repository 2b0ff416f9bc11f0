import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failure, unknownOutcome } from '../../../shared/failure/failure.ts';
import type { FailedOutcome } from '../../../shared/outcome.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type Calls, cleaningUp, DIRECTLY } from './calls.ts';
import { closeRead, closeReadHandle } from './close-read.ts';
import { attempt, type FileFailure } from './file-failure.ts';
import { readBack } from './read-back.ts';

/** Private to the account: what the console keeps for itself. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;
/** Carried away and read by others. */
export const SHARED_FILE = 0o644;

/** Of one call that writes: a slow medium is then seen to answer. */
const CHUNK = 512 * 1024;

/** Every temporary name starts so, and no reader lists names that do. */
export const TEMPORARY_PREFIX = '.holdfast-tmp-';

/** A fresh temporary path in `folder`, so that a later rename stays within one file system. */
export function temporaryPath(folder: string): string {
  return join(folder, `${TEMPORARY_PREFIX}${randomBytes(8).toString('hex')}`);
}

/**
 * Replaces `path` with `bytes`, or leaves it as it was: a crash at any instant leaves the old content or the new,
 * whole. When this returns `ok`, content and name are on the disk (temporary file, fsync, rename, fsync of the folder).
 *
 * Fails as `unknown` when the rename may have been made and its durability cannot be had. Before that is said, the file
 * is read again: where it shows what is the case, this is `ok` or `not-done`.
 */
export async function replaceDurably(
  path: string,
  bytes: Uint8Array,
  mode: number = PRIVATE_FILE,
  calls: Calls = DIRECTLY,
): Promise<Result<void, FileFailure>> {
  const temporary = temporaryPath(dirname(path));
  const written = await writeNewFile(temporary, bytes, mode, calls);
  const moved = written.ok ? await attempt(path, () => calls.make(() => rename(temporary, path))) : written;
  const named = moved.ok ? await syncFolder(dirname(path), calls) : moved;
  if (named.ok) return named;
  const settled = written.ok ? await settle(path, bytes, named.error, { isMoved: moved.ok, calls }) : written;
  if (!moved.ok) await discard(temporary, calls);
  return settled;
}

/** Reads a file again whose rename failed, or may not be durable. */
async function settle(
  path: string,
  bytes: Uint8Array,
  failure: FileFailure,
  { isMoved, calls }: { readonly isMoved: boolean; readonly calls: Calls },
): Promise<Result<void, FileFailure>> {
  const compared = await readBack(path, bytes, calls);
  if (compared.ok) {
    const named = await syncFolder(dirname(path), calls);
    return named.ok ? named : err(unknownOutcome(failure));
  }
  const isOld = compared.error.code === 'file/differs' || compared.error.errno === 'ENOENT';
  return err(isOld && !isMoved ? failure : unknownOutcome(failure));
}

/** Like `replaceDurably`, for a name that must not exist yet: nothing is ever overwritten. */
export async function createDurably(
  path: string,
  bytes: Uint8Array,
  mode: number = PRIVATE_FILE,
): Promise<Result<void, FileFailure>> {
  const free = await mustNotExist(path);
  return free.ok ? replaceDurably(path, bytes, mode) : free;
}

/** Writes a new file and fsyncs it. Its name is durable only after `syncFolder`. */
export async function writeNewFile(
  path: string,
  bytes: Uint8Array,
  mode: number,
  calls: Calls = DIRECTLY,
): Promise<Result<void, FileFailure>> {
  return attempt(path, async () => {
    const file = await calls.make(() => open(path, 'wx', mode));
    try {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await calls.make(() => file.write(bytes, at, Math.min(CHUNK, bytes.length - at)));
        at += bytesWritten;
      }
      await calls.make(() => file.sync());
    } finally {
      await calls.cleanUp(() => file.close());
    }
  });
}

/** Makes the names in a folder durable. */
export async function syncFolder(path: string, calls: Calls = DIRECTLY): Promise<Result<void, FileFailure>> {
  return attempt(path, async () => {
    const folder = await calls.make(() => open(path, constants.O_RDONLY | constants.O_DIRECTORY));
    try {
      await calls.make(() => folder.sync());
    } finally {
      await calls.cleanUp(() => closeReadHandle(folder));
    }
  });
}

/** The same at once, for threads and steps that wait for nothing else. @throws system errors */
export function syncFolderNow(path: string): void {
  const folder = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(folder);
  } finally {
    closeRead(() => closeSync(folder));
  }
}

/** Makes a private folder and those above it, where they are not there yet. */
export async function ensureFolder(path: string): Promise<Result<void, FileFailure>> {
  const made = await attempt(path, () => mkdir(path, { recursive: true, mode: PRIVATE_FOLDER }));
  if (!made.ok) return made;
  if (made.value === undefined) return ok(undefined);
  // Each new folder is a name in the one above it.
  for (let folder = path; folder.length >= made.value.length; folder = dirname(folder)) {
    const synced = await syncFolder(dirname(folder));
    if (!synced.ok) return synced;
  }
  return ok(undefined);
}

/** Opens a folder that the console has to itself: made where it is not there yet, else swept. */
export async function ensureOwnFolder(path: string): Promise<Result<void, FileFailure>> {
  const ready = await ensureFolder(path);
  return ready.ok ? sweepTemporaries(path) : ready;
}

/**
 * Takes away what a crash left under temporary names. Only for a folder that this console has to itself: elsewhere they
 * could be someone else's, at work this moment.
 */
async function sweepTemporaries(folder: string): Promise<Result<void, FileFailure>> {
  return attempt(folder, async () => {
    const names = await readdir(folder);
    for (const name of names.filter((one) => one.startsWith(TEMPORARY_PREFIX))) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  });
}

/** `exists` when anything, a dangling link included, has that name. */
export async function mustNotExist(path: string, calls: Calls = DIRECTLY): Promise<Result<void, FileFailure>> {
  const stat = await attempt(path, () => calls.make(() => lstat(path)));
  if (stat.ok) return err(failure('file/exists', { where: path }));
  return stat.error.errno === 'ENOENT' ? ok(undefined) : stat;
}

/**
 * Removes a temporary file or folder after a failure. The failure that led here is the one to report; a medium that is
 * gone or read-only by now keeps its leftover, which its temporary name tells apart.
 */
export async function discard(temporary: string, calls: Calls = DIRECTLY): Promise<Result<void, FileFailure>> {
  return attempt(temporary, () => calls.cleanUp(() => rm(temporary, { recursive: true, force: true })));
}

/**
 * Takes a file or folder away that must not stand under its final name: first away from that name, so that it is never
 * there in part. `not-done` once it is gone for good, `unknown` when it may still be there.
 */
export async function takeAway(path: string, calls: Calls = DIRECTLY): Promise<FailedOutcome> {
  const temporary = temporaryPath(dirname(path));
  const moved = await attempt(path, () => calls.cleanUp(() => rename(path, temporary)));
  const gone = await discard(moved.ok ? temporary : path, calls);
  const named = gone.ok ? await syncFolder(dirname(path), cleaningUp(calls)) : gone;
  return named.ok ? 'not-done' : 'unknown';
}
