import type { BrowserWindow } from 'electron';
import type { Problem } from '../../shared/contract/channel.ts';
import { signChannels } from '../../shared/contract/sign.ts';
import { ok, type Result } from '../../shared/result.ts';
import { openGate } from '../ipc/gate.ts';
import { type Ceremony, handlersOf } from './ceremony.ts';
import { refused } from './problems.ts';

/** Opens the signing window, one ceremony at a time. */
export class Ceremonies {
  readonly #openWindow: () => BrowserWindow;
  readonly #onRefused: (problem: Problem) => void;
  readonly #onOutcome: () => void;
  #window: BrowserWindow | null = null;

  /** `onOutcome` is called when a ceremony came to something: what the windows list has changed. */
  constructor(openWindow: () => BrowserWindow, onRefused: (problem: Problem) => void, onOutcome: () => void) {
    this.#openWindow = openWindow;
    this.#onRefused = onRefused;
    this.#onOutcome = onOutcome;
  }

  /** Holds a ceremony until its window is closed; what it came to, `null` for nothing. */
  hold<Outcome>(ceremony: Ceremony<Outcome>): Promise<Result<Outcome | null, Problem>> {
    if (this.#window !== null) {
      this.#window.focus();
      return Promise.resolve(
        refused('sign/busy', 'The signing window is open already: finish or cancel what it shows.'),
      );
    }
    const window = this.#openWindow();
    this.#window = window;
    // Closed in a later turn, so that the answer that ends the ceremony still reaches the page.
    const close = (): void => void setImmediate(() => window.destroy());
    openGate(window, 'sign', signChannels, handlersOf(ceremony, close), this.#onRefused);
    return new Promise((resolve) => {
      window.once('closed', () => {
        this.#window = null;
        const outcome = ceremony.outcome();
        if (outcome !== null) this.#onOutcome();
        resolve(ok(outcome));
      });
    });
  }
}
