import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readlinkSync, readSync } from 'node:fs';
import { EvidenceReadError, type EvidenceReader } from '../../../shared/evidence/reader.ts';
import type { EvidenceFile } from '../../../shared/evidence/types.ts';
import { sayFailure } from '../../../shared/failure/say.ts';
import { RECORDED } from '../../../shared/strings/language.ts';
import { closeRead } from '../files/close-read.ts';
import { systemFailure } from '../files/file-failure.ts';
import { type ByteName, byteName, systemPath } from '../media/byte-name.ts';
import type { Folder } from '../media/folder.ts';
import { splitPath } from './fold-leaves.ts';
import { openLeaf } from './leaf-reader.ts';
import type { Manifest } from './manifest.ts';

const CHUNK = 256 * 1024;

/**
 * A directory on a medium as checks see it: its leaves as they were hashed, their contents read from the medium once
 * more, no link followed, and compared with that hash.
 */
export class MediumEvidence implements EvidenceReader {
  readonly #root: Folder;
  readonly #leaves: Manifest;

  constructor(root: Folder, leaves: Manifest) {
    this.#root = root;
    this.#leaves = leaves;
  }

  get files(): Iterable<EvidenceFile> {
    const leaves = this.#leaves;
    return { [Symbol.iterator]: () => leaves.from() };
  }

  find(path: string): EvidenceFile | null {
    return this.#leaves.find(path);
  }

  readFile(path: string): AsyncIterable<Uint8Array> | null {
    const file = this.find(path);
    return file === null ? null : this.#read(file);
  }

  async *#read(file: EvidenceFile): AsyncGenerator<Uint8Array> {
    try {
      if (file.kind === 'symlink') yield targetOf(this.#root, file);
      else yield* contentOf(below(this.#root, file.path, openLeaf), file);
    } catch (thrown) {
      if (thrown instanceof EvidenceReadError) throw thrown;
      throw new EvidenceReadError(sayFailure(systemFailure(thrown, file.path), RECORDED));
    }
  }
}

function* contentOf(fd: number, file: EvidenceFile): Generator<Uint8Array> {
  try {
    const digest = createHash('sha256');
    if (!fstatSync(fd).isFile()) throw changedSince(file);
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const read = readSync(fd, chunk, 0, CHUNK, null);
      if (read === 0) break;
      digest.update(chunk.subarray(0, read));
      yield chunk.subarray(0, read);
    }
    if (digest.digest('hex') !== file.sha256) throw changedSince(file);
  } finally {
    closeRead(() => closeSync(fd));
  }
}

/** Where a link leads: its content, as it was hashed. */
function targetOf(root: Folder, file: EvidenceFile): Buffer {
  const target = below(root, file.path, (at) => readlinkSync(systemPath(at), { encoding: 'buffer' }));
  if (createHash('sha256').update(target).digest('hex') !== file.sha256) throw changedSince(file);
  return target;
}

function changedSince(file: EvidenceFile): EvidenceReadError {
  return new EvidenceReadError(`${file.path} has changed since it was hashed.`);
}

/** Looks at a leaf of the tree, folder by folder, none of them by a link. @throws system errors */
function below<T>(root: Folder, path: string, look: (at: ByteName) => T): T {
  const { folder, name } = splitPath(byteName(path));
  let open = root;
  open.retain();
  try {
    for (const child of folder.split('/').slice(0, -1)) {
      const inside = open.openChild(child);
      open.release();
      open = inside;
    }
    return look(open.base + name);
  } finally {
    open.release();
  }
}
