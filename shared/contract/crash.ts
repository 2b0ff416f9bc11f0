import * as z from 'zod';
import { channel } from './channel.ts';
import type { LogExportView } from './views.ts';

/** What is known when the main process has met an error that nothing handles. */
export interface CrashView {
  /** The kind of the error, and the places in our own code. */
  readonly fault: string;
  /** The journal has an entry that says so. */
  readonly isJournalled: boolean;
  /** All work has stopped. Otherwise some of it waits for a disk or a medium, and ends with the process. */
  readonly isAtRest: boolean;
  /** There is a journal to tell that the log was exported. */
  readonly canExport: boolean;
}

const nothing = z.strictObject({});

/** Everything that the crash window may ask. */
export const crashChannels = {
  'crash/view': channel<CrashView>()(nothing),
  /** Opens the chooser; `null` when the person cancels. */
  'crash/export-log': channel<LogExportView | null>()(nothing),
  'crash/start-again': channel<null>()(nothing),
  'crash/close': channel<null>()(nothing),
};

export type CrashChannels = typeof crashChannels;
