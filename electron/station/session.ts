import type { SessionView } from '../../shared/contract/views.ts';
import type { Sha256 } from '../../shared/encoding/bytes.ts';
import { toTimestamp } from '../../shared/statement/fields.ts';
import type { Identity } from '../core/keyring/identity.ts';
import type { Keyring } from '../core/keyring/keyring.ts';
import { type Recorder, recordOrSay } from './recorder.ts';

/** Milliseconds without a key or a pointer after which whoever is signed in is signed out. */
export const IDLE_LIMIT_MS = 10 * 60 * 1000;

export type SignOutCause = 'hand' | 'idle' | 'suspend';

interface SessionOptions {
  readonly keyring: Pick<Keyring, 'identity'>;
  readonly record: Recorder;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
}

/**
 * Who is at the console. It holds no key and signs nothing: it is the name under which the review window may import,
 * check and export. An identity that is retired or revoked is signed out by that.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #listeners: (() => void)[] = [];
  #signedIn: { readonly id: Sha256; readonly since: string } | null = null;
  #lastInput = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Called with every change, for what has to be shown or closed then. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** `null` when nobody is signed in. */
  identity(): Identity | null {
    const identity = this.#signedIn === null ? null : this.#options.keyring.identity(this.#signedIn.id);
    return identity?.state.kind === 'active' ? identity : null;
  }

  view(): SessionView | null {
    const identity = this.identity();
    if (identity === null || this.#signedIn === null) return null;
    const { id, name, roles } = identity;
    return { identity: id, name, roles, since: this.#signedIn.since, idleSeconds: IDLE_LIMIT_MS / 1000 };
  }

  /** Signs in whoever has just proven a passphrase for that, in place of whoever was. */
  begin(id: Sha256): void {
    this.#signedIn = { id, since: toTimestamp(Date.now()) };
    this.touch();
    this.#changed();
  }

  /** A passphrase was proven for something else: that counts as signing in where nobody is, and changes nothing else. */
  proven(id: Sha256): void {
    if (this.identity() === null) this.begin(id);
  }

  /** Signs out; it holds even where the journal does not take the entry. */
  async end(cause: SignOutCause): Promise<void> {
    const signedIn = this.#signedIn;
    this.#signedIn = null;
    this.#changed();
    if (signedIn !== null) await recordOrSay(this.#options.record, { kind: 'lock', identity: signedIn.id, cause });
  }

  /** Someone is there: used the keys or the pointer, in either window. */
  touch(): void {
    this.#lastInput = this.#options.now();
  }

  /** Milliseconds since someone was there. */
  idleMs(): number {
    return this.#options.now() - this.#lastInput;
  }

  /** Called every few seconds. */
  async checkIdle(): Promise<void> {
    if (this.#signedIn === null || this.idleMs() < IDLE_LIMIT_MS) return;
    await this.end('idle');
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
