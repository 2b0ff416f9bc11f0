import { withOutcome } from '../../../shared/failure/failure.ts';
import { err, type Result } from '../../../shared/result.ts';
import type { Calls } from './calls.ts';
import { mustNotExist, replaceDurably, takeAway } from './durable.ts';
import type { FileFailure } from './file-failure.ts';
import { type ReadBackSource, readBack } from './read-back.ts';

/**
 * Writes one file to a medium and reads it back: all or nothing under its name, and nothing is overwritten. When it
 * does not read back as it was written, or whoever waits for it leaves, it is taken away again; `unknown` when it cannot
 * be.
 */
export async function createFileReadBack(
  path: string,
  bytes: Uint8Array,
  mode: number,
  calls: Calls,
): Promise<Result<ReadBackSource, FileFailure>> {
  const free = await mustNotExist(path, calls);
  if (!free.ok) return free;
  const written = await replaceDurably(path, bytes, mode, calls);
  if (!written.ok && written.error.outcome === undefined) return written;
  const compared = written.ok ? await readBack(path, bytes, calls) : written;
  return compared.ok ? compared : err(withOutcome(compared.error, await takeAway(path, calls)));
}
