import { closeSync, fstatSync, lstatSync, type Stats } from 'node:fs';
import type { Finding } from '../../../shared/finding/index.ts';
import { assertNever } from '../../../shared/result.ts';
import { closeRead } from '../files/close-read.ts';
import { errnoOf, systemFailure } from '../files/file-failure.ts';
import type { JobControl } from '../job/control.ts';
import { type ByteName, shownName, systemPath } from '../media/byte-name.ts';
import { unreadable } from '../media/directory.ts';
import { type Batch, NAME_END, restOf } from './batch.ts';
import { type ContentSink, WHOLE_FILE_MAX } from './content-sink.ts';
import { meansMediumFails, type StopReason } from './import-failure.ts';
import type { ContentDigest } from './leaf-hasher.ts';
import { type LeafFailure, type LeafOutcome, LeafReader, openLeaf } from './leaf-reader.ts';
import { dirHashAlone, everyHash, type LeafRun, type LeafWork, oneDigest, type RunBuilder } from './leaf-run.ts';
import type { ReaderRole } from './reader-role.ts';
import type { FileHits } from './token-search.ts';

/** A batch is given back once so much of it was read, or before a file this large, so that both readers have work. */
const GIVE_BACK_AFTER = 32 * 1024 * 1024;
const LARGE = 4 * 1024 * 1024;
/** Progress is told every so many files: one atomic addition a file would be felt. */
const TELL_EVERY = 16;

const CANCELLED: LeafFailure = { kind: 'stopped', reason: { kind: 'cancelled' } };

/** What was read of a batch, also when it ended early. */
export interface BatchOutcome {
  /** Leaves accounted for. */
  readonly count: number;
  readonly run: LeafRun;
  readonly findings: readonly Finding[];
  readonly hits: readonly FileHits[];
  /** Why nothing more can be read, if so. */
  readonly stop: StopReason | null;
}

export interface BatchReading {
  /** @param beforeLong told of a long read before it begins, with the rest of the batch, which others are to read */
  read(batch: Batch, beforeLong: (rest: Batch | null) => void): Promise<BatchOutcome>;
}

/** @param hashes see `ReaderRole`. @param tokens to be searched in every regular file */
export function batchReader(
  hashes: ReaderRole['hashes'],
  sink: ContentSink,
  control: JobControl,
  tokens: readonly Uint8Array[],
): BatchReading {
  switch (hashes) {
    case 'every':
      return new BatchReader(everyHash, sink, control, tokens);
    case 'one-digest':
      return new BatchReader(oneDigest, sink, control, tokens);
    case 'dirHash':
      return new BatchReader(dirHashAlone, sink, control, tokens);
    default:
      return assertNever(hashes, 'what readers hash');
  }
}

/** Reads the leaves of a batch, one after the other, in order. */
class BatchReader<D extends ContentDigest> implements BatchReading {
  readonly #sink: ContentSink;
  readonly #control: JobControl;
  readonly #leaves: LeafReader<D>;
  readonly #run: RunBuilder<D>;

  constructor(work: LeafWork<D>, sink: ContentSink, control: JobControl, tokens: readonly Uint8Array[]) {
    this.#run = work.builder();
    this.#sink = sink;
    this.#control = control;
    this.#leaves = new LeafReader(work.hasher, sink, control, tokens);
  }

  async read(batch: Batch, beforeLong: (rest: Batch | null) => void): Promise<BatchOutcome> {
    const findings: Finding[] = [];
    const hits: FileHits[] = [];
    const untold: number[] = [];
    let count = 0;
    let bytes = 0;
    let gaveBack = false;
    const beforeRead = (size: number): void => {
      if (size < LARGE && bytes + size < GIVE_BACK_AFTER) return;
      gaveBack = true;
      beforeLong(restOf(batch, count + 1));
    };
    let stop: StopReason | null = null;
    for (const leaf of leavesIn(batch)) {
      const reading = this.#control.mayProceed() ? this.#readLeaf(leaf, beforeRead) : CANCELLED;
      const outcome = reading instanceof Promise ? await reading : reading;
      stop = this.#sink.failure === null ? null : { kind: 'vault', file: this.#sink.failure };
      if (outcome.kind === 'stopped') stop ??= outcome.reason;
      if (stop !== null || outcome.kind === 'stopped') break;
      count += 1;
      if (outcome.kind === 'finding') {
        findings.push(outcome.finding);
      } else {
        const { size } = outcome.identity;
        this.#run.add(leaf.folder, leaf.name, outcome.leaf, outcome.digests, outcome.identity);
        if (outcome.hits !== null) hits.push({ path: leaf.folder + leaf.name, hits: outcome.hits });
        bytes += size;
        untold.push(size);
      }
      if (untold.length === TELL_EVERY) {
        this.#control.setCurrent(leaf.folder + leaf.name);
        this.#tell(untold);
      }
      if (gaveBack) break;
    }
    this.#tell(untold);
    return { count, run: this.#run.take(), findings, hits, stop };
  }

  /** Larger files told their bytes while they were read. */
  #tell(sizes: number[]): void {
    const whole = sizes.filter((size) => size <= WHOLE_FILE_MAX);
    this.#control.addBytes(whole.reduce((sum, size) => sum + size, 0));
    this.#control.addFiles(sizes.length);
    sizes.length = 0;
  }

  /** A promise for large files alone: a promise for each of a million small ones would be felt. */
  #readLeaf(leaf: Leaf, beforeRead: (size: number) => void): LeafOutcome<D> | Promise<LeafOutcome<D>> {
    let fd: number | null = null;
    try {
      if (leaf.isLink) return this.#leaves.readLink(leaf.at, leaf.folder + leaf.name, lstatSync(systemPath(leaf.at)));
      fd = openLeaf(leaf.at);
      const stat = fstatSync(fd);
      beforeRead(stat.size);
      if (stat.size <= WHOLE_FILE_MAX || !stat.isFile())
        return this.#leaves.readSmall(fd, stat, leaf.folder + leaf.name);
      const large = this.#readLarge(fd, stat, leaf);
      fd = null;
      return large;
    } catch (thrown) {
      return failureOf(thrown, leaf);
    } finally {
      closeLeaf(fd);
    }
  }

  /** Closes the file. */
  async #readLarge(fd: number, stat: Stats, leaf: Leaf): Promise<LeafOutcome<D>> {
    try {
      return await this.#leaves.readLarge(fd, stat, leaf.folder + leaf.name);
    } catch (thrown) {
      return failureOf(thrown, leaf);
    } finally {
      closeLeaf(fd);
    }
  }
}

function closeLeaf(fd: number | null): void {
  if (fd !== null) closeRead(() => closeSync(fd));
}

/** @throws what was caught, when it is no system error: a bug */
function failureOf(thrown: unknown, leaf: Leaf): LeafFailure {
  const errno = errnoOf(thrown);
  if (errno === null) throw thrown;
  const path = leaf.folder + leaf.name;
  if (meansMediumFails(errno)) {
    return { kind: 'stopped', reason: { kind: 'medium', file: systemFailure(thrown, shownName(path)) } };
  }
  const one = unreadable(thrown, path);
  if (one === null) throw thrown;
  return { kind: 'finding', finding: one };
}

interface Leaf {
  readonly at: ByteName;
  readonly folder: ByteName;
  readonly name: ByteName;
  readonly isLink: boolean;
}

function* leavesIn(batch: Batch): Generator<Leaf> {
  for (const { base, path, names, kinds } of batch.groups) {
    let i = 0;
    for (const name of names.split(NAME_END)) yield { at: base + name, folder: path, name, isLink: kinds[i++] === 'l' };
  }
}
