import { Worker } from 'node:worker_threads';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import type { PacketFile } from '../../../shared/packet/read.ts';
import type { PacketReading } from '../../../shared/packet/types.ts';
import { err, type Result } from '../../../shared/result.ts';

type Reading = Result<PacketReading, readonly Finding[]>;

export interface PacketAnswer {
  readonly id: number;
  readonly reading: Reading;
}

/** Far above what the largest packet that is accepted takes. */
const TIME_LIMIT_MS = 20_000;

interface Waiting {
  readonly name: string;
  readonly resolve: (reading: Reading) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Reads packets in a thread of its own. One that takes longer than the time limit is refused as `packet.too-slow`, and
 * the thread is replaced.
 */
export class PacketReader {
  readonly #workerFile: string;
  readonly #timeLimit: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(workerFile: string, timeLimit = TIME_LIMIT_MS) {
    this.#workerFile = workerFile;
    this.#timeLimit = timeLimit;
  }

  /** One file, or a document and the `packet.json` that must agree with it. */
  read(files: readonly PacketFile[]): Promise<Reading> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#giveUp(), this.#timeLimit);
      this.#waiting.set(id, { name: files[0]?.name ?? '', resolve, timer });
      this.#running().postMessage({ id, files });
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#workerFile);
    worker.on('message', ({ id, reading }: PacketAnswer) => this.#settle(id, reading));
    worker.on('error', () => this.#giveUp());
    worker.once('exit', () => {
      if (this.#worker === worker) this.#giveUp();
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  /** The thread hangs, or crashed: nothing that it was given will be answered. */
  #giveUp(): void {
    void this.#worker?.terminate();
    this.#worker = null;
    for (const [id, { name }] of this.#waiting) this.#settle(id, err([finding('packet.too-slow', name)]));
  }

  #settle(id: number, reading: Reading): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    waiting.resolve(reading);
  }
}
