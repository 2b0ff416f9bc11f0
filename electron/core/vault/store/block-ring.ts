import { write } from 'node:fs';
import { promisify } from 'node:util';
import { alignedBuffer } from '../../files/aligned.ts';

const writeAt = promisify(write);

/** What is written at a time: with less, a fast disk waits for the next request. */
const BLOCK = 1024 * 1024;
/** One is filled while the others are on their way to the disk. */
const BLOCKS = 4;
/** What O_DIRECT asks of lengths and offsets, on every disk that there is. */
const ALIGNMENT = 4096;

/**
 * A few blocks of memory through which large files are written while the next bytes are read and hashed. One file at a
 * time fills it; what an earlier one has left in it may still be on its way.
 */
export class BlockRing {
  readonly #slots: Slot[] = [];
  #next = 0;

  /** The block that is free next, once it is. */
  async take(): Promise<Block> {
    // Made when first needed: most bundles have no file so large.
    if (this.#slots.length === 0) this.#slots.push(...slotsOf(alignedBuffer(BLOCKS * BLOCK)));
    const slot = this.#slots[this.#next];
    if (slot === undefined) throw new Error('the ring has blocks');
    this.#next = (this.#next + 1) % BLOCKS;
    await slot.free;
    return new Block(slot);
  }
}

interface Slot {
  readonly bytes: Uint8Array;
  free: Promise<void>;
}

function slotsOf(memory: Uint8Array): Slot[] {
  return Array.from({ length: BLOCKS }, (_, i) => ({
    bytes: memory.subarray(i * BLOCK, (i + 1) * BLOCK),
    free: Promise.resolve(),
  }));
}

/** One block of the ring, to be filled and written once. */
export class Block {
  readonly #slot: Slot;
  #filled = 0;

  constructor(slot: Slot) {
    this.#slot = slot;
  }

  get filled(): number {
    return this.#filled;
  }

  get isFull(): boolean {
    return this.#filled === BLOCK;
  }

  /** Takes what has room, and gives how much that was. */
  fill(bytes: Uint8Array): number {
    const taken = bytes.subarray(0, BLOCK - this.#filled);
    this.#slot.bytes.set(taken, this.#filled);
    this.#filled += taken.length;
    return taken.length;
  }

  /**
   * Writes it at an offset, with what lies behind up to a whole number of the disk's blocks. Rejects with a system error;
   * the block is free for the next file's bytes in either case.
   */
  writeTo(fd: number, offset: number): Promise<void> {
    const length = Math.ceil(this.#filled / ALIGNMENT) * ALIGNMENT;
    const written = writeFully(fd, this.#slot.bytes.subarray(0, length), offset);
    this.#slot.free = written.catch(() => undefined);
    return written;
  }
}

async function writeFully(fd: number, bytes: Uint8Array, offset: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await writeAt(fd, bytes, done, bytes.length - done, offset + done);
    done += bytesWritten;
  }
}
