export type ImportPhase = 'walking' | 'catching-up' | 'reading' | 'folding' | 'checking' | 'committing';

/** What a thread can be held up by that is not this process: a medium that hangs, or the vault's own disk. */
export type WaitsFor = 'medium' | 'vault';

/** How far a job is at one moment. */
export interface JobLook {
  readonly phase: ImportPhase;
  readonly files: number;
  /** `null` until the tree has been measured. */
  readonly totalFiles: number | null;
  readonly bytes: number;
  readonly totalBytes: number | null;
  /** Bytes that checks have read of the vault's copy. */
  readonly checkedBytes: number;
  /** The path being read, relative to the root. Untrusted text. */
  readonly current: string;
}

/** What one thread waits for. */
export interface Lane {
  /** `null`: it computes, sleeps, or waits for other threads. */
  readonly waitsFor: WaitsFor | null;
  /** Another number for each time that it began to wait, so that two looks tell one long wait from two short ones. */
  readonly turn: number;
}

const RUNNING = 0;
const PAUSED = 1;
const STOPPED = 2;

const PHASES: readonly ImportPhase[] = ['walking', 'catching-up', 'reading', 'folding', 'checking', 'committing'];

/** Where what lies in the shared memory: 32-bit words, 64-bit ones, the current path, then a word for each thread. */
const STATE = 0;
const PHASE = 1;
const FILES = 2;
const CURRENT_LENGTH = 3;
const BYTES = 2;
const TOTAL_FILES = 3;
const TOTAL_BYTES = 4;
const CHECKED_BYTES = 5;
const LANES_TAKEN = 12;
const PASSED_FILES = 13;
const PASSED_BYTES = 7;
const CURRENT_AT = 64;
const CURRENT_CAPACITY = 1024;
const UNKNOWN = -1n;
/** A cache line each, or else threads would slow each other down. Beyond so many, a thread does not tell what it waits for. */
const LANE_WORDS = 16;
const LANES = 16;
const LANES_AT = (CURRENT_AT + CURRENT_CAPACITY) / Int32Array.BYTES_PER_ELEMENT;
const SHARED_BYTES = (LANES_AT + LANES * LANE_WORDS) * Int32Array.BYTES_PER_ELEMENT;
/** In the last bits of a lane's word; the rest is the turn. */
const WAITS: readonly (WaitsFor | null)[] = [null, 'medium', 'vault'];
const WAITS_BITS = 3;
const NEXT_TURN = 4;

/**
 * The few words of memory that all threads of one job share: whether it may go on, how far it is, and what each thread
 * waits for.
 *
 * Readers of media spend their time in synchronous calls, so no message reaches them between two files. A shared word
 * does, at every file and every chunk of a large one; and a paused thread sleeps on it instead of turning round. A thread
 * that a call holds up cannot say so either: it writes down what it turns to before each call, and who looks twice and
 * finds the same word knows.
 */
export class JobControl {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #counts: BigInt64Array;
  readonly #current: Uint8Array;
  readonly #waitingHere: (() => void)[] = [];
  readonly #turnsTo: WaitsFor | null;
  #lane: number | null = null;
  #turn = 0;
  #waitsFor: WaitsFor | null = null;

  /** @param turnsTo what this thread asks each time that it may proceed; `null`: it says so itself, with `during` */
  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(SHARED_BYTES), turnsTo: WaitsFor | null = null) {
    this.shared = shared;
    this.#turnsTo = turnsTo;
    this.#words = new Int32Array(shared);
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
    if (this.paused) this.#sleep();
    if (this.#turnsTo !== null) this.waitFor(this.#turnsTo);
    return !this.stopped;
  }

  #sleep(): void {
    const before = this.#waitsFor;
    this.waitFor(null);
    while (this.paused) Atomics.wait(this.#words, STATE, PAUSED);
    this.waitFor(before);
  }

  /** What this thread turns to now, and waits for until it says otherwise; to be called at each call of its own. */
  waitFor(what: WaitsFor | null): void {
    this.#lane ??= Atomics.add(this.#words, LANES_TAKEN, 1);
    this.#waitsFor = what;
    if (this.#lane >= LANES) return;
    this.#turn = (this.#turn + NEXT_TURN) | 0;
    Atomics.store(this.#words, LANES_AT + this.#lane * LANE_WORDS, this.#turn | WAITS.indexOf(what));
  }

  /** Does one thing that waits for `what`, and nothing else. */
  during<T>(what: WaitsFor, step: () => T): T {
    const before = this.#waitsFor;
    this.waitFor(what);
    try {
      return step();
    } finally {
      this.waitFor(before);
    }
  }

  /** Back to what it asks each time that it may proceed. */
  turnBack(): void {
    this.waitFor(this.#turnsTo);
  }

  /** What every thread that has waited for something waits for now. */
  lanes(): readonly Lane[] {
    const taken = Math.min(LANES, Atomics.load(this.#words, LANES_TAKEN));
    return Array.from({ length: taken }, (_, lane) => {
      const word = Atomics.load(this.#words, LANES_AT + lane * LANE_WORDS);
      return { waitsFor: WAITS[word & WAITS_BITS] ?? null, turn: word };
    });
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

  /** Of the files and bytes that were counted: these were known from an earlier run, and not read. */
  addPassedOver(files: number, bytes: number): void {
    Atomics.add(this.#words, PASSED_FILES, files);
    Atomics.add(this.#counts, PASSED_BYTES, BigInt(bytes));
  }

  /** How many of the files and bytes that were counted were not read. */
  passedOver(): { readonly files: number; readonly bytes: number } {
    return {
      files: Atomics.load(this.#words, PASSED_FILES),
      bytes: Number(Atomics.load(this.#counts, PASSED_BYTES)),
    };
  }

  addCheckedBytes(bytes: number): void {
    Atomics.add(this.#counts, CHECKED_BYTES, BigInt(bytes));
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
      checkedBytes: Number(Atomics.load(this.#counts, CHECKED_BYTES)),
      current: Buffer.from(this.#current.slice(0, Atomics.load(this.#words, CURRENT_LENGTH))).toString('utf8'),
    };
  }
}

function known(count: bigint): number | null {
  return count === UNKNOWN ? null : Number(count);
}
