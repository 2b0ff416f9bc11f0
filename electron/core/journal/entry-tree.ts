import { equalBytes, toHex } from '../../../shared/encoding/bytes.ts';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  merkleRoot,
  StreamingTree,
} from '../../../shared/encoding/rfc6962.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import { sha256 } from '../files/sha256.ts';
import type { TreeHead } from './check.ts';

/** The journal's entries and the RFC 6962 tree over their lines, in memory. */
export class EntryTree {
  readonly #entries: JournalEntry[] = [];
  readonly #leafHashes: Uint8Array[] = [];
  #tree = new StreamingTree(sha256);

  get size(): number {
    return this.#entries.length;
  }

  /** 32 bytes. */
  get root(): Uint8Array {
    return this.#tree.root();
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  get leafHashes(): readonly Uint8Array[] {
    return this.#leafHashes;
  }

  /** @param line the entry's bytes without a line end: the leaf. */
  append(line: Uint8Array, entry: JournalEntry): void {
    const hash = leafHash(line, sha256);
    this.#entries.push(entry);
    this.#leafHashes.push(hash);
    this.#tree.append(hash);
  }

  /** Takes the newest entry back. */
  undo(): void {
    this.#entries.pop();
    this.#leafHashes.pop();
    this.#tree = new StreamingTree(sha256);
    for (const hash of this.#leafHashes) this.#tree.append(hash);
  }

  /** Throws for an index that is not there: a bug. */
  inclusionProof(index: number): readonly Uint8Array[] {
    return inclusionProof(this.#leafHashes, index, this.size, sha256);
  }

  /** Throws for a size above the tree's: a bug. */
  consistencyProof(oldSize: number): readonly Uint8Array[] {
    return consistencyProof(this.#leafHashes, oldSize, this.size, sha256);
  }

  /** Whether this tree extends an earlier head: `journal.rolled-back` and `journal.forked` when it doesn't. */
  compareWith({ size, root }: TreeHead): Finding | null {
    if (size > this.size) {
      const observed = `${this.size} entries`;
      return finding('journal.rolled-back', 'the log', { observed, expected: `${size} entries` });
    }
    const now = merkleRoot(this.#leafHashes.slice(0, size), sha256);
    if (equalBytes(now, root)) return null;
    return finding('journal.forked', `the first ${size} entries`, { observed: toHex(now), expected: toHex(root) });
  }
}
