import type { Finding } from '../../../shared/finding/index.ts';

/**
 * Findings up to a number of errors and as many others: beyond it they say nothing new about one tree, and a hostile
 * medium could fill the memory with them. Errors are counted by themselves, so that no number of warnings hides one.
 */
export class FindingLog {
  readonly #most: number;
  readonly #kept: Finding[] = [];
  #errors = 0;
  #others = 0;

  constructor(most: number) {
    this.#most = most;
  }

  note(one: Finding): void {
    const count = one.severity === 'error' ? ++this.#errors : ++this.#others;
    if (count <= this.#most) this.#kept.push(one);
  }

  get findings(): readonly Finding[] {
    return this.#kept;
  }
}
