import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { closeReadHandle } from './close-read.ts';
import { attempt, type FileFailure } from './file-failure.ts';

/**
 * Reads a regular file whole: no link followed, at most `maxBytes`, and no more than it had when it was opened.
 *
 * O_NONBLOCK keeps a FIFO put in its place from holding the open up for ever.
 */
export async function readRegularFile(path: string, maxBytes: number): Promise<Result<Buffer, FileFailure>> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const opened = await attempt(path, () => open(path, flags));
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const stat = await attempt(path, () => file.stat());
    if (!stat.ok) return stat;
    if (!stat.value.isFile()) return err(failure('file/not-a-regular-file', { where: path }));
    if (stat.value.size > maxBytes) return err(failure('file/too-large', { where: path }));
    const { size } = stat.value;
    const bytes = Buffer.allocUnsafeSlow(size + 1);
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
