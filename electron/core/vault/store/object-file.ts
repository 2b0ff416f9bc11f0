import { closeSync, constants, fdatasync, ftruncateSync, mkdirSync, openSync, renameSync, unlinkSync } from 'node:fs';
import { promisify } from 'node:util';
import { NO_DIRECT } from '../../files/aligned.ts';
import { closeRead } from '../../files/close-read.ts';
import { attempt, errnoOf, type FileFailure, systemFailure } from '../../files/file-failure.ts';
import type { Block, BlockRing } from './block-ring.ts';
import { objectFolder, objectPath, type VaultLayout } from './layout.ts';

const makeDurable = promisify(fdatasync);

/**
 * A large content that becomes a file of its own: written under a temporary name, synced, renamed. It is written past
 * the page cache where the file system can do that: the kernel then copies nothing, and nothing piles up to be synced.
 */
export class ObjectFile {
  readonly #layout: VaultLayout;
  readonly #temporary: string;
  readonly #ring: BlockRing;
  readonly #fd: number;
  #block: Block | null = null;
  #submitted = 0;
  #writing: Promise<unknown> = Promise.resolve();
  failure: FileFailure | null = null;

  /** @param ring which no other file fills at the same time. @throws system errors */
  constructor(layout: VaultLayout, temporary: string, ring: BlockRing) {
    this.#layout = layout;
    this.#temporary = temporary;
    this.#ring = ring;
    this.#fd = openDirect(temporary);
  }

  /** `null`: taken. Else it settles when it is, and until then the chunk must stay as it is. */
  write(chunk: Uint8Array): Promise<void> | null {
    const rest = this.#put(chunk);
    return rest.length === 0 ? null : this.#putLater(rest);
  }

  /** Settles with `null` once the content is durable under its digest. */
  async finish(sha256: string): Promise<FileFailure | null> {
    const size = this.#submitted + (this.#block?.filled ?? 0);
    this.#submit();
    await this.#writing;
    const published = await attempt(this.#temporary, async () => {
      try {
        if (this.failure !== null) return;
        ftruncateSync(this.#fd, size);
        await makeDurable(this.#fd);
        mkdirSync(objectFolder(this.#layout, sha256), { recursive: true, mode: 0o700 });
        renameSync(this.#temporary, objectPath(this.#layout, sha256));
      } finally {
        closeSync(this.#fd);
      }
    });
    return this.failure ?? (published.ok ? null : published.error);
  }

  /** @throws system errors */
  discard(): void {
    unlinkSync(this.#temporary);
    void this.#writing.then(() => closeRead(() => closeSync(this.#fd)));
  }

  /** Gives what there is no room for in the block at hand. */
  #put(chunk: Uint8Array): Uint8Array {
    if (this.#block === null) return chunk;
    const rest = chunk.subarray(this.#block.fill(chunk));
    if (this.#block.isFull) this.#submit();
    return rest;
  }

  async #putLater(chunk: Uint8Array): Promise<void> {
    for (let rest = chunk; rest.length > 0; rest = this.#put(rest)) this.#block ??= await this.#ring.take();
  }

  #submit(): void {
    const block = this.#block;
    if (block === null) return;
    const written = block.writeTo(this.#fd, this.#submitted).catch((thrown: unknown) => {
      this.failure ??= systemFailure(thrown, this.#temporary);
    });
    this.#writing = Promise.all([this.#writing, written]);
    this.#submitted += block.filled;
    this.#block = null;
  }
}

/** @throws system errors */
function openDirect(path: string): number {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  try {
    return openSync(path, flags | constants.O_DIRECT, 0o600);
  } catch (thrown) {
    if (!NO_DIRECT.includes(errnoOf(thrown) ?? '')) throw thrown;
  }
  // The file is there already: the kernel makes it before it looks at the flag.
  return openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
}
