import { createHash, type Hash, hash } from 'node:crypto';
import type { Digests } from './entry-line.ts';

/** What git calls a content by: the digests of the blob that it makes, which is a head and the content. */
export type GitDigests = Pick<Digests, 'gitSha1' | 'gitSha256'>;

/** A stretch of blobs that lie end to end. The first of them may have begun in the stretch before, the last may go on. */
export interface BlobBlock {
  readonly bytes: Uint8Array;
  /** Where blobs end in `bytes`. */
  readonly ends: readonly number[];
}

/** Hashes blobs that come in blocks, one block after the other. */
export class BlobHasher {
  #unfinished: { readonly sha1: Hash; readonly sha256: Hash } | null = null;

  /** The digests of the blobs that end in the block, in their order. */
  digestsOf({ bytes, ends }: BlobBlock): GitDigests[] {
    let start = 0;
    const digests = ends.map((end) => {
      const ended = this.#end(bytes.subarray(start, end));
      start = end;
      return ended;
    });
    if (start < bytes.length) this.#goOn(bytes.subarray(start));
    return digests;
  }

  #goOn(part: Uint8Array): void {
    this.#unfinished ??= { sha1: createHash('sha1'), sha256: createHash('sha256') };
    this.#unfinished.sha1.update(part);
    this.#unfinished.sha256.update(part);
  }

  #end(part: Uint8Array): GitDigests {
    const unfinished = this.#unfinished;
    if (unfinished === null) return { gitSha1: hash('sha1', part, 'hex'), gitSha256: hash('sha256', part, 'hex') };
    this.#goOn(part);
    this.#unfinished = null;
    return { gitSha1: unfinished.sha1.digest('hex'), gitSha256: unfinished.sha256.digest('hex') };
  }
}
