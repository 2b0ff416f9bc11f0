import { constants } from 'node:os';
import type { FailedOutcome } from '../../../shared/outcome.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';

/** What went wrong with a file or a medium, as far as a person can act on it. */
export const FILE_ERROR_CODES = [
  'medium-full',
  'read-only',
  'not-permitted',
  'unreadable',
  'gone',
  'exists',
  'not-a-regular-file',
  'name-refused',
  'too-large',
  'changed',
  'no-answer',
  'differs',
  'other',
] as const;
export type FileErrorCode = (typeof FILE_ERROR_CODES)[number];

/** A file operation that failed: what, why and where. `errno` is the system's own name for it, when there is one. */
export interface FileError {
  readonly code: FileErrorCode;
  /** Of the operation that gives this error. A single call to the system that fails has changed nothing that counts. */
  readonly outcome: FailedOutcome;
  readonly sentence: string;
  /** The path it happened at. */
  readonly where: string;
  readonly errno?: string;
}

export function fileError(code: FileErrorCode, where: string, errno?: string): FileError {
  const sentence = sentenceOf(code, errno);
  return { code, outcome: 'not-done', sentence, where, ...(errno === undefined ? {} : { errno }) };
}

/** For an operation of several steps that failed at the step that counts or after it, and could not be settled. */
export function unknownOutcome(error: FileError): FileError {
  return { ...error, outcome: 'unknown' };
}

/** For a step that comes before the one that counts: whatever became of it, the whole was not done. */
export function notDone(error: FileError): FileError {
  return { ...error, outcome: 'not-done' };
}

/**
 * Runs one file operation and turns the system's refusal into a typed error at `path`.
 * Anything that is not a system error is a bug and is thrown on.
 */
export async function attempt<T>(path: string, operation: () => Promise<T>): Promise<Result<T, FileError>> {
  try {
    return ok(await operation());
  } catch (thrown) {
    return err(systemError(thrown, path));
  }
}

/** Like `attempt`, for synchronous operations. */
export function attemptSync<T>(path: string, operation: () => T): Result<T, FileError> {
  try {
    return ok(operation());
  } catch (thrown) {
    return err(systemError(thrown, path));
  }
}

/** What was caught as a typed error. @throws it again when it is not a system error: then it is a bug. */
export function systemError(thrown: unknown, path: string): FileError {
  const errno = errnoOf(thrown);
  if (errno === null) throw thrown;
  return fileError(codeOf(errno), path, errno);
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

function codeOf(errno: string): FileErrorCode {
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'medium-full';
    case 'EROFS':
      return 'read-only';
    case 'EACCES':
    case 'EPERM':
      return 'not-permitted';
    case 'EIO':
    case 'EUCLEAN':
    case 'EBADMSG':
      return 'unreadable';
    // A medium that is pulled out shows as any of these, by the file system that was on it.
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'ENOMEDIUM':
    case 'ENOTCONN':
    case 'ECONNABORTED':
    case 'ESHUTDOWN':
    case 'ESTALE':
      return 'gone';
    case 'EEXIST':
    case 'ENOTEMPTY':
      return 'exists';
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ELOOP':
      return 'not-a-regular-file';
    case 'ENAMETOOLONG':
    case 'EINVAL':
    case 'EILSEQ':
      return 'name-refused';
    case 'EFBIG':
      return 'too-large';
    case 'ETIMEDOUT':
      return 'no-answer';
    default:
      return 'other';
  }
}

function sentenceOf(code: FileErrorCode, errno: string | undefined): string {
  switch (code) {
    case 'medium-full':
      return 'The medium is full: free some space on it or take another one, and try again.';
    case 'read-only':
      return 'The medium is read-only: release its write protection or take another one, and try again.';
    case 'not-permitted':
      return 'This account may not use the file or folder: choose another folder, or have its permissions changed.';
    case 'unreadable':
      return 'The medium reports a read or write error: if it was pulled out, put it back and try again; if not, it may be damaged, so take another one.';
    case 'gone':
      return 'The file or folder is not there: if the medium was pulled out, put it back and try again.';
    case 'exists':
      return 'Something of that name is already there, and nothing is overwritten: choose another folder or move it away.';
    case 'not-a-regular-file':
      return 'What is at that path is not the kind of file that is needed, or is a link: choose the real one.';
    case 'name-refused':
      return 'The medium does not accept the name or the request: take a medium with another file system.';
    case 'too-large':
      return 'The file is larger than is accepted here: check that it is the right one.';
    case 'no-answer':
      return 'The medium does not answer: wait until it does and try again, or take it out and take another one.';
    case 'changed':
      return 'The file grew or shrank while it was read: let nothing else write to it, and try again.';
    case 'differs':
      return 'What was read back from the medium is not what was written: do not use this medium.';
    case 'other':
      return `The system refused the file operation (${errno ?? 'no reason given'}): have someone who knows this machine look at it.`;
    default:
      return assertNever(code, 'file error code');
  }
}
