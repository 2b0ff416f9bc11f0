import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../shared/result.ts';
import { words } from './words.ts';

/** O_NONBLOCK keeps a FIFO or a device from holding the open up for ever; O_NOCTTY keeps a terminal what it was. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Reads one regular file of at most `maxBytes`; a sentence says why it could not be. A larger one is not read at all. */
export async function readFileUpTo(path: string, maxBytes: number): Promise<Result<Uint8Array, string>> {
  return withFile(path, async (file, { size }) => {
    if (size > maxBytes) return err(words.reading.tooLarge(path, size, maxBytes));
    return ok(new Uint8Array(await file.readFile()));
  });
}

/** The first bytes of a regular file: `maxBytes`, or fewer where it has no more. */
export async function readHead(path: string, maxBytes: number): Promise<Result<Uint8Array, string>> {
  return withFile(path, async (file) => {
    const { buffer, bytesRead } = await file.read(new Uint8Array(maxBytes), 0, maxBytes, 0);
    return ok(buffer.subarray(0, bytesRead));
  });
}

/** Opens a regular file, a link to one included, for as long as `read` takes. */
export async function withFile<T>(
  path: string,
  read: (file: FileHandle, stats: Stats) => Promise<Result<T, string>>,
): Promise<Result<T, string>> {
  try {
    const file = await open(path, FLAGS);
    try {
      const stats = await file.stat();
      return stats.isFile() ? await read(file, stats) : err(words.reading.notAFile(path, kindOf(stats)));
    } finally {
      await file.close();
    }
  } catch (error) {
    return err(sentenceOf(error, path));
  }
}

/** Of what a person named; a link counts as what it leads to. */
export async function isDirectory(path: string): Promise<Result<boolean, string>> {
  try {
    return ok((await stat(path)).isDirectory());
  } catch (error) {
    return err(sentenceOf(error, path));
  }
}

function kindOf(stats: Stats): 'folder' | 'fifo' | 'socket' | 'device' {
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'fifo';
  if (stats.isSocket()) return 'socket';
  return 'device';
}

function sentenceOf(error: unknown, path: string): string {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  if (error.code === 'ENOENT') return words.reading.notThere(path);
  if (error.code === 'EACCES' || error.code === 'EPERM') return words.reading.notPermitted(path);
  // What open(2) says of a socket, and of a device without a driver.
  if (error.code === 'ENXIO') return words.reading.noDriver(path);
  return words.reading.failed(path, String(error.code));
}
