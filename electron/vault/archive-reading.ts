import type { TokenHits } from '../../shared/evidence/checks/reader.ts';
import type { TokenScan } from '../../shared/evidence/checks/token-scanner.ts';
import type { FileKind } from '../../shared/evidence/types.ts';
import type { Finding } from '../../shared/finding/index.ts';
import { fileError } from '../files/file-error.ts';
import type { ArchiveItem, ArchiveReader } from '../media/archive/types.ts';
import { TreeNames } from '../media/tree-names.ts';
import { type ContentSink, WHOLE_FILE_MAX } from './content-sink.ts';
import type { JobControl } from './control.ts';
import type { Digests } from './entry-line.ts';
import type { EntrySorter } from './entry-sorter.ts';
import { splitPath } from './fold-leaves.ts';
import { meansMediumFails, type StopReason } from './import-error.ts';
import { everyDigest } from './leaf-hasher.ts';
import { type LeafRun, LeafRunBuilder } from './leaf-run.ts';

const RUN_LEAVES = 256;

/** What an import does with an archive beyond hashing it. */
export interface ArchivePass {
  /** What is known of an item from an earlier run of the import, with its content in the vault; `null`: read it. */
  recall(item: ArchiveLeaf): Digests | null;
  /** Takes note of an item that was read. */
  note(item: ArchiveLeaf, digests: Digests): void;
  /** Begins the search for forbidden tokens in one file; `null` where none are known. */
  search(item: ArchiveLeaf): TokenScan | null;
  found(item: ArchiveLeaf, hits: readonly TokenHits[]): void;
}

/** An item that is no folder. */
export type ArchiveLeaf = ArchiveItem & { readonly kind: FileKind };

/** Nothing but hashing. */
const HASHING_ALONE: ArchivePass = {
  recall: () => null,
  note: () => undefined,
  search: () => null,
  found: () => undefined,
};

/**
 * Reads an archive from start to end: every content into the sink, every leaf into the sorter. `null` when it came to
 * the end; what is wrong with the archive is in its findings. What was read is durable in the sink either way.
 */
export async function readArchive(
  archive: ArchiveReader,
  sink: ContentSink,
  sorter: EntrySorter,
  control: JobControl,
  pass: ArchivePass = HASHING_ALONE,
): Promise<StopReason | null> {
  const isCancelled = await readItems(archive, sink, sorter, control, pass);
  sink.seal();
  const failure = await sink.settled();
  if (failure !== null) return { kind: 'vault', file: failure };
  return isCancelled ? { kind: 'cancelled' } : mediumFailure(archive.findings);
}

/** `true`: it was stopped. It ends early when the sink fails. */
async function readItems(
  archive: ArchiveReader,
  sink: ContentSink,
  sorter: EntrySorter,
  control: JobControl,
  pass: ArchivePass,
): Promise<boolean> {
  let told = 0;
  const tellBytes = (): void => {
    control.addBytes(archive.bytesRead() - told);
    told = archive.bytesRead();
  };
  for await (const item of archive.items()) {
    if (!control.mayProceed()) return true;
    if (!isLeaf(item)) continue;
    control.setCurrent(item.path);
    const known = pass.recall(item);
    control.setPhase(known === null ? 'reading' : 'catching-up');
    if (known !== null) item.skip();
    const digests = known ?? (await readLeaf(item, sink, control, tellBytes, pass));
    if (sink.failure !== null) return false;
    if (control.stopped) return true;
    const before = told;
    tellBytes();
    if (known !== null) control.addPassedOver(1, told - before);
    if (digests === null) continue;
    if (known === null) pass.note(item, digests);
    sorter.add(item.path, item.kind, digests, item.size);
    control.addFiles(1);
    await sink.behind();
  }
  return false;
}

function isLeaf(item: ArchiveItem): item is ArchiveLeaf {
  return item.kind !== 'directory';
}

async function readLeaf(
  item: ArchiveLeaf,
  sink: ContentSink,
  control: JobControl,
  onChunk: () => void,
  pass: ArchivePass,
): Promise<Digests | null> {
  const scan = item.kind === 'symlink' ? null : pass.search(item);
  const digests = await (item.size <= WHOLE_FILE_MAX
    ? readWhole(item, sink, scan)
    : readChunks(item, sink, control, onChunk, scan));
  const hits = scan?.hits() ?? [];
  if (digests !== null && hits.some(({ count }) => count > 0)) pass.found(item, hits);
  return digests;
}

/** A medium that failed says nothing about the archive: the import waits until it can be read again. */
export function mediumFailure(findings: readonly Finding[]): StopReason | null {
  const failed = findings.find(({ code }) => code === 'evidence.archive-unreadable');
  if (failed?.observed === undefined || !meansMediumFails(failed.observed)) return null;
  return { kind: 'medium', file: fileError('unreadable', failed.where, failed.observed) };
}

/** The leaves of a tree in path order as runs, their names judged on the way. */
export function* runsOf(sorter: EntrySorter, onFinding: (one: Finding) => void): Generator<LeafRun> {
  const names = new TreeNames(onFinding);
  const builder = new LeafRunBuilder();
  for (const { path, file } of sorter.sorted()) {
    names.add(path);
    const { folder, name } = splitPath(path);
    builder.addKnown(folder, name, file.kind, file, file.size, '');
    if (builder.leaves === RUN_LEAVES) yield builder.take();
  }
  names.finish();
  if (builder.leaves > 0) yield builder.take();
}

/** `null`: the content ended early, and the archive's findings say why. */
async function readWhole(item: ArchiveItem, sink: ContentSink, scan: TokenScan | null): Promise<Digests | null> {
  const at = sink.room();
  const headLength = sink.buffer.write(`blob ${item.size}\0`, at, 'latin1');
  let size = 0;
  for await (const chunk of item.content) {
    if (size + chunk.length > item.size) return null;
    sink.buffer.set(chunk, at + headLength + size);
    scan?.scan(chunk);
    size += chunk.length;
  }
  if (size !== item.size) return null;
  const record = sink.buffer.subarray(at, at + headLength + size);
  const digests = everyDigest.digestsOf(record, headLength);
  sink.keep(digests.sha256, at, headLength, size);
  return digests;
}

async function readChunks(
  item: ArchiveItem,
  sink: ContentSink,
  control: JobControl,
  onChunk: () => void,
  scan: TokenScan | null,
): Promise<Digests | null> {
  const content = sink.begin(item.size);
  const hashes = everyDigest.begin(item.size);
  let size = 0;
  for await (const chunk of item.content) {
    if (!control.mayProceed() || sink.failure !== null) break;
    hashes.update(chunk);
    scan?.scan(chunk);
    await content.write(chunk);
    size += chunk.length;
    onChunk();
  }
  if (size !== item.size || control.stopped || sink.failure !== null) {
    content.abandon();
    return null;
  }
  const digests = hashes.digest();
  content.finish(digests.sha256);
  return digests;
}
