import { join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { discard, mustNotExist, replaceDurably } from './durable.ts';
import type { FileError } from './file-error.ts';
import { type ReadBackSource, readBack } from './read-back.ts';

/** Carried away and read by others: not private. */
const SHARED_FILE = 0o644;

/**
 * Writes one file to a medium and reads it back: all or nothing under its name, and nothing is overwritten. When it
 * does not read back as it was written, it is taken away again.
 */
export async function createFileReadBack(
  parent: string,
  name: string,
  bytes: Uint8Array,
): Promise<Result<ReadBackSource, FileError>> {
  const path = join(parent, name);
  const free = await mustNotExist(path);
  if (!free.ok) return free;
  const written = await replaceDurably(path, bytes, SHARED_FILE);
  const compared = written.ok ? await readBack(path, bytes) : written;
  if (!compared.ok) await discard(path);
  return compared;
}
