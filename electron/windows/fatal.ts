import { type App, dialog } from 'electron';

/** Says why the console does not go on, on the screen and on stderr, and ends it with status 1. */
export function refuseToStart(app: App, title: string, sentence: string): void {
  process.stderr.write(`holdfast: ${title} ${sentence}\n`);
  dialog.showErrorBox(title, sentence);
  app.exit(1);
}
