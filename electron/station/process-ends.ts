import type { ProcessEnded } from '../../shared/journal/entry.ts';
import { type Recorder, recordOrSay } from './recorder.ts';
import { Trickle } from './trickle.ts';

/** A process that ended, how, and what was done about it. */
export type ProcessEnd = Pick<ProcessEnded, 'process' | 'how' | 'reaction'>;

/** A process that dies dies a few times; one that somebody makes die, as often as they like. */
const AT_ONCE = 10;

/**
 * Puts the ends of processes into the journal, so that no flood of them fills it: the first ten are entries of their own,
 * and from then on one a minute. All others are counted, and each minute an entry a kind tells how many there were.
 */
export class ProcessEnds {
  readonly #record: Recorder;
  readonly #trickle = new Trickle(AT_ONCE, () => this.#writeCounted());
  /** By what they have in common; there are some dozen kinds. */
  readonly #counted = new Map<string, ProcessEnded>();

  constructor(record: Recorder) {
    this.#record = record;
  }

  /** Resolves once the end is in the journal, or is counted for the entry to come. What is not recorded is said on stderr. */
  async take({ process, how, reaction }: ProcessEnd): Promise<void> {
    const ended: ProcessEnded = { kind: 'process-ended', process, how, reaction, count: 1 };
    if (this.#trickle.admits()) return recordOrSay(this.#record, ended);
    const key = JSON.stringify([process, how, reaction]);
    const count = (this.#counted.get(key)?.count ?? 0) + 1;
    this.#counted.set(key, { ...ended, count });
  }

  /** Writes what is counted, for the end of the application. */
  async settle(): Promise<void> {
    this.#trickle.stop();
    await this.#writeCounted();
  }

  async #writeCounted(): Promise<void> {
    const counted = [...this.#counted.values()];
    this.#counted.clear();
    // All are given to the journal at once, so that none is left behind where the application ends meanwhile.
    await Promise.all(counted.map((ended) => recordOrSay(this.#record, ended)));
  }
}

/** Puts into the journal that the main process ends by an error that nothing handles. `false`: the journal has no such entry. */
export async function recordFault(record: Recorder): Promise<boolean> {
  const event = { kind: 'process-ended', process: 'main', how: 'fault', reaction: 'console-ended', count: 1 } as const;
  return (await record(event)).ok;
}
