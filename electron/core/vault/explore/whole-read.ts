import { createHash } from 'node:crypto';
import type { WholeReadView } from '../../../../shared/contract/explorer-views.ts';
import { errnoOf } from '../../files/file-failure.ts';
import type { OpenContent } from './open-content.ts';
import { BLOCK, countCrlf, countLines } from './text-rows.ts';

const CHUNK = 16 * BLOCK;
const LF = 0x0a;

/**
 * Reads an open content from its first byte to its last: whether it has the digest that was imported, and how many lines
 * end before each block of it. Lets others go between its chunks.
 */
export class WholeRead {
  /** Settles when it has ended, whichever way. */
  readonly ended: Promise<void>;
  readonly #content: OpenContent;
  /** How many lines end before each block that was read. */
  readonly #linesBefore: number[] = [0];
  #state: WholeReadView['state'] = 'reading';
  #bytes = 0;
  #lines = 0;
  #crlf = 0;
  #last = LF;
  #isStopped = false;

  /** `turn`: settles when nothing that a person waits for is reading the same content. */
  constructor(content: OpenContent, turn: () => Promise<void>) {
    this.#content = content;
    this.ended = this.#run(turn);
  }

  get view(): WholeReadView {
    const isLineOpen = this.#bytes === this.#content.size && this.#last !== LF;
    return {
      state: this.#state,
      bytes: this.#bytes,
      lines: this.#lines + (isLineOpen ? 1 : 0),
      crlf: this.#crlf,
    };
  }

  /** How many lines end before a block; `null` where it has not come so far. */
  linesBefore(block: number): number | null {
    return this.#linesBefore[block] ?? null;
  }

  /** The last block before which fewer than `line` lines end: the line begins in it, or in one before. */
  blockOf(line: number): number {
    let low = 0;
    let high = this.#linesBefore.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#linesBefore[middle] ?? 0) < line - 1) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #run(turn: () => Promise<void>): Promise<void> {
    const digest = createHash('sha256');
    const chunk = Buffer.allocUnsafe(CHUNK);
    try {
      for (let at = 0; at < this.#content.size; ) {
        await turn();
        if (this.#isStopped) return;
        const length = await this.#content.readInto(chunk, at);
        if (length === 0) break;
        const bytes = chunk.subarray(0, length);
        digest.update(bytes);
        this.#take(bytes);
        at += length;
      }
      this.#state = digest.digest('hex') === this.#content.file.sha256 ? 'matches' : 'damaged';
    } catch (thrown) {
      if (errnoOf(thrown) === null) throw thrown;
      this.#state = 'failed';
    }
  }

  #take(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += BLOCK) {
      const block = bytes.subarray(at, at + BLOCK);
      this.#lines += countLines(block);
      this.#crlf += countCrlf(block, this.#last);
      this.#last = block.at(-1) ?? this.#last;
      this.#bytes += block.length;
      this.#linesBefore[Math.floor(this.#bytes / BLOCK)] ??= this.#lines;
    }
  }
}
