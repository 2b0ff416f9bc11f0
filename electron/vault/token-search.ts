import { closeSync, fstatSync, readSync } from 'node:fs';
import { toHex } from '../../shared/bytes.ts';
import { CHECKS_FILE, parseChecks } from '../../shared/evidence/checks/checks-file.ts';
import { tokenBytes } from '../../shared/evidence/checks/forbidden-tokens.ts';
import type { TokenHits } from '../../shared/evidence/checks/reader.ts';
import { MAX_TOKEN_BYTES } from '../../shared/evidence/checks/token-scanner.ts';
import { errnoOf } from '../files/file-error.ts';
import { type ByteName, shownName } from '../media/byte-name.ts';
import type { Folder } from '../media/folder.ts';
import { openLeaf } from './leaf-reader.ts';

const MAX_CHECKS_BYTES = 8 * 1024 * 1024;
/** Beyond so many files with hits, the check reads the files itself. */
const MOST_FILES = 10_000;

/** The tokens found in one file. */
export interface FileHits {
  readonly path: ByteName;
  readonly hits: readonly TokenHits[];
}

/**
 * The tokens that a directory's own `checks.json` forbids, so that they are searched in the same pass as the hashing.
 * None when there is no such file, or nothing can be made of it: the check itself, later, says what is wrong, and reads
 * what was not searched.
 */
export function tokensAhead(root: Folder): readonly Uint8Array[] {
  const bytes = readAhead(root, CHECKS_FILE);
  const checks = bytes === null ? null : parseChecks(bytes);
  if (checks === null || !checks.ok) return [];
  const tokens = new Map<string, Uint8Array>();
  for (const check of checks.value) {
    if (check.type !== 'forbidden-tokens') continue;
    for (const one of check.tokens) tokens.set(toHex(tokenBytes(one)), tokenBytes(one));
  }
  const all = [...tokens.values()];
  return all.reduce((sum, { length }) => sum + length, 0) <= MAX_TOKEN_BYTES ? all : [];
}

/** What the one pass found, for checks that come after it. */
export class TokensFound {
  readonly #index: ReadonlyMap<string, number>;
  readonly #files = new Map<string, readonly TokenHits[]>();

  /** @param tokens that every file was searched for */
  constructor(tokens: readonly Uint8Array[]) {
    this.#index = new Map(tokens.map((token, i) => [toHex(token), i]));
  }

  note(path: ByteName, hits: readonly TokenHits[]): void {
    if (this.#files.size <= MOST_FILES) this.#files.set(shownName(path), hits);
  }

  /** What was found of these tokens in a file; `null` when it was not searched for all of them. */
  in(path: string, tokens: readonly Uint8Array[]): readonly TokenHits[] | null {
    if (this.#files.size > MOST_FILES) return null;
    const places = tokens.flatMap((token) => this.#index.get(toHex(token)) ?? []);
    if (places.length !== tokens.length) return null;
    const hits = this.#files.get(path);
    return places.map((place) => hits?.[place] ?? { count: 0, first: null });
  }
}

/** A small file at the root; `null` where it cannot be had, which its proper reading will report. */
function readAhead(root: Folder, name: ByteName): Buffer | null {
  let fd: number | null = null;
  try {
    fd = openLeaf(root.base + name);
    const { size } = fstatSync(fd);
    if (!fstatSync(fd).isFile() || size > MAX_CHECKS_BYTES) return null;
    const bytes = Buffer.alloc(size);
    return bytes.subarray(0, readSync(fd, bytes, 0, size, 0));
  } catch (thrown) {
    if (errnoOf(thrown) === null) throw thrown;
    return null;
  } finally {
    if (fd !== null) closeSync(fd);
  }
}
