import type { JournalEvent } from './entry.ts';

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

/** What the room is for, by the kind of an event. */
export function roomFor({ kind }: JournalEvent): keyof Room {
  switch (kind) {
    case 'import-started':
    case 'verification':
    case 'refusal':
    case 'refusals-counted':
    case 'airgap-link':
      return 'ordinary';
    case 'journal-recovered':
    case 'data-findings':
      return 'last';
    default:
      return 'needed';
  }
}
