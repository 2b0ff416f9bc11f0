import type { Finding } from '../finding/index.ts';
import { CappedFindings } from './capped-findings.ts';
import type { DigestAlgorithm } from './digests.ts';
import { comparePaths } from './path-order.ts';

/** One file as a manifest states it. */
export interface ListedFile {
  /** From the root that is judged. */
  readonly path: string;
  /** In lower-case hex. */
  readonly digest: string;
  /** `null` for one that is not computed here: then the name alone counts. */
  readonly algorithm: DigestAlgorithm | null;
  /** Line of the manifest, from 1. */
  readonly line: number;
}

/** What one line of a manifest gives: mostly one file with one digest. */
export interface LineReading {
  readonly listed: readonly ListedFile[];
  readonly findings: readonly Finding[];
}

export interface ManifestReading {
  /** Of a long manifest parsed anew each time it is read, so that only its bytes are held. */
  readonly listed: Iterable<ListedFile>;
  /** Whether the lines come in path order: then they are compared as they come, else sorted in memory. */
  readonly inOrder: boolean;
  /** How many digests it lists. */
  readonly count: number;
  /** What is wrong with single lines, capped. */
  readonly findings: readonly Finding[];
}

/** Of a short manifest the lines are kept: parsing it anew would cost more than they take. */
const KEPT = 32;

/** A manifest that cannot be read at all. */
export function unreadManifest(why: Finding): ManifestReading {
  return { listed: [], inOrder: true, count: 0, findings: [why] };
}

/** @param lines makes a fresh pass over the manifest's lines. */
export function readManifest(manifest: string, lines: () => Iterable<LineReading>): ManifestReading {
  const wrong = new CappedFindings();
  const first: ListedFile[] = [];
  let inOrder = true;
  let count = 0;
  let previous = '';
  for (const { listed, findings } of lines()) {
    for (const one of findings) wrong.add(one);
    for (const one of listed) {
      inOrder &&= comparePaths(previous, one.path) <= 0;
      previous = one.path;
      count += 1;
      if (count <= KEPT) first.push(one);
    }
  }
  return {
    inOrder,
    count,
    listed: count <= KEPT ? first : again(lines),
    findings: wrong.list(manifest),
  };
}

function again(lines: () => Iterable<LineReading>): Iterable<ListedFile> {
  return {
    *[Symbol.iterator]() {
      for (const { listed } of lines()) yield* listed;
    },
  };
}
