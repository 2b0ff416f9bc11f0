import type { BrowserWindow } from 'electron';
import { type LinkEvent, STATION_EVENT } from '../../shared/contract/events.ts';
import { type SignChannels, signChannels } from '../../shared/contract/sign.ts';
import type { AirgapView } from '../../shared/contract/views.ts';
import { type Failure, failure } from '../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Keyring } from '../core/keyring/keyring.ts';
import type { Log } from '../core/log/log.ts';
import { passedOn } from '../station/passed-on.ts';
import { type Ceremonies, type Ceremony, type HeldCeremony, heldCeremony } from '../station/signing/ceremony.ts';
import { answerWindow } from './ipc/answer-window.ts';
import { endWindow } from './windows/windows.ts';

/** What the ceremonies of this station need of the rest of it. */
export interface CeremonyHost {
  /** `onPageEnd` is called when the window's page has ended by itself. */
  openWindow(onPageEnd: () => void): BrowserWindow;
  readonly keyring: Pick<Keyring, 'expectPassphrase' | 'dismissPassphrases'>;
  /** The newest look at the machine's links. */
  links(): AirgapView;
  /** Why no ceremony may begin now; `null` when one may. */
  notAllowed(): Failure | null;
  readonly onRefused: (why: Failure) => Promise<void>;
  readonly log: Pick<Log, 'note'>;
  /** Called when a ceremony came to something, or may have: what the windows list has changed. */
  onOutcome(): void;
}

/** Opens the signing window, one ceremony at a time. */
export class SigningWindow implements Ceremonies {
  readonly #host: CeremonyHost;
  #window: BrowserWindow | null = null;
  #held: HeldCeremony<unknown> | null = null;

  constructor(host: CeremonyHost) {
    this.#host = host;
  }

  /** Whether something is being signed. */
  get isOpen(): boolean {
    return this.#window !== null;
  }

  /** The window, where it is open. */
  get window(): BrowserWindow | null {
    return this.#window?.isDestroyed() === false ? this.#window : null;
  }

  /** Passes a change of the links on to the signing window, if it is open. */
  tell(event: LinkEvent): void {
    if (this.#window === null || this.#window.isDestroyed() || this.#window.webContents.isCrashed()) return;
    this.#window.webContents.send(STATION_EVENT, event);
  }

  /** Closes the signing window with nothing done, if it is open. */
  abandon(): void {
    this.#held?.cancel();
    const window = this.#window;
    // In a later turn: destroyed from within the system's notice that the machine sleeps, it takes the runtime with it.
    setImmediate(() => {
      if (window !== null) endWindow(window);
    });
  }

  /**
   * Holds a ceremony until its window is closed; what it came to, `null` for nothing. A failure where nobody knows what it
   * came to.
   */
  hold<Outcome>(ceremony: Ceremony<Outcome>): Promise<Result<Outcome | null, Failure>> {
    if (this.#window !== null) {
      if (!this.#window.isDestroyed()) this.#window.focus();
      return Promise.resolve(err(failure('sign/busy')));
    }
    const notAllowed = this.#host.notAllowed();
    if (notAllowed !== null) return Promise.resolve(err(notAllowed));
    let hasPageEnded = false;
    const window = this.#host.openWindow(() => {
      hasPageEnded = true;
      this.abandon();
    });
    this.#window = window;
    // In a later turn, so that the answer that ends the ceremony still reaches the page.
    const held = heldCeremony(ceremony, () => this.abandon());
    this.#held = held;
    const { keyring } = this.#host;
    const sealTo = async (): Promise<Result<string, Failure>> => {
      const recipient = await keyring.expectPassphrase();
      return recipient.ok ? ok(recipient.value) : err(passedOn('identity', recipient.error));
    };
    const { onRefused, log, links } = this.#host;
    const handlers = { ...held.handlers, 'ceremony/seal-to': sealTo, 'ceremony/links': async () => ok(links()) };
    const isReading = (name: keyof SignChannels): boolean => READING.includes(name);
    answerWindow(window, 'sign', signChannels, handlers, { onRefused, log, isReading });
    return new Promise((resolve) => {
      window.once('closed', async () => {
        held.cancel();
        keyring.dismissPassphrases();
        const came = await held.settled();
        this.#window = null;
        this.#held = null;
        if (!came.ok || came.value !== null) this.#host.onOutcome();
        resolve(came.ok && came.value === null && hasPageEnded ? err(PAGE_ENDED) : came);
      });
    });
  }
}

const READING: readonly (keyof SignChannels)[] = ['ceremony/view', 'ceremony/links', 'ceremony/seal-to'];
const PAGE_ENDED = failure('sign/page-ended');
