import { xorInto } from './fragments.ts';

/**
 * Solves for fragments from their exclusive ors: Gaussian elimination over GF(2), a row at a time. It needs no more
 * equations than the least that determine all unknowns, where peeling off known fragments one by one needs more.
 */
export class Elimination {
  readonly #count: number;
  readonly #maskBytes: number;
  readonly #length: number;
  /** By the first unknown each has: a bit for each unknown, then the bytes of their exclusive or. */
  readonly #rows = new Map<number, Uint8Array>();

  /** `count` unknowns of `length` bytes each. */
  constructor(count: number, length: number) {
    this.#count = count;
    this.#maskBytes = Math.ceil(count / 8);
    this.#length = length;
  }

  /** How many unknowns are determined, or would be by the others. All are when it equals their count. */
  get rank(): number {
    return this.#rows.size;
  }

  /** One equation: the unknowns at `indexes` give `sum`. What follows from earlier ones adds nothing. */
  add(indexes: readonly number[], sum: Uint8Array): void {
    const row = new Uint8Array(this.#maskBytes + this.#length);
    for (const index of indexes) row[index >>> 3] = (row[index >>> 3] ?? 0) | (1 << (index & 7));
    row.set(sum, this.#maskBytes);
    for (let unknown = 0; unknown < this.#count; unknown++) {
      if (!has(row, unknown)) continue;
      const pivot = this.#rows.get(unknown);
      if (pivot === undefined) {
        this.#rows.set(unknown, row);
        return;
      }
      xorInto(row, pivot);
    }
  }

  /** All unknowns in order. Only with full rank. */
  solve(): readonly Uint8Array[] {
    const solved: Uint8Array[] = [];
    for (let unknown = this.#count - 1; unknown >= 0; unknown--) {
      const row = this.#rows.get(unknown);
      if (row === undefined) throw new Error(`nothing determines unknown ${unknown}`);
      const value = row.slice(this.#maskBytes);
      for (let later = unknown + 1; later < this.#count; later++) {
        const known = solved[this.#count - 1 - later];
        if (known !== undefined && has(row, later)) xorInto(value, known);
      }
      solved.push(value);
    }
    return solved.reverse();
  }
}

function has(row: Uint8Array, unknown: number): boolean {
  return ((row[unknown >>> 3] ?? 0) & (1 << (unknown & 7))) !== 0;
}
