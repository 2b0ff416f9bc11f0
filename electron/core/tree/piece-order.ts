import type { LeafRun } from './leaf-run.ts';

/** A piece that waits for its turn. */
export interface WaitingPiece {
  readonly no: number;
  readonly start: number;
  readonly count: number;
  /** Leaves of its whole batch. */
  readonly ofLeaves: number;
  /** What its run takes. */
  readonly bytes: number;
  /** Gives its run: from memory, or from where it was put meanwhile. */
  readonly run: () => LeafRun;
}

interface Held {
  done: number;
  readonly leaves: number;
  readonly pieces: Map<number, WaitingPiece>;
}

/** Puts pieces back into path order: readers finish them in any. */
export class PieceOrder {
  readonly #onNext: (run: LeafRun) => void;
  readonly #held = new Map<number, Held>();
  #no = 0;
  #bytes = 0;

  constructor(onNext: (run: LeafRun) => void) {
    this.#onNext = onNext;
  }

  add(piece: WaitingPiece): void {
    const held = this.#held.get(piece.no) ?? { done: 0, leaves: piece.ofLeaves, pieces: new Map() };
    held.pieces.set(piece.start, piece);
    this.#held.set(piece.no, held);
    this.#bytes += piece.bytes;
    this.#emit();
  }

  /** Bytes that wait: many, when one reader is long at a large file and the other goes on with small ones. */
  get waitingBytes(): number {
    return this.#bytes;
  }

  #emit(): void {
    for (let head = this.#held.get(this.#no); head !== undefined; head = this.#held.get(this.#no)) {
      const next = head.pieces.get(head.done);
      if (next === undefined) return;
      head.pieces.delete(head.done);
      head.done += next.count;
      this.#bytes -= next.bytes;
      if (head.done === head.leaves) this.#held.delete(this.#no++);
      this.#onNext(next.run());
    }
  }
}
