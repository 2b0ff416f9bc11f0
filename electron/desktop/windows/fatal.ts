import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, dialog } from 'electron';
import { desktop } from '../../../shared/strings/desktop.ts';
import { attemptSync } from '../../core/files/file-failure.ts';
import { say } from '../../core/terminal.ts';

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
  await dialog.showMessageBox({ type: 'error', title, message: title, detail: sentence, buttons: [desktop().end] });
  app.exit(1);
}
