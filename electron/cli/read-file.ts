import { lstat, open } from 'node:fs/promises';
import { err, ok, type Result } from '../../shared/result.ts';

/** Reads one regular file of at most `maxBytes`; a sentence says why it could not be. A larger one is not read at all. */
export async function readFileUpTo(path: string, maxBytes: number): Promise<Result<Uint8Array, string>> {
  try {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return err(`${path} is not a file.`);
      if (stat.size > maxBytes) return err(`${path} has ${stat.size} bytes; at most ${maxBytes} are read.`);
      return ok(new Uint8Array(await file.readFile()));
    } finally {
      await file.close();
    }
  } catch (error) {
    return err(sentenceOf(error, path));
  }
}

export async function isDirectory(path: string): Promise<Result<boolean, string>> {
  try {
    return ok((await lstat(path)).isDirectory());
  } catch (error) {
    return err(sentenceOf(error, path));
  }
}

function sentenceOf(error: unknown, path: string): string {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  if (error.code === 'ENOENT') return `There is no ${path}.`;
  if (error.code === 'EACCES' || error.code === 'EPERM') return `${path} may not be read by this user.`;
  return `${path} could not be read (${String(error.code)}).`;
}
