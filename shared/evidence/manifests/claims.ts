import type { FindingCode } from '../../finding/index.ts';
import type { ListedFile, ManifestReading } from '../manifest-reading.ts';
import { comparePaths } from '../path-order.ts';
import type { EvidenceFile } from '../types.ts';

/** A list of files that was read, whatever its form. */
export interface Manifest {
  /** From the root that is judged. */
  readonly path: string;
  readonly reading: ManifestReading;
  /** What a file is called that it lists and that is not there. */
  readonly missing: FindingCode;
}

/** What one manifest states of one file. */
export interface Claim extends ListedFile {
  readonly manifest: Manifest;
}

/** All that is stated of one path. */
export interface Claims {
  readonly path: string;
  readonly claims: readonly Claim[];
}

/** So many manifests, the longest, are read line by line as they are compared; the lines of all others are sorted. */
const MOST_STREAMS = 16;

/** The lines of all manifests in path order, those of one path together; each pass reads them anew. */
export function* claimsInOrder(manifests: readonly Manifest[]): Generator<Claims, undefined> {
  const inOrder = manifests.filter(({ reading }) => reading.inOrder);
  const streams = new Set(inOrder.sort((a, b) => b.reading.count - a.reading.count).slice(0, MOST_STREAMS));
  const others = manifests.filter((manifest) => !streams.has(manifest));
  const sorted = others.flatMap((manifest) => Array.from(claimsOf(manifest))).sort(byPath);
  const sources = [...[...streams].map(claimsOf), sorted[Symbol.iterator]()].map((claims) => new Source(claims));
  for (;;) {
    const path = firstOf(sources);
    if (path === null) return undefined;
    yield { path, claims: sources.flatMap((source) => source.takeOf(path)) };
  }
}

function* claimsOf(manifest: Manifest): Generator<Claim, undefined> {
  for (const listed of manifest.reading.listed) yield { ...listed, manifest };
  return undefined;
}

function byPath(a: Claim, b: Claim): number {
  return comparePaths(a.path, b.path);
}

function firstOf(sources: readonly Source[]): string | null {
  let first: string | null = null;
  for (const { path } of sources) {
    if (path !== null && (first === null || comparePaths(path, first) < 0)) first = path;
  }
  return first;
}

/** Claims in path order, of which the next one can be seen. */
class Source {
  readonly #claims: Iterator<Claim, undefined>;
  #next: Claim | undefined;

  constructor(claims: Iterator<Claim, undefined>) {
    this.#claims = claims;
    this.#next = claims.next().value;
  }

  get path(): string | null {
    return this.#next?.path ?? null;
  }

  takeOf(path: string): Claim[] {
    const taken: Claim[] = [];
    while (this.#next?.path === path) {
      taken.push(this.#next);
      this.#next = this.#claims.next().value;
    }
    return taken;
  }
}

/** A path of the tree, of the manifests, or of both. */
export type SideBySide =
  | { readonly file: EvidenceFile; readonly stated: Claims | null }
  | { readonly file: null; readonly stated: Claims };

/** @param files in path order @param claims in path order */
export function* sideBySide(files: Iterable<EvidenceFile>, claims: Iterator<Claims, undefined>): Generator<SideBySide> {
  let stated = claims.next().value;
  for (const file of files) {
    while (stated !== undefined && comparePaths(stated.path, file.path) < 0) {
      yield { file: null, stated };
      stated = claims.next().value;
    }
    if (stated?.path === file.path) {
      yield { file, stated };
      stated = claims.next().value;
    } else {
      yield { file, stated: null };
    }
  }
  for (; stated !== undefined; stated = claims.next().value) yield { file: null, stated };
}
