import { constants } from 'node:os';
import { type Failure, type FailureCode, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** What went wrong with a file or a medium, as far as a person can act on it. */
export const FILE_CODES = [
  'file/medium-full',
  'file/read-only',
  'file/not-permitted',
  'file/unreadable',
  'file/gone',
  'file/exists',
  'file/not-a-regular-file',
  'file/name-refused',
  'file/too-large',
  'file/changed',
  'file/no-answer',
  'file/differs',
  'file/other',
] as const satisfies readonly FailureCode[];

/** A file operation that failed. `where` is its path. A single call to the system that fails has changed nothing that counts. */
export type FileFailure = Failure<(typeof FILE_CODES)[number]>;

export function isFileFailure(one: Failure): one is FileFailure {
  return FILE_CODES.some((code) => code === one.code);
}

/**
 * Runs one file operation and turns the system's refusal into a failure at `path`.
 * Anything that is not a system error is a bug and is thrown on.
 */
export async function attempt<T>(path: string, operation: () => Promise<T>): Promise<Result<T, FileFailure>> {
  try {
    return ok(await operation());
  } catch (thrown) {
    return err(systemFailure(thrown, path));
  }
}

/** Like `attempt`, for synchronous operations. */
export function attemptSync<T>(path: string, operation: () => T): Result<T, FileFailure> {
  try {
    return ok(operation());
  } catch (thrown) {
    return err(systemFailure(thrown, path));
  }
}

/** What was caught as a failure. @throws it again when it is not a system error: then it is a bug. */
export function systemFailure(thrown: unknown, path: string): FileFailure {
  const errno = errnoOf(thrown);
  if (errno === null) throw thrown;
  return failure(codeOf(errno), { where: path, errno });
}

/** What Linux says of damaged and lost media, and Node has no name for: it gives these as `Unknown system error -N`. */
const UNNAMED: Readonly<Record<number, string>> = {
  74: 'EBADMSG',
  116: 'ESTALE',
  117: 'EUCLEAN',
  123: 'ENOMEDIUM',
  124: 'EMEDIUMTYPE',
};

/** The system's name of the error (`ENOSPC`), `null` when `thrown` did not come from the system. */
export function errnoOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return null;
  if (Object.hasOwn(constants.errno, thrown.code)) return thrown.code;
  // Only a system call's error names the call.
  if (!('syscall' in thrown) || !('errno' in thrown) || typeof thrown.errno !== 'number') return null;
  return UNNAMED[-thrown.errno] ?? (/^E[A-Z0-9]+$/.test(thrown.code) ? thrown.code : `errno ${-thrown.errno}`);
}

function codeOf(errno: string): FileFailure['code'] {
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'file/medium-full';
    case 'EROFS':
      return 'file/read-only';
    case 'EACCES':
    case 'EPERM':
      return 'file/not-permitted';
    case 'EIO':
    case 'EUCLEAN':
    case 'EBADMSG':
      return 'file/unreadable';
    // The file system on a medium decides which of these errors it gives once the medium is pulled out.
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'ENOMEDIUM':
    case 'ENOTCONN':
    case 'ECONNABORTED':
    case 'ESHUTDOWN':
    case 'ESTALE':
      return 'file/gone';
    case 'EEXIST':
    case 'ENOTEMPTY':
      return 'file/exists';
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ELOOP':
      return 'file/not-a-regular-file';
    case 'ENAMETOOLONG':
    case 'EINVAL':
    case 'EILSEQ':
      return 'file/name-refused';
    case 'EFBIG':
      return 'file/too-large';
    case 'ETIMEDOUT':
      return 'file/no-answer';
    default:
      return 'file/other';
  }
}
