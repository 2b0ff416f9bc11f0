import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileKind } from '../../../shared/evidence/types.ts';
import { type ByteName, byteName } from '../media/byte-name.ts';
import { type Digests, entryLine, type ReadLine } from './entry-line.ts';
import { Manifest } from './manifest.ts';

/** So many leaves are sorted in memory at a time; more are sorted by merging files of so many. */
const IN_MEMORY = 32 * 1024;

interface Leaf {
  readonly path: ByteName;
  readonly line: string;
}

/**
 * Puts leaves that come in any order, as archives hold them, into path order. Memory: `IN_MEMORY` lines, then a line
 * and a buffer for each file of sorted lines.
 */
export class EntrySorter {
  readonly #folder: string;
  #leaves: Leaf[] = [];
  #spilled = 0;

  /** @param folder for files of sorted lines, which stay there */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws system errors */
  add(path: string, kind: FileKind, digests: Digests, size: number): void {
    const bytes = byteName(path);
    this.#leaves.push({ path: bytes, line: entryLine(kind, digests, size, bytes) });
    if (this.#leaves.length >= IN_MEMORY) this.#spill();
  }

  /** All leaves in path order; to be iterated once. @throws system errors */
  *sorted(): Generator<ReadLine> {
    this.#spill();
    const runs = Array.from({ length: this.#spilled }, (_, i) => new Manifest(this.#pathOf(i)));
    try {
      yield* merged(runs.map((run) => run.lines()));
    } finally {
      for (const run of runs) run.close();
    }
  }

  #spill(): void {
    this.#leaves.sort((a, b) => (a.path < b.path ? -1 : 1));
    const text = this.#leaves.map((leaf) => leaf.line).join('');
    writeFileSync(this.#pathOf(this.#spilled), Buffer.from(text, 'latin1'), { mode: 0o600, flag: 'wx' });
    this.#spilled += 1;
    this.#leaves = [];
  }

  #pathOf(run: number): string {
    return join(this.#folder, `sorted-${run}`);
  }
}

/** Merges sorted sequences: 64 of them, two million leaves' worth, are few enough to look through. */
function* merged(sources: readonly Iterator<ReadLine>[]): Generator<ReadLine> {
  const heads = sources.flatMap((source) => headOf(source));
  while (heads.length > 0) {
    const first = heads.reduce((least, head) => (head.line.path < least.line.path ? head : least));
    yield first.line;
    const next = first.source.next();
    if (next.done === true) heads.splice(heads.indexOf(first), 1);
    else first.line = next.value;
  }
}

function headOf(source: Iterator<ReadLine>): { line: ReadLine; source: Iterator<ReadLine> }[] {
  const first = source.next();
  return first.done === true ? [] : [{ line: first.value, source }];
}
