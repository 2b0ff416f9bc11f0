import type { ProcessEnded } from '../../../shared/journal/entry.ts';

/** How a run of the console ended. */
export type RunEnd = 'quit' | 'held-up' | 'refused' | 'fault';

/**
 * Everything that the log can say. Its text comes from the program itself: codes, names of channels, words of closed
 * unions, places in our own code. Nothing here takes a sentence, a path, a label or a name, so none can get into the log.
 */
export type LogEvent =
  | {
      readonly kind: 'started';
      readonly version: string;
      readonly electron: string;
      readonly chromium: string;
      readonly node: string;
      readonly kernel: string;
      /** How the run before this one ended; `unknown`: it wrote no end, so it was killed, or the machine went off. */
      readonly before: RunEnd | 'unknown' | 'none';
    }
  | { readonly kind: 'phase'; readonly phase: 'ready' | 'station-open' | 'window-open' }
  /** The size of the review window could not be written down for the next start. */
  | { readonly kind: 'size-not-kept'; readonly errno: string | undefined }
  /** What is left of a practice could not be deleted; the next start tries again. */
  | { readonly kind: 'practice-not-deleted'; readonly errno: string | undefined }
  /** The console does not start. */
  | { readonly kind: 'refused'; readonly code: string; readonly errno: string | undefined }
  /** What came of one request of a window. */
  | {
      readonly kind: 'answered';
      readonly page: string;
      readonly channel: string;
      readonly ms: number;
      readonly code: string;
      readonly errno: string | undefined;
      readonly outcome: 'done' | 'not-done' | 'unknown';
    }
  /** A handler of a request threw, which is a bug. `fault`: as `faultLine` gives it. */
  | { readonly kind: 'threw'; readonly page: string; readonly channel: string; readonly fault: string }
  | {
      readonly kind: 'import';
      readonly of: 'packet' | 'bundle';
      /** The first digits of the job's number, which is drawn at random. */
      readonly job: string;
      readonly state: string;
      readonly phase: string;
      readonly files: number;
      readonly bytes: number;
      /** Codes. */
      readonly findings: string | undefined;
      readonly errno: string | undefined;
      /** Where its thread ended by an error, as `faultLine` gives it. */
      readonly fault: string | undefined;
    }
  | { readonly kind: 'git-ids'; readonly state: string; readonly code: string | undefined }
  | {
      readonly kind: 'vault-check';
      readonly state: string;
      readonly phase: string | undefined;
      readonly code: string | undefined;
      /** The same. */
      readonly fault: string | undefined;
    }
  /** A medium that something is being written to stopped answering, or answers again. */
  | { readonly kind: 'medium'; readonly answers: boolean }
  | ({ readonly kind: 'process-ended' } & Pick<ProcessEnded, 'process' | 'how' | 'reaction'>)
  | { readonly kind: 'links'; readonly up: number; readonly isKnown: boolean }
  /** An error of the main process that nothing handles, as `faultLine` gives it. */
  | { readonly kind: 'fault'; readonly fault: string }
  | { readonly kind: 'ended'; readonly how: RunEnd }
  /** Lines of one kind that were too many for their minute. */
  | { readonly kind: 'left-out'; readonly of: LogEvent['kind']; readonly lines: number }
  /** Lines that the disk did not take. */
  | { readonly kind: 'lost'; readonly lines: number };

const LONGEST_VALUE = 240;
const VALUE = /^[\w.,:/+() -]+$/;

/**
 * One line of the log, without its line end: `2026-11-30T11:02:14.031Z answered page=review channel=import/start ms=12`.
 * A value that is no plain word is written as `?`.
 */
export function logLine(at: Date, event: LogEvent): string {
  const { kind, ...fields } = event;
  const said = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const text = String(value);
    const safe = VALUE.test(text) ? text.slice(0, LONGEST_VALUE) : '?';
    return [`${name}=${safe.includes(' ') ? `"${safe}"` : safe}`];
  });
  return [at.toISOString(), kind, ...said].join(' ');
}
