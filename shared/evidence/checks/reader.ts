import { err, ok, type Result } from '../../result.ts';
import type { Hashing } from '../hashing.ts';
import { sha256Hex } from '../leaf.ts';
import { insideFolder } from '../spelling.ts';
import { foldInOrder } from '../tree-fold.ts';
import type { EvidenceFile } from '../types.ts';

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

/**
 * SHA-256 of a file, or the `gitTreeSha256` of a folder (which covers links and executable bits too), from what was
 * hashed on import. `null` when nothing is there, or only a link.
 */
export function recordedDigest(reader: EvidenceReader, path: string, hashing: Hashing): string | null {
  if (!path.endsWith('/')) {
    const file = reader.find(path);
    return file === null || file.kind === 'symlink' ? null : file.sha256;
  }
  const inside = insideFolder(reader.files, path.slice(0, -1));
  const isEmpty = inside[Symbol.iterator]().next().done === true;
  return isEmpty ? null : foldInOrder(inside, hashing).gitTreeSha256;
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
  if (length === file.size && sha256Hex(hashing.sha256Of(bytes)) === file.sha256) return ok(bytes);
  return err(`${path} in the vault is not what was imported.`);
}
