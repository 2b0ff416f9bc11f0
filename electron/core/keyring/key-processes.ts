import type * as z from 'zod';
import type { SealedSecret } from '../../../shared/contract/typed.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { failure } from '../../../shared/failure/failure.ts';
import { verifyEd25519 } from '../../../shared/key/ed25519.ts';
import { type Ed25519PublicKey, ed25519PublicKey } from '../../../shared/key/public-key.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import type { FileFailure } from '../files/file-failure.ts';
import { OneAtATime } from '../files/one-at-a-time.ts';
import { type KeyCommand, type KeyFileDefect, type KeyRefusal, keyAnswers, keyProcessReady } from './key-job.ts';
import type { KeyringFailure } from './keyring-failure.ts';
import { weakPassphrase } from './passphrase-strength.ts';

/** A process that runs the bundled `key-process-main.ts`, as Electron's `utilityProcess` starts one. */
export interface LaunchedProcess {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  postMessage(command: KeyCommand): void;
  /** Ends it, whatever it is doing. */
  kill(): unknown;
}

export type LaunchKeyProcess = () => LaunchedProcess;

export interface KeyProcessLimits {
  /** Milliseconds until it must be ready. */
  readonly startMs: number;
  /** Milliseconds that one command may take: a key file may ask for a minute of the processor. */
  readonly commandMs: number;
  /** Milliseconds that it waits for what is sealed to it: the approval of an owner may be tried first. */
  readonly waitMs: number;
}

const LIMITS: KeyProcessLimits = { startMs: 30_000, commandMs: 180_000, waitMs: 600_000 };

/** Two are typed for at once, by someone new and whoever approves them. A window that asks without end gets no more, started or waiting. */
const MOST_WAITING = 8;

/** Why a key file does not open, or what else is in the way. */
export type OpeningError = { readonly defect: KeyFileDefect } | { readonly refused: KeyringFailure };

/** A key at hand: in a process of its own, which `end` ends. Whoever has it ends it. */
export interface KeyAtHand {
  readonly key: Ed25519PublicKey;
  /** Untrusted text. */
  readonly comment: string;
  /** 64 bytes, verified. */
  sign(message: Uint8Array): Promise<Result<Uint8Array, KeyringFailure>>;
  /** From now on it signs these messages and no others: asked for another, the process is ended. */
  only(messages: readonly Uint8Array[]): Promise<Result<null, KeyringFailure>>;
  /** The bytes of its age file, under the passphrase that was chosen, or else under the one that opened it. */
  seal(workFactor: number): Promise<Result<Uint8Array, KeyringFailure>>;
  end(): void;
}

/**
 * Processes that wait for a passphrase, each for one use of one key: what is typed is sealed to one of them, which opens
 * the key, signs with it, and is ended.
 */
export class KeyProcesses {
  readonly #launch: LaunchKeyProcess;
  readonly #limits: KeyProcessLimits;
  /** By recipient, the oldest first. */
  readonly #waiting = new Map<string, KeyProcess>();
  readonly #starting = new Set<KeyProcess>();

  constructor(launch: LaunchKeyProcess, limits: KeyProcessLimits = LIMITS) {
    this.#launch = launch;
    this.#limits = limits;
  }

  /** Starts a process, and gives the age recipient to which what is typed is sealed. */
  async expect(): Promise<Result<string, KeyringFailure>> {
    if (this.#starting.size >= MOST_WAITING) return err(SILENT_OR_DEAD);
    const process = new KeyProcess(this.#launch(), this.#limits);
    this.#starting.add(process);
    const recipient = await process.recipient;
    const isWanted = this.#starting.delete(process);
    if (!recipient.ok) return recipient;
    if (!isWanted) {
      // Once more: what has not begun yet may not be ended by that.
      process.end();
      return err(NOT_WAITING);
    }
    for (const oldest of [...this.#waiting.keys()].slice(0, 1 - MOST_WAITING)) this.#endWaiting(oldest);
    this.#waiting.set(recipient.value, process);
    const timer = setTimeout(() => this.#endWaiting(recipient.value), this.#limits.waitMs);
    timer.unref();
    return recipient;
  }

  /** The process to which something was sealed: once, so that nothing that was typed is used twice. */
  take({ to }: SealedSecret): Result<KeyProcess, KeyringFailure> {
    const process = this.#waiting.get(to);
    this.#waiting.delete(to);
    return process === undefined ? err(NOT_WAITING) : ok(process);
  }

  /** The same without taking it. */
  waiting({ to }: SealedSecret): Result<KeyProcess, KeyringFailure> {
    const process = this.#waiting.get(to);
    return process === undefined ? err(NOT_WAITING) : ok(process);
  }

  /** Ends every process that nothing was typed for. */
  dismiss(): void {
    for (const process of this.#starting) process.end();
    this.#starting.clear();
    for (const recipient of [...this.#waiting.keys()]) this.#endWaiting(recipient);
  }

  #endWaiting(recipient: string): void {
    this.#waiting.get(recipient)?.end();
    this.#waiting.delete(recipient);
  }
}

/** One of them. It answers one command after the other; when it dies, or is silent for too long, it says so and is ended. */
export class KeyProcess {
  readonly recipient: Promise<Result<string, KeyringFailure>>;
  readonly #process: LaunchedProcess;
  readonly #limits: KeyProcessLimits;
  readonly #turns = new OneAtATime();
  #hasEnded = false;
  /** Called with what it says next, or with nothing once it will say no more. */
  #heard: (message?: unknown) => void = () => undefined;

  constructor(process: LaunchedProcess, limits: KeyProcessLimits) {
    this.#process = process;
    this.#limits = limits;
    process.on('message', (message) => this.#heard(message));
    process.on('exit', () => {
      this.#hasEnded = true;
      this.#heard();
    });
    this.recipient = this.#turns.run(async () => {
      const ready = await this.#next(keyProcessReady, limits.startMs);
      return ready.ok ? ok(ready.value.recipient) : ready;
    });
  }

  make(typed: SealedSecret, comment: string): Promise<Result<KeyAtHand, OpeningError>> {
    return this.#opened({ kind: 'make', typed: typed.sealed, comment });
  }

  open(typed: SealedSecret, file: Uint8Array): Promise<Result<KeyAtHand, OpeningError>> {
    return this.#opened({ kind: 'open', typed: typed.sealed, file });
  }

  /** Reads a private key file that the person keeps. */
  async read(path: string): Promise<Result<void, FileFailure | KeyringFailure>> {
    const answer = await this.#ask({ kind: 'read', path }, keyAnswers.read);
    if (!answer.ok) return answer;
    const read = answer.value;
    return read.ok ? ok(undefined) : err(failure(read.error.code, { where: path, errno: read.error.errno }));
  }

  openRead(typed: SealedSecret): Promise<Result<KeyAtHand, OpeningError>> {
    return this.#opened({ kind: 'open-read', typed: typed.sealed });
  }

  end(): void {
    if (!this.#hasEnded) this.#process.kill();
  }

  async #opened(command: Extract<KeyCommand, { readonly typed: string }>): Promise<Result<KeyAtHand, OpeningError>> {
    const answer = await this.#ask(command, keyAnswers[command.kind]);
    if (!answer.ok) return err({ refused: answer.error });
    const opened = answer.value;
    const key = opened.ok ? ed25519PublicKey(opened.value.publicKey) : null;
    if (opened.ok && key?.ok === true) return ok(this.#atHand(key.value, opened.value.comment));
    this.end();
    return err(opened.ok ? { refused: SILENT_OR_DEAD } : openingError(opened.error));
  }

  #atHand(key: Ed25519PublicKey, comment: string): KeyAtHand {
    return {
      key,
      comment,
      sign: async (message) => {
        const signature = await this.#ask({ kind: 'sign', message }, keyAnswers.sign);
        if (!signature.ok || verifyEd25519(key.bytes, message, signature.value)) return signature;
        this.end();
        return err(SILENT_OR_DEAD);
      },
      only: (messages) => this.#ask({ kind: 'only', digests: messages.map(sha256Hex) }, keyAnswers.only),
      seal: (workFactor) => this.#ask({ kind: 'seal', workFactor }, keyAnswers.seal),
      end: () => this.end(),
    };
  }

  #ask<T>(command: KeyCommand, answer: z.ZodType<T>): Promise<Result<T, KeyringFailure>> {
    return this.#turns.run(() => {
      if (!this.#hasEnded) this.#process.postMessage(command);
      return this.#next(answer, this.#limits.commandMs);
    });
  }

  /** What it says next. What is not of that form ends it, as silence does. */
  #next<T>(form: z.ZodType<T>, limitMs: number): Promise<Result<T, KeyringFailure>> {
    return new Promise((resolve) => {
      const heard = (message?: unknown): void => {
        clearTimeout(timer);
        this.#heard = () => undefined;
        const parsed = form.safeParse(message);
        if (!parsed.success) this.end();
        resolve(parsed.success ? ok(parsed.data) : err(SILENT_OR_DEAD));
      };
      const timer = setTimeout(heard, limitMs);
      this.#heard = heard;
      if (this.#hasEnded) heard();
    });
  }
}

function openingError(refusal: KeyRefusal): OpeningError {
  switch (refusal.kind) {
    case 'file':
      return { defect: refusal.defect };
    case 'unreadable':
      return { refused: UNREADABLE };
    case 'differ':
      return { refused: DIFFER };
    case 'weak':
      return { refused: weakPassphrase(refusal.code) };
    default:
      return assertNever(refusal, 'refusal of a key process');
  }
}

const SILENT_OR_DEAD = failure('keyring/key-process', { where: 'key process' });
const NOT_WAITING = failure('keyring/key-process-gone', { where: 'key process' });
const UNREADABLE = failure('keyring/input-unreadable', { where: 'passphrase' });
const DIFFER = failure('keyring/passphrases-differ', { where: 'passphrase' });
