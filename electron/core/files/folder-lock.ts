import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { attemptSync } from './file-failure.ts';

/** A folder that this process has to itself until it lets go or ends. */
export interface FolderLock {
  /** Lets the next process have the folder. The end of the process, however it comes, does the same. */
  release(): void;
}

/**
 * `held`: another process has the folder. `unreadable`: it cannot be opened. `no-program`: the program that locks is not
 * installed, or cannot be run. `no-lock`: the file system does not lock it. `reason` is what the program or the system said.
 */
export type LockFailure = Failure<`folder/${'held' | 'unreadable' | 'no-program' | 'no-lock'}`>;

/** util-linux's flock(1), at its own path: what the environment calls flock may be something else. */
const FLOCK = '/usr/bin/flock';
const HELD = 75;
const LONGEST_MS = 10_000;

/**
 * Takes flock(2)'s exclusive lock on a folder itself, without waiting. Nothing in the folder stands for the lock, so
 * nothing that is deleted there ends it; symbolic links and mounts lead to the same lock, a copy has its own.
 *
 * Node cannot call flock(2). flock(1) gets our descriptor as its own, locks what it is open on, and ends; the lock
 * stays with what is open, which is ours (decision 017).
 *
 * @param program flock(1); tests alone have another
 */
export function lockFolder(folder: string, program: string = FLOCK): Result<FolderLock, LockFailure> {
  const opened = attemptSync(folder, () => openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY));
  if (!opened.ok) return err(failure('folder/unreadable', { cause: opened.error }));
  const descriptor = opened.value;
  const refusal = refusalOf(descriptor, program);
  if (refusal === null) return ok({ release: () => closeSync(descriptor) });
  closeSync(descriptor);
  return err(refusal);
}

function refusalOf(descriptor: number, program: string): LockFailure | null {
  const { error, status, output } = spawnSync(
    program,
    ['--exclusive', '--nonblock', '--conflict-exit-code', String(HELD), '3'],
    { stdio: ['ignore', 'ignore', 'pipe', descriptor], env: {}, encoding: 'utf8', timeout: LONGEST_MS },
  );
  if (error !== undefined) {
    const isHeldUp = 'code' in error && error.code === 'ETIMEDOUT';
    return isHeldUp
      ? failure('folder/no-lock', { params: { reason: `no answer in ${LONGEST_MS / 1000} seconds` } })
      : failure('folder/no-program', { params: { program, reason: error.message } });
  }
  if (status === 0) return null;
  return status === HELD
    ? failure('folder/held')
    : failure('folder/no-lock', { params: { reason: (output[2] ?? '').trim() || `flock ended with ${status}` } });
}
