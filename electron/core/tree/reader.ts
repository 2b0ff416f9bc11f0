import type { Worker } from 'node:worker_threads';
import type { Batch, FromReader, Piece, ToReader } from './batch.ts';
import type { BatchReading } from './batch-reader.ts';
import type { ContentSink } from './content-sink.ts';
import { buffersOf } from './leaf-run.ts';

/** One reader of batches, as the thread that hands them out sees it. */
export interface Reader {
  post(message: ToReader): void;
  /** Called once, before the first message is posted. */
  listen(onMessage: (message: FromReader) => void, onCrash: (error: Error) => void): void;
  close(): Promise<void>;
}

/** A reader in a thread of its own, which runs `serveReader`. */
export function threadReader(worker: Worker): Reader {
  let isClosed = false;
  return {
    post: (message) => worker.postMessage(message),
    listen: (onMessage, onCrash) => {
      worker.on('message', onMessage);
      worker.on('error', onCrash);
      // A thread can also end in silence: whoever waits for it would wait for ever.
      worker.once('exit', (code) => {
        if (!isClosed) onCrash(new Error(`a reader ended with ${code}`));
      });
    },
    close: async () => {
      isClosed = true;
      await worker.terminate();
    },
  };
}

/** A thread that is started once there is something for it to read. */
export function lateReader(start: () => Reader): Reader {
  let started: Reader | null = null;
  let hear: (message: FromReader) => void = () => undefined;
  let crash: (error: Error) => void = () => undefined;
  return {
    post: (message) => {
      if (started === null && message.kind === 'flush') {
        hear({ kind: 'flushed' });
        return;
      }
      if (started === null) {
        started = start();
        started.listen(hear, crash);
      }
      started.post(message);
    },
    listen: (onMessage, onCrash) => {
      [hear, crash] = [onMessage, onCrash];
    },
    close: async () => started?.close(),
  };
}

/** A reader in this thread. Between two batches, and every few megabytes of a large file, it lets the thread go. */
export function inProcessReader(batches: BatchReading, sink: ContentSink): Reader {
  const inbox: ToReader[] = [];
  let handle = (_message: ToReader): void => undefined;
  let isScheduled = false;
  const schedule = (): void => {
    if (isScheduled || inbox.length === 0) return;
    isScheduled = true;
    // One at a time: messages of other readers are heard between two turns, not between what one turn does.
    setImmediate(() => {
      isScheduled = false;
      const next = inbox.shift();
      if (next !== undefined) handle(next);
      schedule();
    });
  };
  return {
    post: (message) => {
      inbox.push(message);
      schedule();
    },
    listen: (onMessage, onCrash) => {
      const service = new ReaderService(batches, sink, onMessage, () => inbox.splice(0));
      handle = (message) => {
        service.handle(message).catch((thrown: unknown) => {
          onCrash(thrown instanceof Error ? thrown : new Error(String(thrown)));
        });
      };
    },
    close: () => Promise.resolve(),
  };
}

/** The reader's own side: reads each batch it is sent, and answers when its content is durable. */
export class ReaderService {
  readonly #sink: ContentSink;
  readonly #batches: BatchReading;
  readonly #reply: (message: FromReader, transfer?: readonly ArrayBufferLike[]) => void;
  readonly #takeQueued: () => readonly ToReader[];
  readonly #unsettled = new Set<Promise<void>>();
  readonly #waiting: ToReader[] = [];
  #isWorking = false;

  /**
   * @param batches read into `sink`. @param takeQueued takes the messages that wait unread, so that batches among them
   * can be given back
   */
  constructor(
    batches: BatchReading,
    sink: ContentSink,
    reply: (message: FromReader, transfer?: readonly ArrayBufferLike[]) => void,
    takeQueued: () => readonly ToReader[],
  ) {
    this.#sink = sink;
    this.#batches = batches;
    this.#reply = reply;
    this.#takeQueued = takeQueued;
  }

  /** One message after the other: reading a large file waits for the disk, and what comes meanwhile waits for it. */
  async handle(message: ToReader): Promise<void> {
    this.#waiting.push(message);
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (next.kind === 'batch') await this.#read(next.batch);
      else void this.#flush();
    }
    this.#isWorking = false;
  }

  async #read(batch: Batch): Promise<void> {
    const outcome = await this.#batches.read(batch, (rest) => this.#giveBack(rest));
    if (outcome.count > 0) {
      const { count, run, findings, hits } = outcome;
      this.#replySettled({ no: batch.no, start: batch.start, count, run, findings, hits });
    }
    if (outcome.stop !== null) this.#reply({ kind: 'stopped', reason: outcome.stop });
    else void this.#askForMore();
  }

  async #askForMore(): Promise<void> {
    const behind = this.#sink.behind();
    if (behind !== null) await behind;
    this.#reply({ kind: 'next' });
  }

  /** Before a long read: whatever waits here is given to the other readers. */
  #giveBack(rest: Batch | null): void {
    const givenBack = rest === null ? [] : [rest];
    for (const message of [...this.#waiting.splice(0), ...this.#takeQueued()]) {
      if (message.kind === 'batch') givenBack.push(message.batch);
      else this.#waiting.push(message);
    }
    this.#reply({ kind: 'long-read', givenBack });
  }

  #replySettled(piece: Piece): void {
    const settled = this.#sink.settled().then((failure) => {
      this.#unsettled.delete(settled);
      if (failure !== null) this.#reply({ kind: 'stopped', reason: { kind: 'vault', file: failure } });
      else this.#reply({ kind: 'piece', piece }, buffersOf(piece.run));
    });
    this.#unsettled.add(settled);
  }

  async #flush(): Promise<void> {
    this.#sink.seal();
    await Promise.all(this.#unsettled);
    this.#reply({ kind: 'flushed' });
  }
}
