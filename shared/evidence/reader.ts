import { sha256FromDigest } from '../encoding/digest.ts';
import { err, ok, type Result } from '../result.ts';
import type { Hashing } from './hashing.ts';
import { insideFolder } from './spelling.ts';
import { foldInOrder } from './tree-fold.ts';
import type { EvidenceFile } from './types.ts';

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

/** From what was hashed on import. The error says why there is nothing to compare; it has no full stop at its end. */
export function recordedState(reader: EvidenceReader, path: string, hashing: Hashing): Result<RecordedState, string> {
  const name = path.replace(/\/$/, '');
  const file = reader.find(name);
  if (file?.kind === 'symlink') return err(isALink(name));
  if (name === path)
    return file === null ? err(`${path} is not in the bundle`) : ok({ digest: file.sha256, link: null });
  const inside = insideFolder(reader.files, name);
  const isEmpty = inside[Symbol.iterator]().next().done === true;
  if (isEmpty) return err(`${path} is not in the bundle`);
  return ok({ digest: foldInOrder(inside, hashing).gitTreeSha256, link: firstLink(reader, name) });
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
