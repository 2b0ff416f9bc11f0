import { toHex, utf8 } from '../encoding/bytes.ts';
import { ByteBuffer } from './byte-buffer.ts';
import type { Hasher, Hashing } from './hashing.ts';
import type { FileKind, GitBlob, GitTrees } from './types.ts';

/** git's tree object modes, as they are written into it: no leading zero. */
const MODES: Record<FileKind, string> = { file: '100644', executable: '100755', symlink: '120000' };
const TREE_MODE = '40000';

/**
 * git's tree objects of one hash function, built from leaves in path order. Only the directories on the way to the
 * current leaf are open; one that closes is folded to its id at once, so memory is bounded by depth times width.
 */
class GitTreeFold {
  readonly #newHash: () => Hasher;
  /** The open directories' entries so far; the root first. */
  readonly #open: ByteBuffer[] = [new ByteBuffer()];

  constructor(newHash: () => Hasher) {
    this.#newHash = newHash;
  }

  addLeaf(name: Uint8Array, kind: FileKind, objectId: string): void {
    this.#addEntry(MODES[kind], name, objectId);
  }

  openDirectory(): void {
    this.#open.push(new ByteBuffer());
  }

  /** @returns the id of the directory */
  closeDirectory(name: Uint8Array): string {
    const id = this.#close();
    this.addDirectory(name, id);
    return id;
  }

  /** A directory whose id is known. */
  addDirectory(name: Uint8Array, id: string): void {
    this.#addEntry(TREE_MODE, name, id);
  }

  /** The root's id, every directory being closed. */
  finish(): string {
    return this.#close();
  }

  #addEntry(mode: string, name: Uint8Array, objectId: string): void {
    const directory = this.#open.at(-1);
    if (directory === undefined) throw new Error('a git tree was used after its end');
    directory.appendAscii(mode);
    directory.appendByte(0x20);
    directory.append(name);
    directory.appendByte(0);
    directory.appendHex(objectId);
  }

  #close(): string {
    const directory = this.#open.pop();
    if (directory === undefined) throw new Error('a git tree was closed twice');
    const hasher = this.#newHash();
    hasher.update(utf8(`tree ${directory.length}\0`));
    hasher.update(directory.view());
    return toHex(hasher.digest());
  }
}

/** git's tree objects under both of its hash functions. */
export class GitFolds {
  readonly #sha1: GitTreeFold;
  readonly #sha256: GitTreeFold;

  constructor(hashing: Hashing) {
    this.#sha1 = new GitTreeFold(() => hashing.sha1());
    this.#sha256 = new GitTreeFold(() => hashing.sha256());
  }

  addLeaf(name: Uint8Array, kind: FileKind, { sha1, sha256 }: GitBlob): void {
    this.#sha1.addLeaf(name, kind, sha1);
    this.#sha256.addLeaf(name, kind, sha256);
  }

  openDirectory(): void {
    this.#sha1.openDirectory();
    this.#sha256.openDirectory();
  }

  /** @returns the ids of the directory */
  closeDirectory(name: Uint8Array): GitTrees {
    return { gitTreeSha1: this.#sha1.closeDirectory(name), gitTreeSha256: this.#sha256.closeDirectory(name) };
  }

  /** A directory whose ids are known. */
  addDirectory(name: Uint8Array, { gitTreeSha1, gitTreeSha256 }: GitTrees): void {
    this.#sha1.addDirectory(name, gitTreeSha1);
    this.#sha256.addDirectory(name, gitTreeSha256);
  }

  /** The root's ids, every directory being closed. */
  finish(): GitTrees {
    return { gitTreeSha256: this.#sha256.finish(), gitTreeSha1: this.#sha1.finish() };
  }
}

/** The header of a git blob object: what is hashed before the content. */
export function gitBlobHeader(size: number): Uint8Array {
  return utf8(`blob ${size}\0`);
}
