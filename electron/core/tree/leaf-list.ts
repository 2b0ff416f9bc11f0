import { createHash } from 'node:crypto';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256FromDigest } from '../../../shared/encoding/digest.ts';
import { AppendFile } from './append-file.ts';

/** A manifest that is being written: the leaves of a tree in path order, and the SHA-256 of their lines. */
export class LeafList {
  readonly #file: AppendFile;
  readonly #digest = createHash('sha256');

  /** @throws system errors */
  constructor(path: string) {
    this.#file = new AppendFile(path);
  }

  /** @param lines without git's ids; kept until they are written. @throws system errors */
  append(lines: Uint8Array): void {
    this.#digest.update(lines);
    this.#file.append(lines);
  }

  /** Hands what is buffered to the system. @throws system errors */
  flush(): void {
    this.#file.flush();
  }

  /** Makes all of it durable, and gives the SHA-256 of it: nothing may be appended afterwards. @throws system errors */
  finish(): Sha256 {
    this.#file.sync();
    return sha256FromDigest(this.#digest.digest());
  }

  close(): void {
    this.#file.close();
  }
}
