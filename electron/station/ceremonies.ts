import type { BrowserWindow } from 'electron';
import type { Problem } from '../../shared/contract/channel.ts';
import { signChannels } from '../../shared/contract/sign.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { openGate } from '../ipc/gate.ts';
import { type Ceremony, handlersOf } from './ceremony.ts';
import { refused } from './problems.ts';

/** What the ceremonies of this station need of the rest of it. */
export interface CeremonyHost {
  openWindow(): BrowserWindow;
  /** Why no ceremony may begin now; `null` when one may. */
  hindrance(): Problem | null;
  onRefused(problem: Problem): Promise<void>;
  /** Called when a ceremony came to something: what the windows list has changed. */
  onOutcome(): void;
}

/** Opens the signing window, one ceremony at a time. */
export class Ceremonies {
  readonly #host: CeremonyHost;
  #window: BrowserWindow | null = null;

  constructor(host: CeremonyHost) {
    this.#host = host;
  }

  /** Closes the signing window with nothing done, if it is open. */
  abandon(): void {
    this.#window?.destroy();
  }

  /** Holds a ceremony until its window is closed; what it came to, `null` for nothing. */
  hold<Outcome>(ceremony: Ceremony<Outcome>): Promise<Result<Outcome | null, Problem>> {
    if (this.#window !== null) {
      this.#window.focus();
      return Promise.resolve(
        refused('sign/busy', 'The signing window is open already: finish or cancel what it shows.'),
      );
    }
    const hindrance = this.#host.hindrance();
    if (hindrance !== null) return Promise.resolve(err(hindrance));
    const window = this.#host.openWindow();
    this.#window = window;
    // Closed in a later turn, so that the answer that ends the ceremony still reaches the page.
    const close = (): void => void setImmediate(() => window.destroy());
    openGate(window, 'sign', signChannels, handlersOf(ceremony, close), this.#host.onRefused);
    return new Promise((resolve) => {
      window.once('closed', () => {
        this.#window = null;
        ceremony.end?.();
        const outcome = ceremony.outcome();
        if (outcome !== null) this.#host.onOutcome();
        resolve(ok(outcome));
      });
    });
  }
}
