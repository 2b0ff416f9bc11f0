import type { Finding } from '../finding/index.ts';
import { CappedFindings } from './capped-findings.ts';

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
  /** What is wrong with single lines, capped. */
  readonly findings: readonly Finding[];
}

/** @param lines makes a fresh pass over the manifest's lines. */
export function readManifest(manifest: string, lines: () => Iterable<LineReading>): ManifestReading {
  const wrong = new CappedFindings();
  for (const { findings } of lines()) for (const one of findings) wrong.add(one);
  return {
    listed: {
      *[Symbol.iterator]() {
        for (const { listed } of lines()) if (listed !== null) yield listed;
      },
    },
    findings: wrong.list(manifest),
  };
}
