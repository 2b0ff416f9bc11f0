import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ArchiveFile } from './archive-file.ts';

/** The longest view: more than any header of a zip or gzip has room for. */
export const WINDOW_BYTES = 256 * 1024;

/** Small parts of a file that lie close together, for one read in many. Whoever reads elsewhere has its own window. */
export class FileWindow {
  readonly file: ArchiveFile;
  readonly #buffer = new Uint8Array(WINDOW_BYTES);
  #start = 0;
  #end = 0;

  constructor(file: ArchiveFile) {
    this.file = file;
  }

  /** At most `WINDOW_BYTES`, valid until the next view. Past the end of the file: a truncated archive. */
  view(position: number, length: number): Result<Uint8Array, Finding> {
    if (position < this.#start || position + length > this.#end) {
      const available = Math.max(0, Math.min(WINDOW_BYTES, this.file.size - position));
      if (length > available) {
        return err(finding('evidence.archive-truncated', this.file.name, { observed: `${this.file.size} bytes` }));
      }
      const kept = this.#moveTo(position);
      const read = this.file.readInto(this.#buffer.subarray(kept, available), position + kept);
      if (!read.ok) return read;
      this.#end = position + available;
    }
    return ok(this.#buffer.subarray(position - this.#start, position - this.#start + length));
  }

  /** What is there already from `position` on is read no second time. Gives its length. */
  #moveTo(position: number): number {
    const isWithin = this.#start <= position && position < this.#end;
    if (isWithin) this.#buffer.copyWithin(0, position - this.#start, this.#end - this.#start);
    else this.#end = position;
    this.#start = position;
    return this.#end - position;
  }
}
