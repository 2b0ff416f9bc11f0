import type { VaultIndex } from './index-of-packs.ts';

/**
 * Says of a digest that it is certainly new, or perhaps in the vault already: a Bloom filter (two bits a digest) in
 * memory that the readers share. Almost every file of a new bundle is new, so almost none costs a search on disk.
 *
 * Its size is fixed when it is made: beyond about one content for every eight bits, it is wrong more often, and
 * costs searches, never correctness.
 */
export class PresenceFilter {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #mask: number;

  constructor(shared: SharedArrayBuffer) {
    this.shared = shared;
    this.#words = new Int32Array(shared);
    this.#mask = this.#words.length - 1;
  }

  /** @param contents how many digests it will hold, about. 4 to 64 MiB. */
  static forContents(contents: number): PresenceFilter {
    let bytes = SMALLEST;
    while (bytes < contents * 2 && bytes < LARGEST) bytes *= 2;
    return new PresenceFilter(new SharedArrayBuffer(bytes));
  }

  add(digest: Buffer): void {
    for (const at of BIT_SOURCES) {
      const bits = digest.readUInt32LE(at);
      Atomics.or(this.#words, digest.readUInt32LE(at + 4) & this.#mask, 1 << (bits & 31));
    }
  }

  mayHave(digest: Buffer): boolean {
    return BIT_SOURCES.every((at) => {
      const word = Atomics.load(this.#words, digest.readUInt32LE(at + 4) & this.#mask);
      return (word & (1 << (digest.readUInt32LE(at) & 31))) !== 0;
    });
  }
}

/** Room for the contents of a large bundle. */
const EXPECTED_CONTENTS = 1_000_000;

/** A filter that holds all that a vault has. @throws system errors */
export function presenceFilterOf(index: VaultIndex): PresenceFilter {
  const filter = PresenceFilter.forContents(index.contentCount + EXPECTED_CONTENTS);
  for (const digest of index.digests()) filter.add(digest);
  return filter;
}

const SMALLEST = 4 * 1024 * 1024;
const LARGEST = 64 * 1024 * 1024;
/** Bytes of the digest that choose the two bits: uniformly spread as they are. */
const BIT_SOURCES = [0, 8] as const;
