import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron';
import { failure } from '../../shared/failure/failure.ts';
import { err, ok } from '../../shared/result.ts';
import { desktop } from '../../shared/strings/desktop.ts';
import type { Chosen } from '../station/chosen.ts';

/** The system's own dialogs for files and folders, one at a time. The path of a file stays in this process. */
export class Dialogs {
  readonly #dialog: Pick<Dialog, 'showOpenDialog'>;
  #isOpen = false;

  constructor(dialog: Pick<Dialog, 'showOpenDialog'>) {
    this.#dialog = dialog;
  }

  folder(window: BrowserWindow, purpose: 'source' | 'destination'): Promise<Chosen> {
    const title = purpose === 'source' ? desktop().chooseSource : desktop().chooseDestination;
    const create = purpose === 'destination' ? (['createDirectory'] as const) : [];
    return this.#ask({ title, properties: ['openDirectory', ...create] }, window);
  }

  /** Any file, hidden ones included. */
  file(title: string): Promise<Chosen> {
    return this.#ask({ title, properties: ['openFile', 'showHiddenFiles'] });
  }

  async #ask(options: OpenDialogOptions, window?: BrowserWindow): Promise<Chosen> {
    if (this.#isOpen) return err(failure('media/dialog-open'));
    this.#isOpen = true;
    try {
      const { canceled, filePaths } = await (window === undefined
        ? this.#dialog.showOpenDialog(options)
        : this.#dialog.showOpenDialog(window, options));
      return ok(canceled ? null : (filePaths[0] ?? null));
    } finally {
      this.#isOpen = false;
    }
  }
}
