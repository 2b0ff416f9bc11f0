import type { ArchiveReader } from '../../archive/types.ts';
import type { FileFailure } from '../../files/file-failure.ts';
import { byteName } from '../../media/byte-name.ts';
import type { ArchiveLeaf } from '../../tree/archive-reading.ts';
import { type Digests, entryLine } from '../../tree/entry-line.ts';
import { ImportJournal, journalledLeaves } from './import-journal.ts';

const FRAME_LEAVES = 256;
const FRAME_BYTES = 64 * 1024 * 1024;

/**
 * What an import has read of an archive and made durable. An archive is read in one order, so what earlier runs
 * journalled of this very archive is how its leaves begin; from the first that differs on, all are read.
 */
export class ArchiveJournal {
  readonly #identity: string;
  readonly #earlier: ReturnType<typeof journalledLeaves>;
  readonly #settled: () => Promise<FileFailure | null>;
  #isCatchingUp = true;
  readonly #journal: ImportJournal;
  #lines = '';
  #identities = '';
  #leaves = 0;
  #bytes = 0;
  #written: Promise<unknown> = Promise.resolve();

  /**
   * @param folder the import's own. @param settled resolves when all that was read until now is durable
   * @throws system errors
   */
  constructor(folder: string, archive: ArchiveReader, settled: () => Promise<FileFailure | null>) {
    this.#settled = settled;
    this.#identity = archive.identity;
    this.#earlier = journalledLeaves(folder);
    this.#journal = new ImportJournal(folder);
  }

  /** What an earlier run read as this item. To be asked for every item in its turn. @throws system errors */
  recall(item: ArchiveLeaf): Digests | null {
    if (!this.#isCatchingUp) return null;
    for (;;) {
      const next = this.#earlier.next();
      if (next.done === true) break;
      const { path, file, identity } = next.value;
      if (!identity.startsWith(`${this.#identity} `)) continue;
      const isSame = path === byteName(item.path) && file.kind === item.kind && file.size === item.size;
      if (isSame && identity === this.#identityOf(item)) return file;
      break;
    }
    this.#isCatchingUp = false;
    return null;
  }

  /** Notes what was read: it is written down once it is durable. */
  note(item: ArchiveLeaf, digests: Digests): void {
    this.#lines += entryLine(item.kind, digests, item.size, byteName(item.path));
    this.#identities += `${this.#identityOf(item)}\n`;
    this.#leaves += 1;
    this.#bytes += item.size;
    if (this.#leaves >= FRAME_LEAVES || this.#bytes >= FRAME_BYTES) this.#write();
  }

  /** Writes down what is left, all of which is durable by now. @throws system errors, from any write since the start */
  async finish(): Promise<void> {
    this.#write();
    await this.#written;
  }

  close(): void {
    this.#journal.close();
  }

  #identityOf({ place }: ArchiveLeaf): string {
    return `${this.#identity} ${place}`;
  }

  #write(): void {
    if (this.#leaves === 0) return;
    const frame = { lines: Buffer.from(this.#lines, 'latin1'), identities: Buffer.from(this.#identities, 'latin1') };
    this.#lines = this.#identities = '';
    this.#leaves = this.#bytes = 0;
    this.#written = Promise.all([this.#written, this.#settled()]).then(([, failure]) => {
      if (failure === null) this.#journal.add(frame);
    });
    // Who finishes the journal hears of a failure; until then it is nobody's.
    this.#written.catch(() => undefined);
  }
}
