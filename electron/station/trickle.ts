const MINUTE_MS = 60_000;

/**
 * Which of many events get an entry of their own in the journal: the first ones, and from then on one a minute. All others
 * are for the caller to count, and to tell of once a minute.
 */
export class Trickle {
  readonly #atOnce: number;
  readonly #onMinute: () => Promise<void>;
  #left: number;
  #timer: NodeJS.Timeout | null = null;

  /** @param onMinute called at the end of each minute as long as events have come */
  constructor(atOnce: number, onMinute: () => Promise<void>) {
    this.#atOnce = atOnce;
    this.#onMinute = onMinute;
    this.#left = atOnce;
  }

  /** Whether this event has an entry of its own. */
  admits(): boolean {
    this.#timer ??= this.#inAMinute();
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #minutePassed(): Promise<void> {
    this.#left++;
    this.#timer = this.#left < this.#atOnce ? this.#inAMinute() : null;
    return this.#onMinute();
  }

  #inAMinute(): NodeJS.Timeout {
    return setTimeout(() => void this.#minutePassed(), MINUTE_MS);
  }
}
