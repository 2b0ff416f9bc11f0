import type { TokenScan } from '../../../shared/evidence/checks/token-scanner.ts';
import type { TokenHits } from '../../../shared/evidence/reader.ts';
import type { FileKind } from '../../../shared/evidence/types.ts';
import { failure } from '../../../shared/failure/failure.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import type { ArchiveItem, ArchiveReader } from '../archive/types.ts';
import type { JobControl } from '../job/control.ts';
import { TreeNames } from '../media/tree-names.ts';
import { type ContentSink, WHOLE_FILE_MAX } from './content-sink.ts';
import type { Digests } from './entry-line.ts';
import type { EntrySorter } from './entry-sorter.ts';
import { splitPath } from './fold-leaves.ts';
import { meansMediumFails, type StopReason } from './import-failure.ts';
import type { LeafHasher } from './leaf-hasher.ts';
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

/** What an archive is read with. */
export interface ArchiveTools {
  /** Gets every content. */
  readonly sink: ContentSink;
  /** Which digests are computed of each content. */
  readonly hasher: LeafHasher<Digests>;
  /** Gets every leaf. */
  readonly sorter: EntrySorter;
  readonly control: JobControl;
  readonly pass?: ArchivePass;
}

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
export async function readArchive(archive: ArchiveReader, tools: ArchiveTools): Promise<StopReason | null> {
  const isCancelled = await new ArchiveReading(archive, tools).run();
  tools.sink.seal();
  const failure = await tools.sink.settled();
  if (failure !== null) return { kind: 'vault', file: failure };
  return isCancelled ? { kind: 'cancelled' } : mediumFailure(archive.findings);
}

class ArchiveReading {
  readonly #archive: ArchiveReader;
  readonly #sink: ContentSink;
  readonly #hasher: LeafHasher<Digests>;
  readonly #sorter: EntrySorter;
  readonly #control: JobControl;
  readonly #pass: ArchivePass;
  #told = 0;

  constructor(archive: ArchiveReader, { sink, hasher, sorter, control, pass = HASHING_ALONE }: ArchiveTools) {
    this.#archive = archive;
    this.#sink = sink;
    this.#hasher = hasher;
    this.#sorter = sorter;
    this.#control = control;
    this.#pass = pass;
  }

  /** `true`: it was stopped. It ends early when the sink fails. What was read by then is known, and noted. */
  async run(): Promise<boolean> {
    for await (const item of this.#archive.items()) {
      if (!this.#control.mayProceed()) return true;
      if (!isLeaf(item)) continue;
      this.#control.setCurrent(item.path);
      const known = this.#pass.recall(item);
      this.#control.setPhase(known === null ? 'reading' : 'catching-up');
      if (known !== null) item.skip();
      const digests = known ?? (await this.#read(item));
      if (this.#sink.failure !== null) return false;
      if (this.#control.stopped) return true;
      const bytes = this.#tellBytes();
      if (known !== null) this.#control.addPassedOver(1, bytes);
      if (digests !== null) {
        if (known === null) this.#pass.note(item, digests);
        this.#add(item, digests);
      }
      await this.#sink.behind();
    }
    return false;
  }

  #add(item: ArchiveLeaf, digests: Digests): void {
    this.#sorter.add(item.path, item.kind, digests, item.size);
    this.#control.addFiles(1);
  }

  /** Gives how many bytes were read since it was last asked. */
  #tellBytes(): number {
    const bytes = this.#archive.bytesRead() - this.#told;
    this.#told += bytes;
    this.#control.addBytes(bytes);
    return bytes;
  }

  /** `null`: the content is not whole, and nothing is read after it. */
  async #read(item: ArchiveLeaf): Promise<Digests | null> {
    const scan = item.kind === 'symlink' ? null : this.#pass.search(item);
    const digests = await (item.size <= WHOLE_FILE_MAX ? this.#readWhole(item, scan) : this.#readChunks(item, scan));
    const hits = scan?.hits() ?? [];
    if (digests !== null && hits.some(({ count }) => count > 0)) this.#pass.found(item, hits);
    return digests;
  }

  /** `null`: the content ended early, and the archive's findings say why. */
  async #readWhole(item: ArchiveLeaf, scan: TokenScan | null): Promise<Digests | null> {
    const sink = this.#sink;
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
    const digests = this.#hasher.digestsOf(record, headLength);
    sink.keep(digests.sha256, at, headLength, size);
    return digests;
  }

  /** `null`: it ended early, was stopped, or the sink failed: nothing is read after it. */
  async #readChunks(item: ArchiveLeaf, scan: TokenScan | null): Promise<Digests | null> {
    const content = this.#sink.begin(item.size);
    const running = this.#hasher.begin(item.size);
    let size = 0;
    for await (const chunk of item.content) {
      if (!this.#control.mayProceed() || this.#sink.failure !== null) break;
      running.update(chunk);
      scan?.scan(chunk);
      await content.write(chunk);
      size += chunk.length;
      this.#tellBytes();
    }
    if (size !== item.size || this.#control.stopped || this.#sink.failure !== null) {
      content.abandon();
      return null;
    }
    const digests = running.digest();
    content.finish(digests.sha256);
    return digests;
  }
}

function isLeaf(item: ArchiveItem): item is ArchiveLeaf {
  return item.kind !== 'directory';
}

/** A medium that failed says nothing about the archive: the import waits until it can be read again. */
export function mediumFailure(findings: readonly Finding[]): StopReason | null {
  const failed = findings.find(({ code }) => code === 'evidence.archive-unreadable');
  if (failed?.observed === undefined || !meansMediumFails(failed.observed)) return null;
  return { kind: 'medium', file: failure('file/unreadable', { where: failed.where, errno: failed.observed }) };
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
