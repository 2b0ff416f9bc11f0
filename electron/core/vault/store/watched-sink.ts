import type { FileFailure } from '../../files/file-failure.ts';
import type { JobControl } from '../../job/control.ts';
import type { ChunkedContent, ContentSink } from '../../tree/content-sink.ts';

/**
 * A sink of the vault, which tells whenever its thread waits for the vault's disk, and not for the medium that it reads:
 * in every call that writes, and until what had to become durable first has.
 */
export class WatchedSink implements ContentSink {
  readonly buffer: Buffer;
  readonly #sink: ContentSink;
  readonly #control: JobControl;
  #awaited = 0;
  #isResting = true;

  constructor(sink: ContentSink, control: JobControl) {
    this.buffer = sink.buffer;
    this.#sink = sink;
    this.#control = control;
  }

  get failure(): FileFailure | null {
    return this.#sink.failure;
  }

  room(): number {
    return this.#writing(() => this.#sink.room());
  }

  keep(sha256: string, at: number, headLength: number, size: number): void {
    this.#writing(() => this.#sink.keep(sha256, at, headLength, size));
  }

  begin(size: number): ChunkedContent {
    const content = this.#writing(() => this.#sink.begin(size));
    return {
      write: (chunk) => this.#writingOn(content, chunk),
      finish: (sha256) => this.#writing(() => content.finish(sha256)),
      abandon: () => this.#writing(() => content.abandon()),
    };
  }

  settled(): Promise<FileFailure | null> {
    return this.#sink.settled();
  }

  /** Whoever seals waits for all that was kept. */
  seal(): void {
    this.#writing(() => this.#sink.seal());
    this.#await(this.#sink.settled());
  }

  behind(): Promise<void> | null {
    const behind = this.#sink.behind();
    if (behind !== null) this.#await(behind);
    return behind;
  }

  /** The thread has nothing in hand: it waits for the disk, or for what other threads send. */
  rest(): void {
    this.#isResting = true;
    this.#control.waitFor(this.#awaited > 0 ? 'vault' : null);
  }

  /** The thread has something in hand again. */
  wake(): void {
    this.#isResting = false;
  }

  /** A sink keeps its failures: what is awaited never rejects. */
  #await(written: Promise<unknown>): void {
    this.#awaited += 1;
    this.#control.waitFor('vault');
    void written.then(() => {
      this.#awaited -= 1;
      if (this.#isResting) this.rest();
    });
  }

  #writing<T>(write: () => T): T {
    this.#control.waitFor('vault');
    const written = write();
    this.#control.turnBack();
    return written;
  }

  #writingOn(content: ChunkedContent, chunk: Uint8Array): Promise<void> | null {
    this.#control.waitFor('vault');
    const written = content.write(chunk);
    if (written === null) this.#control.turnBack();
    return written === null ? null : written.then(() => this.#control.turnBack());
  }
}
