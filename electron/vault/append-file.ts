import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';

const BUFFERED = 256 * 1024;

/** A new file that is written from start to end, buffered. All methods @throw system errors. */
export class AppendFile {
  readonly #fd: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;

  constructor(path: string) {
    this.#fd = openSync(path, 'wx', 0o600);
  }

  append(bytes: Buffer): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= BUFFERED) this.flush();
  }

  /** Hands what is buffered to the system; after a crash of this process alone it is there. */
  flush(): void {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#fd, bytes, done);
  }

  /** Makes all of it durable. */
  sync(): void {
    this.flush();
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}
