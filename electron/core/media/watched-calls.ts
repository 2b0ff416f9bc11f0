import { type Calls, Left } from '../files/calls.ts';
import type { MediaAnswers } from './answers.ts';

/** Calls of one piece of work to one medium, each in its turn: for how long the present one waits can be asked at any time. */
export class WatchedCalls implements Calls {
  readonly #answers: MediaAnswers;
  readonly #path: string;
  #since: number | null = null;
  #hasLeft = false;

  /** @param path on the medium */
  constructor(answers: MediaAnswers, path: string) {
    this.#answers = answers;
    this.#path = path;
  }

  /** For how many seconds the present call has waited for its turn or its answer; 0 when there is none. */
  waiting(): number {
    return this.#since === null ? 0 : (performance.now() - this.#since) / 1000;
  }

  /** From now on nothing more is called but what cleans up, once the present call is answered. */
  leave(): void {
    this.#hasLeft = true;
  }

  async make<T>(call: () => Promise<T>): Promise<T> {
    if (this.#hasLeft) throw new Left();
    return this.#watched(call);
  }

  cleanUp<T>(call: () => Promise<T>): Promise<T> {
    return this.#watched(call);
  }

  async #watched<T>(call: () => Promise<T>): Promise<T> {
    this.#since = performance.now();
    try {
      return await this.#answers.inTurn(this.#path, call);
    } finally {
      this.#since = null;
    }
  }
}
