import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { hasError } from '../../../../shared/finding/index.ts';
import { err, ok } from '../../../../shared/result.ts';
import { attemptSync, type FileFailure, systemFailure } from '../../files/file-failure.ts';
import { JobControl } from '../../job/control.ts';
import { type ByteName, systemPath } from '../../media/byte-name.ts';
import { FindingLog } from '../../media/finding-log.ts';
import type { Folder } from '../../media/folder.ts';
import { measureTree } from '../../media/measure.ts';
import { type WalkStep, walkTree } from '../../media/walk.ts';
import { type KnownLeaf, type RecallLeaf, stretchesOf } from '../../tree/batch-source.ts';
import { identityText } from '../../tree/entry-line.ts';
import { isMediumError, MOST_FINDINGS, openRoot } from '../../tree/hash-tree.ts';
import { importFailure, meansMediumFails, refusedTree, type StopReason } from '../../tree/import-failure.ts';
import { LeafList } from '../../tree/leaf-list.ts';
import { kindOf } from '../../tree/leaf-reader.ts';
import { releaseLines, sizeOf } from '../../tree/leaf-run.ts';
import { PieceOrder } from '../../tree/piece-order.ts';
import { type Reader, threadReader } from '../../tree/reader.ts';
import { READER_LIMITS, type ReaderRole } from '../../tree/reader-role.ts';
import { RunFold } from '../../tree/run-fold.ts';
import { TokensFound, tokensAhead } from '../../tree/token-search.ts';
import { type ArrivedPiece, TreeReading } from '../../tree/tree-reading.ts';
import { VaultIndex } from '../store/index-of-packs.ts';
import { BUNDLE_ENTRIES } from '../store/layout.ts';
import { presenceFilterOf } from '../store/presence-filter.ts';
import { ImportJournal, JournalReader } from './import-journal.ts';
import type { ImportRole, ReaderStore } from './import-role.ts';
import { freshStage, type ImportOutcome } from './staged-tree.ts';

/** Imports a directory up to the point where only the commit is missing. Runs in a thread of its own. */
export async function importDirectory(role: ImportRole): Promise<ImportOutcome> {
  const control = new JobControl(role.control);
  const root = control.during('medium', () => openRoot(role.source, role.importId));
  if (!root.ok) return root;
  try {
    return await new DirectoryImport(role, root.value, control).run();
  } catch (thrown) {
    // System errors of the medium's side are caught where they occur: what arrives here is about the vault.
    return err(importFailure({ kind: 'vault', file: systemFailure(thrown, role.layout.root) }, role.importId));
  } finally {
    root.value.release();
  }
}

class DirectoryImport {
  readonly #role: ImportRole;
  readonly #root: Folder;
  readonly #control: JobControl;
  readonly #index: VaultIndex;
  readonly #log = new FindingLog(MOST_FINDINGS);
  readonly #earlier: JournalReader;
  readonly #journal: ImportJournal;
  readonly #manifest: LeafList;
  readonly #fold = new RunFold();
  readonly #order: PieceOrder;
  readonly #tokens: readonly Uint8Array[];
  readonly #found: TokensFound;
  #readingEnded = false;

  constructor(role: ImportRole, root: Folder, control: JobControl) {
    this.#role = role;
    this.#root = root;
    this.#control = control;
    this.#index = new VaultIndex(role.layout);
    this.#index.refresh();
    this.#earlier = new JournalReader(role.folder);
    this.#journal = new ImportJournal(role.folder);
    this.#manifest = new LeafList(join(freshStage(role.folder).bundle, BUNDLE_ENTRIES));
    this.#tokens = control.during('medium', () => tokensAhead(root));
    this.#found = new TokensFound(this.#tokens);
    this.#order = new PieceOrder((run) => {
      this.#fold.add(run);
      this.#manifest.append(run.lines);
      this.#manifest.flush();
      releaseLines(run);
    });
  }

  async run(): Promise<ImportOutcome> {
    const readers = this.#startReaders();
    try {
      const stop = await this.#read(readers);
      if (stop !== null) return stop;
      return this.#finish();
    } finally {
      await Promise.all(readers.map((reader) => reader.close()));
      this.#index.close();
      this.#journal.close();
      this.#manifest.close();
    }
  }

  async #read(readers: readonly Reader[]): Promise<ImportOutcome | null> {
    const stretches = stretchesOf(this.#walk(), this.#recall(), (one) => this.#log.note(one));
    const reading = new TreeReading(
      this.#guarded(stretches, (file) => reading.stop({ kind: 'medium', file })),
      readers,
      (piece) => this.#control.during('vault', () => this.#take(piece)),
      () => undefined,
    );
    this.#control.setPhase('reading');
    const isLong = !this.#earlier.isEmpty;
    const measuring = setTimeout(() => void this.#measure(), isLong ? 0 : MEASURE_AFTER_MS);
    const stop = await reading.run();
    clearTimeout(measuring);
    this.#readingEnded = true;
    const reason: StopReason | null = stop ?? (this.#control.stopped ? { kind: 'cancelled' } : null);
    return reason === null ? null : err(importFailure(reason, this.#role.importId));
  }

  #walk(): Generator<WalkStep> {
    return walkTree(this.#root, isMediumError, () => this.#control.waitFor('medium'));
  }

  /**
   * An import that takes longer, or was worth resuming, gets totals, hence a time left, from a walk that runs ahead of the
   * reading.
   */
  async #measure(): Promise<void> {
    const totals = await measureTree(
      this.#walk(),
      (slice) => this.#control.during('medium', slice),
      () => !this.#readingEnded && this.#control.mayProceed(),
    );
    if (totals !== null) this.#control.setTotals(totals);
  }

  #take(piece: ArrivedPiece): void {
    for (const one of piece.findings) this.#log.note(one);
    for (const { path, hits } of piece.hits) this.#found.note(path, hits);
    const { run } = piece;
    const fromJournal = this.#journal.add(run);
    const keep = this.#order.waitingBytes < WAITING_IN_MEMORY;
    this.#order.add({ ...piece, bytes: sizeOf(run), run: keep ? () => run : fromJournal });
    if (!keep) releaseLines(run);
  }

  /** The tree is refused, or its manifest is made durable after all that it refers to. */
  #finish(): ImportOutcome {
    if (hasError(this.#log.findings)) return err(refusedTree(this.#log.findings));
    this.#control.setPhase('folding');
    if (!this.#control.mayProceed()) return err(importFailure({ kind: 'cancelled' }, this.#role.importId));
    const summary = this.#fold.finish();
    const leavesSha256 = this.#control.during('vault', () => this.#manifest.finish());
    return ok({ form: 'directory', summary, leavesSha256, findings: this.#log.findings, tokens: this.#found });
  }

  /**
   * A leaf is taken from an earlier run when its kind, size and times are as they were then, and the vault has its
   * content. (Whether it can be run is, on FAT and exFAT, a matter of how the stick is mounted.) Whether that content
   * is still good is for its next reader to check: each one hashes what it reads.
   */
  #recall(): RecallLeaf {
    if (this.#earlier.isEmpty) return () => null;
    return (folder, path, name) => {
      const known = this.#control.during('vault', () => this.#knownStill(path + name));
      this.#control.setPhase(known === null ? 'reading' : 'catching-up');
      if (known === null) return null;
      // What cannot be looked at is left to its reader, which tells a bad file from a bad medium.
      const now = attemptSync(path, () => lstatSync(systemPath(folder.base + name)));
      if (!now.ok || identityText(now.value) !== known.identity || kindOf(now.value) !== known.file.kind) return null;
      this.#found.passOver(path + name);
      this.#control.addFiles(1);
      this.#control.addBytes(now.value.size);
      this.#control.addPassedOver(1, now.value.size);
      return known;
    };
  }

  /** What an earlier run read of a path, if the vault has it. */
  #knownStill(path: ByteName): KnownLeaf | null {
    const known = this.#earlier.recall(path);
    return known === null || this.#index.find(known.file.sha256) === null ? null : known;
  }

  /** Walking reads the medium too: when it fails, what the readers finished is kept. */
  *#guarded<T>(steps: Iterable<T>, onMediumError: (file: FileFailure) => void): Generator<T> {
    const iterator = steps[Symbol.iterator]();
    try {
      while (this.#control.mayProceed()) {
        const step = this.#control.during('medium', () => iterator.next());
        if (step.done === true) return;
        yield step.value;
      }
    } catch (thrown) {
      const file = systemFailure(thrown, this.#role.source);
      if (file.errno === undefined || !meansMediumFails(file.errno)) throw thrown;
      onMediumError(file);
    } finally {
      iterator.return?.();
    }
  }

  #startReaders(): Reader[] {
    const { layout, folder, importId, control, workerFile } = this.#role;
    const filter = presenceFilterOf(this.#index);
    const run = Date.now().toString(36);
    return Array.from({ length: this.#role.readers }, (_, i) => {
      const store = { layout, folder, prefix: `${importId}-${run}-${i}`, filter: filter.shared };
      const role: ReaderRole<ReaderStore> = {
        role: 'reader',
        control,
        store,
        hashes: 'one-digest',
        tokens: this.#tokens,
      };
      return threadReader(new Worker(workerFile, { workerData: role, resourceLimits: READER_LIMITS }));
    });
  }
}

const MEASURE_AFTER_MS = 3000;
/** Bytes; what waits beyond is read back from the journal. */
const WAITING_IN_MEMORY = 8 * 1024 * 1024;
