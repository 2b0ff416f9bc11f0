import { compareBytes, utf8 } from '../bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import { CappedFindings } from './capped-findings.ts';
import type { ListedFile } from './manifest-reading.ts';
import type { EvidenceFile } from './types.ts';

export interface ManifestComparison {
  /** The manifest's own name, for the findings. */
  readonly manifest: string;
  /** Read several times, in any order. A manifest that is in path order is compared without being held in memory. */
  readonly listed: Iterable<ListedFile>;
  /** The files that the manifest should list, regular files alone, in path order. */
  readonly files: Iterable<EvidenceFile>;
  /** A file's digest of the manifest's algorithm, in hex; `null` where it was not computed: then names alone count. */
  readonly digestOf: (file: EvidenceFile) => string | null;
  /** False where a manifest may leave files out. */
  readonly listsEvery: boolean;
}

/**
 * Every difference between a manifest and the files: those it lists that are missing, those whose digest differs,
 * those it does not list, those it lists twice. The first differing files come by path order.
 */
export function compareManifest(comparison: ManifestComparison): Finding[] {
  const { manifest, digestOf, listsEvery } = comparison;
  const differences = new CappedFindings();
  const listed = cursor(inOrder(comparison.listed));
  const files = cursor(comparison.files);
  while (listed.current !== undefined || files.current !== undefined) {
    const order = comparePaths(listed.current?.path, files.current?.path);
    const claim = listed.current;
    if (claim !== undefined && order <= 0) {
      const where = `${manifest}, line ${claim.line}: ${claim.path}`;
      const file = order === 0 ? files.current : undefined;
      const observed = file === undefined ? null : digestOf(file);
      if (file === undefined) differences.add(finding('evidence.manifest-missing-file', where));
      else if (observed !== null && observed !== claim.digest) {
        differences.add(finding('evidence.manifest-differs', where, { observed, expected: claim.digest }));
      }
      listed.next();
      while (listed.current?.path === claim.path) {
        const again = `${manifest}, line ${listed.current.line}: ${claim.path}`;
        differences.add(finding('evidence.manifest-duplicate', again));
        listed.next();
      }
    } else if (files.current !== undefined && listsEvery) {
      differences.add(finding('evidence.manifest-unlisted-file', files.current.path));
    }
    if (order >= 0) files.next();
  }
  return differences.list(manifest);
}

function inOrder(listed: Iterable<ListedFile>): Iterable<ListedFile> {
  let previous: string | undefined;
  for (const { path } of listed) {
    if (previous !== undefined && comparePaths(previous, path) > 0) {
      return [...listed].sort((a, b) => comparePaths(a.path, b.path) || a.line - b.line);
    }
    previous = path;
  }
  return listed;
}

/** Path order, and the end of a list after every path. */
function comparePaths(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return compareBytes(utf8(a), utf8(b));
}

interface Cursor<T> {
  current: T | undefined;
  next(): void;
}

function cursor<T>(items: Iterable<T>): Cursor<T> {
  const iterator = items[Symbol.iterator]();
  const self: Cursor<T> = {
    current: undefined,
    next() {
      const { done, value } = iterator.next();
      self.current = done === true ? undefined : value;
    },
  };
  self.next();
  return self;
}
