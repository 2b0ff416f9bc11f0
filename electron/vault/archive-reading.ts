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

/**
 * Reads an archive from start to end: every content into the sink, every leaf into the sorter. `null` when it came to
 * the end; what is wrong with the archive is in its findings.
 */
export async function readArchive(
  archive: ArchiveReader,
  sink: ContentSink,
  sorter: EntrySorter,
  control: JobControl,
): Promise<StopReason | null> {
  let told = 0;
  const tellBytes = (): void => {
    control.addBytes(archive.bytesRead() - told);
    told = archive.bytesRead();
  };
  for await (const item of archive.items()) {
    if (!control.mayProceed()) return { kind: 'cancelled' };
    if (item.kind === 'directory') continue;
    control.setCurrent(item.path);
    const digests = await (item.size <= WHOLE_FILE_MAX
      ? readWhole(item, sink)
      : readChunks(item, sink, control, tellBytes));
    if (sink.failure !== null) return { kind: 'vault', file: sink.failure };
    if (control.stopped) return { kind: 'cancelled' };
    tellBytes();
    if (digests === null) continue;
    sorter.add(item.path, item.kind, digests, item.size);
    control.addFiles(1);
  }
  sink.seal();
  const failure = await sink.settled();
  return failure === null ? mediumFailure(archive.findings) : { kind: 'vault', file: failure };
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
async function readWhole(item: ArchiveItem, sink: ContentSink): Promise<Digests | null> {
  const at = sink.room();
  const headLength = sink.buffer.write(`blob ${item.size}\0`, at, 'latin1');
  let size = 0;
  for await (const chunk of item.content) {
    if (size + chunk.length > item.size) return null;
    sink.buffer.set(chunk, at + headLength + size);
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
): Promise<Digests | null> {
  const content = sink.begin(item.size);
  const hashes = everyDigest.begin(item.size);
  let size = 0;
  for await (const chunk of item.content) {
    if (!control.mayProceed()) break;
    hashes.update(chunk);
    content.write(chunk);
    size += chunk.length;
    onChunk();
  }
  if (size !== item.size || control.stopped) {
    content.abandon();
    return null;
  }
  const digests = hashes.digest();
  content.finish(digests.sha256);
  return digests;
}
