import { closeSync, fstatSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import type { EvidenceFile } from '../../../shared/evidence/types.ts';
import { closeRead } from '../files/close-read.ts';
import { openRegular } from '../files/open-regular.ts';
import { type ByteName, byteName } from '../media/byte-name.ts';
import { parseLine, type ReadLine } from './entry-line.ts';

const CHUNK = 64 * 1024;
const LINE_FEED = 0x0a;
const readSome = promisify(read);

/** Some of a tree's leaves, in the order of their paths, and how many there are in all. */
export interface EntryPage {
  readonly total: number;
  readonly files: readonly EvidenceFile[];
}

/**
 * An open manifest: the leaves of one tree, a line each (see `entry-line.ts`), in path order. Found by bisection and
 * read from there on, so it is never in memory as a whole.
 *
 * All methods @throw system errors, and `DamagedManifest` on a line that is none.
 */
export class Manifest {
  readonly #fd: number;
  readonly #path: string;
  readonly #size: number;
  /** Whoever goes through the leaves mostly asks again for the one it is at. */
  #latest: EvidenceFile | null = null;

  constructor(path: string) {
    this.#path = path;
    this.#fd = openRegular(path);
    this.#size = fstatSync(this.#fd).size;
  }

  /** All leaves from the first whose path is `path` or comes after it. */
  *from(path = ''): Generator<EvidenceFile> {
    for (const line of this.#linesAt(path === '' ? 0 : this.#seek(byteName(path)))) {
      this.#latest = this.#parse(line).file;
      yield this.#latest;
    }
  }

  /** The first leaves. */
  first(limit: number): EvidenceFile[] {
    const files: EvidenceFile[] = [];
    for (const file of this.from()) {
      if (files.length === limit) break;
      files.push(file);
    }
    return files;
  }

  /** All lines in order. */
  *lines(): Generator<ReadLine> {
    for (const line of this.#linesAt(0)) yield this.#parse(line);
  }

  /**
   * The leaves from `offset` on, `limit` at most. In steps that let others go between them: a million lines take longer
   * to count than a window may wait.
   */
  async page(offset: number, limit: number): Promise<EntryPage> {
    const files: EvidenceFile[] = [];
    const chunk = Buffer.allocUnsafe(CHUNK);
    let total = 0;
    let begun = '';
    for (let at = 0; ; ) {
      const { bytesRead } = await readSome(this.#fd, chunk, 0, CHUNK, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      const bytes = chunk.subarray(0, bytesRead);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
        if (total >= offset && files.length < limit) {
          files.push(this.#parse(begun + bytes.toString('latin1', start, end)).file);
        }
        begun = '';
        total += 1;
        start = end + 1;
      }
      begun += bytes.toString('latin1', start);
    }
    if (begun !== '') throw new DamagedManifest(this.#path);
    return { total, files };
  }

  find(path: string): EvidenceFile | null {
    if (this.#latest?.path === path) return this.#latest;
    for (const file of this.from(path)) return file.path === path ? file : null;
    return null;
  }

  close(): void {
    closeRead(() => closeSync(this.#fd));
  }

  /** The offset of the first line whose path is `wanted` or after it. */
  #seek(wanted: ByteName): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      const start = middle === low ? low : this.#lineStartFrom(middle);
      const line = start < high ? this.#linesAt(start).next().value : undefined;
      if (line === undefined) high = middle;
      else if (this.#parse(line).path < wanted) low = start + line.length + 1;
      else high = middle === low ? low : middle;
    }
    return low;
  }

  /** The first start of a line at or after an offset. */
  #lineStartFrom(offset: number): number {
    const chunk = Buffer.allocUnsafe(CHUNK);
    for (let at = offset - 1; ; ) {
      const read = readSync(this.#fd, chunk, 0, CHUNK, at);
      const found = chunk.subarray(0, read).indexOf(LINE_FEED);
      if (found !== -1) return at + found + 1;
      if (read === 0) return this.#size;
      at += read;
    }
  }

  *#linesAt(offset: number): Generator<string, undefined> {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let begun = '';
    for (let at = offset; ; ) {
      const read = readSync(this.#fd, chunk, 0, CHUNK, at);
      if (read === 0) break;
      at += read;
      const lines = (begun + chunk.toString('latin1', 0, read)).split('\n');
      begun = lines.pop() ?? '';
      yield* lines;
    }
    if (begun !== '') throw new DamagedManifest(this.#path);
    return undefined;
  }

  #parse(line: string): ReadLine {
    const read = parseLine(line);
    if (read === null) throw new DamagedManifest(this.#path);
    return read;
  }
}

/** A manifest that is not as it was written. Thrown, because leaves are read by plain iteration. */
export class DamagedManifest extends Error {
  override readonly name = 'DamagedManifest';

  constructor(path: string) {
    super(`damaged: ${path}`);
  }
}
