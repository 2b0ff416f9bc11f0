import { closeSync, fdatasync, mkdirSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { type FileError, systemError } from '../files/file-error.ts';
import { objectFolder, objectPath, type VaultLayout } from './layout.ts';

/** The system is told to start writing back after so many bytes, so that the last fdatasync finds little to do. */
const WRITE_BACK_EVERY = 128 * 1024 * 1024;

/** A large content that becomes a file of its own: written under a temporary name, synced, renamed. */
export class ObjectFile {
  readonly #layout: VaultLayout;
  readonly #temporary: string;
  readonly #fd: number;
  #written = 0;
  #early: Promise<FileError | null> = Promise.resolve(null);
  #syncedAt = 0;

  /** @throws system errors */
  constructor(layout: VaultLayout, temporary: string) {
    this.#layout = layout;
    this.#temporary = temporary;
    this.#fd = openSync(temporary, 'wx', 0o600);
  }

  /** @throws system errors */
  write(chunk: Uint8Array): void {
    let done = 0;
    while (done < chunk.length) done += writeSync(this.#fd, chunk, done);
    this.#written += chunk.length;
    if (this.#written - this.#syncedAt >= WRITE_BACK_EVERY) {
      this.#syncedAt = this.#written;
      this.#early = this.#sync(this.#early);
    }
  }

  /** Settles with `null` once the content is durable under its digest. */
  async finish(sha256: string): Promise<FileError | null> {
    const failure = await this.#sync(this.#early);
    try {
      closeSync(this.#fd);
      if (failure !== null) return failure;
      mkdirSync(objectFolder(this.#layout, sha256), { recursive: true, mode: 0o700 });
      renameSync(this.#temporary, objectPath(this.#layout, sha256));
      return null;
    } catch (thrown) {
      return systemError(thrown, sha256);
    }
  }

  /** @throws system errors */
  discard(): void {
    unlinkSync(this.#temporary);
    void this.#early.then(() => closeSync(this.#fd));
  }

  async #sync(earlier: Promise<FileError | null>): Promise<FileError | null> {
    const now = new Promise<FileError | null>((resolve) => {
      fdatasync(this.#fd, (error) => resolve(error === null ? null : systemError(error, this.#temporary)));
    });
    const failures = await Promise.all([earlier, now]);
    return failures.find((one) => one !== null) ?? null;
  }
}
