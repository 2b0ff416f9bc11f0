/**
 * The spellings of one tree's root, as views of its leaves that may be read again. A common prefix changes no order,
 * so each view can be folded as it comes; a second fold is paid only when a hash did not match the tree as given.
 */
import { nobleHashing } from './hashing.ts';
import type { TreeSpellings } from './match.ts';
import { foldInOrder, isTreePath } from './tree-fold.ts';
import type { EvidenceFile, TreeHashes } from './types.ts';

/** The tree as seen from one folder above: every path below `folder/`. @param folder one name, no slash. */
export function withTopFolder(files: Iterable<EvidenceFile>, folder: string): Iterable<EvidenceFile> {
  return {
    *[Symbol.iterator]() {
      for (const file of files) yield { ...file, path: `${folder}/${file.path}` };
    },
  };
}

/**
 * The part of the tree inside one folder, seen from there: `data` for a bag's payload. @param folder a path, no slash
 * at its end.
 */
export function insideFolder(files: Iterable<EvidenceFile>, folder: string): Iterable<EvidenceFile> {
  const prefix = `${folder}/`;
  return {
    *[Symbol.iterator]() {
      for (const file of files) {
        if (file.path.startsWith(prefix)) yield { ...file, path: file.path.slice(prefix.length) };
      }
    },
  };
}

/** The leaves that are no symlinks. */
export function regularFiles(files: Iterable<EvidenceFile>): Iterable<EvidenceFile> {
  return {
    *[Symbol.iterator]() {
      for (const file of files) if (file.kind !== 'symlink') yield file;
    },
  };
}

/** The folder that holds every leaf, as archives often have one; `null` when there is none, or no leaf. */
export function soleTopFolder(files: Iterable<EvidenceFile>): string | null {
  let folder: string | null = null;
  for (const { path } of files) {
    const end = path.indexOf('/');
    if (end === -1) return null;
    if (folder === null) folder = path.slice(0, end);
    else if (path.slice(0, end) !== folder) return null;
  }
  return folder;
}

/** What a tree's root is called, for `foldSpellings`. */
export interface RootNames {
  /** The name that the tree's folder had on its medium: what `sha256sum folder/*` had before each name. */
  readonly label: string;
  /** Where the bag lies, as `bagFolder` says it; `null` for a tree that is no bag. */
  readonly bag: string | null;
  /** `rootsOf` the tree, where hashes of further wrappings are wanted. */
  readonly roots?: readonly string[];
}

/** The folders that a tree's root may be spelled from; `null` for one that makes no sense for it. */
interface SpelledRoots {
  readonly payload: string | null;
  readonly sole: string | null;
  readonly inner: readonly string[];
  /** What a folder around the tree is called. */
  readonly label: string | null;
}

export function spelledRoots(files: Iterable<EvidenceFile>, { label, bag, roots = [] }: RootNames): SpelledRoots {
  const sole = soleTopFolder(files);
  const payload = bag === null ? null : bag === '' ? 'data' : `${bag}/data`;
  return {
    payload,
    sole,
    inner: roots.filter((root) => root !== '' && root !== payload && root !== sole),
    label: isTreePath(label) && !label.includes('/') ? label : null,
  };
}

/**
 * The tree's hashes under every spelling of its root that makes sense for it: up to three more folds, and one for each
 * further wrapping.
 * @param files in path order; read several times.
 */
export function foldSpellings(
  asRoot: TreeHashes,
  files: Iterable<EvidenceFile>,
  names: RootNames,
  fold: (files: Iterable<EvidenceFile>) => TreeHashes = (some) => foldInOrder(some, nobleHashing),
): TreeSpellings {
  const { payload, sole, inner, label } = spelledRoots(files, names);
  return {
    asRoot,
    ...(payload === null ? {} : { payload: fold(insideFolder(files, payload)) }),
    ...(sole === null ? {} : { withoutTopFolder: fold(insideFolder(files, sole)) }),
    ...(label === null ? {} : { withTopFolder: fold(withTopFolder(files, label)) }),
    ...(inner.length === 0 ? {} : { inner: inner.map((root) => fold(insideFolder(files, root))) }),
  };
}
