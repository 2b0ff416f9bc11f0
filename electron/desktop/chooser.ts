import { homedir } from 'node:os';
import type { BrowserWindow } from 'electron';
import { type ChooseChannels, type ChoosePurpose, chooseChannels } from '../../shared/contract/choose.ts';
import { STATION_EVENT, type VolumesEvent } from '../../shared/contract/events.ts';
import { type Failure, failure } from '../../shared/failure/failure.ts';
import { err, ok } from '../../shared/result.ts';
import type { Log } from '../core/log/log.ts';
import type { MediaAnswers } from '../core/media/answers.ts';
import type { Chosen } from '../station/chosen.ts';
import { Choosing } from '../station/media/choosing.ts';
import { answerWindow } from './ipc/answer-window.ts';

/** What a chooser needs of the rest. */
export interface ChooserHost {
  /** `onPageEnd` is called when the window's page has ended by itself. */
  openWindow(parent: BrowserWindow | null, onPageEnd: () => void): ChooserWindow;
  readonly onRefused: (why: Failure) => Promise<void>;
  readonly log: Pick<Log, 'note'>;
}

/** What is needed of Electron's `BrowserWindow`. */
export type ChooserWindow = Pick<BrowserWindow, 'isDestroyed' | 'focus' | 'destroy'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'ipc' | 'mainFrame' | 'isCrashed' | 'send'>;
  once(event: 'closed', listener: () => void): unknown;
};

/**
 * The window in which a person chooses a folder or a file, one at a time. It is a window of its own, so that the review window
 * can ask for a choice, and can neither make it nor see what else there is. The path stays in this process.
 */
export class Chooser {
  readonly #host: ChooserHost;
  #window: ChooserWindow | null = null;

  constructor(host: ChooserHost) {
    this.#host = host;
  }

  /** What the person chose. `parent`: the window that waits for it. */
  ask(purpose: ChoosePurpose, answers: MediaAnswers, parent: BrowserWindow | null): Promise<Chosen> {
    if (this.#window !== null) {
      if (!this.#window.isDestroyed()) this.#window.focus();
      return Promise.resolve(err(failure('media/dialog-open')));
    }
    let chosen: string | null = null;
    const close = (): void => {
      // In a later turn, so that the answer that ends the choice still reaches the page.
      setImmediate(() => {
        if (!window.isDestroyed()) window.destroy();
      });
    };
    const window = this.#host.openWindow(parent, close);
    this.#window = window;
    const choosing = new Choosing({
      purpose,
      answers,
      home: homedir(),
      done: (path) => {
        chosen = path;
        close();
      },
    });
    const { onRefused, log } = this.#host;
    const isReading = (name: keyof ChooseChannels): boolean => name !== 'choose/new-folder';
    answerWindow(window, 'choose', chooseChannels, choosing.handlers, { onRefused, log, isReading });
    return new Promise((resolve) => {
      window.once('closed', () => {
        this.#window = null;
        resolve(ok(chosen));
      });
    });
  }

  /** Tells an open chooser that a volume came or went. */
  tell(event: VolumesEvent): void {
    const window = this.#window;
    if (window === null || window.isDestroyed() || window.webContents.isCrashed()) return;
    window.webContents.send(STATION_EVENT, event);
  }
}
