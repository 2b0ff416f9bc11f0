import { readdir, readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../../shared/result.ts';
import { attempt, type FileFailure } from '../files/file-failure.ts';
import { OneAtATime } from '../files/one-at-a-time.ts';
import { readRegularFile } from '../files/read.ts';
import { mountOf, parseMountInfo } from './mounts.ts';

/** A disk that starts turning may take longer: then whoever asked is told so, and may ask again. */
const PATIENCE_MS = 1500;

/**
 * Asks media, each one thing at a time, and waits only so long.
 *
 * A medium that hangs holds a system call for as long as it likes, and with it one of the four threads in which Node
 * makes all calls for files. Four such calls, and nothing could be read or written any more, the journal included. So
 * a medium never holds more than one: what else is asked of it meanwhile is told that there is no answer.
 */
export class MediaAnswers {
  readonly #media = new Map<string, Questions>();

  /**
   * The answer to a question that is one call to the medium that `path` lies on.
   * @throws what the question throws; `NoAnswer` when the medium has not answered in time
   */
  async ask<T>(path: string, question: () => Promise<T>): Promise<T> {
    return (await this.#questionsTo(path)).ask(question);
  }

  /** Like `ask`, for as long as whoever asks has not given up. @throws `NoAnswer` once it has */
  async askUntil<T>(gaveUp: AbortSignal, path: string, question: () => Promise<T>): Promise<T> {
    return (await this.#questionsTo(path)).askUntil(gaveUp, question);
  }

  /** A call of work that goes on for as long as it takes: it waits for its turn, and for its answer, without an end. */
  async inTurn<T>(path: string, call: () => Promise<T>): Promise<T> {
    return (await this.#questionsTo(path)).inTurn(call);
  }

  /** A small file whole, as `readRegularFile` gives it; `no-answer` when the medium has not given it in time. */
  async read(path: string, maxBytes: number): Promise<Result<Buffer, FileFailure>> {
    const read = await attempt(path, () => this.ask(path, () => readRegularFile(path, maxBytes)));
    return read.ok ? read.value : read;
  }

  /** The names in a folder, sorted; `no-answer` when the medium has not given them in time. */
  async names(folder: string): Promise<Result<readonly string[], FileFailure>> {
    const names = await attempt(folder, () => this.ask(folder, () => readdir(folder)));
    return names.ok ? ok(names.value.sort()) : err(names.error);
  }

  async #questionsTo(path: string): Promise<Questions> {
    const mounts = parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8'));
    const mount = mountOf(path, mounts)?.id ?? '';
    for (const known of this.#media.keys()) if (!mounts.some(({ id }) => id === known)) this.#media.delete(known);
    const questions = this.#media.get(mount) ?? new Questions();
    this.#media.set(mount, questions);
    return questions;
  }
}

/** A medium that has not answered in time: what the system itself says of one that it has given up. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code = 'ETIMEDOUT';
}

/** What is asked of one medium. */
class Questions {
  readonly #turns = new OneAtATime();
  #isHanging = false;

  async ask<T>(question: () => Promise<T>): Promise<T> {
    if (this.#isHanging) throw new NoAnswer();
    const gaveUp = new AbortController();
    const timer = setTimeout(() => gaveUp.abort(), PATIENCE_MS);
    try {
      return await this.askUntil(gaveUp.signal, question);
    } finally {
      clearTimeout(timer);
    }
  }

  inTurn<T>(call: () => Promise<T>): Promise<T> {
    return this.#turns.run(async () => {
      try {
        return await call();
      } finally {
        this.#isHanging = false;
      }
    });
  }

  async askUntil<T>(gaveUp: AbortSignal, question: () => Promise<T>): Promise<T> {
    if (gaveUp.aborted) throw new NoAnswer();
    let state: 'wanted' | 'given up' | 'answered' = 'wanted';
    const answer = this.#turns.run(async () => {
      if (state === 'given up') throw new NoAnswer();
      try {
        return await question();
      } finally {
        state = 'answered';
        this.#isHanging = false;
      }
    });
    const none = new Promise<never>((_, reject) => {
      gaveUp.addEventListener('abort', () => {
        if (state !== 'wanted') return;
        state = 'given up';
        this.#isHanging = true;
        reject(new NoAnswer());
      });
    });
    return Promise.race([answer, none]);
  }
}
