import type { Result } from '../../shared/result.ts';
import type { Calls } from './calls.ts';
import { discard, mustNotExist, replaceDurably } from './durable.ts';
import type { FileError } from './file-error.ts';
import { type ReadBackSource, readBack } from './read-back.ts';

/**
 * Writes one file to a medium and reads it back: all or nothing under its name, and nothing is overwritten. When it
 * does not read back as it was written, or whoever waits for it leaves, it is taken away again.
 */
export async function createFileReadBack(
  path: string,
  bytes: Uint8Array,
  mode: number,
  calls: Calls,
): Promise<Result<ReadBackSource, FileError>> {
  const free = await mustNotExist(path, calls);
  if (!free.ok) return free;
  const written = await replaceDurably(path, bytes, mode, calls);
  const compared = written.ok ? await readBack(path, bytes, calls) : written;
  if (!compared.ok) await discard(path, calls);
  return compared;
}
