import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { err, ok, type Result } from '../../shared/result.ts';
import { attempt, type FileError, fileError } from './file-error.ts';

/**
 * Reads a regular file whole: no link followed, at most `maxBytes`.
 *
 * O_NONBLOCK keeps a FIFO put in its place from holding the open up for ever.
 */
export async function readRegularFile(path: string, maxBytes: number): Promise<Result<Buffer, FileError>> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const opened = await attempt(path, () => open(path, flags));
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const stat = await attempt(path, () => file.stat());
    if (!stat.ok) return stat;
    if (!stat.value.isFile()) return err(fileError('not-a-regular-file', path));
    if (stat.value.size > maxBytes) return err(fileError('too-large', path));
    const bytes = await attempt(path, () => file.readFile());
    if (bytes.ok && bytes.value.length > maxBytes) return err(fileError('too-large', path));
    return bytes;
  } finally {
    await file.close();
  }
}

/** Like `readRegularFile`, with `null` for a file that is not there. */
export async function readIfThere(path: string, maxBytes: number): Promise<Result<Buffer | null, FileError>> {
  const read = await readRegularFile(path, maxBytes);
  if (!read.ok && read.error.errno === 'ENOENT') return ok(null);
  return read;
}
