import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { type CrashView, crashChannels } from '../../shared/contract/crash.ts';
import type { LogExportView } from '../../shared/contract/views.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Log } from '../core/log/log.ts';
import { answerWindow } from './ipc/answer-window.ts';
import { openWindow } from './windows/windows.ts';

/** How the person goes on; `not-shown` where the window could not be shown, and something else must tell them. */
export type WayOn = 'start-again' | 'close' | 'not-shown';

/** What the crash window needs of the rest. */
export interface CrashWindowOptions {
  readonly appFolder: string;
  readonly view: CrashView;
  readonly log: Pick<Log, 'note'>;
  exportLog(window: BrowserWindow): Promise<Result<LogExportView | null, Failure>>;
}

const LONGEST_OPENING_MS = 10_000;

/** Shows what is known after an error that nothing handles, until the person has chosen how to go on. */
export async function showCrash({ appFolder, view, log, exportLog }: CrashWindowOptions): Promise<WayOn> {
  const window = openWindow('crash', appFolder);
  const shown = new Promise<'shown'>((resolve) => window.once('ready-to-show', () => resolve('shown')));
  const left = new Promise<WayOn>((resolve) => {
    // In a later turn, so that the answer still reaches the page.
    const choose = (way: WayOn) => async () => {
      setImmediate(() => resolve(way));
      return ok(null);
    };
    window.once('closed', () => resolve('close'));
    window.webContents.once('render-process-gone', () => resolve('not-shown'));
    const handlers = {
      'crash/view': async () => ok(view),
      'crash/export-log': () => exportLog(window),
      'crash/start-again': choose('start-again'),
      'crash/close': choose('close'),
    };
    answerWindow(window, 'crash', crashChannels, handlers, { onRefused: async () => undefined, log });
  });
  const opened = await Promise.race([shown, left, sleep(LONGEST_OPENING_MS, 'not-shown' as const)]);
  return opened === 'shown' ? left : opened;
}
