import type { JournalEvent } from '../../../shared/journal/entry.ts';

/**
 * The most bytes of a log that are read: all of it is held in memory. A station makes some thousand entries a year, of
 * some hundred bytes each.
 */
export const MAX_LOG_BYTES = 256 * 1024 * 1024;

/** How long the log may become, in bytes. What is read and what is written have one limit between them. */
export interface Room {
  /** By entries that nobody has to make: whoever can make many of them must not take the room of the others. */
  readonly ordinary: number;
  /** By what people did, and what ends what was begun. */
  readonly needed: number;
  /** By entries about the journal itself: at most one a start. */
  readonly last: number;
}

/** @param most the bytes that are read */
export function roomOf(most: number = MAX_LOG_BYTES): Room {
  return { ordinary: most * (3 / 4), needed: most * (15 / 16), last: most };
}

/** How fast entries that a window can ask for may make the log grow. */
export interface PaceOptions {
  /** Bytes at once. */
  readonly burst: number;
  readonly bytesPerHour: number;
  /** Milliseconds, of a clock that nobody sets. */
  readonly now: () => number;
}

/** Some thousand imports at once, and some hundred an hour: more than people carry in, and months to fill a journal. */
const PACE: PaceOptions = { burst: 16 * 1024 * 1024, bytesPerHour: 256 * 1024, now: () => performance.now() };
const HOUR_MS = 3_600_000;

/** What is left of the bytes that entries may take which a window can ask for. */
export class Pace {
  readonly #options: PaceOptions;
  #left: number;
  #at: number;

  constructor(options: PaceOptions = PACE) {
    this.#options = options;
    this.#left = options.burst;
    this.#at = options.now();
  }

  hasLeft(): boolean {
    const { burst, bytesPerHour, now } = this.#options;
    const at = now();
    this.#left = Math.min(burst, this.#left + ((at - this.#at) / HOUR_MS) * bytesPerHour);
    this.#at = at;
    return this.#left > 0;
  }

  spend(bytes: number): void {
    this.#left -= bytes;
  }
}

/** On what terms the log takes an entry. */
export interface Terms {
  readonly room: keyof Room;
  /** `asked`: only while something is left of the pace. `follows`: ends what was asked for, and so is taken and counted. */
  readonly pace: 'asked' | 'follows' | 'free';
}

/** Refusals are `free` here: they are counted before they come to the journal. */
export function termsOf(event: JournalEvent): Terms {
  switch (event.kind) {
    case 'import-started':
    case 'verification':
      return { room: 'ordinary', pace: 'asked' };
    case 'export':
    case 'log-exported':
    case 'statement-taken-in':
      return { room: 'needed', pace: 'asked' };
    case 'agent-asked':
      // It costs a page nothing to ask an agent that does not sign.
      return { room: 'needed', pace: event.outcome === 'signed' ? 'free' : 'asked' };
    case 'import-refused':
      return { room: 'needed', pace: event.what === 'envelope' ? 'asked' : 'follows' };
    case 'import-finished':
    case 'import-cancelled':
    case 'import-interrupted':
      return { room: 'needed', pace: 'follows' };
    case 'refusal':
    case 'refusals-counted':
    case 'process-ended':
    case 'airgap-link':
      return { room: 'ordinary', pace: 'free' };
    case 'journal-recovered':
    case 'data-findings':
      return { room: 'last', pace: 'free' };
    default:
      return { room: 'needed', pace: 'free' };
  }
}
