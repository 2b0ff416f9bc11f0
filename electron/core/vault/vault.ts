import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { type GitIds, hasGitIds, withGitIds } from '../../../shared/evidence/git-ids.ts';
import type { BundleRecord, EvidenceFile } from '../../../shared/evidence/types.ts';
import { failure, unknownOutcome } from '../../../shared/failure/failure.ts';
import { MAX_NOTE_BYTES } from '../../../shared/journal/note.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { discard, ensureFolder, ensureOwnFolder, replaceDurably, syncFolder } from '../files/durable.ts';
import { attemptSync, type FileFailure, systemFailure } from '../files/file-failure.ts';
import { isNoSuchFile, readIfThere } from '../files/read.ts';
import { sha256Of } from '../files/sha256.ts';
import { DamagedManifest, type EntryPage, Manifest } from '../tree/manifest.ts';
import { runCheck, type VaultCheckOptions, type VaultCheckResult } from './check/check-job.ts';
import { Explorer } from './explore/explorer.ts';
import { type GitIdsOptions, type RecordChanges, runGitIds } from './git-ids/run.ts';
import { endImport, readImportHead } from './import/import-head.ts';
import { type ImportJob, type ImportOptions, type ImportPlace, startImport } from './import/import-job.ts';
import {
  addNextRecord,
  bundleIds,
  manifestPath,
  readBundleRecord,
  recordDigest,
  settleNextRecord,
} from './store/bundle-store.ts';
import { readContent } from './store/content-reader.ts';
import { VaultIndex } from './store/index-of-packs.ts';
import type { KnownRecords } from './store/known-records.ts';
import { bundleFolder, objectFolder, objectPath, type VaultLayout, vaultLayout } from './store/layout.ts';
import { VaultEvidence } from './store/vault-evidence.ts';
import { type VaultFailure, vaultUnusable } from './store/vault-failure.ts';

export interface VaultOptions {
  /** The bundled `worker.ts`. */
  readonly workerFile: string | URL;
  /** Threads that read and hash; two by default. */
  readonly readers?: number;
  /** Asked anew each time. Without it only those records are known that this `Vault` has written. */
  readonly knownRecords?: () => KnownRecords;
}

/** A bundle that is listed, and whose record cannot be read or is not the known one: it counts as refused. */
export interface DamagedBundle {
  readonly id: Sha256;
  readonly error: VaultFailure;
}

/** What the vault lists. */
export interface Listing {
  readonly bundles: readonly BundleRecord[];
  /** Those whose records cannot be read or are not the known ones: nothing is known of them but their `dirHash`. */
  readonly damaged: readonly DamagedBundle[];
}

/** An import that was interrupted, and can be resumed from the same source. */
export interface UnfinishedImport {
  readonly id: string;
  readonly source: string;
  /** UTC, RFC 3339, by the station's clock. */
  readonly startedAt: string;
}

/**
 * Opens the vault in a folder, making it where there is none. There must be one `Vault` a folder in one process of
 * the machine: the lock on the data folder takes care of that.
 */
export async function openVault(folder: string, options: VaultOptions): Promise<Result<Vault, VaultFailure>> {
  const layout = vaultLayout(folder);
  const root = await ensureOwnFolder(layout.root);
  if (!root.ok) return err(vaultUnusable(root.error));
  for (const folder of [layout.packs, layout.objects, layout.bundles, layout.tmp]) {
    const made = await ensureFolder(folder);
    if (!made.ok) return err(vaultUnusable(made.error));
  }
  const opened = attemptSync(folder, () => new Vault(layout, options));
  return opened.ok ? opened : err(vaultUnusable(opened.error));
}

/** The content-addressed store of every imported byte and every signed statement. */
export class Vault {
  /** What the window reads of evidence, in a thread of its own. */
  readonly explorer: Explorer;
  readonly #layout: VaultLayout;
  readonly #options: VaultOptions;
  readonly #index: VaultIndex;
  #lastImport: Promise<unknown> = Promise.resolve();
  readonly #underWay = new Set<Promise<unknown>>();
  /** The digest of each record that was written since this was opened. */
  readonly #written = new Map<Sha256, Sha256>();

  /** Use `openVault`. @throws system errors */
  constructor(layout: VaultLayout, options: VaultOptions) {
    this.#layout = layout;
    this.#options = options;
    this.#index = new VaultIndex(layout);
    this.#index.refresh();
    this.explorer = new Explorer(layout, options.workerFile);
    this.#clearRemains();
  }

  /** Stores a packet's document or a signed statement; durable when it resolves. Bytes that are there stay. */
  async putSmall(bytes: Uint8Array): Promise<Result<Sha256, VaultFailure>> {
    const sha256 = sha256Of(bytes);
    const stored = (await this.#holdsIntact(sha256))
      ? await this.#syncName(sha256)
      : await this.#putObject(sha256, bytes);
    return stored.ok ? ok(sha256) : err(vaultUnusable(stored.error));
  }

  /**
   * The copy of a checkpoint that `keepJournalCheckpoint` left; `null` where there is none yet. Empty, which is no
   * checkpoint, where something else lies in its place.
   */
  async journalCheckpoint(): Promise<Result<Uint8Array | null, VaultFailure>> {
    const read = await readIfThere(this.#layout.journalCheckpoint, MAX_NOTE_BYTES);
    if (!read.ok && isNoSuchFile(read.error)) return ok(new Uint8Array());
    return read.ok ? read : err(vaultUnusable(read.error));
  }

  /**
   * Keeps a copy of the journal's newest checkpoint beside the contents. So a journal is found that is older than the
   * vault, or not this station's: where only a part of the data was brought back from a backup, for instance.
   */
  async keepJournalCheckpoint(checkpoint: Uint8Array): Promise<Result<void, VaultFailure>> {
    const kept = await replaceDurably(this.#layout.journalCheckpoint, checkpoint);
    return kept.ok ? kept : err(vaultUnusable(kept.error));
  }

  /**
   * A content's bytes, hashed as they are read: the last item is an error when it is missing or damaged, so nothing is
   * to be relied on before the end.
   */
  async *read(sha256: Sha256): AsyncGenerator<Result<Uint8Array, VaultFailure>> {
    const location = this.#locate(sha256);
    if (!location.ok) yield location;
    else yield* readContent(sha256, location.value);
  }

  /** A small content whole, checked against its digest. */
  async readSmall(sha256: Sha256, maxBytes: number): Promise<Result<Uint8Array, VaultFailure>> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of this.read(sha256)) {
      if (!chunk.ok) return chunk;
      length += chunk.value.length;
      if (length > maxBytes) return err(failure('vault/too-large', { where: sha256 }));
      chunks.push(chunk.value);
    }
    return ok(new Uint8Array(Buffer.concat(chunks)));
  }

  /**
   * Imports the directory at `source`. Imports run one after the other: a second waits for the first. The bundle is
   * listed once `done` gives its record, and after a crash at any instant either all of it is there or nothing.
   */
  importBundle(source: string, options: ImportOptions = {}): ImportJob {
    const job = startImport(this.#place(), source, options, this.#lastImport);
    this.#lastImport = job.done.then(
      (listed) => {
        if (!listed.ok) return;
        this.#written.set(listed.value.id, recordDigest(listed.value));
        // Where that fails, whoever looks for one of its contents does it once more.
        attemptSync(this.#layout.root, () => this.#index.refresh());
      },
      () => undefined,
    );
    this.#note(job.ended);
    return job;
  }

  /** Every listed bundle, in the order of ids. Each record is read. */
  async listing(): Promise<Result<Listing, VaultFailure>> {
    const ids = await bundleIds(this.#layout);
    if (!ids.ok) return ids;
    const known = this.#known();
    const bundles: BundleRecord[] = [];
    const damaged: DamagedBundle[] = [];
    for (const id of [...new Set([...ids.value, ...known.keys()])].sort()) {
      const record = await readBundleRecord(this.#layout, id, known);
      if (record.ok) bundles.push(record.value);
      else damaged.push({ id, error: record.error });
    }
    return ok({ bundles, damaged });
  }

  bundle(id: Sha256): Promise<Result<BundleRecord, VaultFailure>> {
    return readBundleRecord(this.#layout, id, this.#known());
  }

  /** The leaves of a bundle in path order, from `offset` on, `limit` at most. */
  bundleEntries(id: Sha256, offset = 0, limit = Number.POSITIVE_INFINITY): Promise<Result<EntryPage, VaultFailure>> {
    return this.#withManifest(id, (manifest) => manifest.page(offset, limit));
  }

  /** The first leaves of a bundle in path order, without counting the others. */
  firstEntries(id: Sha256, limit: number): Promise<Result<readonly EvidenceFile[], VaultFailure>> {
    return this.#withManifest(id, (manifest) => manifest.first(limit));
  }

  /** The leaf at a path; `missing` when there is none. */
  async entry(id: Sha256, path: string): Promise<Result<EvidenceFile, VaultFailure>> {
    const found = await this.#withManifest(id, (manifest) => manifest.find(path));
    if (!found.ok) return found;
    return found.value === null ? err(failure('vault/missing', { where: `${id}/${path}` })) : ok(found.value);
  }

  /** The content of one leaf of a bundle, as `read` gives it. */
  async *readEntry(id: Sha256, path: string): AsyncGenerator<Result<Uint8Array, VaultFailure>> {
    const file = await this.entry(id, path);
    if (!file.ok) yield file;
    else yield* this.read(file.value.sha256);
  }

  /** A listed bundle as checks see it; to be closed. */
  evidence(id: Sha256): Result<VaultEvidence, VaultFailure> {
    if (!existsSync(bundleFolder(this.#layout, id))) return err(failure('vault/missing', { where: id }));
    const opened = attemptSync(id, () => new VaultEvidence(manifestPath(this.#layout, id), this.#layout));
    return opened.ok ? opened : err(vaultUnusable(opened.error));
  }

  /** Imports that a crash, a pulled medium or a full disk interrupted. */
  unfinishedImports(): Result<readonly UnfinishedImport[], VaultFailure> {
    const listed = attemptSync(this.#layout.tmp, () =>
      readdirSync(this.#layout.tmp).flatMap((id) => {
        const head = readImportHead(join(this.#layout.tmp, id));
        return head === null ? [] : [{ id, ...head }];
      }),
    );
    return listed.ok ? listed : err(vaultUnusable(listed.error));
  }

  /** Goes on with an interrupted import, from where its source is now. */
  resumeImport(id: string, source: string, options: Omit<ImportOptions, 'resume'> = {}): ImportJob {
    return this.importBundle(source, { ...options, resume: basename(id) });
  }

  /**
   * Gives an interrupted import up, for good: it is over once its head is gone. Whatever else of it cannot be removed now is
   * removed at the next start. `unknown` when nobody knows whether a power cut would bring it back.
   */
  async dropImport(id: string): Promise<Result<void, VaultFailure>> {
    const folder = join(this.#layout.tmp, basename(id));
    const over = await endImport(folder);
    if (over.ok) await discard(folder);
    if (over.ok) return over;
    const why = vaultUnusable(over.error);
    return err(over.error.outcome === 'unknown' ? unknownOutcome(why) : why);
  }

  /**
   * Hashes every content again and folds every bundle's trees again; what depends on damaged bytes is marked refused, and
   * records that are not known are made again from the bytes. What was renewed is for a journal to say.
   * Waits for imports under way. `null`: it was stopped.
   */
  async check(options: VaultCheckOptions = {}): Promise<Result<VaultCheckResult | null, VaultFailure>> {
    await this.#lastImport;
    const checking = runCheck(this.#place(), options);
    this.#lastImport = checking;
    this.#note(checking);
    const checked = await checking;
    if (checked.ok)
      for (const { record } of checked.value?.renewed ?? []) this.#written.set(record.id, recordDigest(record));
    const reopened = attemptSync(this.#layout.root, () => this.#index.reopen());
    return reopened.ok ? checked : err(vaultUnusable(reopened.error));
  }

  /**
   * Computes git's tree ids of a listed bundle from the vault's copy, whose contents are hashed again, and keeps them with
   * its record. Of a bundle that has them, they are what it has. `keep` is asked with the record that has them, once that
   * is durable: the record counts from when `keep` says that it is known. Imports go on meanwhile. `null`: it was stopped.
   */
  async addGitIds<E>(
    id: Sha256,
    keep: (record: BundleRecord, digest: Sha256) => Promise<Result<unknown, E>>,
    options: GitIdsOptions = {},
  ): Promise<Result<BundleRecord | null, VaultFailure | E>> {
    const { changes = AT_ANY_TIME, signal = NEVER } = options;
    for (;;) {
      const before = await this.bundle(id);
      if (!before.ok || hasGitIds(before.value)) return before;
      const work = runGitIds(this.#place(), before.value, options);
      this.#note(work);
      const ids = await work;
      if (!ids.ok) return ids;
      const { value } = ids;
      if (value === null) return ok(null);
      const settled = await this.#whenFree(changes, signal, () => this.#keepGitIds(before.value, value, keep));
      if (settled === 'stopped') return ok(null);
      // It was imported once more meanwhile, perhaps under another name: then once more from the record of now.
      if (settled !== 'another-record') return settled;
    }
  }

  /** Settles when no thread is at work in the vault, those included that were stopped and are held up by a medium. */
  async atRest(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  /** Waits for imports under way, then lets go of all files. */
  async close(): Promise<void> {
    await this.#lastImport;
    await this.explorer.end();
    this.#index.close();
  }

  #place(): ImportPlace {
    const { workerFile, readers = 2 } = this.#options;
    return { layout: this.#layout, workerFile, readers, known: () => this.#known() };
  }

  /** Between two imports, and when records may change. No import waits for that. */
  async #whenFree<T>(changes: RecordChanges, signal: AbortSignal, change: () => Promise<T>): Promise<T | 'stopped'> {
    for (;;) {
      await changes.free(signal);
      if (signal.aborted) return 'stopped';
      const changed = this.#lastImport.then(() => changes.add(async () => ({ to: await change() })));
      this.#lastImport = changed.catch(() => undefined);
      const made = await changed;
      if (made !== null) return made.to;
    }
  }

  async #keepGitIds<E>(
    before: BundleRecord,
    ids: GitIds,
    keep: (record: BundleRecord, digest: Sha256) => Promise<Result<unknown, E>>,
  ): Promise<Result<BundleRecord, VaultFailure | E> | 'another-record'> {
    const now = await this.bundle(before.id);
    if (!now.ok) return now;
    if (!isDeepStrictEqual(now.value, before)) return 'another-record';
    const record = withGitIds(before, ids);
    const written = await addNextRecord(this.#layout, record);
    if (!written.ok) return err(vaultUnusable(written.error));
    const digest = recordDigest(record);
    const kept = await keep(record, digest);
    if (!kept.ok) return kept;
    this.#written.set(record.id, digest);
    await settleNextRecord(this.#layout, record.id);
    return ok(record);
  }

  #known(): KnownRecords {
    return this.#options.knownRecords?.() ?? this.#written;
  }

  #note(work: Promise<unknown>): void {
    this.#underWay.add(work);
    const forget = (): boolean => this.#underWay.delete(work);
    work.then(forget, forget);
  }

  async #holdsIntact(sha256: Sha256): Promise<boolean> {
    for await (const chunk of this.read(sha256)) if (!chunk.ok) return false;
    return true;
  }

  async #putObject(sha256: Sha256, bytes: Uint8Array): Promise<Result<void, FileFailure>> {
    const folder = await ensureFolder(objectFolder(this.#layout, sha256));
    if (!folder.ok) return folder;
    const stored = await replaceDurably(objectPath(this.#layout, sha256), bytes);
    return stored.ok ? syncFolder(this.#layout.objects) : stored;
  }

  /** Whoever stored it may have been killed, or cancelled, before its name was durable. */
  async #syncName(sha256: Sha256): Promise<Result<void, FileFailure>> {
    const at = this.#index.find(sha256);
    const named = at === null ? ok(undefined) : await syncFolder(dirname(at.path));
    return named.ok ? syncFolder(this.#layout.objects) : named;
  }

  #locate(sha256: Sha256): Result<NonNullable<ReturnType<VaultIndex['find']>>, VaultFailure> {
    const found = attemptSync(this.#layout.root, () => {
      const location = this.#index.find(sha256);
      if (location !== null) return location;
      this.#index.refresh();
      return this.#index.find(sha256);
    });
    if (!found.ok) return err(vaultUnusable(found.error));
    return found.value === null ? err(failure('vault/missing', { where: sha256 })) : ok(found.value);
  }

  async #withManifest<T>(id: Sha256, use: (manifest: Manifest) => T | Promise<T>): Promise<Result<T, VaultFailure>> {
    if (!existsSync(bundleFolder(this.#layout, id))) return err(failure('vault/missing', { where: id }));
    try {
      const manifest = new Manifest(manifestPath(this.#layout, id));
      try {
        return ok(await use(manifest));
      } finally {
        manifest.close();
      }
    } catch (thrown) {
      if (thrown instanceof DamagedManifest) return err(failure('vault/damaged', { where: id }));
      return err(vaultUnusable(systemFailure(thrown, id)));
    }
  }

  /** What a crash left of imports that had not begun. Those that had can be resumed. */
  #clearRemains(): void {
    for (const id of readdirSync(this.#layout.tmp)) {
      const folder = join(this.#layout.tmp, id);
      if (readImportHead(folder) === null) rmSync(folder, { recursive: true, force: true });
    }
  }
}

const NEVER = new AbortController().signal;
const AT_ANY_TIME: RecordChanges = { add: (change) => change(), free: async () => undefined };
