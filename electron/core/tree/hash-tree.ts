import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { sha256FromDigest } from '../../../shared/encoding/digest.ts';
import type { TreeAlgorithm, TreeSummary } from '../../../shared/evidence/types.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import { hasError } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { attemptSync, errnoOf } from '../files/file-failure.ts';
import { JobControl } from '../job/control.ts';
import { byteName } from '../media/byte-name.ts';
import { FindingLog } from '../media/finding-log.ts';
import { Folder } from '../media/folder.ts';
import { walkTree } from '../media/walk.ts';
import { batchReader } from './batch-reader.ts';
import { stretchesOf } from './batch-source.ts';
import { nowhere } from './content-sink.ts';
import { type ImportFailure, importFailure, meansMediumFails, refusedTree } from './import-failure.ts';
import { type LeafRun, sizeOf } from './leaf-run.ts';
import { PieceOrder } from './piece-order.ts';
import { inProcessReader, lateReader, type Reader, threadReader } from './reader.ts';
import { type Hashes, READER_LIMITS, type ReaderRole } from './reader-role.ts';
import { RunFold } from './run-fold.ts';
import { TreeReading } from './tree-reading.ts';

export interface HashedTree<A extends TreeAlgorithm = TreeAlgorithm> {
  readonly summary: Pick<TreeSummary, 'files' | 'bytes' | A>;
  /** What is flagged but not refused. */
  readonly findings: readonly Finding[];
}

export interface HashTreeOptions {
  /** The bundled `worker.ts`: a thread that reads a directory beside this one. Without it this one does it alone. */
  readonly workerFile?: string | URL;
  readonly control?: JobControl;
  /** Whether git's tree ids are computed too. They are unless it says otherwise. */
  readonly git?: boolean;
  /** Gets the leaves, a run at a time, in path order. */
  readonly onRun?: (run: LeafRun) => void;
}

/**
 * The tree hashes of a directory or archive, from one strict read of its bytes; nothing is stored. Fails with `refused`
 * and the findings when it holds what no evidence tree may hold.
 */
export async function hashTree(
  path: string,
  options: HashTreeOptions = {},
): Promise<Result<HashedTree, ImportFailure>> {
  const fold = new RunFold();
  const read = await readRuns(path, options.git === false ? 'one-digest' : 'every', options, (run) => {
    fold.add(run);
    options.onRun?.(run);
  });
  return read.ok ? ok({ summary: fold.finish(), findings: read.value }) : read;
}

/** `dirHash` alone, as strictly: one SHA-256 of each content. */
export async function dirHashOf(
  path: string,
  options: Omit<HashTreeOptions, 'onRun'> = {},
): Promise<Result<HashedTree<'dirHash'>, ImportFailure>> {
  const lines = createHash('sha256');
  let [files, bytes] = [0, 0];
  const read = await readRuns(path, 'dirHash', options, (run) => {
    files += run.files;
    bytes += run.bytes;
    lines.update(run.dirLines);
  });
  return read.ok
    ? ok({ summary: { files, bytes, dirHash: sha256FromDigest(lines.digest()) }, findings: read.value })
    : read;
}

/** The tree's leaves in path order. Gives what is flagged. */
async function readRuns(
  path: string,
  hashes: Hashes,
  options: HashTreeOptions,
  onRun: (run: LeafRun) => void,
): Promise<Result<readonly Finding[], ImportFailure>> {
  const control = options.control ?? JobControl.fresh();
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  // Loaded when there is one: a directory need not wait for the code that reads archives.
  const read = isFile
    ? await (await import('./hash-archive.ts')).readRunsOfArchive(path, hashes, control, onRun)
    : await readRunsOfDirectory(path, readersFor(hashes, options, control), onRun);
  return read.ok && hasError(read.value) ? err(refusedTree(read.value)) : read;
}

async function readRunsOfDirectory(
  path: string,
  readers: readonly Reader[],
  onRun: (run: LeafRun) => void,
): Promise<Result<readonly Finding[], ImportFailure>> {
  const root = openRoot(path);
  const log = new FindingLog(MOST_FINDINGS);
  const order = new PieceOrder(onRun);
  const note = (one: Finding): void => log.note(one);
  try {
    if (!root.ok) return root;
    const reading = new TreeReading(
      stretchesOf(walkTree(root.value, isMediumError), () => null, note),
      readers,
      (piece) => {
        piece.findings.forEach(note);
        order.add({ ...piece, bytes: sizeOf(piece.run), run: () => piece.run });
      },
      () => undefined,
      () => order.waitingBytes < MAX_WAITING,
    );
    const stop = await reading.run();
    return stop === null ? ok(log.findings) : err(importFailure(stop, null));
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
    if (root.ok) root.value.release();
  }
}

/** Bytes of pieces behind a long file, of some 300,000 leaves: beyond, the other reader waits until that file is read. */
const MAX_WAITING = 64 * 1024 * 1024;

/** Past so many, further findings about one tree say nothing new. */
export const MOST_FINDINGS = 10_000;

/** Opens the directory that a person named; that name itself may be a link. */
export function openRoot(path: string, importId: string | null = null): Result<Folder, ImportFailure> {
  const opened = attemptSync(path, () => Folder.open(byteName(realpathSync(path))));
  return opened.ok ? opened : err(importFailure({ kind: 'medium', file: opened.error }, importId));
}

export function isMediumError(thrown: unknown): boolean {
  const errno = errnoOf(thrown);
  return errno !== null && meansMediumFails(errno);
}

function readersFor(hashes: Hashes, options: HashTreeOptions, control: JobControl): Reader[] {
  const { workerFile } = options;
  const sink = nowhere();
  const here = inProcessReader(batchReader(hashes, sink, control, []), sink);
  if (workerFile === undefined) return [here];
  const role: ReaderRole = { role: 'reader', control: control.shared, store: null, hashes, tokens: [] };
  const start = (): Reader => threadReader(new Worker(workerFile, { workerData: role, resourceLimits: READER_LIMITS }));
  return [here, lateReader(start)];
}
