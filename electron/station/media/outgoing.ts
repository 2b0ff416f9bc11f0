import type { Handle } from '../../../shared/contract/views.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, type Result } from '../../../shared/result.ts';
import type { Calls } from '../../core/files/calls.ts';
import type { MediaAnswers } from '../../core/media/answers.ts';
import { WatchedCalls } from '../../core/media/watched-calls.ts';

/** For how many whole seconds the medium of a folder has not answered what is written there; `null` once it has. */
export type TellSilence = (folder: Handle, seconds: number | null) => void;

interface Work {
  readonly folder: Handle;
  readonly ended: Promise<unknown>;
  leave(): void;
}

const LOOK_EVERY_MS = 250;

/**
 * What is being written to folders that a person chose. A medium may hang: then that is told, and whoever waits can leave.
 * What they left is not gone on with: it is taken off the medium as soon as that answers.
 */
export class Outgoing {
  readonly #answers: MediaAnswers;
  readonly #tell: TellSilence;
  readonly #under = new Set<Work>();

  constructor(answers: MediaAnswers, tell: TellSilence) {
    this.#answers = answers;
    this.#tell = tell;
  }

  /** What the work gives, or `export/left` as soon as the person has left. `path`: the folder behind the handle. */
  async run<T>(
    folder: Handle,
    path: string,
    write: (calls: Calls) => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    const calls = new WatchedCalls(this.#answers, path);
    const stopTelling = this.#tellSilence(folder, calls);
    let leave: () => void = calls.leave;
    const left = new Promise<Result<never, Failure>>((resolve) => {
      leave = () => {
        calls.leave();
        resolve(err(LEFT));
      };
    });
    const written = write(calls);
    const work = { folder, ended: written, leave };
    this.#under.add(work);
    // What was left stays in the list until it has ended: the end of the application waits for it.
    const forget = (): boolean => this.#under.delete(work);
    written.then(forget, forget);
    try {
      return await Promise.race([written, left]);
    } finally {
      stopTelling();
    }
  }

  /** Leaves what is being written to this folder. Whoever was just done is not stopped any more. */
  leave(folder: Handle): void {
    for (const work of this.#under) if (work.folder === folder) work.leave();
  }

  /** Leaves all of it, and settles when none is left: a hanging medium may keep it from that. */
  async leaveAll(): Promise<void> {
    const under = [...this.#under];
    for (const work of under) work.leave();
    await Promise.allSettled(under.map(({ ended }) => ended));
  }

  #tellSilence(folder: Handle, calls: WatchedCalls): () => void {
    let told = 0;
    const tell = (seconds: number): void => {
      if (seconds === told) return;
      told = seconds;
      this.#tell(folder, seconds === 0 ? null : seconds);
    };
    const timer = setInterval(() => tell(Math.floor(calls.waiting())), LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      tell(0);
    };
  }
}

const LEFT = failure('export/left');
