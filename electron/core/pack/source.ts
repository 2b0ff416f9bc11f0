import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync, type Stats } from 'node:fs';
import { parseSha256 } from '../../../shared/encoding/bytes.ts';
import type { EvidenceFile, FileKind } from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { parseLinkTarget } from '../archive/entry-path.ts';
import { closeRead } from '../files/close-read.ts';
import { type ByteName, shownName, systemPath } from '../media/byte-name.ts';
import { unreadable } from '../media/directory.ts';
import type { Folder } from '../media/folder.ts';
import { walkTree } from '../media/walk.ts';
import { everyDigest } from '../tree/leaf-hasher.ts';
import { PackStop, refusedPack } from './pack-failure.ts';

const CHUNK_BYTES = 256 * 1024;
const FILE_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** One leaf of the directory that is packed. Its content is read once, to its end, before the next leaf is asked for. */
export interface SourceLeaf {
  readonly path: string;
  readonly kind: FileKind;
  readonly size: number;
  /** Each chunk is a buffer of its own. @throws PackStop when the file changes while it is read */
  readonly content: Iterable<Uint8Array>;
}

/**
 * The leaves of a directory in path order, hashed while whoever takes them reads them: `onLeaf` gets the leaf once
 * its content was read. What cannot be packed goes to `onFinding`, and the walk goes on, so that all of it is told.
 */
export function* sourceLeaves(
  root: Folder,
  onLeaf: (file: EvidenceFile) => void,
  onFinding: (one: Finding) => void,
): Generator<SourceLeaf> {
  for (const step of walkTree(root, () => false)) {
    if (step.kind === 'finding') onFinding(step.finding);
    else if (step.isLink) yield* linkLeaf(step.folder, step.name, step.path + step.name, onLeaf, onFinding);
    else yield* fileLeaf(step.folder, step.name, step.path + step.name, onLeaf, onFinding);
  }
}

function* linkLeaf(
  folder: Folder,
  name: ByteName,
  at: ByteName,
  onLeaf: (file: EvidenceFile) => void,
  onFinding: (one: Finding) => void,
): Generator<SourceLeaf> {
  const path = shownName(at);
  const target = orFinding(at, () => readlinkSync(systemPath(folder.base + name), { encoding: 'buffer' }));
  const judged = target.ok ? parseLinkTarget(path, target.value) : target;
  if (!judged.ok || !target.ok) {
    if (!judged.ok) onFinding(judged.error);
    return;
  }
  const content = hashed({ path, kind: 'symlink', size: target.value.length }, [target.value], onLeaf);
  yield { path, kind: 'symlink', size: target.value.length, content };
}

function* fileLeaf(
  folder: Folder,
  name: ByteName,
  at: ByteName,
  onLeaf: (file: EvidenceFile) => void,
  onFinding: (one: Finding) => void,
): Generator<SourceLeaf> {
  const path = shownName(at);
  const opened = orFinding(at, () => openSync(systemPath(folder.base + name), FILE_FLAGS));
  if (!opened.ok) {
    onFinding(opened.error);
    return;
  }
  try {
    const stat = fstatSync(opened.value);
    if (!stat.isFile()) {
      onFinding(finding('evidence.special-file', path));
      return;
    }
    const leaf = { path, kind: (stat.mode & 0o100) === 0 ? 'file' : 'executable', size: stat.size } as const;
    yield { ...leaf, content: hashed(leaf, fileChunks(opened.value, stat, at), onLeaf) };
  } finally {
    closeRead(() => closeSync(opened.value));
  }
}

/** The content of an open file, which must be the same file after the read as before. */
function* fileChunks(descriptor: number, before: Stats, at: ByteName): Generator<Uint8Array> {
  for (let left = before.size; left > 0; ) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, left));
    const read = orStop(at, () => readSync(descriptor, chunk, 0, chunk.length, null));
    if (read === 0) throw changed(at);
    left -= read;
    yield chunk.subarray(0, read);
  }
  const after = fstatSync(descriptor);
  const isSame = after.size === before.size && after.mtimeMs === before.mtimeMs && after.ctimeMs === before.ctimeMs;
  if (!isSame) throw changed(at);
}

function* hashed(
  leaf: Omit<SourceLeaf, 'content'>,
  content: Iterable<Uint8Array>,
  onLeaf: (file: EvidenceFile) => void,
): Generator<Uint8Array> {
  const hashes = everyDigest.begin(leaf.size);
  for (const chunk of content) {
    hashes.update(chunk);
    yield chunk;
  }
  const { sha256: text, git } = hashes.digest();
  const sha256 = parseSha256(text);
  if (sha256 === null) throw new Error('the runtime gave no SHA-256');
  onLeaf({ ...leaf, sha256, git });
}

type OrFinding<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Finding };

function orFinding<T>(at: ByteName, operation: () => T): OrFinding<T> {
  try {
    return { ok: true, value: operation() };
  } catch (thrown) {
    const one = unreadable(thrown, at);
    if (one === null) throw thrown;
    return { ok: false, error: one };
  }
}

function orStop<T>(at: ByteName, operation: () => T): T {
  const done = orFinding(at, operation);
  if (done.ok) return done.value;
  throw new PackStop(refusedPack([done.error]));
}

function changed(at: ByteName): PackStop {
  return new PackStop(refusedPack([finding('evidence.changed-while-read', shownName(at))]));
}
