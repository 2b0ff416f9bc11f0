import type { HitView, SearchView } from '../../../../shared/contract/explorer-views.ts';
import { errnoOf } from '../../files/file-failure.ts';
import { foldCase } from './fold-case.ts';
import type { OpenContent } from './open-content.ts';

const CHUNK = 4 * 1024 * 1024;
/** The places of this many hits are kept. All hits are counted. */
const MOST_LISTED = 100_000;

/** Searches an open content for bytes, from its first byte to its last, chunk by chunk. Hits do not overlap. */
export class Search {
  /** Settles when it has ended, whichever way. */
  readonly ended: Promise<void>;
  readonly #content: OpenContent;
  /** In any case: in lower case, as the bytes are made before they are searched. */
  readonly #wanted: Buffer;
  readonly #anyCase: boolean;
  readonly #found: number[] = [];
  readonly #begun = performance.now();
  #state: SearchView['state'] = 'running';
  #hits = 0;
  #bytes = 0;
  #seconds = 0;

  /** `wanted`: one byte at least. `anyCase`: `a` to `z` stand for `A` to `Z` too. */
  constructor(content: OpenContent, wanted: Uint8Array, anyCase: boolean) {
    this.#content = content;
    this.#wanted = Buffer.from(wanted);
    this.#anyCase = anyCase;
    if (anyCase) foldCase(this.#wanted);
    this.ended = this.#run();
  }

  get view(): SearchView {
    const seconds = this.#state === 'running' ? this.#elapsed() : this.#seconds;
    return {
      state: this.#state,
      hits: this.#hits,
      listed: this.#found.length,
      bytes: this.#bytes,
      bytesPerSecond: seconds === 0 ? 0 : Math.round(this.#bytes / seconds),
    };
  }

  hit(index: number): HitView | null {
    const offset = this.#found[index];
    return offset === undefined ? null : { offset, length: this.#wanted.length };
  }

  stop(): void {
    if (this.#state === 'running') this.#end('stopped');
  }

  #elapsed(): number {
    return (performance.now() - this.#begun) / 1000;
  }

  #end(state: SearchView['state']): void {
    this.#state = state;
    this.#seconds = this.#elapsed();
  }

  async #run(): Promise<void> {
    const kept = this.#wanted.length - 1;
    const buffer = Buffer.allocUnsafe(kept + CHUNK);
    try {
      // Bytes of the chunk before that a hit may begin in, and where the next hit may begin.
      let carried = 0;
      let from = 0;
      for (let at = 0; this.#state === 'running'; ) {
        const length = await this.#content.readInto(buffer.subarray(carried, carried + CHUNK), at);
        if (this.#state !== 'running') return;
        if (length === 0) return this.#end('done');
        if (this.#anyCase) foldCase(buffer.subarray(carried, carried + length));
        const bytes = buffer.subarray(0, carried + length);
        from = this.#take(bytes, at - carried, from);
        at += length;
        this.#bytes = at;
        carried = Math.min(kept, bytes.length);
        buffer.copyWithin(0, bytes.length - carried, bytes.length);
      }
    } catch (thrown) {
      if (errnoOf(thrown) === null) throw thrown;
      this.#end('failed');
    }
  }

  /** The hits in bytes that begin at `offset`; gives where the next may begin. */
  #take(bytes: Buffer, offset: number, from: number): number {
    let next = Math.max(0, from - offset);
    for (let at = bytes.indexOf(this.#wanted, next); at !== -1; at = bytes.indexOf(this.#wanted, next)) {
      this.#hits += 1;
      if (this.#found.length < MOST_LISTED) this.#found.push(offset + at);
      next = at + this.#wanted.length;
    }
    return offset + next;
  }
}
