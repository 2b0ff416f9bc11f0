import { fstatSync, openSync, readlinkSync, readSync, type Stats } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { type TokenScan, TokenScanner } from '../../../shared/evidence/checks/token-scanner.ts';
import type { TokenHits } from '../../../shared/evidence/reader.ts';
import type { FileKind } from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { parseLinkTarget } from '../archive/entry-path.ts';
import { REGULAR_FILE } from '../files/open-regular.ts';
import type { JobControl } from '../job/control.ts';
import { type ByteName, shownName, systemPath } from '../media/byte-name.ts';
import { CHUNK, type ContentSink } from './content-sink.ts';
import type { FileIdentity } from './entry-line.ts';
import type { StopReason } from './import-failure.ts';
import type { ContentDigest, LeafHasher } from './leaf-hasher.ts';

/** So many chunks of a large file take a few milliseconds; then the thread looks what else there is to do. */
const BREATHE_EVERY = 16;

/** Runnable by its owner: what git's 100755 stands for. */
const OWNER_RUNS = 0o100;

export type LeafOutcome<D> =
  | {
      readonly kind: 'leaf';
      readonly leaf: FileKind;
      readonly digests: D;
      readonly identity: FileIdentity;
      /** Forbidden tokens in it; `null` when there are none. */
      readonly hits: readonly TokenHits[] | null;
    }
  | LeafFailure;

export type LeafFailure =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'stopped'; readonly reason: StopReason };

/** Opens a regular file by its last name alone, which must be no link. @throws system errors */
export function openLeaf(path: ByteName): number {
  return openSync(systemPath(path), REGULAR_FILE);
}

/**
 * Reads one leaf of a directory tree into a sink, hashing it on the way.
 *
 * Strict, as hostile media need: the file is opened by its last name alone without following a link, must be a
 * regular file, and its size and times must be the same after the read as before, through one descriptor. A system
 * error of the medium is thrown; the caller tells a bad file from a bad medium.
 */
export class LeafReader<D extends ContentDigest> {
  readonly #hasher: LeafHasher<D>;
  readonly #sink: ContentSink;
  readonly #control: JobControl;
  readonly #scanner: TokenScanner | null;

  constructor(hasher: LeafHasher<D>, sink: ContentSink, control: JobControl, tokens: readonly Uint8Array[]) {
    this.#hasher = hasher;
    this.#scanner = tokens.length === 0 ? null : new TokenScanner(tokens);
    this.#sink = sink;
    this.#control = control;
  }

  /**
   * A file of at most `WHOLE_FILE_MAX` bytes, or what is no file.
   * @param path what the leaf is called in the tree. @throws system errors of the medium
   */
  readSmall(fd: number, before: Stats, path: ByteName): LeafOutcome<D> {
    if (!before.isFile()) return { kind: 'finding', finding: finding('evidence.special-file', shownName(path)) };
    const scan = this.#scanner?.start() ?? null;
    return outcomeOf(this.#readWhole(fd, before, scan), before, path, scan);
  }

  /** A larger file, which may have to wait for the disk. @throws system errors of the medium */
  async readLarge(fd: number, before: Stats, path: ByteName): Promise<LeafOutcome<D>> {
    this.#control.setCurrent(path);
    const scan = this.#scanner?.start() ?? null;
    return outcomeOf(await this.#readChunks(fd, before, scan), before, path, scan);
  }

  /** A symlink: its content is its target, which is never followed. @throws system errors of the medium */
  readLink(linkPath: ByteName, path: ByteName, stat: Stats): LeafOutcome<D> {
    const target = readlinkSync(systemPath(linkPath), { encoding: 'buffer' });
    const judged = parseLinkTarget(shownName(path), target);
    if (!judged.ok) return { kind: 'finding', finding: judged.error };
    const at = this.#sink.room();
    const headLength = this.#writeHead(at, target.length);
    target.copy(this.#sink.buffer, at + headLength);
    const digests = this.#digestsAt(at, headLength, target.length);
    this.#sink.keep(digests.sha256, at, headLength, target.length);
    const { mtimeMs, ctimeMs } = stat;
    const identity = { size: target.length, mtimeMs, ctimeMs };
    return { kind: 'leaf', leaf: 'symlink', digests, identity, hits: null };
  }

  #readWhole(fd: number, before: Stats, scan: TokenScan | null): D | 'changed' {
    const at = this.#sink.room();
    const headLength = this.#writeHead(at, before.size);
    // One byte more than the size, so that growth shows without a second read.
    const read = readFully(fd, this.#sink.buffer, at + headLength, before.size + 1);
    if (read !== before.size || !isSame(before, fstatSync(fd))) return 'changed';
    const digests = this.#digestsAt(at, headLength, before.size);
    scan?.scan(this.#sink.buffer.subarray(at + headLength, at + headLength + before.size));
    this.#sink.keep(digests.sha256, at, headLength, before.size);
    return digests;
  }

  async #readChunks(fd: number, before: Stats, scan: TokenScan | null): Promise<D | 'changed' | 'stopped'> {
    const content = this.#sink.begin(before.size);
    const hashes = this.#hasher.begin(before.size);
    let left = before.size;
    for (let chunks = 1; left > 0; chunks++) {
      if (!this.#control.mayProceed() || this.#sink.failure !== null) {
        content.abandon();
        return 'stopped';
      }
      const read = readSync(fd, this.#sink.buffer, 0, Math.min(CHUNK, left), null);
      if (read === 0) break;
      const chunk = this.#sink.buffer.subarray(0, read);
      hashes.update(chunk);
      scan?.scan(chunk);
      const written = content.write(chunk);
      if (written !== null) await written;
      else if (chunks % BREATHE_EVERY === 0) await turn();
      this.#control.addBytes(read);
      left -= read;
    }
    if (left > 0 || readSync(fd, this.#sink.buffer, 0, 1, null) > 0 || !isSame(before, fstatSync(fd))) {
      content.abandon();
      return 'changed';
    }
    const digests = hashes.digest();
    content.finish(digests.sha256);
    return digests;
  }

  #writeHead(at: number, size: number): number {
    return this.#sink.buffer.write(`blob ${size}\0`, at, 'latin1');
  }

  #digestsAt(at: number, headLength: number, size: number): D {
    return this.#hasher.digestsOf(this.#sink.buffer.subarray(at, at + headLength + size), headLength);
  }
}

/** What a leaf is, of a file or link. */
export function kindOf(stat: Stats): FileKind {
  if (stat.isSymbolicLink()) return 'symlink';
  return (stat.mode & OWNER_RUNS) === 0 ? 'file' : 'executable';
}

function outcomeOf<D>(
  digests: D | 'changed' | 'stopped',
  before: Stats,
  path: ByteName,
  scan: TokenScan | null,
): LeafOutcome<D> {
  if (digests === 'stopped') return { kind: 'stopped', reason: { kind: 'cancelled' } };
  if (digests === 'changed') return changed(path);
  return { kind: 'leaf', leaf: kindOf(before), digests, identity: before, hits: hitsOf(scan) };
}

function hitsOf(scan: TokenScan | null): readonly TokenHits[] | null {
  const hits = scan?.hits() ?? [];
  return hits.some(({ count }) => count > 0) ? hits : null;
}

/** A read may give less than it was asked for before the end is reached. */
function readFully(fd: number, buffer: Buffer, at: number, length: number): number {
  let total = 0;
  while (total < length) {
    const read = readSync(fd, buffer, at + total, length - total, null);
    if (read === 0) break;
    total += read;
  }
  return total;
}

function isSame(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs && before.ctimeMs === after.ctimeMs;
}

function changed(path: ByteName): LeafFailure {
  return { kind: 'finding', finding: finding('evidence.changed-while-read', shownName(path)) };
}
