import type { Finding } from '../finding/index.ts';
import { CappedFindings } from './capped-findings.ts';
import { comparePaths } from './path-order.ts';

/** One file as a manifest states it. */
export interface ListedFile {
  readonly path: string;
  /** Of the manifest's algorithm, in lower-case hex. */
  readonly digest: string;
  /** Line of the manifest, from 1. */
  readonly line: number;
}

/** What one line of a manifest gives. */
export interface LineReading {
  readonly listed: ListedFile | null;
  readonly findings: readonly Finding[];
}

export interface ManifestReading {
  /** Parsed anew each time it is read, so that only the manifest's bytes are held. */
  readonly listed: Iterable<ListedFile>;
  /** Whether the lines come in path order: then they are compared as they come, else sorted in memory. */
  readonly inOrder: boolean;
  /** What is wrong with single lines, capped. */
  readonly findings: readonly Finding[];
}

/** A manifest that cannot be read at all. */
export function unreadManifest(why: Finding): ManifestReading {
  return { listed: [], inOrder: true, findings: [why] };
}

/** @param lines makes a fresh pass over the manifest's lines. */
export function readManifest(manifest: string, lines: () => Iterable<LineReading>): ManifestReading {
  const wrong = new CappedFindings();
  let inOrder = true;
  let previous = '';
  for (const { listed, findings } of lines()) {
    for (const one of findings) wrong.add(one);
    if (listed === null) continue;
    inOrder &&= comparePaths(previous, listed.path) <= 0;
    previous = listed.path;
  }
  return {
    inOrder,
    listed: {
      *[Symbol.iterator]() {
        for (const { listed } of lines()) if (listed !== null) yield listed;
      },
    },
    findings: wrong.list(manifest),
  };
}
