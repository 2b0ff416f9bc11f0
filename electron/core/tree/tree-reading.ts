import type { Folder } from '../media/folder.ts';
import type { Batch, FromReader, Piece } from './batch.ts';
import type { Stretch } from './batch-source.ts';
import type { StopReason } from './import-failure.ts';
import type { Reader } from './reader.ts';

/**
 * Batches that a reader has at a time: the one in hand, and more so that it never waits for this thread, which may read
 * too.
 */
const AHEAD = 4;

/** A piece, with the number of leaves of its whole batch. */
export interface ArrivedPiece extends Piece {
  readonly ofLeaves: number;
}

interface OpenBatch {
  left: number;
  readonly leaves: number;
  readonly folders: readonly Folder[];
}

/**
 * Shares the stretches of a tree among readers, and gives their pieces to `onPiece` as they come. A batch that a
 * reader gives back goes to the next one that is free. `mayWalkOn`: asked before each stretch, when a reader could take
 * one; what is being read already must be enough to make it true again.
 */
export class TreeReading {
  readonly #stretches: Iterator<Stretch>;
  readonly #readers: readonly Reader[];
  readonly #onPiece: (piece: ArrivedPiece) => void;
  readonly #onWalked: () => void;
  readonly #mayWalkOn: () => boolean;
  readonly #open = new Map<number, OpenBatch>();
  readonly #givenBack: Batch[] = [];
  readonly #inHand = new Map<Reader, number>();
  /** What is sent to these would wait for long. */
  readonly #longReads = new Set<Reader>();
  #walked = false;
  #flushing: Set<Reader> | null = null;
  #stop: StopReason | null = null;
  #end: (stop: StopReason | null) => void = () => undefined;
  #crash: (error: unknown) => void = () => undefined;

  constructor(
    stretches: Iterator<Stretch>,
    readers: readonly Reader[],
    onPiece: (piece: ArrivedPiece) => void,
    onWalked: () => void,
    mayWalkOn: () => boolean = () => true,
  ) {
    this.#stretches = stretches;
    this.#readers = readers;
    this.#onPiece = onPiece;
    this.#onWalked = onWalked;
    this.#mayWalkOn = mayWalkOn;
  }

  /**
   * Settles when everything was read and is durable (`null`), or when a reader had to stop, after what the others
   * had finished has been made durable too. Rejects when a thread died, which is a bug.
   */
  run(): Promise<StopReason | null> {
    return new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#crash = reject;
      for (const reader of this.#readers) {
        this.#inHand.set(reader, 0);
        reader.listen((message) => this.#guard(() => this.#hear(reader, message)), reject);
      }
      this.#guard(() => this.#feed());
    });
  }

  /** Ends reading for a reason of this thread's own. */
  stop(reason: StopReason): void {
    this.#stop ??= reason;
    this.#flush();
  }

  #guard(step: () => void): void {
    try {
      step();
    } catch (thrown) {
      this.#crash(thrown);
    }
  }

  #hear(reader: Reader, message: FromReader): void {
    switch (message.kind) {
      case 'next':
        this.#inHand.set(reader, (this.#inHand.get(reader) ?? 1) - 1);
        this.#longReads.delete(reader);
        this.#feed();
        return;
      case 'long-read':
        this.#givenBack.push(...message.givenBack);
        this.#inHand.set(reader, 1);
        this.#longReads.add(reader);
        this.#feed();
        return;
      case 'piece':
        this.#take(message.piece);
        return;
      case 'stopped':
        this.stop(message.reason);
        return;
      case 'flushed':
        this.#flushing?.delete(reader);
        if (this.#flushing?.size === 0) this.#finish();
        return;
    }
  }

  /** Keeps every reader supplied, the ones with the least in hand first; at the end has all made durable. */
  #feed(): void {
    if (this.#flushing !== null) return;
    for (let load = 0; load < AHEAD; load++) {
      for (const reader of this.#readers) {
        if (this.#inHand.get(reader) !== load || this.#longReads.has(reader)) continue;
        const batch = this.#nextBatch();
        if (batch === null) break;
        this.#inHand.set(reader, load + 1);
        reader.post({ kind: 'batch', batch });
      }
    }
    const idle = this.#readers.every((reader) => this.#inHand.get(reader) === 0);
    if (idle && this.#walked && this.#givenBack.length === 0) this.#flush();
  }

  #nextBatch(): Batch | null {
    const back = this.#givenBack.shift();
    if (back !== undefined) return back;
    while (!this.#walked && this.#mayWalkOn()) {
      const next = this.#stretches.next();
      if (next.done === true) {
        this.#walked = true;
        this.#onWalked();
      } else if (next.value.kind === 'read') {
        const { leaves } = next.value;
        this.#open.set(next.value.batch.no, { left: leaves, leaves, folders: next.value.folders });
        return next.value.batch;
      } else {
        const { no, run } = next.value;
        this.#onPiece({ no, start: 0, count: run.leaves, run, findings: [], hits: [], ofLeaves: run.leaves });
      }
    }
    return null;
  }

  #take(piece: Piece): void {
    const open = this.#open.get(piece.no);
    if (open === undefined) throw new Error(`a piece of batch ${piece.no}, which is not open`);
    open.left -= piece.count;
    if (open.left === 0) {
      this.#open.delete(piece.no);
      for (const folder of open.folders) folder.release();
    }
    this.#onPiece({ ...piece, ofLeaves: open.leaves });
  }

  #flush(): void {
    if (this.#flushing !== null) return;
    this.#flushing = new Set(this.#readers);
    for (const reader of this.#readers) reader.post({ kind: 'flush' });
  }

  #finish(): void {
    for (const open of this.#open.values()) for (const folder of open.folders) folder.release();
    this.#open.clear();
    this.#end(this.#stop);
  }
}
