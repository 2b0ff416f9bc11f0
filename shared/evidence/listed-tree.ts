import { fromUtf8, parseSha256 } from '../encoding/bytes.ts';
import type { ListedFile, ManifestReading } from './manifest-reading.ts';
import { comparePaths } from './path-order.ts';
import { isTreePath } from './tree-fold.ts';
import type { EvidenceFile, ListedHashes, TreeHashes } from './types.ts';

/**
 * The tree as SHA-256 manifests list it, in path order: each listed file with the digest that is listed, whatever is
 * there; of the others those that need not be listed. What it folds to is what the files' digests were when the manifests
 * were made, so a hash that was made then can be told from one of another tree. Sizes mean nothing.
 *
 * @param files the regular files, in path order; read once each time
 */
export function treeAsListed(
  readings: readonly ManifestReading[],
  files: Iterable<EvidenceFile>,
  mustList: (file: EvidenceFile) => boolean,
): Iterable<EvidenceFile> {
  return {
    *[Symbol.iterator]() {
      const listed = merged(readings);
      let claim = listed.next();
      for (const file of files) {
        while (claim.done !== true && comparePaths(claim.value.path, file.path) < 0) {
          yield* asFile(claim.value);
          claim = listed.next();
        }
        if (claim.done !== true && claim.value.path === file.path) {
          yield* asFile(claim.value);
          claim = listed.next();
        } else if (!mustList(file)) {
          yield file;
        }
      }
      for (; claim.done !== true; claim = listed.next()) yield* asFile(claim.value);
    },
  };
}

/**
 * The leaves that the lines of a `dirHash` name, as a dossier carries them (`manifest.txt`); `null` for anything else: lines
 * out of path order or given twice, a path that no tree has, a last line without its LF.
 */
export function leavesOfLines(bytes: Uint8Array): readonly EvidenceFile[] | null {
  const text = fromUtf8(bytes);
  if (text === null || (text !== '' && !text.endsWith('\n'))) return null;
  const files: EvidenceFile[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const [sha256, path] = [parseSha256(line.slice(0, 64)), line.slice(66)];
    const last = files.at(-1);
    const isNext = last === undefined || comparePaths(last.path, path) < 0;
    if (sha256 === null || line.slice(64, 66) !== '  ' || !isTreePath(path) || !isNext) return null;
    files.push({ path, kind: 'file', size: 0, sha256 });
  }
  return files;
}

/** Of all hashes of a tree as it is listed, those that mean something. */
export function listedHashes({ dirHash, merkleSha256, sha256sumDot }: TreeHashes): ListedHashes {
  return { dirHash, merkleSha256, sha256sumDot };
}

function* asFile({ path, digest }: ListedFile): Generator<EvidenceFile> {
  const sha256 = parseSha256(digest);
  if (sha256 !== null) yield { path, kind: 'file', size: 0, sha256 };
}

/** All lines in path order, each path once: the first that lists it counts. */
function* merged(readings: readonly ManifestReading[]): Generator<ListedFile, undefined> {
  const sole = readings.length === 1 && readings[0]?.inOrder === true ? readings[0].listed : null;
  const lines = sole ?? readings.flatMap(({ listed }) => [...listed]).sort((a, b) => comparePaths(a.path, b.path));
  let last: string | null = null;
  for (const line of lines) {
    if (line.path !== last) yield line;
    last = line.path;
  }
  return undefined;
}
