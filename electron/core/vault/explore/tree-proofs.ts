import { hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { ProofProgress } from '../../../../shared/contract/explorer-views.ts';
import { inclusionProof, StreamingTree } from '../../../../shared/encoding/rfc6962.ts';
import type { FileProof } from '../../../../shared/evidence/file-proof.ts';
import { closeReadHandle } from '../../files/close-read.ts';
import { REGULAR_FILE } from '../../files/open-regular.ts';
import { type ByteName, byteName } from '../../media/byte-name.ts';
import { DIGEST_AT, linesOf, parseLine, sizeAt } from '../../tree/entry-line.ts';
import { runtimeHashing } from '../../tree/hashing.ts';
import { DamagedManifest } from '../../tree/manifest.ts';

/** Leaves in a block: a power of two, so that every block but the last is a subtree of the whole tree. */
const BLOCK = 256;
const CHUNK = 1024 * 1024;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const LINK = 0x6c;
const DIGEST_LENGTH = 64;

interface Block {
  /** Of its first line: where it begins in the manifest, and its path. */
  readonly offset: number;
  readonly path: ByteName;
}

/**
 * Proofs for the files of one bundle. The tree is hashed once, in steps that let others go between them, and the root of every
 * block of leaves is kept. Each proof then hashes one block and the nodes above all blocks. Where a manifest is not as it was
 * written, the proofs do not lead to the bundle's `merkleSha256`.
 */
export class TreeProofs {
  /** Settles when the tree has been hashed. Rejects with system errors, and `DamagedManifest` on a line that is none. */
  readonly hashed: Promise<void>;
  readonly #manifest: string;
  readonly #blocks: Block[] = [];
  readonly #roots: Uint8Array[] = [];
  #size = 0;
  #end = 0;
  #bytes = 0;
  #of = 0;
  #isStopped = false;

  constructor(manifest: string) {
    this.#manifest = manifest;
    this.hashed = this.#hash();
  }

  get progress(): ProofProgress {
    return { kind: 'hashing', bytes: this.#bytes, of: this.#of };
  }

  /** Ends the hashing; nothing is to be asked of it afterwards. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Once the tree has been hashed. `null` when no regular file has this path. @throws as `hashed` rejects */
  async prove(path: string): Promise<FileProof | null> {
    const block = this.#blockOf(byteName(path));
    const first = this.#blocks[block];
    if (first === undefined) return null;
    const lines = await this.#linesFrom(first.offset, this.#blocks[block + 1]?.offset ?? this.#end);
    const files = lines.filter(({ kind }) => kind !== 'symlink');
    const within = files.findIndex((file) => file.path === path);
    const file = files[within];
    if (file === undefined) return null;
    const sha256Of = runtimeHashing.sha256Of;
    const leaves = files.map((leaf) => sha256Of(Buffer.from(`\0${leaf.sha256}  ${leaf.path}`, 'utf8')));
    return {
      path,
      sha256: file.sha256,
      index: block * BLOCK + within,
      size: this.#size,
      hashes: [
        ...inclusionProof(leaves, within, leaves.length, sha256Of),
        ...inclusionProof(this.#roots, block, this.#roots.length, sha256Of),
      ],
    };
  }

  /** The last block whose first path is not after this one. */
  #blockOf(path: ByteName): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#blocks[middle]?.path ?? '') <= path) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  async #linesFrom(from: number, to: number) {
    const file = await open(this.#manifest, REGULAR_FILE);
    try {
      const bytes = Buffer.allocUnsafe(to - from);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      return linesOf(bytes.subarray(0, bytesRead)).map((line) => {
        const read = parseLine(line);
        if (read === null) throw new DamagedManifest(this.#manifest);
        return read.file;
      });
    } finally {
      await closeReadHandle(file);
    }
  }

  async #hash(): Promise<void> {
    const file = await open(this.#manifest, REGULAR_FILE);
    try {
      this.#of = (await file.stat()).size;
      await this.#hashLines(file);
    } finally {
      await closeReadHandle(file);
    }
  }

  async #hashLines(file: FileHandle): Promise<void> {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let block = new StreamingTree(runtimeHashing.sha256Of);
    while (!this.#isStopped) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, this.#bytes);
      const bytes = chunk.subarray(0, bytesRead);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
        if (bytes[start] !== LINK) {
          const name = bytes.indexOf(SPACE, sizeAt(bytes, start)) + 1;
          if (name === 0 || name >= end) throw new DamagedManifest(this.#manifest);
          if (block.size === 0) {
            this.#blocks.push({ offset: this.#bytes + start, path: bytes.toString('latin1', name, end) });
          }
          block.append(leafOf(bytes, start + DIGEST_AT, name, end));
          this.#size += 1;
          if (block.size === BLOCK) {
            this.#roots.push(block.root());
            block = new StreamingTree(runtimeHashing.sha256Of);
          }
        }
        start = end + 1;
      }
      // A line is shorter than a chunk: what is left has no end.
      if (start === 0) {
        if (bytesRead !== 0) throw new DamagedManifest(this.#manifest);
        break;
      }
      this.#bytes += start;
    }
    this.#end = this.#bytes;
    if (block.size > 0) this.#roots.push(block.root());
  }
}

/** A leaf of RFC 6962: SHA-256 of a zero byte and the `dirHash` line, which is the digest, two blanks and the path. */
function leafOf(bytes: Buffer, digest: number, name: number, end: number): Uint8Array {
  const input = Buffer.allocUnsafe(1 + DIGEST_LENGTH + 2 + end - name);
  input[0] = 0;
  bytes.copy(input, 1, digest, digest + DIGEST_LENGTH);
  input.fill(SPACE, 1 + DIGEST_LENGTH, 3 + DIGEST_LENGTH);
  bytes.copy(input, 3 + DIGEST_LENGTH, name, end);
  return Buffer.from(hash('sha256', input, 'hex'), 'hex');
}
