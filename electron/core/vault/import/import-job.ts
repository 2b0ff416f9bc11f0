import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import { withoutGitIds } from '../../../../shared/evidence/git-ids.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { type AssessedTree, bundleRecord } from '../../assess/record.ts';
import { discard, syncFolder } from '../../files/durable.ts';
import { attempt, attemptSync, type FileFailure } from '../../files/file-failure.ts';
import { JobControl } from '../../job/control.ts';
import { type ImportProgress, watchProgress } from '../../job/progress.ts';
import { answerOf } from '../../job/thread-answer.ts';
import { leavesDigest } from '../../tree/entry-line.ts';
import { cancelled, type ImportFailure, importFailure, refusedTree, threadEnded } from '../../tree/import-failure.ts';
import { DamagedManifest, Manifest } from '../../tree/manifest.ts';
import { THREAD_LIMITS } from '../../tree/reader-role.ts';
import { commitBundle, manifestPath, readBundleRecord } from '../store/bundle-store.ts';
import type { KnownRecords } from '../store/known-records.ts';
import { IMPORT_STAGED, type VaultLayout } from '../store/layout.ts';
import type { AssessedOutcome } from './assess-staged.ts';
import { readImportHead, removeImportHead, writeImportHead } from './import-head.ts';
import type { ImportRole } from './import-role.ts';

export interface ImportOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Cancels, like `cancel()`. */
  readonly signal?: AbortSignal;
  /** The id of an interrupted import to go on with. */
  readonly resume?: string;
  readonly now?: () => Date;
}

/** One import under way. */
export interface ImportJob {
  readonly id: string;
  pause(): void;
  resume(): void;
  /**
   * For good: what was read and is in no other bundle is left to fsck as orphans. Up to the step that lists the bundle;
   * after that it comes too late, and changes nothing.
   */
  cancel(): void;
  /** As a crash would, but at once: what was finished is kept, and can be resumed. */
  interrupt(): void;
  /** Settles within a second of `cancel` and `interrupt`, whatever the import waits for. Never rejects but for a bug. */
  readonly done: Promise<Result<BundleRecord, ImportFailure>>;
  /** Settles when no thread of it is left, and after `cancel` nothing on the disk either. */
  readonly ended: Promise<unknown>;
}

export interface ImportPlace {
  readonly layout: VaultLayout;
  readonly workerFile: string | URL;
  readonly readers: number;
  readonly known: () => KnownRecords;
}

/** How long a stopped import is waited for. A call that a medium or a disk holds up cannot be called off. */
const LET_GO_AFTER_MS = 600;
const FORGET_MS = 200;

/** Starts an import once `turn` has come. */
export function startImport(
  place: ImportPlace,
  source: string,
  options: ImportOptions,
  turn: Promise<unknown>,
): ImportJob {
  const id = options.resume ?? randomBytes(8).toString('hex');
  const control = JobControl.fresh();
  const run = new ImportRun(place, id, source, options, control);
  options.signal?.addEventListener('abort', () => run.cancel());
  if (options.signal?.aborted === true) run.cancel();
  const stopWatching = watchProgress(control, options.onProgress ?? (() => undefined));
  const ended = turn.then(() => run.run());
  return {
    id,
    pause: () => control.pause(),
    resume: () => control.resume(),
    cancel: () => run.cancel(),
    interrupt: () => run.interrupt(),
    done: Promise.race([ended, run.letGo]).finally(stopWatching),
    ended,
  };
}

class ImportRun {
  readonly #place: ImportPlace;
  readonly #id: string;
  readonly #source: string;
  readonly #options: ImportOptions;
  readonly #control: JobControl;
  readonly #folder: string;
  /** Settles when whoever stopped the import is not made to wait for its threads any longer. */
  readonly letGo: Promise<Result<never, ImportFailure>>;
  #letGo: (outcome: Result<never, ImportFailure>) => void = () => undefined;
  #stop: 'cancelled' | 'interrupted' | null = null;
  #isTooLate = false;

  constructor(place: ImportPlace, id: string, source: string, options: ImportOptions, control: JobControl) {
    this.#place = place;
    this.#id = id;
    this.#source = source;
    this.#options = options;
    this.#control = control;
    this.#folder = join(place.layout.tmp, id);
    this.letGo = new Promise((resolve) => {
      this.#letGo = resolve;
    });
  }

  async run(): Promise<Result<BundleRecord, ImportFailure>> {
    if (this.#control.stopped) return this.#abandon(cancelled({ isHeldUp: false }));
    this.#control.waitFor('vault');
    const begun = await this.#begin();
    this.#control.waitFor(null);
    if (!begun.ok) return err(this.#vaultFailed(begun.error));
    const staged = await this.#stage();
    if (!staged.ok) return this.#abandon(staged.error);
    const listed = await readBundleRecord(this.#place.layout, staged.value.summary.dirHash, this.#place.known());
    const before = listed.ok ? listed.value : null;
    const other = before === null ? null : this.#otherTreeOfSameFiles(staged.value, before);
    if (other?.ok === false) return this.#abandon(this.#vaultFailed(other.error));
    if (other !== null && other.value !== null) return this.#abandon(refusedTree([other.value]));
    this.#control.setPhase('committing');
    const fresh = bundleRecord(staged.value, basename(this.#source), this.#now());
    const record = before === null ? fresh : keepingGitIds(fresh, before);
    const committed = await commitBundle(this.#place.layout, join(this.#folder, IMPORT_STAGED), record, {
      mayGoOn: async () => {
        this.#control.waitFor(null);
        const may = await this.#control.mayProceedHere();
        this.#control.waitFor('vault');
        return may;
      },
      mayList: () => this.#mayList(),
    });
    this.#control.waitFor(null);
    if (!committed.ok) return this.#abandon(this.#vaultFailed(committed.error));
    if (!committed.value) return this.#abandon(cancelled({ isHeldUp: false }));
    const removed = await this.#removeFolder();
    return removed.ok ? ok(record) : err(this.#vaultFailed(removed.error));
  }

  cancel(): void {
    this.#end('cancelled');
  }

  interrupt(): void {
    this.#end('interrupted');
  }

  #end(how: 'cancelled' | 'interrupted'): void {
    this.#stop ??= how;
    this.#control.stop();
    setTimeout(() => void this.#letGoOf(), LET_GO_AFTER_MS).unref();
  }

  /** What its threads hold up is removed when they end; until then it is no import that could be resumed. */
  async #letGoOf(): Promise<void> {
    if (this.#isTooLate) return;
    const isOver = this.#stop === 'cancelled';
    const forgotten = isOver ? removeImportHead(this.#folder) : Promise.resolve(ok(undefined));
    // It may be the vault's own disk that holds everything up.
    const known = await Promise.race([forgotten, sleep(FORGET_MS, null, { ref: false })]);
    this.#letGo(err(known?.ok === false ? this.#vaultFailed(known.error) : cancelled({ isHeldUp: true })));
  }

  #mayList(): boolean {
    this.#isTooLate = !this.#control.stopped;
    return this.#isTooLate;
  }

  #begin(): Promise<Result<void, FileFailure>> {
    return attempt(this.#folder, async () => {
      if (this.#options.resume !== undefined && readImportHead(this.#folder) !== null) return;
      // There already when a full disk took the folder and not the head: what has no head has nothing to go on with.
      await mkdir(this.#folder, { recursive: this.#options.resume !== undefined, mode: 0o700 });
      await writeImportHead(this.#folder, { source: this.#source, startedAt: this.#now().toISOString() });
    });
  }

  async #stage(): Promise<AssessedOutcome> {
    const { layout, workerFile, readers } = this.#place;
    const role: ImportRole = {
      role: 'import',
      control: this.#control.shared,
      layout,
      folder: this.#folder,
      importId: this.#id,
      source: this.#source,
      workerFile: workerFile instanceof URL ? fileURLToPath(workerFile) : workerFile,
      readers,
    };
    const worker = new Worker(workerFile, { workerData: role, resourceLimits: THREAD_LIMITS });
    const answer = await answerOf<AssessedOutcome>(worker, layout.root);
    void worker.terminate();
    return answer.ok ? answer.value : err(threadEnded(answer.error));
  }

  /** A bundle is named by its dirHash, which is over regular files alone: links and modes may differ. */
  #otherTreeOfSameFiles(staged: AssessedTree, before: BundleRecord): Result<Finding | null, FileFailure> {
    const { layout } = this.#place;
    const listed = attemptSync(
      layout.root,
      () => before.leavesSha256 ?? leavesInManifest(manifestPath(layout, before.id)),
    );
    if (!listed.ok) return listed;
    const [observed, expected] = [staged.leavesSha256, listed.value];
    if (observed === expected || expected === null) return ok(null);
    return ok(finding('evidence.same-files-other-tree', basename(this.#source), { observed, expected }));
  }

  /** What can be resumed keeps its folder; nothing else does. Whoever cancelled waits for no medium to come back. */
  async #abandon(error: ImportFailure): Promise<Result<never, ImportFailure>> {
    const isCancelled = this.#stop === 'cancelled';
    const removed = error.code === 'import/refused' || isCancelled ? await this.#removeFolder() : ok(undefined);
    if (!removed.ok) return err(this.#vaultFailed(removed.error));
    return err(error.code !== 'import/refused' && isCancelled ? cancelled({ isHeldUp: false }) : error);
  }

  /** What of it cannot be removed now is removed at the next start: without its head nobody can resume it. */
  async #removeFolder(): Promise<Result<void, FileFailure>> {
    const over = await removeImportHead(this.#folder);
    if (!over.ok) return over;
    const removed = await discard(this.#folder);
    // For good: what is over does not come back as interrupted after a power cut, if the disk can be made to say so.
    if (removed.ok) await syncFolder(this.#place.layout.tmp);
    return over;
  }

  #vaultFailed(file: FileFailure): ImportFailure {
    return importFailure({ kind: 'vault', file }, this.#id);
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}

/**
 * The record of a bundle that is imported once more keeps git's ids of it: its leaves are the same. `before`: the one that
 * counts until now.
 */
function keepingGitIds(record: BundleRecord, before: BundleRecord): BundleRecord {
  const { summary, spellings, gitModes } = before;
  const { gitTreeSha1, gitTreeSha256 } = summary;
  if (gitTreeSha1 === undefined || gitTreeSha256 === undefined || gitModes === undefined) return record;
  // Under another name it has other spellings of its root.
  const isSpelledAlike = isDeepStrictEqual(withoutGitIds(before).spellings, withoutGitIds(record).spellings);
  if (!isSpelledAlike || spellings === undefined) return record;
  return { ...record, summary: { ...record.summary, gitTreeSha1, gitTreeSha256 }, spellings, gitModes };
}

/** `null` for a manifest that is damaged: the import brings it anew. @throws system errors */
function leavesInManifest(path: string): Sha256 | null {
  const manifest = new Manifest(path);
  try {
    return leavesDigest(manifest.from());
  } catch (thrown) {
    if (thrown instanceof DamagedManifest) return null;
    throw thrown;
  } finally {
    manifest.close();
  }
}
