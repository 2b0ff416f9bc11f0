/**
 * Keeps what is added to the records of bundles out of what is being signed. A statement is made before the signing window
 * opens and made again before it is kept: whatever was added between the two would change its bytes, and the person would
 * have to read it again for nothing that they did.
 */
export class FrozenRecords {
  #holders = 0;
  #adding: Promise<unknown> = Promise.resolve();
  #waiting: (() => void)[] = [];

  /** Does this while nothing is added: it begins once what is being added is there. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    this.#holders += 1;
    try {
      await this.#adding;
      return await act();
    } finally {
      this.#holders -= 1;
      if (this.#holders === 0) for (const go of this.#waiting.splice(0)) go();
    }
  }

  /** Adds to a record, or does nothing and gives `null` where something is being signed. */
  async add<T>(add: () => Promise<T>): Promise<T | null> {
    if (this.#holders > 0) return null;
    const adding = add();
    this.#adding = Promise.allSettled([this.#adding, adding]).then(() => undefined);
    return adding;
  }

  /** Resolves once something may be added, or at `signal`. */
  async free(signal: AbortSignal): Promise<void> {
    if (this.#holders === 0 || signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
