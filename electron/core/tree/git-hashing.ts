import { Worker } from 'node:worker_threads';
import type { ArchiveReader } from '../archive/types.ts';
import { type BlobBlock, BlobHasher, type GitDigests } from './blob-hasher.ts';
import { type BlobsRole, READER_LIMITS } from './reader-role.ts';

const BLOCK = 256 * 1024;
/** So many are filled, on their way or being hashed: whoever fills them waits when all are. */
const BLOCKS = 8;
/** Of contents that end in one block: what is known of each waits for its digests in memory. */
const ENDS = 256;
/** A thread takes as long to start as two cores save on so many bytes. */
const WORTH_A_THREAD = 64 * 1024 * 1024;

/** Who hashes the blocks, in the order in which they are posted. */
export interface BlockHasher {
  post(block: BlobBlock): void;
  /** Called once, before the first block is posted. A block may be filled anew when its digests have come. */
  listen(onDigests: (digests: readonly GitDigests[]) => void, onCrash: (error: Error) => void): void;
  close(): Promise<void>;
}

/** This thread does it, at once. */
export function hasherHere(): BlockHasher {
  const hasher = new BlobHasher();
  let hear: (digests: readonly GitDigests[]) => void = () => undefined;
  return {
    post: (block) => hear(hasher.digestsOf(block)),
    listen: (onDigests) => {
      hear = onDigests;
    },
    close: () => Promise.resolve(),
  };
}

/** A thread of its own, which runs `serveBlobs`. */
export function threadHasher(worker: Worker): BlockHasher {
  return {
    post: (block) => worker.postMessage(block),
    listen: (onDigests, onCrash) => {
      worker.on('message', onDigests);
      worker.on('error', onCrash);
      worker.on('exit', (code) => onCrash(new Error(`a thread that hashes ended with ${code}`)));
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/**
 * A thread for a large tar or zip. A tar.gz inflates beside its reader as it is, and then a third thread was measured to save
 * next to nothing (decision 016). @param workerFile the bundled `worker.ts`; without it this thread does it all
 */
export function hasherFor(
  { form, archiveBytes }: Pick<ArchiveReader, 'form' | 'archiveBytes'>,
  workerFile: string | URL | undefined,
): BlockHasher {
  if (workerFile === undefined || form === 'tar.gz' || archiveBytes < WORTH_A_THREAD) return hasherHere();
  const role: BlobsRole = { role: 'blobs' };
  return threadHasher(new Worker(workerFile, { workerData: role, resourceLimits: READER_LIMITS }));
}

/** A content of which all is known. */
export interface Hashed<Leaf> {
  readonly leaf: Leaf;
  readonly git: GitDigests;
}

/**
 * Has git's digests computed beside the thread that reads contents and computes their SHA-256. The blobs of all contents
 * are one stream, which is copied into a few shared blocks, whatever the sizes of the contents. The digests come in
 * order, some blocks later.
 */
export class GitHashing<Leaf> {
  readonly #hasher: BlockHasher;
  readonly #free: Uint8Array[] = Array.from({ length: BLOCKS }, () => new Uint8Array(new SharedArrayBuffer(BLOCK)));
  readonly #posted: Uint8Array[] = [];
  #block: Uint8Array | null = null;
  #filled = 0;
  #ends: number[] = [];
  #isWithin = false;
  readonly #unanswered: Leaf[] = [];
  #answered: Hashed<Leaf>[] = [];
  #crash: Error | null = null;
  #wake: () => void = () => undefined;

  constructor(hasher: BlockHasher) {
    this.#hasher = hasher;
    hasher.listen(
      (digests) => {
        this.#take(digests);
        this.#wake();
      },
      (error) => {
        this.#crash ??= error;
        this.#wake();
      },
    );
  }

  /** Begins a content of `size` bytes. What was given of one that has not ended counts for nothing, and none may follow it. */
  begin(size: number): Promise<void> | null {
    if (this.#isWithin) throw new Error('a content begins within another');
    this.#isWithin = true;
    return this.write(Buffer.from(`blob ${size}\0`, 'latin1'));
  }

  /**
   * The next bytes of the content. `null`: taken. Else it settles when they are; until then they must stay as they are.
   * Rejects when the hasher has crashed.
   */
  write(bytes: Uint8Array): Promise<void> | null {
    const rest = this.#put(bytes);
    return rest.length === 0 ? null : this.#putLater(rest);
  }

  /** The content is whole. */
  end(leaf: Leaf): void {
    this.#isWithin = false;
    this.#unanswered.push(leaf);
    this.#ends.push(this.#filled);
    if (this.#ends.length === ENDS) this.#post();
  }

  /** What is known by now, and was not taken yet: in the order in which contents ended. */
  take(): readonly Hashed<Leaf>[] {
    const answered = this.#answered;
    this.#answered = [];
    return answered;
  }

  /** Settles when all contents that ended are known. Rejects when the hasher has crashed. */
  async finish(): Promise<void> {
    this.#post();
    await this.#until(() => this.#free.length === BLOCKS);
  }

  async close(): Promise<void> {
    await this.#hasher.close();
  }

  /** Gives what there is no room for now. */
  #put(bytes: Uint8Array): Uint8Array {
    if (this.#filled === BLOCK) this.#post();
    this.#block ??= this.#free.pop() ?? null;
    if (this.#block === null) return bytes;
    const taken = bytes.subarray(0, BLOCK - this.#filled);
    this.#block.set(taken, this.#filled);
    this.#filled += taken.length;
    return bytes.subarray(taken.length);
  }

  async #putLater(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0; rest = this.#put(rest)) {
      await this.#until(() => this.#block !== null || this.#free.length > 0);
    }
  }

  #post(): void {
    if (this.#block === null) return;
    const block = { bytes: this.#block.subarray(0, this.#filled), ends: this.#ends };
    this.#posted.push(this.#block);
    this.#block = null;
    this.#filled = 0;
    this.#ends = [];
    this.#hasher.post(block);
  }

  #take(digests: readonly GitDigests[]): void {
    const leaves = this.#unanswered.splice(0, digests.length);
    leaves.forEach((leaf, i) => {
      const git = digests[i];
      if (git !== undefined) this.#answered.push({ leaf, git });
    });
    const block = this.#posted.shift();
    if (block !== undefined) this.#free.push(block);
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.#crash !== null) throw this.#crash;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
