import { Worker } from 'node:worker_threads';
import { ok, type Result } from '../../shared/result.ts';
import { publicKeyOfSeed } from './ed25519-private.ts';
import { type KeyFileDefect, type KeyJob, type OpenedKey, ownBytes } from './key-job.ts';
import type { PrivateKey } from './openssh-private.ts';

/**
 * Encrypts and opens key files, each in a thread that ends with its job: what the passphrase and the key left in its
 * memory goes with it. Rejects when a thread dies without an answer.
 */
export class KeyThread {
  readonly #workerFile: string;

  /** @param workerFile the bundled `key-worker.ts`. */
  constructor(workerFile: string) {
    this.#workerFile = workerFile;
  }

  /** The bytes of the key's age file. The caller keeps its seed, and wipes it. */
  seal(seed: Uint8Array, comment: string, passphrase: string, workFactor: number): Promise<Uint8Array> {
    const own = ownBytes(seed);
    return this.#run({ kind: 'seal', seed: own, comment, passphrase, workFactor }, own);
  }

  /** Opens an age file's bytes. `damaged` also when what it holds is no Ed25519 key of OpenSSH's. */
  open(sealed: Uint8Array, passphrase: string): Promise<Result<PrivateKey, KeyFileDefect>> {
    const file = ownBytes(sealed);
    return this.#opened({ kind: 'open', file, passphrase }, file);
  }

  /** Opens an OpenSSH private key file's bytes. `passphrase` null: it has none. */
  openOpenSsh(bytes: Uint8Array, passphrase: string | null): Promise<Result<PrivateKey, KeyFileDefect>> {
    const file = ownBytes(bytes);
    return this.#opened({ kind: 'open-openssh', file, passphrase }, file);
  }

  async #opened(job: KeyJob, bytes: Uint8Array<ArrayBuffer>): Promise<Result<PrivateKey, KeyFileDefect>> {
    const opened = await this.#run<Result<OpenedKey, KeyFileDefect>>(job, bytes);
    if (!opened.ok) return opened;
    const seed = Buffer.from(opened.value.seed.buffer);
    return ok({ seed, key: publicKeyOfSeed(seed), comment: opened.value.comment });
  }

  #run<Answer>(job: KeyJob, bytes: Uint8Array<ArrayBuffer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.#workerFile, { workerData: job, transferList: [bytes.buffer] });
      worker.once('message', (answer: Answer) => resolve(answer));
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the key worker ended with ${code} and no answer`)));
    });
  }
}
