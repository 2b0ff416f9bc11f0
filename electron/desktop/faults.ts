import { setTimeout as sleep } from 'node:timers/promises';
import { type App, BrowserWindow, dialog } from 'electron';
import type { CrashView } from '../../shared/contract/crash.ts';
import type { LogExportView } from '../../shared/contract/views.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { ok, type Result } from '../../shared/result.ts';
import { desktop } from '../../shared/strings/desktop.ts';
import { faultLine } from '../core/fault-line.ts';
import type { Log } from '../core/log/log.ts';
import { outliveTerminal, say } from '../core/terminal.ts';
import { showCrash } from './crash-window.ts';
import { endWindow } from './windows/windows.ts';

/** What is still to be done when the main process has met an error that nothing handles. */
export interface FaultEnding {
  /** At once: from then on nothing is signed. */
  abandon(): void;
  /** Whether the journal has it. */
  record(): Promise<boolean>;
  /** Stops all work. */
  stop(): Promise<unknown>;
  /** Lets the next console have the data. */
  letGo(): Promise<unknown>;
  exportLog(window: BrowserWindow): Promise<Result<LogExportView | null, Failure>>;
}

/** Errors of the main process that nothing handles. */
export interface Faults {
  /** There was one: the console ends. */
  hasMet(): boolean;
  /** Says what there is to end, once there is something. */
  endWith(ending: FaultEnding): void;
}

const LONGEST_STOPPING_MS = 4000;
const LONGEST_LETTING_GO_MS = 2000;

/**
 * Ends the console in order at the first error of the main process that nothing handles, and says so in a window of its
 * own. Nobody knows what such an error has left half done in memory; what the journal and the vault have on the disk counts.
 * The data stay locked until the person has chosen how to go on.
 */
export function endAtFault(app: App, log: Log, appFolder: string): Faults {
  let known: FaultEnding | null = null;
  let hasMet = false;
  const onFault = (thrown: unknown): void => {
    const fault = faultLine(thrown);
    log.note({ kind: 'fault', fault });
    say(`holdfast: ${desktop().fault} ${fault}`);
    if (hasMet) return;
    hasMet = true;
    log.end('fault');
    endAndTell(app, { fault, log, appFolder, ending: known }).catch((again: unknown) => {
      log.note({ kind: 'fault', fault: faultLine(again) });
      app.exit(1);
    });
  };
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  outliveTerminal();
  return {
    hasMet: () => hasMet,
    endWith: (ending) => {
      known = ending;
    },
  };
}

interface Fault {
  readonly fault: string;
  readonly log: Log;
  readonly appFolder: string;
  /** `null`: the error came before there was a station. */
  readonly ending: FaultEnding | null;
}

async function endAndTell(app: App, { fault, log, appFolder, ending }: Fault): Promise<void> {
  // In a later turn: the error may have come while Electron is in the midst of closing one.
  setImmediate(closeEveryWindow);
  const ended = await stopInOrder(ending, log);
  const view = { fault, ...ended, canExport: ending !== null };
  const exportLog = ending?.exportLog ?? (async () => ok(null));
  const way = app.isReady() ? await showCrash({ appFolder, view, log, exportLog }) : 'not-shown';
  if (way === 'not-shown') dialog.showErrorBox(desktop().fault, `${desktop().faultDetail}\n\n${fault}`);
  if (way === 'start-again') app.relaunch();
  if (ending !== null) await Promise.race([ending.letGo(), sleep(LONGEST_LETTING_GO_MS)]);
  app.exit(1);
}

/** What came of it: whether the journal has it, and whether all work has stopped in time. */
async function stopInOrder(
  ending: FaultEnding | null,
  log: Log,
): Promise<Pick<CrashView, 'isJournalled' | 'isAtRest'>> {
  if (ending === null) return { isJournalled: false, isAtRest: true };
  const state = { isJournalled: false, isAtRest: false };
  const stopped = async () => {
    ending.abandon();
    state.isJournalled = await ending.record();
    await ending.stop();
    state.isAtRest = true;
  };
  // An error while the console ends goes into the log, and the console ends all the same.
  const failed = (thrown: unknown): void => {
    log.note({ kind: 'fault', fault: faultLine(thrown) });
    say(`holdfast: ${faultLine(thrown)}`);
  };
  await Promise.race([stopped().catch(failed), sleep(LONGEST_STOPPING_MS)]);
  return { ...state };
}

/** So that no page asks anything any more of what the error left in memory. */
function closeEveryWindow(): void {
  for (const window of BrowserWindow.getAllWindows()) endWindow(window);
}
