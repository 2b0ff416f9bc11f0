import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../shared/result.ts';

/** O_NONBLOCK keeps a FIFO or a device from holding the open up for ever; O_NOCTTY keeps a terminal what it was. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Reads one regular file of at most `maxBytes`; a sentence says why it could not be. A larger one is not read at all. */
export async function readFileUpTo(path: string, maxBytes: number): Promise<Result<Uint8Array, string>> {
  return withFile(path, async (file, { size }) => {
    if (size > maxBytes) return err(`${path} has ${size} bytes; at most ${maxBytes} are read.`);
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
      return stats.isFile() ? await read(file, stats) : err(`${path} is ${kindOf(stats)}, not a file.`);
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

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a FIFO';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}

function sentenceOf(error: unknown, path: string): string {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  if (error.code === 'ENOENT') return `There is no ${path}.`;
  if (error.code === 'EACCES' || error.code === 'EPERM') return `${path} may not be read by this user.`;
  // What open(2) says of a socket, and of a device without a driver.
  if (error.code === 'ENXIO') return `${path} is a socket or a device, not a file.`;
  return `${path} could not be read (${String(error.code)}).`;
}
