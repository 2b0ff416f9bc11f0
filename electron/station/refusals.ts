import type { Failure } from '../../shared/failure/failure.ts';
import type { JournalEvent } from '../../shared/journal/entry.ts';
import { ok, type Result } from '../../shared/result.ts';
import { toTimestamp } from '../../shared/statement/fields.ts';
import { type Recorder, recordOrSay } from './recorder.ts';
import { Trickle } from './trickle.ts';

type Refusal = Extract<JournalEvent, { kind: 'refusal' }>;
type Counted = Extract<JournalEvent, { kind: 'refusals-counted' }>['refusals'][number];

/** A person is refused now and then; a window that is not ours, ten thousand times a second. */
const AT_ONCE = 20;
const LONGEST_REASON = 500;
const LONGEST_COUNTED_REASON = 100;
const MOST_COUNTED_KINDS = 10;

/**
 * Puts refusals into the journal, so that no flood of them fills it. The first twenty are entries of their own. From
 * then on one a minute is, and all the others are counted: one entry a minute says how many there were, by action and
 * code. So every refusal is told, and a minute of them takes at most some kilobytes.
 */
export class Refusals {
  readonly #record: Recorder;
  readonly #trickle = new Trickle(AT_ONCE, () => this.#writeCounted());
  #since = '';
  readonly #counted = new Map<string, Counted>();
  #others = 0;

  constructor(record: Recorder) {
    this.#record = record;
  }

  /** Resolves once the refusal is in the journal, or is counted for the entry to come. */
  async take(refusal: Refusal): Promise<Result<void, Failure>> {
    if (this.#trickle.admits()) return this.#record({ ...refusal, reason: refusal.reason.slice(0, LONGEST_REASON) });
    this.#count(refusal);
    return ok(undefined);
  }

  /** Writes what is counted, for the end of the application. */
  async settle(): Promise<void> {
    this.#trickle.stop();
    await this.#writeCounted();
  }

  #count({ action, code, reason }: Refusal): void {
    if (this.#counted.size === 0) this.#since = toTimestamp(Date.now());
    const key = JSON.stringify([action, code]);
    const known = this.#counted.get(key);
    if (known !== undefined) known.count++;
    else if (this.#counted.size === MOST_COUNTED_KINDS) this.#others++;
    else this.#counted.set(key, { action, code, reason: reason.slice(0, LONGEST_COUNTED_REASON), count: 1 });
  }

  async #writeCounted(): Promise<void> {
    if (this.#counted.size === 0) return;
    const event: JournalEvent = {
      kind: 'refusals-counted',
      from: this.#since,
      refusals: [...this.#counted.values()],
      others: this.#others,
    };
    this.#counted.clear();
    this.#others = 0;
    await recordOrSay(this.#record, event);
  }
}
