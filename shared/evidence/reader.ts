import { toHex } from '../encoding/bytes.ts';
import { sha256FromDigest } from '../encoding/digest.ts';
import { err, ok, type Result } from '../result.ts';
import { gitBlobHeader } from './git-tree.ts';
import type { Hashing } from './hashing.ts';
import { insideFolder } from './spelling.ts';
import { TreeFold } from './tree-fold.ts';
import type { EvidenceFile, GitBlob, GitTrees, TreeSummary } from './types.ts';

/** The vault's side of a check: what was imported, and its bytes. */
export interface EvidenceReader {
  /** Every leaf of the bundle as it was hashed on import, in path order. Read several times. */
  readonly files: Iterable<EvidenceFile>;
  /** The leaf at this path, or `null`. */
  find(path: string): EvidenceFile | null;
  /**
   * The content from the vault, or `null` when the vault does not have it. A read that fails half-way throws an
   * `EvidenceReadError`; any other exception is a bug and is not caught.
   */
  readFile(path: string): AsyncIterable<Uint8Array> | null;
  /**
   * Tokens found in this file during the import's one pass (see `TokenScanner`), or `null` when it was not searched
   * for exactly these; then the check reads the file itself.
   */
  scanned?(path: string, tokens: readonly Uint8Array[]): readonly TokenHits[] | null;
}

/** Where one token was found in one file. */
export interface TokenHits {
  readonly count: number;
  /** Offset of the first byte of the first occurrence; `null` when there is none. */
  readonly first: number | null;
}

/** Thrown by a reader in the middle of a file that it can no longer read; becomes `unknown`, never `pass`. */
export class EvidenceReadError extends Error {
  override readonly name = 'EvidenceReadError';
}

/** What a check compares of a file or a folder. */
export interface RecordedState {
  /** SHA-256 of a file, or the `gitTreeSha256` of a folder, which covers executable bits and where links lead. */
  readonly digest: string;
  /**
   * The first link in a folder. Its own bytes say where it leads and nothing of the state there: two folders with links
   * are different where their digests differ, but not shown to be equal where they do not.
   */
  readonly link: string | null;
}

/**
 * From what was hashed on import, and for a folder from its contents, which are read once more where git's ids of them are
 * not known. The error says why there is nothing to compare; it has no full stop at its end.
 */
export async function recordedState(
  reader: EvidenceReader,
  path: string,
  hashing: Hashing,
): Promise<Result<RecordedState, string>> {
  const name = path.replace(/\/$/, '');
  const file = reader.find(name);
  if (file?.kind === 'symlink') return err(isALink(name));
  if (name === path)
    return file === null ? err(`${path} is not in the bundle`) : ok({ digest: file.sha256, link: null });
  const inside = insideFolder(reader.files, name);
  const isEmpty = inside[Symbol.iterator]().next().done === true;
  if (isEmpty) return err(`${path} is not in the bundle`);
  const folded = await foldFolder(reader, name, hashing);
  return folded.ok ? ok({ digest: folded.value.gitTreeSha256, link: firstLink(reader, name) }) : folded;
}

/** Every tree hash of what is inside of a folder, git's among them. @param folder a path, no slash at its end */
export async function foldFolder(
  reader: EvidenceReader,
  folder: string,
  hashing: Hashing,
): Promise<Result<TreeSummary & GitTrees, string>> {
  const fold = new TreeFold(hashing);
  for (const file of insideFolder(reader.files, folder)) {
    const git = file.git ?? (await gitBlobOf(reader, { ...file, path: `${folder}/${file.path}` }, hashing));
    if (git === null) return err(`${folder}/${file.path} is not in the vault as it was imported`);
    fold.add({ ...file, git });
  }
  const { gitTreeSha1, gitTreeSha256, ...rest } = fold.finish();
  if (gitTreeSha1 === undefined || gitTreeSha256 === undefined) throw new Error('every leaf has its git ids');
  return ok({ ...rest, gitTreeSha1, gitTreeSha256 });
}

/**
 * git's ids of a leaf, from its content. `null` where that is not there, or is not the content that was imported.
 * Throws as the reader does.
 */
export async function gitBlobOf(reader: EvidenceReader, file: EvidenceFile, hashing: Hashing): Promise<GitBlob | null> {
  const content = reader.readFile(file.path);
  if (content === null) return null;
  const [own, sha1, sha256] = [hashing.sha256(), hashing.sha1(), hashing.sha256()];
  const head = gitBlobHeader(file.size);
  sha1.update(head);
  sha256.update(head);
  let size = 0;
  for await (const chunk of content) {
    for (const hash of [own, sha1, sha256]) hash.update(chunk);
    size += chunk.length;
  }
  if (size !== file.size || sha256FromDigest(own.digest()) !== file.sha256) return null;
  return { sha1: toHex(sha1.digest()), sha256: toHex(sha256.digest()) };
}

/** The path of the first link below a folder. @param folder a path, no slash at its end */
export function firstLink(reader: EvidenceReader, folder: string): string | null {
  for (const { path, kind } of insideFolder(reader.files, folder)) if (kind === 'symlink') return `${folder}/${path}`;
  return null;
}

/** Why a link keeps a check from passing; no full stop at its end. */
export function isALink(path: string): string {
  return `${path} is a link, and what it leads to is not compared`;
}

/**
 * A small file's bytes, compared with the digest recorded on import; a sentence when they cannot be had.
 * @param maxBytes of the file.
 */
export async function readSmallFile(
  reader: EvidenceReader,
  path: string,
  maxBytes: number,
  hashing: Hashing,
): Promise<Result<Uint8Array, string>> {
  const file = reader.find(path);
  if (file === null || file.kind === 'symlink') return err(`${path} is not in the bundle as a regular file.`);
  if (file.size > maxBytes) return err(`${path} has ${file.size} bytes; at most ${maxBytes} are read.`);
  const content = reader.readFile(path);
  if (content === null) return err(`${path} is not in the vault.`);
  const bytes = new Uint8Array(file.size);
  let length = 0;
  for await (const chunk of content) {
    if (length + chunk.length <= file.size) bytes.set(chunk, length);
    length += chunk.length;
  }
  if (length === file.size && sha256FromDigest(hashing.sha256Of(bytes)) === file.sha256) return ok(bytes);
  return err(`${path} in the vault is not what was imported.`);
}
