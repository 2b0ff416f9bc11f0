import { hash } from 'node:crypto';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { FileKind, GitBlob } from '../../../shared/evidence/types.ts';
import { type ByteName, isAscii } from '../media/byte-name.ts';
import { type Digests, entryLine, type FileIdentity, identityText } from './entry-line.ts';
import { type ContentDigest, everyDigest, type LeafHasher, sha256Alone } from './leaf-hasher.ts';

/**
 * Consecutive leaves in path order, made ready for folding: the bytes that tree hashes are over, in one piece each.
 * Readers make runs, so that the one thread that folds them has little to do for a file.
 */
export interface LeafRun {
  /** Leaves of all kinds. */
  readonly leaves: number;
  /** Regular files, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** See `entry-line.ts`. */
  readonly lines: Uint8Array;
  /** For each line one, the identity of what was read, and LF. */
  readonly identities: Uint8Array;
  /** Lines of `dirHash` and of `sha256sumDot`. */
  readonly dirLines: Uint8Array;
  readonly dotLines: Uint8Array;
  /** RFC 6962 leaf hashes, 32 bytes each. */
  readonly leafHashes: Uint8Array;
  /** Entries of git's tree objects, by folder; `null` where git's ids of a leaf are not known. */
  readonly git: { readonly sha1: Uint8Array; readonly sha256: Uint8Array } | null;
  readonly folders: readonly FolderRun[];
}

/** The leaves of a run that are in one folder. */
export interface FolderRun {
  /** Relative to the root: empty, or ending with `/`. */
  readonly path: ByteName;
  readonly first: ByteName;
  readonly last: ByteName;
  /** Where this folder's part of both parts of `git` ends. */
  readonly gitSha1End: number;
  readonly gitSha256End: number;
}

/** git's modes of leaves, as tree objects have them. */
const GIT_MODES: Record<FileKind, string> = { file: '100644', executable: '100755', symlink: '120000' };

export interface RunBuilder<D> {
  /** Leaves since the last `take`. */
  readonly leaves: number;
  /** @param folder relative to the root: empty, or ending with `/` */
  add(folder: ByteName, name: ByteName, kind: FileKind, digests: D, identity: FileIdentity): void;
  /** The builder is empty afterwards. */
  take(): LeafRun;
}

/** What is made of each leaf: how it is hashed, and what its digests go into. */
export interface LeafWork<D extends ContentDigest> {
  readonly hasher: LeafHasher<D>;
  builder(): RunBuilder<D>;
}

/** What every tree hash needs, git's too: three digests of each content. */
export const everyHash: LeafWork<Digests> = { hasher: everyDigest, builder: () => new LeafRunBuilder() };

/** What the vault keeps of a leaf: one digest of each content, and every tree hash that follows from it. */
export const oneDigest: LeafWork<Digests> = { hasher: sha256Alone, builder: () => new LeafRunBuilder() };

/** What `dirHash` needs: in its runs all but `dirLines` and the counts is empty. */
export const dirHashAlone: LeafWork<ContentDigest> = { hasher: sha256Alone, builder: () => new DirRunBuilder() };

export class LeafRunBuilder implements RunBuilder<Digests> {
  leaves = 0;
  #files = 0;
  #bytes = 0;
  // Texts with one character a byte: joining strings is the fastest way to join bytes here.
  #lines = '';
  #identities = '';
  #dirLines = '';
  #dotLines = '';
  #leafHashes = '';
  #gitSha1 = '';
  #gitSha256 = '';
  #isGitKnown = true;
  readonly #folders: { path: ByteName; first: ByteName; last: ByteName; gitSha1End: number; gitSha256End: number }[] =
    [];

  add(folder: ByteName, name: ByteName, kind: FileKind, digests: Digests, identity: FileIdentity): void {
    this.addKnown(folder, name, kind, digests, identity.size, identityText(identity));
  }

  addKnown(folder: ByteName, name: ByteName, kind: FileKind, digests: Digests, size: number, identity: string): void {
    const path = folder + name;
    this.leaves += 1;
    this.#lines += entryLine(kind, digests, size, path);
    this.#identities += `${identity}\n`;
    if (kind !== 'symlink') this.#addRegular(digests.sha256, path, size);
    if (digests.git === undefined) this.#isGitKnown = false;
    else this.#addGit(`${GIT_MODES[kind]} ${name}\0`, digests.git);
    this.#noteFolder(folder, name);
  }

  take(): LeafRun {
    const run: LeafRun = {
      leaves: this.leaves,
      files: this.#files,
      bytes: this.#bytes,
      lines: bytesOf(this.#lines),
      identities: bytesOf(this.#identities),
      dirLines: bytesOf(this.#dirLines),
      dotLines: bytesOf(this.#dotLines),
      leafHashes: new Uint8Array(Buffer.from(this.#leafHashes, 'hex')),
      git: this.#isGitKnown ? { sha1: bytesOf(this.#gitSha1), sha256: bytesOf(this.#gitSha256) } : null,
      folders: this.#folders.splice(0),
    };
    this.leaves = this.#files = this.#bytes = 0;
    this.#lines = this.#identities = this.#dirLines = this.#dotLines = '';
    this.#leafHashes = this.#gitSha1 = this.#gitSha256 = '';
    this.#isGitKnown = true;
    return run;
  }

  #addGit(head: string, { sha1, sha256 }: GitBlob): void {
    this.#gitSha1 += head + Buffer.from(sha1, 'hex').toString('latin1');
    this.#gitSha256 += head + Buffer.from(sha256, 'hex').toString('latin1');
  }

  #addRegular(sha256: string, path: ByteName, size: number): void {
    this.#files += 1;
    this.#bytes += size;
    const line = `${sha256}  ${path}`;
    this.#dirLines += `${line}\n`;
    this.#dotLines += `${sha256}  ./${path}\n`;
    const leaf = `\0${line}`;
    this.#leafHashes += hash('sha256', isAscii(path) ? leaf : Buffer.from(leaf, 'latin1'), 'hex');
  }

  #noteFolder(path: ByteName, name: ByteName): void {
    const ends = { last: name, gitSha1End: this.#gitSha1.length, gitSha256End: this.#gitSha256.length };
    const folder = this.#folders.at(-1);
    if (folder?.path === path) Object.assign(folder, ends);
    else this.#folders.push({ path, first: name, ...ends });
  }
}

class DirRunBuilder implements RunBuilder<ContentDigest> {
  leaves = 0;
  #files = 0;
  #bytes = 0;
  #dirLines = '';

  add(folder: ByteName, name: ByteName, kind: FileKind, { sha256 }: ContentDigest, { size }: FileIdentity): void {
    this.leaves += 1;
    if (kind === 'symlink') return;
    this.#files += 1;
    this.#bytes += size;
    this.#dirLines += `${sha256}  ${folder}${name}\n`;
  }

  take(): LeafRun {
    const run = { ...EMPTY_RUN, leaves: this.leaves, files: this.#files, bytes: this.#bytes };
    const dirLines = bytesOf(this.#dirLines);
    this.leaves = this.#files = this.#bytes = 0;
    this.#dirLines = '';
    return { ...run, dirLines };
  }
}

const NOTHING = new Uint8Array(0);
const EMPTY_RUN: LeafRun = {
  leaves: 0,
  files: 0,
  bytes: 0,
  lines: NOTHING,
  identities: NOTHING,
  dirLines: NOTHING,
  dotLines: NOTHING,
  leafHashes: NOTHING,
  git: null,
  folders: [],
};

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Bytes of memory that a run takes. */
export function sizeOf(run: LeafRun): number {
  return buffersOf(run).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** The buffers of a run, to be handed to another thread instead of copied. */
export function buffersOf(run: LeafRun): ArrayBufferLike[] {
  const { lines, identities, dirLines, dotLines, leafHashes, git } = run;
  const ofGit = git === null ? [] : [git.sha1, git.sha256];
  return [lines, identities, dirLines, dotLines, leafHashes, ...ofGit]
    .filter(({ length }) => length > 0)
    .map((bytes) => bytes.buffer);
}

/** What is posted through it is received by nobody. */
const nobody = closedPort();

/**
 * Gives back the memory of all of a run that is text: it is empty afterwards. What came from another thread lies outside of
 * the heap, and V8 lets 64 MB of it lie about before it looks for what is garbage. Posting a buffer to nobody frees it now.
 */
export function releaseLines({ lines, identities, dirLines, dotLines }: LeafRun): void {
  const buffers = [lines, identities, dirLines, dotLines]
    .filter(({ length }) => length > 0)
    .map(({ buffer }) => buffer);
  nobody.postMessage(
    null,
    buffers.filter((buffer) => buffer instanceof ArrayBuffer),
  );
}

function closedPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.close();
  port2.close();
  return port2;
}
