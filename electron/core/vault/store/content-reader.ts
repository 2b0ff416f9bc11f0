import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import { failure } from '../../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { closeReadHandle } from '../../files/close-read.ts';
import { attempt } from '../../files/file-failure.ts';
import { REGULAR_FILE } from '../../files/open-regular.ts';
import type { Location } from './index-of-packs.ts';
import { type VaultFailure, vaultUnusable } from './vault-failure.ts';

const CHUNK = 256 * 1024;

/**
 * The bytes of one content, hashed as they are read: the last item is an error when they are not what the digest
 * says. So a consumer must read to the end before it relies on anything. Each chunk is the consumer's to keep.
 */
export async function* readContent(sha256: Sha256, at: Location): AsyncGenerator<Result<Uint8Array, VaultFailure>> {
  const opened = await attempt(at.path, () => open(at.path, REGULAR_FILE));
  if (!opened.ok) {
    yield err(vaultUnusable(opened.error));
    return;
  }
  const file = opened.value;
  try {
    yield* hashedChunks(file, sha256, at);
  } finally {
    await closeReadHandle(file);
  }
}

async function* hashedChunks(
  file: FileHandle,
  sha256: Sha256,
  at: Location,
): AsyncGenerator<Result<Uint8Array, VaultFailure>> {
  const digest = createHash('sha256');
  const end = at.size === null ? Number.POSITIVE_INFINITY : at.offset + at.size;
  for (let position = at.offset; position < end; ) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - position));
    const read = await attempt(at.path, () => file.read(chunk, 0, chunk.length, position));
    if (!read.ok) {
      yield err(vaultUnusable(read.error));
      return;
    }
    if (read.value.bytesRead === 0) break;
    const bytes = chunk.subarray(0, read.value.bytesRead);
    digest.update(bytes);
    position += bytes.length;
    yield ok(bytes);
  }
  if (digest.digest('hex') !== sha256) yield err(failure('vault/damaged', { where: sha256 }));
}
