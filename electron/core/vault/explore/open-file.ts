import { createHash } from 'node:crypto';
import type { FileLook, FileStateView, HitView, RowsView } from '../../../../shared/contract/explorer-views.ts';
import { IMAGE_HEAD_BYTES, readImageHead } from '../../../../shared/evidence/image-head.ts';
import { failure } from '../../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { VaultFailure } from '../store/vault-failure.ts';
import type { OpenContent } from './open-content.ts';
import type { RowsPlace } from './requests.ts';
import { Search } from './search.ts';
import { BLOCK, countLines, findRows, type Stretch, shownRows } from './text-rows.ts';
import { WholeRead } from './whole-read.ts';

const LF = 0x0a;
/** How far around a place rows are searched, and how many are given on each side of it. */
const BLOCKS_BACK = 2;
const MOST_ROWS = 400;
/** A file with a zero byte among its first bytes is binary, as for git and diff. This is how many bytes are looked at. */
const FORM_BYTES = 8000;

/** The file that a window shows: its content, the reading of it as a whole, and a search in it. */
export class OpenFile {
  readonly content: OpenContent;
  readonly #whole: WholeRead;
  #search: Search | null = null;

  constructor(content: OpenContent) {
    this.content = content;
    // A search is waited for by a person: the whole reading goes on after it.
    this.#whole = new WholeRead(content, async () => this.#search?.ended);
  }

  async look(): Promise<FileLook> {
    const head = await this.content.read(0, IMAGE_HEAD_BYTES);
    const form = head.subarray(0, FORM_BYTES).includes(0) ? 'binary' : 'text';
    return { file: this.content.file, form, image: readImageHead(head) };
  }

  get state(): FileStateView {
    return { whole: this.#whole.view, search: this.#search?.view ?? null };
  }

  async rows(at: RowsPlace, columns: number): Promise<RowsView> {
    if ('offset' in at) return this.#rowsAt(Math.max(0, Math.min(at.offset, this.content.size - 1)), columns);
    const offset = await this.#offsetOf(at.line);
    if (offset !== null) return this.#rowsAt(offset, columns);
    const { lines, state } = this.#whole.view;
    return { kind: 'line-unknown', counted: lines, isWhole: state !== 'reading' };
  }

  /** All bytes, compared with the digest. */
  async readWhole(maxBytes: number): Promise<Result<Uint8Array, VaultFailure>> {
    const { path, sha256 } = this.content.file;
    if (this.content.size > maxBytes) return err(failure('vault/too-large', { where: path }));
    const bytes = await this.content.read(0, this.content.size);
    const isIntact = createHash('sha256').update(bytes).digest('hex') === sha256;
    return isIntact ? ok(bytes) : err(failure('vault/damaged', { where: path }));
  }

  async search(wanted: Uint8Array, anyCase: boolean): Promise<FileStateView> {
    await this.stopSearch();
    this.#search = new Search(this.content, wanted, anyCase);
    return this.state;
  }

  async stopSearch(): Promise<FileStateView> {
    this.#search?.stop();
    await this.#search?.ended;
    return this.state;
  }

  hit(index: number): HitView | null {
    return this.#search?.hit(index) ?? null;
  }

  /** Once nothing reads it any more. */
  async close(): Promise<void> {
    this.#whole.stop();
    await this.stopSearch();
    await this.#whole.ended;
    await this.content.close();
  }

  async #rowsAt(offset: number, columns: number): Promise<RowsView> {
    const { stretch, isEnd } = await this.#stretchAround(offset);
    const found = findRows(stretch, columns);
    // The last row may go on behind what was read.
    const rows = shownRows(stretch, isEnd ? found : found.slice(0, -1), await this.#linesBefore(stretch.offset));
    const at = Math.max(
      0,
      rows.findLastIndex((row) => row.offset <= offset),
    );
    const [first, end] = [Math.max(0, at - MOST_ROWS), Math.min(rows.length, at + MOST_ROWS)];
    return {
      kind: 'rows',
      rows: rows.slice(first, end),
      at: at - first,
      isStart: stretch.offset === 0 && first === 0,
      isEnd: isEnd && end === rows.length,
    };
  }

  /** Bytes around a place, from where a row begins. */
  async #stretchAround(offset: number): Promise<{ readonly stretch: Stretch; readonly isEnd: boolean }> {
    const from = Math.max(0, Math.floor(offset / BLOCK) - BLOCKS_BACK) * BLOCK;
    const to = Math.min(this.content.size, offset + BLOCK);
    const bytes = await this.content.read(from, to - from);
    const isEnd = to === this.content.size;
    if (from === 0) return { stretch: { bytes, offset: 0, isLineStart: true }, isEnd };
    const lineEnd = bytes.indexOf(LF);
    if (lineEnd !== -1 && from + lineEnd < offset) {
      const start = lineEnd + 1;
      return { stretch: { bytes: bytes.subarray(start), offset: from + start, isLineStart: true }, isEnd };
    }
    // In a long line: rows are known from the next block on, where they begin anew.
    const start = characterFrom(bytes, BLOCK);
    return { stretch: { bytes: bytes.subarray(start), offset: from + start, isLineStart: false }, isEnd };
  }

  /** How many lines end before a place; `null` where that is not counted yet. */
  async #linesBefore(offset: number): Promise<number | null> {
    const block = Math.floor(offset / BLOCK);
    const before = this.#whole.linesBefore(block);
    if (before === null) return null;
    return before + countLines(await this.content.read(block * BLOCK, offset - block * BLOCK));
  }

  /** Where a line begins; `null` where it is not among those counted, or there is none. */
  async #offsetOf(line: number): Promise<number | null> {
    if (line <= 1) return 0;
    const block = this.#whole.blockOf(line);
    const bytes = await this.content.read(block * BLOCK, BLOCK);
    let ends = this.#whole.linesBefore(block) ?? 0;
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
      ends += 1;
      const offset = block * BLOCK + at + 1;
      if (ends === line - 1) return offset < this.content.size ? offset : null;
    }
    return null;
  }
}

/** The first place from `at` on where a character of UTF-8 begins. */
function characterFrom(bytes: Uint8Array, at: number): number {
  let place = at;
  while (place < at + 3 && ((bytes[place] ?? 0) & 0xc0) === 0x80) place += 1;
  return place;
}
