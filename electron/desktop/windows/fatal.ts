import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, dialog } from 'electron';
import { attemptSync } from '../../core/files/file-error.ts';
import { outliveTerminal, say } from '../../core/terminal.ts';
import { faultLine } from '../../core/log/fault-line.ts';

/** Says why the console does not go on, on the screen and on stderr, and ends it with status 1. */
export function refuseToStart(app: App, title: string, sentence: string): void {
  say(`holdfast: ${title} ${sentence}`);
  void showRefusal(app, title, sentence);
}

/**
 * The same before the application is ready, on stderr alone where there is no display. For the dialog Chromium gets a folder
 * of its own, which is empty again at the end: the data folder is not this console's.
 */
export function refuseBeforeReady(app: App, title: string, sentence: string, env: NodeJS.ProcessEnv): void {
  say(`holdfast: ${sentence}`);
  const { DISPLAY = '', WAYLAND_DISPLAY = '' } = env;
  const folder = attemptSync(tmpdir(), () => mkdtempSync(join(tmpdir(), 'holdfast-refused-')));
  if ((DISPLAY === '' && WAYLAND_DISPLAY === '') || !folder.ok) {
    app.exit(1);
    return;
  }
  process.once('exit', () => rmSync(folder.value, { recursive: true, force: true }));
  app.setPath('userData', folder.value);
  app.setPath('sessionData', folder.value);
  void app.whenReady().then(() => showRefusal(app, title, sentence));
}

/** Not the error box, which holds up everything, the signal to end included. */
async function showRefusal(app: App, title: string, sentence: string): Promise<void> {
  await dialog.showMessageBox({ type: 'error', title, message: title, detail: sentence, buttons: ['End'] });
  app.exit(1);
}

/** What is still to be done when the main process has met an error that nothing handles. */
export interface FaultEnding {
  /** At once: from then on nothing is signed. */
  abandon(): void;
  record(): Promise<unknown>;
  /** Stops all work, and lets the next console have the data. */
  end(): Promise<unknown>;
}

const LONGEST_ENDING_MS = 4000;
const FAULT_TITLE = 'Holdfast met an error that it has no answer to, and ends.';
const FAULT_SENTENCE =
  'Whether your last action completed is not known here. The journal says whether it did. Start Holdfast again, and look in ' +
  'the journal before you do it again. If the error comes back, note the line below.';

/**
 * Ends the console in order at the first error of the main process that nothing handles, and says so. Nobody knows what
 * such an error has left half done in memory; what the journal and the vault have on the disk counts.
 *
 * @returns takes what there is to end, once there is something
 */
export function endAtFault(app: App): (ending: FaultEnding) => void {
  let known: FaultEnding | null = null;
  let isEnding = false;
  const onFault = (thrown: unknown): void => {
    const line = faultLine(thrown);
    say(`holdfast: ${FAULT_TITLE} ${line}`);
    if (isEnding) return;
    isEnding = true;
    void endInOrder(known).then(() => {
      // It holds up everything, so that nothing more is done with what the error left in memory.
      dialog.showErrorBox(FAULT_TITLE, `${FAULT_SENTENCE}\n\n${line}`);
      app.exit(1);
    });
  };
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  outliveTerminal();
  return (ending) => {
    known = ending;
  };
}

async function endInOrder(ending: FaultEnding | null): Promise<void> {
  if (ending === null) return;
  const ended = async () => {
    ending.abandon();
    await ending.record();
    await ending.end();
  };
  // An error of the ending itself is said as any other, and holds nothing up.
  await Promise.race([
    ended().catch((thrown: unknown) => say(`holdfast: ${faultLine(thrown)}`)),
    sleep(LONGEST_ENDING_MS),
  ]);
}
