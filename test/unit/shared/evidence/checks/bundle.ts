/** A bundle in memory that checks can read, and that a test can break. */
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { evidenceFile } from '../../../../../shared/evidence/leaf.ts';
import { EvidenceReadError, type EvidenceReader } from '../../../../../shared/evidence/reader.ts';
import { inPathOrder } from '../../../../../shared/evidence/tree-fold.ts';
import type { FileKind } from '../../../../../shared/evidence/types.ts';

export class MemoryBundle implements EvidenceReader {
  readonly #content = new Map<string, { bytes: Uint8Array; kind: FileKind }>();
  /** Bytes handed out at a time. */
  chunk = 5;
  /** Paths whose content the vault lost, or cannot read to the end. */
  readonly lost = new Set<string>();
  readonly unreadable = new Set<string>();
  /** Paths whose bytes changed in the vault after they were recorded. */
  readonly rotten = new Set<string>();

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    for (const [path, content] of Object.entries(files)) this.set(path, content);
  }

  set(path: string, content: string | Uint8Array, kind: FileKind = 'file'): this {
    this.#content.set(path, { bytes: typeof content === 'string' ? utf8(content) : content, kind });
    return this;
  }

  remove(path: string): this {
    this.#content.delete(path);
    return this;
  }

  get files() {
    return inPathOrder([...this.#content].map(([path, { bytes, kind }]) => evidenceFile(path, bytes, kind)));
  }

  find(path: string) {
    return this.files.find((file) => file.path === path) ?? null;
  }

  readFile(path: string): AsyncIterable<Uint8Array> | null {
    const bytes = this.#content.get(path)?.bytes;
    return bytes === undefined || this.lost.has(path) ? null : this.#chunks(path, bytes);
  }

  async *#chunks(path: string, bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    // One buffer used again and again, as the vault's reader may do.
    const buffer = new Uint8Array(this.chunk);
    for (let at = 0; at < bytes.length; at += this.chunk) {
      if (this.unreadable.has(path) && at > 0) throw new EvidenceReadError('EIO');
      const part = bytes.subarray(at, at + this.chunk);
      buffer.set(part);
      if (this.rotten.has(path)) buffer[0] = (buffer[0] ?? 0) ^ 1;
      yield buffer.subarray(0, part.length);
    }
  }
}
