import { type FileHandle, open } from 'node:fs/promises';
import { failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { closeReadHandle } from './close-read.ts';
import { attempt, type FileFailure } from './file-failure.ts';
import { REGULAR_FILE } from './open-regular.ts';

/** Reads a regular file whole: no link followed, at most `maxBytes`, and no more than it had when it was opened. */
export function readRegularFile(path: string, maxBytes: number): Promise<Result<Buffer, FileFailure>> {
  return readOpened(path, (size) => (size > maxBytes ? 'too-large' : size));
}

/** Whether something else lies in a file's place: a folder, a pipe, a link, or far more than the file may hold. */
export function isNoSuchFile({ code }: FileFailure): boolean {
  return code === 'file/not-a-regular-file' || code === 'file/too-large';
}

/** The same for whoever says by itself that a file is too large: of such a file the first `maxBytes` alone. */
export function readStart(path: string, maxBytes: number): Promise<Result<Buffer, FileFailure>> {
  return readOpened(path, (size) => Math.min(size, maxBytes));
}

/** @param wanted how many bytes of a file of this size are read */
async function readOpened(
  path: string,
  wanted: (size: number) => number | 'too-large',
): Promise<Result<Buffer, FileFailure>> {
  const opened = await attempt(path, () => open(path, REGULAR_FILE));
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const stat = await attempt(path, () => file.stat());
    if (!stat.ok) return stat;
    if (!stat.value.isFile()) return err(failure('file/not-a-regular-file', { where: path }));
    const size = wanted(stat.value.size);
    if (size === 'too-large') return err(failure('file/too-large', { where: path }));
    // One byte more than there should be, but of a start.
    const bytes = Buffer.allocUnsafeSlow(size === stat.value.size ? size + 1 : size);
    const read = await attempt(path, () => fill(file, bytes));
    if (!read.ok) return read;
    return read.value === size ? ok(bytes.subarray(0, size)) : err(failure('file/changed', { where: path }));
  } finally {
    await closeReadHandle(file);
  }
}

/** How many bytes there were to fill it with. */
async function fill(file: FileHandle, bytes: Buffer): Promise<number> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, done);
    if (bytesRead === 0) return done;
    done += bytesRead;
  }
  return bytes.length;
}

/** Like `readRegularFile`, with `null` for a file that is not there. */
export async function readIfThere(path: string, maxBytes: number): Promise<Result<Buffer | null, FileFailure>> {
  const read = await readRegularFile(path, maxBytes);
  if (!read.ok && read.error.errno === 'ENOENT') return ok(null);
  return read;
}
