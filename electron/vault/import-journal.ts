import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteName } from '../media/byte-name.ts';
import { AppendFile } from './append-file.ts';
import { parseLine } from './entry-line.ts';
import { IMPORT_JOURNAL } from './layout.ts';
import { linesOf } from './tree-stage.ts';

/**
 * What an import has read and made durable, so that it can be resumed without reading it again.
 *
 *     frame    `piece <bytes> <sha256 of the lines>` LF, then the lines (see `entry-line.ts`)
 *
 * A frame is written after its contents are durable. It is not itself synced: after a power failure its tail may be
 * missing or damaged, which the digest shows, and then those files are read once more. Each run of an import writes a
 * journal of its own; all of them count.
 */
export class ImportJournal {
  readonly #file: AppendFile;

  /** @param folder the import's own. @throws system errors */
  constructor(folder: string) {
    this.#file = new AppendFile(join(folder, `${IMPORT_JOURNAL}${journalNames(folder).length}`));
  }

  /** @throws system errors */
  add(lines: Uint8Array): void {
    const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
    const digest = createHash('sha256').update(bytes).digest('hex');
    this.#file.append(Buffer.from(`piece ${bytes.length} ${digest}\n`, 'latin1'));
    this.#file.append(bytes);
    this.#file.flush();
  }

  /** @throws system errors */
  close(): void {
    this.#file.close();
  }
}

interface Frame {
  readonly journal: string;
  readonly at: number;
  readonly length: number;
  readonly first: ByteName;
  readonly last: ByteName;
}

/**
 * Reads the journals of earlier runs back along the walk: asked for paths in their order, it knows what was read of
 * each. Memory: a few words a frame, and the lines of those frames that the walk is in.
 */
export class JournalReader {
  readonly #frames: Frame[] = [];
  readonly #active = new Map<Frame, Map<ByteName, string>>();
  #next = 0;

  /** @throws system errors */
  constructor(folder: string) {
    for (const name of journalNames(folder)) this.#frames.push(...framesOf(join(folder, name)));
    this.#frames.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  }

  get isEmpty(): boolean {
    return this.#frames.length === 0;
  }

  /** The journal line of a path, without LF. Paths are to be asked for in order. @throws system errors */
  recall(path: ByteName): string | null {
    for (let frame = this.#frames[this.#next]; frame !== undefined; frame = this.#frames[this.#next]) {
      if (frame.first > path) break;
      this.#next += 1;
      if (frame.last >= path) this.#active.set(frame, linesByPath(readFrame(frame)));
    }
    let found: string | null = null;
    for (const [frame, lines] of this.#active) {
      if (frame.last < path) this.#active.delete(frame);
      else found = lines.get(path) ?? found;
    }
    return found;
  }
}

function journalNames(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith(IMPORT_JOURNAL));
}

const HEAD = /^piece ([0-9]{1,9}) ([0-9a-f]{64})$/;
const HEAD_MAX = 96;

/** The frames of one journal up to the first that is not whole. */
function framesOf(journal: string): Frame[] {
  const frames: Frame[] = [];
  const fd = openSync(journal, 'r');
  try {
    for (let at = 0; ; ) {
      const head = readAt(fd, at, HEAD_MAX).toString('latin1').split('\n', 1)[0] ?? '';
      const [, bytes, digest] = HEAD.exec(head) ?? [];
      if (bytes === undefined) return frames;
      const start = at + head.length + 1;
      const lines = readAt(fd, start, Number(bytes));
      if (createHash('sha256').update(lines).digest('hex') !== digest) return frames;
      const paths = linesOf(lines).map((line) => parseLine(line)?.path ?? '');
      const [first, last] = [paths[0], paths.at(-1)];
      if (first !== undefined && last !== undefined) {
        frames.push({ journal, at: start, length: lines.length, first, last });
      }
      at = start + lines.length;
    }
  } finally {
    closeSync(fd);
  }
}

function readFrame(frame: Frame): Buffer {
  const fd = openSync(frame.journal, 'r');
  try {
    return readAt(fd, frame.at, frame.length);
  } finally {
    closeSync(fd);
  }
}

function readAt(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const read = readSync(fd, bytes, done, length - done, at + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

function linesByPath(lines: Buffer): Map<ByteName, string> {
  const byPath = new Map<ByteName, string>();
  for (const line of linesOf(lines)) {
    const read = parseLine(line);
    if (read !== null) byPath.set(read.path, line);
  }
  return byPath;
}
