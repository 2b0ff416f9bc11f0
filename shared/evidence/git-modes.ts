/**
 * git's tree ids as they would be if the executable bits were others. FAT, exFAT and some archives keep none, so that
 * every file of a mount is executable, or none is: an id that was made elsewhere is then tried with none and with all.
 */
import { utf8 } from '../encoding/bytes.ts';
import { GitTreeFold } from './git-tree.ts';
import type { Hashing } from './hashing.ts';
import { type RootNames, spelledRoots } from './spelling.ts';
import type { EvidenceFile, ExecutableBits, FileKind, GitModes, GitTrees, Spellings } from './types.ts';

const KINDS: Readonly<Record<ExecutableBits, FileKind>> = { none: 'file', all: 'executable' };

/** What is known of a tree's executable bits. */
export interface ModesOfTree {
  /** Without the bits that the tree has as it is. */
  readonly gitModes: GitModes;
  /** Whether it has several files, and each is executable: as on media that keep no such bits. */
  readonly areAllExecutable: boolean;
}

/**
 * Folds a tree for no file being executable, and for every file, each where that is not how it is; with the ids of those
 * of its folders that may be taken for the root.
 * @param files in path order; read several times
 */
export function foldGitModes(files: Iterable<EvidenceFile>, names: RootNames, hashing: Hashing): ModesOfTree {
  const { count, isAny, isEvery } = executables(files);
  const fold = (bits: ExecutableBits): Spellings<GitTrees> => foldWithBits(files, bits, names, hashing);
  return {
    gitModes: { ...(isAny ? { none: fold('none') } : {}), ...(isEvery ? {} : { all: fold('all') }) },
    areAllExecutable: isEvery && count > 1,
  };
}

function foldWithBits(
  files: Iterable<EvidenceFile>,
  bits: ExecutableBits,
  names: RootNames,
  hashing: Hashing,
): Spellings<GitTrees> {
  const { payload, sole, inner, label } = spelledRoots(files, names);
  const folders = [payload, sole, ...inner].flatMap((one) => one ?? []);
  const fold = new BitsFold(bits, new Set(folders), hashing);
  for (const file of files) fold.add(file);
  const asRoot = fold.finish();
  const inside = (folder: string | null) => (folder === null ? undefined : fold.folders.get(folder));
  const [ofPayload, ofSole] = [inside(payload), inside(sole)];
  const ofInner = inner.flatMap((folder) => inside(folder) ?? []);
  return {
    asRoot,
    ...(ofPayload === undefined ? {} : { payload: ofPayload }),
    ...(ofSole === undefined ? {} : { withoutTopFolder: ofSole }),
    ...(label === null ? {} : { withTopFolder: wrapped(asRoot, label, hashing) }),
    ...(ofInner.length === 0 ? {} : { inner: ofInner }),
  };
}

/** What a tree's executable bits are; read only as far as that needs. */
function executables(files: Iterable<EvidenceFile>): { count: number; isAny: boolean; isEvery: boolean } {
  const seen = { file: 0, executable: 0, symlink: 0 };
  for (const { kind } of files) {
    seen[kind] += 1;
    if (seen.file > 0 && seen.executable > 0) break;
  }
  return { count: seen.file + seen.executable, isAny: seen.executable > 0, isEvery: seen.file === 0 };
}

/** git's trees over leaves in path order, with the same bits for every file. */
class BitsFold {
  /** Ids of the folders that were asked for, once they are complete. */
  readonly folders = new Map<string, GitTrees>();
  readonly #kind: FileKind;
  readonly #wanted: ReadonlySet<string>;
  readonly #sha1: GitTreeFold;
  readonly #sha256: GitTreeFold;
  readonly #open: string[] = [];

  constructor(bits: ExecutableBits, wanted: ReadonlySet<string>, hashing: Hashing) {
    this.#kind = KINDS[bits];
    this.#wanted = wanted;
    this.#sha1 = new GitTreeFold(() => hashing.sha1());
    this.#sha256 = new GitTreeFold(() => hashing.sha256());
  }

  add({ path, kind, gitSha1, gitSha256 }: EvidenceFile): void {
    const names = path.split('/');
    const name = utf8(names.pop() ?? '');
    let common = 0;
    while (common < names.length && this.#open[common] === names[common]) common += 1;
    this.#closeDownTo(common);
    for (const folder of names.slice(common)) {
      this.#open.push(folder);
      this.#sha1.openDirectory();
      this.#sha256.openDirectory();
    }
    const as = kind === 'symlink' ? kind : this.#kind;
    this.#sha1.addLeaf(name, as, gitSha1);
    this.#sha256.addLeaf(name, as, gitSha256);
  }

  finish(): GitTrees {
    this.#closeDownTo(0);
    return { gitTreeSha1: this.#sha1.finish(), gitTreeSha256: this.#sha256.finish() };
  }

  #closeDownTo(depth: number): void {
    while (this.#open.length > depth) {
      const path = this.#open.join('/');
      const name = utf8(this.#open.pop() ?? '');
      const ids = { gitTreeSha1: this.#sha1.closeDirectory(name), gitTreeSha256: this.#sha256.closeDirectory(name) };
      if (this.#wanted.has(path)) this.folders.set(path, ids);
    }
  }
}

/** The tree that holds nothing but this one, under a name. */
function wrapped({ gitTreeSha1, gitTreeSha256 }: GitTrees, label: string, hashing: Hashing): GitTrees {
  const idOf = (newHash: () => ReturnType<Hashing['sha256']>, id: string): string => {
    const fold = new GitTreeFold(newHash);
    fold.addDirectory(utf8(label), id);
    return fold.finish();
  };
  return {
    gitTreeSha1: idOf(() => hashing.sha1(), gitTreeSha1),
    gitTreeSha256: idOf(() => hashing.sha256(), gitTreeSha256),
  };
}
