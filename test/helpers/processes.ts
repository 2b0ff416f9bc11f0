import { readFileSync } from 'node:fs';
import { descendantsOf } from '../../electron/core/memory/processes.ts';
import type { Page } from '../../electron/desktop/windows/pages.ts';
import type { RunningConsole } from './console.ts';

/** One process of the application. */
export interface ConsoleProcess {
  readonly pid: number;
  /** Chromium's name for what it is: `main`, `zygote`, `renderer`, `gpu-process`, `utility`. */
  readonly type: string;
}

/** Every process of the application that runs now: the main process, and all that it has started. */
export function processesOf({ app }: RunningConsole): readonly ConsoleProcess[] {
  const main = app.process().pid;
  if (main === undefined) throw new Error('the application does not run');
  return [main, ...descendantsOf(main)].flatMap((pid) => {
    const command = commandOf(pid);
    return command === '' ? [] : [{ pid, type: /--type=([a-z-]+)/.exec(command)?.[1] ?? 'main' }];
  });
}

/** The process that draws a page of the console. */
export function rendererOf({ app }: RunningConsole, page: Page): Promise<number> {
  return app.evaluate(({ BrowserWindow }, host) => {
    const shown = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith(`holdfast://${host}/`),
    );
    if (shown === undefined) throw new Error(`no window shows the page ${host}`);
    return shown.webContents.getOSProcessId();
  }, page);
}

/** Empty for one that has ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch (thrown) {
    if (thrown instanceof Error && /ENOENT|ESRCH/.test(thrown.message)) return '';
    throw thrown;
  }
}
