export type ImportPhase = 'walking' | 'catching-up' | 'reading' | 'folding' | 'checking' | 'committing';

/** How far a job is at one moment. */
export interface JobLook {
  readonly phase: ImportPhase;
  readonly files: number;
  /** `null` until the tree has been measured. */
  readonly totalFiles: number | null;
  readonly bytes: number;
  readonly totalBytes: number | null;
  /** The path being read, relative to the root. Untrusted text. */
  readonly current: string;
}

const RUNNING = 0;
const PAUSED = 1;
const STOPPED = 2;

const PHASES: readonly ImportPhase[] = ['walking', 'catching-up', 'reading', 'folding', 'checking', 'committing'];

/** Where what lies in the shared memory: 32-bit words first, then 64-bit ones, then the current path. */
const STATE = 0;
const PHASE = 1;
const FILES = 2;
const CURRENT_LENGTH = 3;
const BYTES = 2;
const TOTAL_FILES = 3;
const TOTAL_BYTES = 4;
const CURRENT_AT = 48;
const CURRENT_CAPACITY = 1024;
const UNKNOWN = -1n;

/**
 * The few words of memory that all threads of one job share: whether it may go on, and how far it is.
 *
 * Readers of media spend their time in synchronous calls, so no message reaches them between two files. A shared word
 * does, at every file and every chunk of a large one; and a paused thread sleeps on it instead of turning round.
 */
export class JobControl {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #counts: BigInt64Array;
  readonly #current: Uint8Array;
  readonly #waitingHere: (() => void)[] = [];

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(CURRENT_AT + CURRENT_CAPACITY)) {
    this.shared = shared;
    this.#words = new Int32Array(shared, 0, 4);
    this.#counts = new BigInt64Array(shared, 0, CURRENT_AT / 8);
    this.#current = new Uint8Array(shared, CURRENT_AT, CURRENT_CAPACITY);
  }

  /** Starts with totals that nobody knows yet. */
  static fresh(): JobControl {
    const control = new JobControl();
    control.setTotals({ files: null, bytes: null });
    return control;
  }

  pause(): void {
    Atomics.compareExchange(this.#words, STATE, RUNNING, PAUSED);
  }

  resume(): void {
    Atomics.compareExchange(this.#words, STATE, PAUSED, RUNNING);
    this.#wake();
  }

  /** For good: a stopped job never goes on. */
  stop(): void {
    Atomics.store(this.#words, STATE, STOPPED);
    this.#wake();
  }

  get paused(): boolean {
    return Atomics.load(this.#words, STATE) === PAUSED;
  }

  get stopped(): boolean {
    return Atomics.load(this.#words, STATE) === STOPPED;
  }

  /** Sleeps while the job is paused. `false`: stopped, so give up what is in hand. For worker threads alone. */
  mayProceed(): boolean {
    while (Atomics.load(this.#words, STATE) === PAUSED) Atomics.wait(this.#words, STATE, PAUSED);
    return !this.stopped;
  }

  /** The same for the thread that pauses, resumes and stops the job, with this very object: it must not sleep. */
  async mayProceedHere(): Promise<boolean> {
    while (this.paused) await new Promise<void>((resolve) => this.#waitingHere.push(resolve));
    return !this.stopped;
  }

  #wake(): void {
    Atomics.notify(this.#words, STATE);
    for (const goOn of this.#waitingHere.splice(0)) goOn();
  }

  setPhase(phase: ImportPhase): void {
    Atomics.store(this.#words, PHASE, PHASES.indexOf(phase));
  }

  addFiles(files: number): void {
    Atomics.add(this.#words, FILES, files);
  }

  addBytes(bytes: number): void {
    Atomics.add(this.#counts, BYTES, BigInt(bytes));
  }

  /** `null` for what nobody knows yet. */
  setTotals(totals: { readonly files: number | null; readonly bytes: number | null }): void {
    Atomics.store(this.#counts, TOTAL_FILES, totals.files === null ? UNKNOWN : BigInt(totals.files));
    Atomics.store(this.#counts, TOTAL_BYTES, totals.bytes === null ? UNKNOWN : BigInt(totals.bytes));
  }

  /** What is being read. Two threads may write at once: the text is for people and decides nothing. */
  setCurrent(path: string): void {
    const bytes = Buffer.from(path.length > CURRENT_CAPACITY ? path.slice(-CURRENT_CAPACITY) : path, 'latin1');
    this.#current.set(bytes);
    Atomics.store(this.#words, CURRENT_LENGTH, bytes.length);
  }

  /** How far the job is, without rate and time left, which need two looks. */
  look(): JobLook {
    return {
      phase: PHASES[Atomics.load(this.#words, PHASE)] ?? 'walking',
      files: Atomics.load(this.#words, FILES),
      bytes: Number(Atomics.load(this.#counts, BYTES)),
      totalFiles: known(Atomics.load(this.#counts, TOTAL_FILES)),
      totalBytes: known(Atomics.load(this.#counts, TOTAL_BYTES)),
      current: Buffer.from(this.#current.slice(0, Atomics.load(this.#words, CURRENT_LENGTH))).toString('utf8'),
    };
  }
}

function known(count: bigint): number | null {
  return count === UNKNOWN ? null : Number(count);
}
