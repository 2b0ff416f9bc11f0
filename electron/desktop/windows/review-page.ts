import type { BrowserWindow, Dialog } from 'electron';
import type { PageEndView } from '../../../shared/contract/views.ts';
import { toTimestamp } from '../../../shared/statement/fields.ts';
import { desktop } from '../../../shared/strings/desktop.ts';
import type { ProcessEnd } from '../../station/process-ends.ts';
import { watchPage } from './page-ends.ts';

/** What keeping the review page there needs of the rest. */
interface ReviewPageOptions {
  onProcessEnd(end: ProcessEnd): void;
  /** The system's own, since the page is gone. */
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  end(): void;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
}

/** A page that ends for the third time within a minute would do so for ever. */
const MOST_IN_A_ROW = 2;
const MINUTE_MS = 60_000;

/**
 * Loads the review page again whenever its process has ended. When that happens again and again, the person is asked.
 *
 * @returns the last end, for the page to tell; `null` while there was none
 */
export function keepReviewPage(window: BrowserWindow, options: ReviewPageOptions): () => PageEndView | null {
  const { onProcessEnd, dialog, end, now } = options;
  let recent: number[] = [];
  let last: PageEndView | null = null;
  // In a later turn: Electron is in the midst of telling that the process is gone.
  const loadAgain = (): void => {
    setImmediate(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  };
  watchPage(window.webContents, (how) => {
    last = { at: toTimestamp(Date.now()), how };
    recent = [...recent.filter((at) => now() - at < MINUTE_MS), now()];
    if (recent.length <= MOST_IN_A_ROW) {
      onProcessEnd({ process: 'review-page', how, reaction: 'loaded-again' });
      return loadAgain();
    }
    recent = [];
    onProcessEnd({ process: 'review-page', how, reaction: 'asked' });
    void isToBeLoadedAgain(window, dialog).then((again) => (again ? loadAgain() : end()));
  });
  return () => last;
}

async function isToBeLoadedAgain(window: BrowserWindow, dialog: Pick<Dialog, 'showMessageBox'>): Promise<boolean> {
  const buttons = [desktop().loadAgain, desktop().endHoldfast];
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Holdfast',
    message: desktop().pageKeepsEnding,
    detail: desktop().pageKeepsEndingDetail,
    buttons,
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
