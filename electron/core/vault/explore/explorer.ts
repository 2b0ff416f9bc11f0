import { MessageChannel, Worker } from 'node:worker_threads';
import type { VaultLayout } from '../store/layout.ts';
import type { AskedOf, ExplorerAnswer, ExplorerCall, ExplorerRole } from './requests.ts';
import type { PostedCall } from './serve-explorer.ts';

/** The thread ends after this long without a call, which frees the memory of a large index. */
const IDLE_MS = 5 * 60 * 1000;

/** The thread that reads evidence for the window that shows it. Started by the first call. */
export class Explorer {
  readonly #layout: VaultLayout;
  readonly #workerFile: string | URL;
  #worker: Worker | null = null;
  /** Why the last thread ended, where it met a bug: told to whoever asks next, if nobody was waiting. */
  #fault: Error | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(layout: VaultLayout, workerFile: string | URL) {
    this.#layout = layout;
    this.#workerFile = workerFile;
  }

  /** Rejects only where the thread met a bug, or was ended. */
  ask<Call extends ExplorerCall>(call: Call, asked: AskedOf<Call>): Promise<ExplorerAnswer<Call>> {
    const fault = this.#fault;
    this.#fault = null;
    if (fault !== null) return Promise.reject(fault);
    const worker = this.#worker ?? this.#start();
    const { port1: own, port2: port } = new MessageChannel();
    const posted: PostedCall<Call> = { call, asked, port };
    return new Promise((resolve, reject) => {
      const fail = (cause: unknown): void => {
        this.#fault = null;
        reject(cause instanceof Error ? cause : new Error('the explorer ended'));
      };
      worker.once('error', fail);
      worker.once('exit', fail);
      own.once('message', (answer: ExplorerAnswer<Call>) => {
        worker.off('error', fail);
        worker.off('exit', fail);
        own.close();
        this.#endWhenIdle();
        resolve(answer);
      });
      worker.postMessage(posted, [port]);
    });
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    const role: ExplorerRole = { role: 'explore', layout: this.#layout };
    const worker = new Worker(this.#workerFile, { workerData: role });
    worker.setMaxListeners(0);
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    worker.on('error', (cause) => {
      this.#fault = cause;
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.end(), IDLE_MS);
    this.#idle.unref();
  }
}
