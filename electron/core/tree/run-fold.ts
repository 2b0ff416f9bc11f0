import { createHash } from 'node:crypto';
import { sha256FromDigest } from '../../../shared/encoding/digest.ts';
import { StreamingTree } from '../../../shared/encoding/rfc6962.ts';
import type { GitTrees, TreeSummary } from '../../../shared/evidence/types.ts';
import type { ByteName } from '../media/byte-name.ts';
import { runtimeHashing } from './hashing.ts';
import type { FolderRun, LeafRun } from './leaf-run.ts';

interface OpenFolder {
  readonly name: ByteName;
  readonly gitSha1: Uint8Array[];
  readonly gitSha256: Uint8Array[];
}

const GIT_TREE_MODE = '40000';
const LEAF_HASH = 32;

/**
 * Folds runs of leaves, given in path order, into the tree hashes of docs/formats/evidence.md; into git's where git's ids of
 * every leaf are known. The same function as
 * `TreeFold` in `shared/evidence`, which is what it is tested against and what the check of the vault folds with; this one takes a run at
 * a time, because with 200,000 small files folding leaf by leaf costs more than reading them.
 *
 * Memory: git's entries of the open folders, O(log n) Merkle nodes.
 */
export class RunFold {
  readonly #dirHash = createHash('sha256');
  readonly #dot = createHash('sha256');
  readonly #merkle = new StreamingTree(runtimeHashing.sha256Of);
  readonly #open: OpenFolder[] = [{ name: '', gitSha1: [], gitSha256: [] }];
  #isGitKnown = true;
  #files = 0;
  #bytes = 0;
  #last: ByteName = '';

  /** @throws on a run that is out of order: a bug */
  add(run: LeafRun): void {
    this.#files += run.files;
    this.#bytes += run.bytes;
    this.#dirHash.update(run.dirLines);
    this.#dot.update(run.dotLines);
    for (let at = 0; at < run.leafHashes.length; at += LEAF_HASH) {
      this.#merkle.append(run.leafHashes.subarray(at, at + LEAF_HASH));
    }
    if (run.git === null) this.#isGitKnown = false;
    let [sha1At, sha256At] = [0, 0];
    for (const folder of run.folders) {
      const open = this.#enter(folder);
      if (run.git === null) continue;
      open.gitSha1.push(run.git.sha1.subarray(sha1At, folder.gitSha1End));
      open.gitSha256.push(run.git.sha256.subarray(sha256At, folder.gitSha256End));
      [sha1At, sha256At] = [folder.gitSha1End, folder.gitSha256End];
    }
  }

  /** The fold is used up. */
  finish(): TreeSummary {
    this.#closeDownTo(1);
    const [root] = this.#open;
    if (root === undefined) throw new Error('a tree has a root');
    return {
      files: this.#files,
      bytes: this.#bytes,
      dirHash: sha256FromDigest(this.#dirHash.digest()),
      ...(this.#isGitKnown ? gitTrees(root) : {}),
      merkleSha256: Buffer.from(this.#merkle.root()).toString('hex'),
      sha256sumDot: sha256FromDigest(this.#dot.digest()),
    };
  }

  /** Closes the folders that this one is not in, and opens those on the way to it. */
  #enter(folder: FolderRun): OpenFolder {
    if (folder.path + folder.first <= this.#last) throw new Error(`out of order: ${folder.path}${folder.first}`);
    this.#last = folder.path + folder.last;
    const names = folder.path.split('/').slice(0, -1);
    let common = 0;
    while (common < names.length && this.#open[common + 1]?.name === names[common]) common += 1;
    this.#closeDownTo(common + 1);
    for (const name of names.slice(common)) this.#open.push({ name, gitSha1: [], gitSha256: [] });
    const open = this.#open.at(-1);
    if (open === undefined) throw new Error('a tree has a root');
    return open;
  }

  #closeDownTo(depth: number): void {
    while (this.#open.length > depth) {
      const closed = this.#open.pop();
      const parent = this.#open.at(-1);
      if (closed === undefined || parent === undefined) throw new Error('the root is never closed');
      if (!this.#isGitKnown) continue;
      const head = Buffer.from(`${GIT_TREE_MODE} ${closed.name}\0`, 'latin1');
      parent.gitSha1.push(head, treeId('sha1', closed.gitSha1));
      parent.gitSha256.push(head, treeId('sha256', closed.gitSha256));
    }
  }
}

function gitTrees({ gitSha1, gitSha256 }: OpenFolder): GitTrees {
  return {
    gitTreeSha256: treeId('sha256', gitSha256).toString('hex'),
    gitTreeSha1: treeId('sha1', gitSha1).toString('hex'),
  };
}

function treeId(algorithm: 'sha1' | 'sha256', entries: readonly Uint8Array[]): Buffer {
  const length = entries.reduce((sum, entry) => sum + entry.length, 0);
  const digest = createHash(algorithm).update(`tree ${length}\0`);
  for (const entry of entries) digest.update(entry);
  return digest.digest();
}
