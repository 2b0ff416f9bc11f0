import { closeSync, fdatasync, ftruncateSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { closeRead } from '../../files/close-read.ts';
import { type FileFailure, systemFailure } from '../../files/file-failure.ts';
import { encodeTable, type PackEntry } from './pack-format.ts';

/** One pack segment that is being written, under a temporary name until it is durable. */
export class PackSegment {
  readonly #temporary: string;
  readonly #final: string;
  readonly #fd: number;
  readonly openedAt = performance.now();
  readonly #entries: PackEntry[] = [];
  readonly #known = new Set<string>();
  #end = 0;
  #settle: (failure: FileFailure | null) => void = () => undefined;
  /** `null` once the segment is durable under its own name; else why it is not. */
  readonly durable: Promise<FileFailure | null>;

  /** @throws system errors */
  constructor(temporary: string, final: string) {
    this.#temporary = temporary;
    this.#final = final;
    this.#fd = openSync(temporary, 'wx', 0o600);
    this.durable = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get end(): number {
    return this.#end;
  }

  get count(): number {
    return this.#entries.length;
  }

  has(sha256: string): boolean {
    return this.#known.has(sha256);
  }

  /** Writes bytes at an offset, which may lie beyond what is recorded. @throws system errors */
  write(bytes: Uint8Array, offset: number): void {
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#fd, bytes, done, bytes.length - done, offset + done);
  }

  /** Notes a record: head, content and digest, from the segment's end on. */
  record(sha256: string, digest: Buffer, headLength: number, size: number): void {
    this.#entries.push({ digest, offset: this.#end + headLength, size });
    this.#known.add(sha256);
    this.#end += headLength + size + digest.length;
  }

  /** Writes the table and starts the one fdatasync, which settles `durable` while the next segment fills. */
  seal(): void {
    try {
      // A content that was given up, or turned out to be kept already, may lie beyond: the footer is found by the file's end.
      ftruncateSync(this.#fd, this.#end);
      this.write(encodeTable(this.#entries, this.#end), this.#end);
    } catch (thrown) {
      this.fail(systemFailure(thrown, basename(this.#final)));
      return;
    }
    fdatasync(this.#fd, (error) => {
      if (error !== null) this.fail(systemFailure(error, basename(this.#final)));
      else this.#settle(this.#publish());
    });
  }

  fail(failure: FileFailure): void {
    closeRead(() => closeSync(this.#fd));
    this.#settle(failure);
  }

  /** An empty segment leaves nothing behind. @throws system errors */
  discard(): void {
    closeRead(() => closeSync(this.#fd));
    unlinkSync(this.#temporary);
    this.#settle(null);
  }

  #publish(): FileFailure | null {
    try {
      closeSync(this.#fd);
      renameSync(this.#temporary, this.#final);
      return null;
    } catch (thrown) {
      return systemFailure(thrown, basename(this.#final));
    }
  }
}
