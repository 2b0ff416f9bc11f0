import { toHex, utf8 } from '../encoding/bytes.ts';
import { ByteBuffer } from './byte-buffer.ts';
import type { Hasher } from './hashing.ts';
import type { FileKind } from './types.ts';

/** git's tree object modes, as they are written into it: no leading zero. */
const MODES: Record<FileKind, string> = { file: '100644', executable: '100755', symlink: '120000' };
const TREE_MODE = '40000';

/**
 * git's tree objects of one hash function, built from leaves in path order. Only the directories on the way to the
 * current leaf are open; one that closes is folded to its id at once, so memory is bounded by depth times width.
 */
export class GitTreeFold {
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

/** The header of a git blob object: what is hashed before the content. */
export function gitBlobHeader(size: number): Uint8Array {
  return utf8(`blob ${size}\0`);
}
