import { toHex, utf8 } from '../encoding/bytes.ts';
import { sha256FromDigest } from '../encoding/digest.ts';
import { StreamingTree } from '../encoding/rfc6962.ts';
import { ChunkedHash } from './byte-buffer.ts';
import { GitFolds } from './git-tree.ts';
import { type Hashing, nobleHashing } from './hashing.ts';
import { comparePaths } from './path-order.ts';
import type { EvidenceFile, GitTrees, TreeSummary } from './types.ts';

/** Where the parts of a `dirHash` line lie in `\0<64 hex>  <path>\n`; the NUL is the Merkle leaf's prefix. */
const HASH_AND_GAP_END = 1 + 64 + 2;
const DOT_SLASH = utf8('./');

interface OpenDirectory {
  readonly name: string;
  /** Files of this directory whose names begin the name that was added last: those a directory may collide with. */
  readonly prefixes: string[];
}

/** Thrown on leaves that make no tree: a bug of whoever found them, unless they come from a list that may be damaged. */
export class NotATree extends Error {
  override readonly name = 'NotATree';
}

/**
 * Folds the leaves of one tree, given in path order, into its tree hashes in one pass: git's too, if the git ids of every
 * leaf are known.
 *
 * Path order (`comparePaths`) is also git's order, since a directory there sorts as
 * `name/`, so every directory is complete when the first path outside of it comes. Memory: the entries of the open
 * directories (depth times width), 64 KiB a running hash, O(log n) Merkle nodes.
 *
 * What a symlink is: `dirHash`, `sha256sumDot` and `merkleSha256` are over regular files alone, so it is absent
 * there, and absent from `files` and `bytes`; git's trees hold it as 120000. The executable bit is in git's trees
 * alone. Empty directories are in no hash.
 */
export class TreeFold {
  readonly #hashing: Hashing;
  readonly #dirHash: ChunkedHash;
  readonly #sha256sumDot: ChunkedHash;
  readonly #merkle: StreamingTree;
  /** `null` from the first leaf on whose git ids are not known. */
  #git: GitFolds | null;
  readonly #open: OpenDirectory[] = [{ name: '', prefixes: [] }];
  #lastPath = '';
  #files = 0;
  #bytes = 0;

  constructor(hashing: Hashing = nobleHashing) {
    this.#hashing = hashing;
    this.#dirHash = new ChunkedHash(hashing.sha256());
    this.#sha256sumDot = new ChunkedHash(hashing.sha256());
    this.#merkle = new StreamingTree(hashing.sha256Of);
    this.#git = new GitFolds(hashing);
  }

  /**
   * @throws on a path that is out of order, given twice, malformed, or both a file and a directory, and on digests
   * of the wrong form: readers of media refuse such trees before, so here each is a bug.
   */
  add(file: EvidenceFile): void {
    const line = utf8(`\0${file.sha256}  ${file.path}\n`);
    this.#requireValid(file);
    this.#enter(file);
    if (file.kind !== 'symlink') this.#addLine(file, line);
  }

  /** The tree's hashes; the fold is used up. A tree of no files has hashes too: those of nothing. */
  finish(): TreeSummary {
    this.#closeDownTo(1);
    return {
      files: this.#files,
      bytes: this.#bytes,
      dirHash: sha256FromDigest(this.#dirHash.digest()),
      ...this.#git?.finish(),
      merkleSha256: toHex(this.#merkle.root()),
      sha256sumDot: toHex(this.#sha256sumDot.digest()),
    };
  }

  #addLine(file: EvidenceFile, line: Uint8Array): void {
    this.#files += 1;
    this.#bytes += file.size;
    this.#dirHash.update(line.subarray(1));
    this.#sha256sumDot.update(line.subarray(1, HASH_AND_GAP_END));
    this.#sha256sumDot.update(DOT_SLASH);
    this.#sha256sumDot.update(line.subarray(HASH_AND_GAP_END));
    // The line with its NUL before it is already a Merkle leaf's input: see `leafHash`.
    this.#merkle.append(this.#hashing.sha256Of(line.subarray(0, -1)));
  }

  #requireValid(file: EvidenceFile): void {
    if (!isTreePath(file.path)) throw new NotATree(`not a path inside a tree: ${JSON.stringify(file.path)}`);
    if (comparePaths(this.#lastPath, file.path) >= 0) {
      throw new NotATree(`paths out of order: ${JSON.stringify(file.path)} comes too late`);
    }
    const { git } = file;
    if (git !== undefined && !(/^[0-9a-f]{40}$/.test(git.sha1) && /^[0-9a-f]{64}$/.test(git.sha256))) {
      throw new NotATree(`malformed git object id of ${JSON.stringify(file.path)}`);
    }
    this.#lastPath = file.path;
  }

  /** Closes the directories that this path has left, opens those it enters, and adds its entry to the last. */
  #enter(file: EvidenceFile): void {
    const names = file.path.split('/');
    const name = names.pop() ?? '';
    let common = 0;
    while (common < names.length && this.#open[common + 1]?.name === names[common]) common += 1;
    this.#closeDownTo(common + 1);
    for (const directory of names.slice(common)) {
      this.#takeName(directory, 'directory', file.path);
      this.#open.push({ name: directory, prefixes: [] });
      this.#git?.openDirectory();
    }
    this.#takeName(name, 'file', file.path);
    if (file.git === undefined) this.#git = null;
    else this.#git?.addLeaf(utf8(name), file.kind, file.git);
  }

  /**
   * A file `a` and a directory `a` are not next to each other (`a.b` and `a-b` come between), but all that come
   * between begin with `a`. So the files that begin the latest name are all that has to be remembered.
   */
  #takeName(name: string, as: 'file' | 'directory', path: string): void {
    const prefixes = this.#open.at(-1)?.prefixes ?? [];
    while (prefixes.length > 0 && !name.startsWith(prefixes.at(-1) ?? '')) prefixes.pop();
    if (as === 'directory' && prefixes.includes(name)) {
      throw new NotATree(`both a file and a directory: ${JSON.stringify(name)} of ${JSON.stringify(path)}`);
    }
    if (as === 'file') prefixes.push(name);
  }

  #closeDownTo(depth: number): void {
    while (this.#open.length > depth) {
      const name = utf8(this.#open.pop()?.name ?? '');
      this.#git?.closeDirectory(name);
    }
  }
}

/**
 * Whether a path can be one of a tree's: relative, no empty, `.` or `..` name, no NUL or LF, no lone surrogate
 * (which has no UTF-8).
 */
export function isTreePath(path: string): boolean {
  return !/(^|\/)\.{0,2}(\/|$)/.test(path) && !/[\0\n]|\p{Surrogate}/u.test(path);
}

/** Sorts leaves into the order that `TreeFold` needs. */
export function inPathOrder<F extends EvidenceFile>(files: Iterable<F>): F[] {
  return [...files].sort((a, b) => comparePaths(a.path, b.path));
}

/** All tree hashes of leaves that come in path order. @throws as `TreeFold.add` does. */
export function foldInOrder(files: Iterable<EvidenceFile>, hashing: Hashing): TreeSummary {
  const fold = new TreeFold(hashing);
  for (const file of files) fold.add(file);
  return fold.finish();
}

/**
 * All tree hashes, git's too, of leaves that are in memory, in any order. @throws as `TreeFold.add` does, and where git's
 * ids of a leaf are not known.
 */
export function treeHashes(files: Iterable<EvidenceFile>, hashing: Hashing = nobleHashing): TreeSummary & GitTrees {
  const { gitTreeSha1, gitTreeSha256, ...rest } = foldInOrder(inPathOrder(files), hashing);
  if (gitTreeSha1 === undefined || gitTreeSha256 === undefined) throw new Error('every leaf has git ids');
  return { ...rest, gitTreeSha1, gitTreeSha256 };
}
