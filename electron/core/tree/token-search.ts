import { closeSync, fstatSync, opendirSync, readSync } from 'node:fs';
import { toHex } from '../../../shared/encoding/bytes.ts';
import { CHECKS_FILE, parseChecks } from '../../../shared/evidence/checks/checks-file.ts';
import { tokenBytes } from '../../../shared/evidence/checks/forbidden-tokens.ts';
import { MAX_TOKEN_BYTES } from '../../../shared/evidence/checks/token-scanner.ts';
import type { TokenHits } from '../../../shared/evidence/reader.ts';
import { closeRead } from '../files/close-read.ts';
import { attemptSync, errnoOf } from '../files/file-failure.ts';
import { type ByteName, shownName, systemPath } from '../media/byte-name.ts';
import type { Folder } from '../media/folder.ts';
import { openLeaf } from './leaf-reader.ts';

export const MAX_CHECKS_BYTES = 8 * 1024 * 1024;
/** Beyond so many files with hits, or read by an earlier run of the import, the check reads all files itself. */
const MOST_FILES = 10_000;
const MOST_PASSED_OVER = 100_000;

/** The tokens found in one file. */
export interface FileHits {
  readonly path: ByteName;
  readonly hits: readonly TokenHits[];
}

/**
 * The tokens that a directory's own `checks.json` forbids, at its root or in the only folder there, so that they are
 * searched in the same pass as the hashing.
 */
export function tokensAhead(root: Folder): readonly Uint8Array[] {
  return tokensOf(readAhead(root, CHECKS_FILE) ?? insideOnlyFolder(root, (folder) => readAhead(folder, CHECKS_FILE)));
}

/**
 * The tokens that a `checks.json` forbids. None when it was not to be had, or nothing can be made of it: the check itself,
 * later, says what is wrong, and reads what was not searched.
 */
export function tokensOf(bytes: Uint8Array | null): readonly Uint8Array[] {
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
  readonly #passedOver = new Set<string>();

  /** @param tokens that every file was searched for */
  constructor(tokens: readonly Uint8Array[]) {
    this.#index = new Map(tokens.map((token, i) => [toHex(token), i]));
  }

  note(path: ByteName, hits: readonly TokenHits[]): void {
    if (this.#files.size <= MOST_FILES) this.#files.set(shownName(path), hits);
  }

  /** A file that an earlier run of the import has read, and this one does not. */
  passOver(path: ByteName): void {
    if (this.#passedOver.size <= MOST_PASSED_OVER) this.#passedOver.add(shownName(path));
  }

  /** For tokens that become known on the way: what was passed over stays so. */
  withTokens(tokens: readonly Uint8Array[]): TokensFound {
    const found = new TokensFound(tokens);
    for (const path of this.#passedOver) found.#passedOver.add(path);
    return found;
  }

  /** What was found of these tokens in a file; `null` when it was not searched for all of them. */
  in(path: string, tokens: readonly Uint8Array[]): readonly TokenHits[] | null {
    if (this.#files.size > MOST_FILES || this.#passedOver.size > MOST_PASSED_OVER) return null;
    if (this.#passedOver.has(path)) return null;
    const places = tokens.flatMap((token) => this.#index.get(toHex(token)) ?? []);
    if (places.length !== tokens.length) return null;
    const hits = this.#files.get(path);
    return places.map((place) => hits?.[place] ?? { count: 0, first: null });
  }
}

/** What is found inside of the only thing that a folder holds, where that is a folder; `null` otherwise. */
function insideOnlyFolder(root: Folder, look: (folder: Folder) => Buffer | null): Buffer | null {
  const opened = attemptSync(root.base, () => {
    const name = onlyName(root);
    return name === null ? null : root.openChild(name);
  });
  const folder = opened.ok ? opened.value : null;
  try {
    return folder === null ? null : look(folder);
  } finally {
    folder?.release();
  }
}

/** Looks at two names, however many there are. @throws system errors */
function onlyName(folder: Folder): ByteName | null {
  const listing = opendirSync(systemPath(folder.base), { encoding: 'latin1' });
  try {
    const first = listing.readSync();
    return first?.isDirectory() === true && listing.readSync() === null ? first.name : null;
  } finally {
    closeRead(() => listing.closeSync());
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
    const opened = fd;
    if (opened !== null) closeRead(() => closeSync(opened));
  }
}
