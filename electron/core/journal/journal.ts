import { join } from 'node:path';
import { concatBytes, equalBytes, utf8 } from '../../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { sayFailure } from '../../../shared/failure/say.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { openCheckpoint, signCheckpoint } from '../../../shared/journal/checkpoint.ts';
import {
  decodeEntry,
  encodeEntry,
  type JournalEntry,
  type JournalEvent,
  makeEntry,
} from '../../../shared/journal/entry.ts';
import { MAX_NOTE_BYTES, type NoteVerifier } from '../../../shared/journal/note.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { toTimestamp } from '../../../shared/statement/fields.ts';
import { RECORDED } from '../../../shared/strings/language.ts';
import { ensureOwnFolder, replaceDurably } from '../files/durable.ts';
import type { FileFailure } from '../files/file-failure.ts';
import { OneAtATime } from '../files/one-at-a-time.ts';
import { isNoSuchFile, readIfThere } from '../files/read.ts';
import { checkJournal } from './check.ts';
import { EntryTree } from './entry-tree.ts';
import { type LogContent, LogFile, readLog } from './log-file.ts';
import { Pace, type PaceOptions, type Room, roomOf, termsOf } from './room.ts';

/** Who signs the journal's checkpoints: the station's key, of which this is all that the journal needs. */
export interface CheckpointSigner {
  readonly verifier: NoteVerifier;
  /** 64 bytes, Ed25519 over the message. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

export interface JournalOptions {
  /** False for a station that was used before: a journal that is not there is then damage. */
  readonly mayBeNew: boolean;
  /** Why the log's file may be another journal's as well: nothing is written to it then, nor cut off. */
  readonly isShared?: Finding | null;
  /** The station's clock. */
  readonly now?: () => Date;
  /** How long the log may become; tests alone have less. */
  readonly room?: Room;
  /** How fast it may grow by what a window asks for; tests alone set another. */
  readonly pace?: PaceOptions;
}

/** Keeps a copy of each new checkpoint in another place. */
export type KeepCopy = (checkpoint: Uint8Array) => Promise<Result<void, Failure>>;

const LINE_END = utf8('\n');
/** From this part of the room on, people are told. */
const NEARLY = 2 / 3;

/**
 * Why an entry was not written: the journal is closed, it is read-only, it is so long that it only takes entries that matter more (each
 * with its finding), or the disk refused (`cause`). After `unknown` it may be written all the same: the journal is
 * read-only, and the next start reads from the disk whether the entry counts.
 */
export type JournalFailure =
  | Failure<'journal/closed'>
  | (Failure<'journal/read-only' | 'journal/no-room'> & { readonly findings: readonly Finding[] })
  | Unwritten;
type Unwritten = Failure<'journal/not-written' | 'journal/unknown'> & { readonly cause: FileFailure };

/** Whether anything may be written, and with that signed. */
export type JournalState =
  | { readonly kind: 'writable' }
  /** The log does not match its checkpoint, or cannot be written: nothing may be signed. */
  | { readonly kind: 'read-only'; readonly reason: Finding };

/** Writes one entry; see `Journal.append`. */
type Append = (event: JournalEvent) => Promise<Result<JournalEntry, JournalFailure>>;

/** All of a journal at one moment, to be carried away. */
export interface JournalSnapshot {
  readonly station: NoteVerifier;
  /** The signed note over all of it. */
  readonly checkpoint: Uint8Array;
  readonly entries: readonly JournalEntry[];
  readonly leafHashes: readonly Uint8Array[];
  /** `log.jsonl`. */
  readonly log: Uint8Array;
}

/** One page of entries, newest first. */
export interface EntryPage {
  readonly total: number;
  readonly entries: readonly JournalEntry[];
}

/**
 * The station's append-only log: canonical JSON lines in `log.jsonl`, an RFC 6962 tree over them, and its head as a
 * signed checkpoint in `checkpoint`. An entry counts when both are on the disk. One instance has the folder to itself.
 */
export class Journal {
  readonly #folder: string;
  readonly #signer: CheckpointSigner;
  readonly #now: () => Date;
  readonly #room: Room;
  readonly #pace: Pace;
  readonly #queue = new OneAtATime();
  readonly #tree = new EntryTree();
  readonly #findings: Finding[] = [];
  #log: LogFile | null = null;
  #checkpoint: Uint8Array;
  #state: JournalState = { kind: 'writable' };
  #keepCopy: KeepCopy = async () => ok(undefined);
  #copyNotKept: Finding | null = null;

  /** When the newest entry was made that was there before this run; empty where there was none. */
  #newestAtOpen = '';

  private constructor(folder: string, signer: CheckpointSigner, options: JournalOptions, checkpoint: Uint8Array) {
    this.#folder = folder;
    this.#signer = signer;
    this.#now = options.now ?? (() => new Date());
    this.#room = options.room ?? roomOf();
    this.#pace = new Pace(options.pace);
    this.#checkpoint = checkpoint;
  }

  /**
   * Opens the journal and checks all of it against its checkpoint, or makes an empty one. A journal that does not match
   * opens read-only, and so does one in whose place something else lies; only a disk that cannot be read at all is an
   * error.
   */
  static async open(
    folder: string,
    signer: CheckpointSigner,
    options: JournalOptions,
  ): Promise<Result<Journal, FileFailure>> {
    const ready = await ensureOwnFolder(folder);
    if (!ready.ok) return ready;
    const log = await readLog(join(folder, 'log.jsonl'));
    if (!log.ok && !isNoSuchFile(log.error)) return log;
    const checkpoint = await readIfThere(join(folder, 'checkpoint'), MAX_NOTE_BYTES);
    if (!checkpoint.ok && !isNoSuchFile(checkpoint.error)) return checkpoint;
    const journal = new Journal(folder, signer, options, (checkpoint.ok && checkpoint.value) || new Uint8Array());
    const { isShared = null } = options;
    if (isShared !== null) {
      journal.#damage(isShared, log.ok ? (log.value?.lines ?? []) : []);
      return ok(journal);
    }
    const isNothingThere = log.ok && checkpoint.ok && log.value === null && checkpoint.value === null;
    const isNew = isNothingThere && options.mayBeNew;
    const started = isNew ? await journal.#begin() : await journal.#resume(log.ok ? log.value : null);
    journal.#newestAtOpen = journal.#tree.entries.at(-1)?.at ?? '';
    return started.ok ? ok(journal) : started;
  }

  get state(): JournalState {
    return this.#state;
  }

  /** What was found when opening, and what is so now: a clock that runs behind the newest entry, little room. */
  findings(): readonly Finding[] {
    return [...this.#findings, this.#clockBackwards(), this.#nearlyFull(), this.#copyNotKept].filter(
      (one) => one !== null,
    );
  }

  #clockBackwards(): Finding | null {
    const last = this.#tree.entries.at(-1)?.at ?? '';
    // The entry of this start has the wrong time itself.
    const newest = last > this.#newestAtOpen ? last : this.#newestAtOpen;
    const now = toTimestamp(this.#now().getTime());
    return now >= newest ? null : finding('journal.clock-backwards', 'the clock', { observed: now, expected: newest });
  }

  #nearlyFull(): Finding | null {
    const length = this.#log?.end ?? 0;
    return length > this.#room.ordinary * NEARLY
      ? finding('journal.nearly-full', 'the log', lengths(length, this.#room.ordinary))
      : null;
  }

  /** The name that its checkpoints bear: that of the station's key. */
  get origin(): string {
    return this.#signer.verifier.name;
  }

  get size(): number {
    return this.#tree.size;
  }

  /** 32 bytes. */
  get root(): Uint8Array {
    return this.#tree.root;
  }

  /** The newest signed checkpoint, as it lies on the disk. */
  get checkpoint(): Uint8Array {
    return this.#checkpoint;
  }

  /** All entries, oldest first. In a read-only journal its readable beginning. */
  entries(): readonly JournalEntry[] {
    return this.#tree.entries;
  }

  page(offset: number, limit: number): EntryPage {
    const end = Math.max(0, this.#tree.entries.length - offset);
    const entries = this.#tree.entries.slice(Math.max(0, end - limit), end).reverse();
    return { total: this.#tree.entries.length, entries };
  }

  /** Nonces of grants that a signature has used up. */
  consumedNonces(): ReadonlySet<string> {
    const consumed = new Set<string>();
    for (const { event } of this.#tree.entries) {
      if (event.kind === 'signature') for (const nonce of event.consumes) consumed.add(nonce);
    }
    return consumed;
  }

  /**
   * Writes one entry. When this gives `ok` it is durable and a checkpoint covers it. When it gives an error the journal
   * is as it was; only after `unknown` the entry may be there, and the journal is read-only.
   */
  append(event: JournalEvent): Promise<Result<JournalEntry, JournalFailure>> {
    return this.alone((append) => append(event));
  }

  /**
   * Runs `work` with the journal to itself: no entry comes between what it looks at and what it appends. It must append
   * with the function that it is given: any other `append` waits until `work` has ended.
   */
  alone<T>(work: (append: Append) => Promise<T>): Promise<T> {
    return this.#queue.run(() => work((event) => this.#append(event)));
  }

  /**
   * From now on a copy of each new checkpoint is kept elsewhere as well. Only once this journal was found to continue the
   * copy that is there: it would be lost.
   */
  keepCopies(keep: KeepCopy): void {
    this.#keepCopy = keep;
  }

  /** That the entry is in the tree of the newest checkpoint. Throws for an index that is not there: a bug. */
  inclusionProof(index: number): readonly Uint8Array[] {
    return this.#tree.inclusionProof(index);
  }

  /** That the newest checkpoint's tree extends its first `oldSize` entries. Throws for a size above it: a bug. */
  consistencyProof(oldSize: number): readonly Uint8Array[] {
    return this.#tree.consistencyProof(oldSize);
  }

  /**
   * Compares the journal with a checkpoint that it signed earlier and that left the station, in a dossier for instance.
   * `journal.rolled-back` when it had more entries then, `journal.forked` when its beginning is another one now: what
   * nobody can find from the station's disk alone, where an old backup is consistent in itself.
   */
  compareWith(earlier: Uint8Array): Finding | null {
    const opened = openCheckpoint(earlier, this.#signer.verifier);
    return opened.ok ? this.#tree.compareWith(opened.value) : opened.error;
  }

  /** Takes no entry any more, for a reason that was found elsewhere: records that the journal misses, for instance. */
  makeReadOnly(reason: Finding): void {
    if (this.#state.kind === 'writable') this.#damage(reason, []);
  }

  /** The journal as its newest checkpoint has it: never in the middle of an append. */
  snapshot(): Promise<JournalSnapshot> {
    return this.#queue.run(async () => {
      const lines = this.#tree.entries.map((entry) => concatBytes(encodeEntry(entry), LINE_END));
      return {
        station: this.#signer.verifier,
        checkpoint: this.#checkpoint,
        entries: [...this.#tree.entries],
        leafHashes: [...this.#tree.leafHashes],
        log: concatBytes(...lines),
      };
    });
  }

  async close(): Promise<void> {
    await this.#queue.run(async () => {
      await this.#log?.close();
      this.#log = null;
    });
  }

  /** The empty checkpoint goes first: a log without a checkpoint is then never the work of a crash. */
  async #begin(): Promise<Result<void, FileFailure>> {
    const written = await this.#writeCheckpoint();
    return written.ok ? this.#openLog([]) : written;
  }

  async #resume(log: LogContent | null): Promise<Result<void, FileFailure>> {
    const checked = checkJournal(log, this.#checkpoint, this.#signer.verifier);
    if (!checked.ok) {
      this.#damage(checked.error, log?.lines ?? []);
      return ok(undefined);
    }
    const { lines, entries, torn, isExact } = checked.value;
    for (const [index, entry] of entries.entries()) this.#tree.append(lines[index] ?? new Uint8Array(), entry);
    if (torn.length > 0) {
      const kept = await replaceDurably(join(this.#folder, `set-aside-${lines.length}`), torn);
      if (!kept.ok) return kept;
    }
    const opened = await this.#openLog(lines);
    return opened.ok && !isExact ? this.#recordRecovery(torn.length) : opened;
  }

  async #recordRecovery(bytesSetAside: number): Promise<Result<void, FileFailure>> {
    this.#findings.push(finding('journal.recovered', `entry ${this.size}`, { observed: `${bytesSetAside} bytes` }));
    const event = { kind: 'journal-recovered', entriesKept: this.size, bytesSetAside } as const;
    const recorded = await this.#append(event);
    if (recorded.ok) return ok(undefined);
    return recorded.error.code === 'journal/not-written' ? err(recorded.error.cause) : ok(undefined);
  }

  async #append(event: JournalEvent): Promise<Result<JournalEntry, JournalFailure>> {
    if (this.#state.kind === 'read-only') return err(withFinding('journal/read-only', this.#state.reason));
    const log = this.#log;
    if (log === null) return err(failure('journal/closed'));
    const isOurs = await this.#checkUnchanged(log);
    if (!isOurs.ok) return isOurs;
    const entry = makeEntry(this.size, toTimestamp(this.#now().getTime()), event);
    const line = encodeEntry(entry);
    const end = log.end;
    const { room, pace } = termsOf(event);
    if (pace === 'asked' && !this.#pace.hasLeft())
      return err(withFinding('journal/no-room', finding('journal.too-fast', event.kind)));
    if (end + line.length + 1 > this.#room[room]) return this.#noRoom(room, end);
    if (pace !== 'free') this.#pace.spend(line.length + 1);
    const written = await log.append(line);
    const signed = written.ok ? await this.#advance(line, entry) : written;
    if (signed.ok) {
      await this.#copyCheckpoint();
      return ok(entry);
    }
    const code = await this.#takeBack(log, end, signed.error);
    return err(unwritten(code, signed.error));
  }

  /** Once what matters cannot be written any more, nothing is. */
  #noRoom(room: keyof Room, length: number): Result<never, JournalFailure> {
    if (room === 'ordinary') {
      return err(
        withFinding('journal/no-room', finding('journal.nearly-full', 'the log', lengths(length, this.#room.ordinary))),
      );
    }
    const full = finding('journal.full', 'the log', lengths(length, this.#room.needed));
    this.#damage(full, []);
    return err(withFinding('journal/read-only', full));
  }

  /** The entry counts without the copy: an older one is continued by this journal as well. */
  async #copyCheckpoint(): Promise<void> {
    const kept = await this.#keepCopy(this.#checkpoint);
    this.#copyNotKept = kept.ok
      ? null
      : finding('journal.copy-not-kept', 'the vault', { observed: sayFailure(kept.error, RECORDED) });
  }

  /** Another writer's entries are not in this tree: a checkpoint over it would deny them, and fork the journal. */
  async #checkUnchanged(log: LogFile): Promise<Result<void, JournalFailure>> {
    const change = await log.changedElsewhere();
    if (!change.ok) return err(unwritten('journal/not-written', change.error));
    const standing = await readIfThere(join(this.#folder, 'checkpoint'), MAX_NOTE_BYTES);
    if (!standing.ok) return err(unwritten('journal/not-written', standing.error));
    const isSame = standing.value !== null && equalBytes(standing.value, this.#checkpoint);
    if (isSame && change.value === null) return ok(undefined);
    const found =
      change.value === null
        ? finding('journal.written-elsewhere', 'the checkpoint')
        : finding('journal.written-elsewhere', 'the log', { observed: change.value, expected: `${log.end} bytes` });
    this.#damage(found, []);
    return err(withFinding('journal/read-only', found));
  }

  /** Puts the entry into the tree and signs the new head; back to the old head when that cannot be written. */
  async #advance(line: Uint8Array, entry: JournalEntry): Promise<Result<void, FileFailure>> {
    this.#tree.append(line, entry);
    const written = await this.#writeCheckpoint();
    if (!written.ok) this.#tree.undo();
    return written;
  }

  /**
   * Takes a line back whose checkpoint could not be written. When even that fails, or the new checkpoint may be there,
   * nothing more is written: what lies on the disk is then what a crash leaves, and is recovered as such.
   */
  async #takeBack(log: LogFile, end: number, failure: FileFailure): Promise<Unwritten['code']> {
    const cut = failure.outcome === undefined ? await log.cutAt(end) : null;
    // A cut that failed once is tried again: whether the line is there decides whether the entry counts.
    const done = cut?.ok === false ? await log.cutAt(end) : cut;
    if (done?.ok) return 'journal/not-written';
    this.#damage(finding('journal.write-failed', this.#folder, { observed: failure.errno }), []);
    return 'journal/unknown';
  }

  async #writeCheckpoint(): Promise<Result<void, FileFailure>> {
    const signed = await signCheckpoint({ size: this.size, root: this.root }, this.#signer.verifier, (message) =>
      this.#signer.sign(message),
    );
    const written = await replaceDurably(join(this.#folder, 'checkpoint'), signed);
    if (written.ok) this.#checkpoint = signed;
    return written;
  }

  async #openLog(lines: readonly Uint8Array[]): Promise<Result<void, FileFailure>> {
    const end = lines.reduce((length, line) => length + line.length + 1, 0);
    const log = await LogFile.open(join(this.#folder, 'log.jsonl'), end);
    if (!log.ok) return log;
    this.#log = log.value;
    return ok(undefined);
  }

  /** From here on nothing is written. What can be read stays readable. */
  #damage(reason: Finding, lines: readonly Uint8Array[]): void {
    this.#state = { kind: 'read-only', reason };
    this.#findings.push(reason);
    for (const [index, line] of lines.entries()) {
      const entry = decodeEntry(line, index);
      if (!entry.ok) return;
      this.#tree.append(line, entry.value);
    }
  }
}

function lengths(observed: number, most: number): { readonly observed: string; readonly expected: string } {
  return { observed: `${observed} bytes`, expected: `at most ${Math.floor(most)} bytes` };
}

/** For a journal that takes no such entry. */
export function withFinding(code: 'journal/read-only' | 'journal/no-room', found: Finding): JournalFailure {
  const findings = [found];
  return { ...failure(code, { findings }), findings };
}

function unwritten(code: Unwritten['code'], cause: FileFailure): Unwritten {
  const one = { ...failure(code, { cause }), cause };
  return code === 'journal/unknown' ? { ...one, outcome: 'unknown' } : one;
}
