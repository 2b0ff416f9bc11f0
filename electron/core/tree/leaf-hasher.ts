import { createHash, type Hash, hash } from 'node:crypto';
import type { Digests } from './entry-line.ts';

/** What `dirHash` needs of a content. */
export type ContentDigest = Pick<Digests, 'sha256'>;

/** With what git calls the content. */
type GitDigests = Required<Digests>;

/** Which digests of a leaf's content are computed, and how. */
export interface LeafHasher<D extends ContentDigest> {
  /** @param record a git blob: a head of `headLength` bytes, and after it the content */
  digestsOf(record: Uint8Array, headLength: number): D;
  /** For a content that comes in chunks. @param size of the content, which git hashes before it */
  begin(size: number): RunningDigests<D>;
}

export interface RunningDigests<D extends ContentDigest> {
  update(chunk: Uint8Array): void;
  digest(): D;
}

/** The content's own SHA-256, and both hashes of the git blob that it makes. */
export const everyDigest: LeafHasher<GitDigests> = {
  digestsOf: (record, headLength) => ({
    sha256: hash('sha256', record.subarray(headLength), 'hex'),
    git: { sha1: hash('sha1', record, 'hex'), sha256: hash('sha256', record, 'hex') },
  }),
  begin: (size) => new RunningEvery(size),
};

export const sha256Alone: LeafHasher<ContentDigest> = {
  digestsOf: (record, headLength) => ({ sha256: hash('sha256', record.subarray(headLength), 'hex') }),
  begin: () => {
    const sha256 = createHash('sha256');
    return {
      update: (chunk) => void sha256.update(chunk),
      digest: () => ({ sha256: sha256.digest('hex') }),
    };
  },
};

class RunningEvery implements RunningDigests<GitDigests> {
  readonly #sha256: Hash = createHash('sha256');
  readonly #gitSha1: Hash = createHash('sha1');
  readonly #gitSha256: Hash = createHash('sha256');

  constructor(size: number) {
    const head = `blob ${size}\0`;
    this.#gitSha1.update(head);
    this.#gitSha256.update(head);
  }

  update(chunk: Uint8Array): void {
    this.#sha256.update(chunk);
    this.#gitSha1.update(chunk);
    this.#gitSha256.update(chunk);
  }

  digest(): GitDigests {
    return {
      sha256: this.#sha256.digest('hex'),
      git: { sha1: this.#gitSha1.digest('hex'), sha256: this.#gitSha256.digest('hex') },
    };
  }
}
