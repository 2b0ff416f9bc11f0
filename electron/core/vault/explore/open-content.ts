import { type FileHandle, open } from 'node:fs/promises';
import type { EvidenceFile } from '../../../../shared/evidence/types.ts';
import { failure } from '../../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { closeReadHandle } from '../../files/close-read.ts';
import { REGULAR_FILE } from '../../files/open-regular.ts';
import { VaultIndex } from '../store/index-of-packs.ts';
import type { VaultLayout } from '../store/layout.ts';
import type { VaultFailure } from '../store/vault-failure.ts';

/**
 * A content that is read at any place. What it gives is not compared with its digest: only whoever has read all of it can say
 * whether it is what was imported (see `WholeRead`).
 */
export class OpenContent {
  readonly file: EvidenceFile;
  readonly #handle: FileHandle;
  /** Where it begins in the file that holds it. */
  readonly #base: number;

  private constructor(file: EvidenceFile, handle: FileHandle, base: number) {
    this.file = file;
    this.#handle = handle;
    this.#base = base;
  }

  /** `damaged` where the vault has another number of bytes of it. @throws system errors */
  static async open(layout: VaultLayout, file: EvidenceFile): Promise<Result<OpenContent, VaultFailure>> {
    const index = new VaultIndex(layout);
    try {
      index.refresh();
      const location = index.find(file.sha256);
      if (location === null) return err(failure('vault/missing', { where: file.path }));
      const handle = await open(location.path, REGULAR_FILE);
      const size = location.size ?? (await handle.stat()).size;
      if (size === file.size) return ok(new OpenContent(file, handle, location.offset));
      await closeReadHandle(handle);
      return err(failure('vault/damaged', { where: file.path }));
    } finally {
      index.close();
    }
  }

  get size(): number {
    return this.file.size;
  }

  /** As many bytes as there are from `offset` on, `length` at most. @throws system errors */
  async read(offset: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - offset)));
    return bytes.subarray(0, await this.readInto(bytes, offset));
  }

  /** Fills the bytes from `offset` on; gives how many there were. @throws system errors */
  async readInto(bytes: Uint8Array, offset: number): Promise<number> {
    const wanted = Math.max(0, Math.min(bytes.length, this.size - offset));
    let done = 0;
    while (done < wanted) {
      const { bytesRead } = await this.#handle.read(bytes, done, wanted - done, this.#base + offset + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done;
  }

  close(): Promise<void> {
    return closeReadHandle(this.#handle);
  }
}
