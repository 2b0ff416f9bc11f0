/** A stretch of a text on the screen, in pixels from its beginning; `to` is left out. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What was in view at one moment, in milliseconds of a clock that only runs on. */
export interface Look {
  readonly at: number;
  readonly view: Stretch;
}

/** How long a line has to be in view without a break before it counts as seen. A jump to the end shows nothing for so long. */
export const LONG_ENOUGH_MS = 300;

/**
 * What of a text was seen so far, from looks at it in the order of time. A line was seen when it was in view in every look
 * of some `LONG_ENOUGH_MS`; what was only scrolled through at speed was not.
 */
export class SeenSoFar {
  #looks: readonly Look[] = [];
  #seen: readonly Stretch[] = [];

  look(now: Look): void {
    // The last look that is long enough ago still counts: what is in view since then is seen.
    const isOld = (one: Look) => now.at - one.at >= LONG_ENOUGH_MS;
    const latestOld = this.#looks.findLastIndex(isOld);
    this.#looks = [...this.#looks.slice(Math.max(0, latestOld)), now];
    const [oldest] = this.#looks;
    if (oldest === undefined || !isOld(oldest)) return;
    const from = Math.max(...this.#looks.map(({ view }) => view.from));
    const to = Math.min(...this.#looks.map(({ view }) => view.to));
    if (from < to) this.#seen = merged([...this.#seen, { from, to }]);
  }

  /** Begins anew: the text was laid out otherwise, and no stretch is where it was. */
  forget(): void {
    this.#looks = [];
    this.#seen = [];
  }

  /** Whether all of a stretch was seen. `slack`: pixels at its ends that may be missing. */
  has({ from, to }: Stretch, slack = 0): boolean {
    return this.#seen.some((one) => one.from <= from + slack && one.to >= to - slack);
  }
}

/** The same stretches, those that touch put together. */
function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const together: Stretch[] = [];
  for (const next of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = together.at(-1);
    if (last === undefined || last.to < next.from) together.push(next);
    else together.splice(-1, 1, { from: last.from, to: Math.max(last.to, next.to) });
  }
  return together;
}
