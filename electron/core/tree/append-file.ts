import { closeSync, fdatasyncSync, openSync, writeSync, writevSync } from 'node:fs';

const BUFFERED = 256 * 1024;

/** A new file that is written from start to end, buffered. All methods @throw system errors. */
export class AppendFile {
  readonly #fd: number;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(path: string) {
    this.#fd = openSync(path, 'wx', 0o600);
  }

  /** @param bytes kept until they are written: they must stay as they are */
  append(bytes: Uint8Array): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= BUFFERED) this.flush();
  }

  /** Hands what is buffered to the system; after a crash of this process alone it is there. */
  flush(): void {
    const [pending, length] = [this.#pending, this.#pendingBytes];
    if (length === 0) return;
    this.#pending = [];
    this.#pendingBytes = 0;
    let done = writevSync(this.#fd, pending);
    if (done === length) return;
    const bytes = Buffer.concat(pending);
    while (done < length) done += writeSync(this.#fd, bytes, done);
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
