import { mkdir, open, rename, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGzip } from 'node:zlib';
import { assertNever } from '../../../shared/result.ts';
import { mustNotExist, syncFolder } from '../files/durable.ts';
import type { BagEntry } from './bag.ts';
import { through } from './deflate.ts';
import { filePackFailure, PackStop } from './pack-failure.ts';
import { tarBytes } from './tar-writer.ts';
import { zipBytes } from './zip-writer.ts';

export type PackForm = 'directory' | 'zip' | 'tar' | 'tar.gz';

/** By the name that the person chose; what is no archive's name becomes a directory. */
export function formOf(name: string): { readonly form: PackForm; readonly top: string } {
  const lower = name.toLowerCase();
  for (const [extension, form] of [
    ['.zip', 'zip'],
    ['.tar.gz', 'tar.gz'],
    ['.tgz', 'tar.gz'],
    ['.tar', 'tar'],
  ] as const) {
    const top = name.slice(0, -extension.length);
    if (lower.endsWith(extension)) return { form, top: top === '' ? 'bag' : top };
  }
  return { form: 'directory', top: name };
}

/**
 * Writes the entries to `path`, which must not exist, and fsyncs everything but its own name.
 * @param top the folder that an archive's entries are in: an archived bag has one (RFC 8493, section 4)
 * @throws system errors and PackStop
 */
export async function writeBag(entries: Iterable<BagEntry>, form: PackForm, path: string, top: string): Promise<void> {
  switch (form) {
    case 'directory':
      return writeDirectory(entries, path);
    case 'zip':
      return writeArchive(zipBytes(entries, top), path);
    case 'tar':
      return writeArchive(tarBytes(entries, top), path);
    case 'tar.gz':
      return writeArchive(through(inBatches(tarBytes(entries, top)), createGzip()), path);
    default:
      return assertNever(form, 'form of a bundle');
  }
}

async function writeArchive(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    const batch = new Batch();
    for await (const chunk of bytes) {
      const full = batch.add(chunk);
      if (full !== null) await file.writeFile(full);
    }
    await file.writeFile(batch.take());
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeDirectory(entries: Iterable<BagEntry>, root: string): Promise<void> {
  const folders = new Set<string>([root]);
  await mkdir(root);
  for (const entry of entries) {
    const path = join(root, entry.path);
    const folder = entry.kind === 'directory' ? path : dirname(path);
    await mkdir(folder, { recursive: true });
    for (let above = folder; !folders.has(above); above = dirname(above)) folders.add(above);
    if (entry.kind === 'symlink') await symlink(Buffer.concat([...entry.content]), path);
    else if (entry.kind !== 'directory') await writeFile(entry, path);
  }
  for (const folder of folders) {
    const synced = await syncFolder(folder);
    if (!synced.ok) throw new PackStop(filePackFailure(synced.error));
  }
}

async function writeFile(entry: BagEntry, path: string): Promise<void> {
  const file = await open(path, 'wx', entry.kind === 'executable' ? 0o755 : 0o644);
  try {
    for (const chunk of entry.content) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives what was written its name, durably, if that is still free. @throws system errors and PackStop */
export async function putInPlace(temporary: string, path: string): Promise<void> {
  const free = await mustNotExist(path);
  if (!free.ok) throw new PackStop(filePackFailure(free.error));
  await rename(temporary, path);
  const synced = await syncFolder(dirname(path));
  if (!synced.ok) throw new PackStop(filePackFailure(synced.error));
}

const BATCH_BYTES = 256 * 1024;

/** Gathers small chunks, since each one that goes through a stream or into a file by itself costs more than its bytes. */
class Batch {
  #chunks: Uint8Array[] = [];
  #length = 0;

  /** The batch, once there is enough for one; else `null`. The chunk must stay as it is until then. */
  add(chunk: Uint8Array): Uint8Array | null {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    return this.#length >= BATCH_BYTES ? this.take() : null;
  }

  /** What there is. */
  take(): Uint8Array {
    const [only, ...more] = this.#chunks;
    const batch = only !== undefined && more.length === 0 ? only : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#length = 0;
    return batch;
  }
}

function* inBatches(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const batch = new Batch();
  for (const chunk of chunks) {
    const full = batch.add(chunk);
    if (full !== null) yield full;
  }
  yield batch.take();
}
