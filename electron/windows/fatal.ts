import { type App, dialog } from 'electron';
import { say } from '../terminal/terminal.ts';

/** Says why the console does not go on, on the screen and on stderr, and ends it with status 1. */
export function refuseToStart(app: App, title: string, sentence: string): void {
  say(`holdfast: ${title} ${sentence}`);
  dialog.showErrorBox(title, sentence);
  app.exit(1);
}
