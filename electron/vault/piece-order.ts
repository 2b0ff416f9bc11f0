import type { ArrivedPiece } from './tree-reading.ts';

interface Held {
  done: number;
  readonly leaves: number;
  readonly pieces: Map<number, ArrivedPiece>;
}

/** Puts pieces back into path order: readers finish them in any. */
export class PieceOrder {
  readonly #onNext: (piece: ArrivedPiece) => void;
  readonly #held = new Map<number, Held>();
  #no = 0;

  constructor(onNext: (piece: ArrivedPiece) => void) {
    this.#onNext = onNext;
  }

  add(piece: ArrivedPiece): void {
    const held = this.#held.get(piece.no) ?? { done: 0, leaves: piece.ofLeaves, pieces: new Map() };
    held.pieces.set(piece.start, piece);
    this.#held.set(piece.no, held);
    this.#emit();
  }

  /** Whether everything that came has gone on. */
  get isEmpty(): boolean {
    return this.#held.size === 0;
  }

  #emit(): void {
    for (let head = this.#held.get(this.#no); head !== undefined; head = this.#held.get(this.#no)) {
      const next = head.pieces.get(head.done);
      if (next === undefined) return;
      head.pieces.delete(head.done);
      head.done += next.count;
      if (head.done === head.leaves) this.#held.delete(this.#no++);
      this.#onNext(next);
    }
  }
}
