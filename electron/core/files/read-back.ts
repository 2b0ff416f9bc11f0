import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { equalBytes } from '../../../shared/encoding/bytes.ts';
import { failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { alignedBuffer, NO_DIRECT } from './aligned.ts';
import { type Calls, DIRECTLY } from './calls.ts';
import { closeReadHandle } from './close-read.ts';
import { attempt, type FileFailure } from './file-failure.ts';

/**
 * How the bytes were read back. `medium`: past the page cache (O_DIRECT), so from the medium itself, as far as the
 * medium's own cache allows. `cache`: the file system has no direct reads, so the bytes may be the kernel's copy.
 */
export type ReadBackSource = 'medium' | 'cache';

const CHUNK = 1024 * 1024;

/**
 * Reads a file back and compares it with what was written.
 * `file.differs` when it is not the same; otherwise where the bytes came from.
 */
export async function readBack(
  path: string,
  written: Uint8Array,
  calls: Calls = DIRECTLY,
): Promise<Result<ReadBackSource, FileFailure>> {
  const direct = await compareWith(path, written, constants.O_DIRECT, calls);
  if (direct.ok || !NO_DIRECT.includes(direct.error.errno ?? '')) return outcome(path, direct, 'medium');
  return outcome(path, await compareWith(path, written, 0, calls), 'cache');
}

function outcome(
  path: string,
  same: Result<boolean, FileFailure>,
  source: ReadBackSource,
): Result<ReadBackSource, FileFailure> {
  if (!same.ok) return same;
  return same.value ? ok(source) : err(failure('file/differs', { where: path }));
}

async function compareWith(
  path: string,
  written: Uint8Array,
  extraFlag: number,
  calls: Calls,
): Promise<Result<boolean, FileFailure>> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | extraFlag;
  return attempt(path, async () => {
    const file = await calls.make(() => open(path, flags));
    let isSame: boolean;
    try {
      isSame = await hasContent(file, written, calls);
    } finally {
      await calls.cleanUp(() => closeReadHandle(file));
    }
    // Whoever left while it was closed has left too.
    return calls.make(async () => isSame);
  });
}

/** Whole chunks only, since a direct read must start and end on a block's boundary, or at the file's end. */
async function hasContent(file: FileHandle, written: Uint8Array, calls: Calls): Promise<boolean> {
  const chunk = alignedBuffer(CHUNK);
  for (let at = 0; ; at += CHUNK) {
    const { bytesRead } = await calls.make(() => file.read(chunk, 0, CHUNK, at));
    if (!equalBytes(chunk.subarray(0, bytesRead), written.subarray(at, at + CHUNK))) return false;
    if (bytesRead < CHUNK) return true;
  }
}
