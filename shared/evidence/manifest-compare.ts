import { type Finding, finding } from '../finding/index.ts';
import { CappedFindings } from './capped-findings.ts';
import type { ListedFile, ManifestReading } from './manifest-reading.ts';
import { comparePaths } from './path-order.ts';
import type { EvidenceFile } from './types.ts';

export interface ManifestComparison {
  /** The manifest's own name, for the findings. */
  readonly manifest: string;
  readonly reading: ManifestReading;
  /** The files that the manifest should list, regular files alone, in path order. */
  readonly files: Iterable<EvidenceFile>;
  /** A file's digest of the manifest's algorithm, in hex; `null` where it was not computed: then names alone count. */
  readonly digestOf: (file: EvidenceFile) => string | null;
  /** Whether a file that is not listed is a difference. */
  readonly mustList: (file: EvidenceFile) => boolean;
}

/**
 * Every difference between a manifest and the files: those it lists that are missing, those whose digest differs,
 * those it does not list, those it lists twice. The first differing files come by path order.
 */
export function compareManifest(comparison: ManifestComparison): Finding[] {
  const { manifest, reading, digestOf, mustList } = comparison;
  const { inOrder } = reading;
  const differences = new CappedFindings();
  const listed = cursor(inOrder ? reading.listed : [...reading.listed].sort(byPath));
  const files = cursor(comparison.files);
  while (listed.current !== undefined || files.current !== undefined) {
    const order = compareOrEnd(listed.current?.path, files.current?.path);
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
    } else if (files.current !== undefined && mustList(files.current)) {
      differences.add(finding('evidence.manifest-unlisted-file', files.current.path));
    }
    if (order >= 0) files.next();
  }
  return differences.list(manifest);
}

function byPath(a: ListedFile, b: ListedFile): number {
  return comparePaths(a.path, b.path) || a.line - b.line;
}

/** Path order, and the end of a list after every path. */
function compareOrEnd(a: string | undefined, b: string | undefined): number {
  if (a === undefined) return b === undefined ? 0 : 1;
  return b === undefined ? -1 : comparePaths(a, b);
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
