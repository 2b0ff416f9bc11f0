/**
 * git's tree ids of a bundle under every spelling of its root; and as they would be if the executable bits were others. FAT,
 * exFAT and some archives keep none, so that every file of a mount is executable, or none is: an id that was made elsewhere
 * is then tried with none and with all.
 */
import { utf8 } from '../encoding/bytes.ts';
import { GitFolds } from './git-tree.ts';
import type { Hashing } from './hashing.ts';
import { type RootNames, spelledRoots } from './spelling.ts';
import type {
  BundleRecord,
  EvidenceFile,
  ExecutableBits,
  FileKind,
  GitFile,
  GitModes,
  GitTrees,
  NamedSpelling,
  Spellings,
  TreeHashes,
} from './types.ts';

/** git's tree ids of one bundle. */
export interface GitIds {
  /** With the executable bits that it has. */
  readonly own: Spellings<GitTrees> & { readonly asRoot: GitTrees };
  /** With others, each where they are not those that it has. */
  readonly gitModes: GitModes;
}

/** What the executable bits of a tree are. */
export interface TreeModes {
  readonly isAnyExecutable: boolean;
  readonly isEveryExecutable: boolean;
  /** Several files, each of them executable: as on media that keep no such bits. */
  readonly areNotKept: boolean;
}

/** Read only as far as that needs. */
export function modesOf(files: Iterable<EvidenceFile>): TreeModes {
  const seen = { file: 0, executable: 0, symlink: 0 };
  for (const { kind } of files) {
    seen[kind] += 1;
    if (seen.file > 0 && seen.executable > 0) break;
  }
  const isEveryExecutable = seen.file === 0;
  return {
    isAnyExecutable: seen.executable > 0,
    isEveryExecutable,
    areNotKept: isEveryExecutable && seen.executable > 1,
  };
}

/**
 * Folds the ids from leaves in path order, each added once: all spellings and all executable bits in that one pass.
 * @param files the same leaves; their names and kinds are read several times
 */
export class GitIdsFold {
  readonly #roots: ReturnType<typeof spelledRoots>;
  readonly #hashing: Hashing;
  readonly #own: BitsFold;
  readonly #others: Partial<Record<ExecutableBits, BitsFold>>;

  constructor(files: Iterable<EvidenceFile>, names: RootNames, hashing: Hashing) {
    this.#roots = spelledRoots(files, names);
    this.#hashing = hashing;
    const { payload, sole, inner } = this.#roots;
    const wanted = new Set([payload, sole, ...inner].flatMap((one) => one ?? []));
    const { isAnyExecutable, isEveryExecutable } = modesOf(files);
    this.#own = new BitsFold(null, wanted, hashing);
    this.#others = {
      ...(isAnyExecutable ? { none: new BitsFold('none', wanted, hashing) } : {}),
      ...(isEveryExecutable ? {} : { all: new BitsFold('all', wanted, hashing) }),
    };
  }

  add(file: GitFile): void {
    for (const fold of [this.#own, this.#others.none, this.#others.all]) fold?.add(file);
  }

  /** The fold is used up. */
  finish(): GitIds {
    const { none, all } = this.#others;
    const own = this.#spelled(this.#own);
    return {
      own,
      gitModes: {
        ...(none === undefined ? {} : { none: this.#spelled(none) }),
        ...(all === undefined ? {} : { all: this.#spelled(all) }),
      },
    };
  }

  /** A folder of no leaves, as an empty payload is, has the ids of the empty tree, whatever the bits. */
  #spelled(fold: BitsFold): GitIds['own'] {
    const { payload, sole, inner, label } = this.#roots;
    const asRoot = fold.finish();
    const nothing = new GitFolds(this.#hashing).finish();
    const inside = (folder: string): GitTrees => fold.folders.get(folder) ?? nothing;
    return {
      asRoot,
      ...(payload === null ? {} : { payload: inside(payload) }),
      ...(sole === null ? {} : { withoutTopFolder: inside(sole) }),
      ...(label === null ? {} : { withTopFolder: wrapped(asRoot, label, this.#hashing) }),
      ...(inner.length === 0 ? {} : { inner: inner.map(inside) }),
    };
  }
}

/** The ids of leaves that are all known; see `GitIdsFold`. */
export function foldGitIds(files: Iterable<GitFile>, names: RootNames, hashing: Hashing): GitIds {
  const fold = new GitIdsFold(files, names, hashing);
  for (const file of files) fold.add(file);
  return fold.finish();
}

/** Whether the git ids of a bundle were computed. */
export function hasGitIds({ summary }: Pick<BundleRecord, 'summary'>): boolean {
  return summary.gitTreeSha1 !== undefined && summary.gitTreeSha256 !== undefined;
}

/** The record with git's ids. All else of it stays as it is, so no verdict changes. */
export function withGitIds(record: BundleRecord, { own, gitModes }: GitIds): BundleRecord {
  const { spellings } = record;
  const summary = { ...record.summary, ...own.asRoot };
  if (spellings === undefined) return { ...record, summary, gitModes };
  const added = (spelling: Exclude<NamedSpelling, 'asRoot'>): Partial<Spellings<TreeHashes>> => {
    const hashes = spellings[spelling];
    return hashes === undefined ? {} : { [spelling]: { ...hashes, ...own[spelling] } };
  };
  return {
    ...record,
    summary,
    spellings: {
      ...added('payload'),
      ...added('withoutTopFolder'),
      ...added('withTopFolder'),
      ...(spellings.inner === undefined
        ? {}
        : { inner: spellings.inner.map((hashes, i) => ({ ...hashes, ...own.inner?.[i] })) }),
    },
    gitModes,
  };
}

/** The record as it is before git's ids are computed. */
export function withoutGitIds(record: BundleRecord): BundleRecord {
  const { gitModes: _, spellings, ...rest } = record;
  const bare = ({ gitTreeSha1: _, gitTreeSha256: __, ...hashes }: TreeHashes): TreeHashes => hashes;
  const { gitTreeSha1: __, gitTreeSha256: ___, ...summary } = record.summary;
  if (spellings === undefined) return { ...rest, summary };
  const { payload, withoutTopFolder, withTopFolder, inner } = spellings;
  return {
    ...rest,
    summary,
    spellings: {
      ...(payload === undefined ? {} : { payload: bare(payload) }),
      ...(withoutTopFolder === undefined ? {} : { withoutTopFolder: bare(withoutTopFolder) }),
      ...(withTopFolder === undefined ? {} : { withTopFolder: bare(withTopFolder) }),
      ...(inner === undefined ? {} : { inner: inner.map(bare) }),
    },
  };
}

const KINDS: Readonly<Record<ExecutableBits, FileKind>> = { none: 'file', all: 'executable' };

/** git's trees over leaves in path order, with the same bits for every file; `null`: with those that each has. */
class BitsFold {
  /** Ids of the folders that were asked for, once they are complete. */
  readonly folders = new Map<string, GitTrees>();
  readonly #bits: ExecutableBits | null;
  readonly #wanted: ReadonlySet<string>;
  readonly #git: GitFolds;
  readonly #open: string[] = [];

  constructor(bits: ExecutableBits | null, wanted: ReadonlySet<string>, hashing: Hashing) {
    this.#bits = bits;
    this.#wanted = wanted;
    this.#git = new GitFolds(hashing);
  }

  add({ path, kind, git }: GitFile): void {
    const names = path.split('/');
    const name = utf8(names.pop() ?? '');
    let common = 0;
    while (common < names.length && this.#open[common] === names[common]) common += 1;
    this.#closeDownTo(common);
    for (const folder of names.slice(common)) {
      this.#open.push(folder);
      this.#git.openDirectory();
    }
    this.#git.addLeaf(name, kind === 'symlink' || this.#bits === null ? kind : KINDS[this.#bits], git);
  }

  finish(): GitTrees {
    this.#closeDownTo(0);
    return this.#git.finish();
  }

  #closeDownTo(depth: number): void {
    while (this.#open.length > depth) {
      const path = this.#open.join('/');
      const ids = this.#git.closeDirectory(utf8(this.#open.pop() ?? ''));
      if (this.#wanted.has(path)) this.folders.set(path, ids);
    }
  }
}

/** The tree that holds nothing but this one, under a name. */
function wrapped(tree: GitTrees, label: string, hashing: Hashing): GitTrees {
  const fold = new GitFolds(hashing);
  fold.addDirectory(utf8(label), tree);
  return fold.finish();
}
