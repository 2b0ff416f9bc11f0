import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type {
  EntriesAsked,
  EntriesView,
  EntryOrder,
  OpenFolders,
  TreeAsked,
  TreePlaceView,
  TreeRowView,
  TreeView,
} from '../../../../shared/contract/explorer-views.ts';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import { comparePaths } from '../../../../shared/evidence/path-order.ts';
import type { EvidenceFile } from '../../../../shared/evidence/types.ts';
import { closeRead, closeReadHandle } from '../../files/close-read.ts';
import { openRegular, REGULAR_FILE } from '../../files/open-regular.ts';
import { DIGEST_AT, parseLine, sizeAt } from '../../tree/entry-line.ts';
import { DamagedManifest } from '../../tree/manifest.ts';
import { foldCase } from './fold-case.ts';
import { FolderTree, type TreeRows } from './folder-tree.ts';
import { Growing } from './growing.ts';

const CHUNK = 4 * 1024 * 1024;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const DIGEST_LENGTH = 64;

const ZERO = 0x30;
const [UPPER_A, UPPER_Z, LOWER] = [0x41, 0x5a, 0x20];

/** The kinds of leaf in the order that they are listed in. */
const [FILE, EXECUTABLE, LINK] = [0, 1, 2];

/** By the first character of a line. */
function kindOf(character: number): number | null {
  if (character === 0x66) return FILE;
  if (character === 0x78) return EXECUTABLE;
  return character === 0x6c ? LINK : null;
}

type Page = Omit<EntriesAsked, 'bundle'>;
type Tree = Omit<TreeAsked, 'bundle'>;

/**
 * The entries of one bundle, filtered by path, in any order or as a tree: for each its place in the manifest, its size, its kind
 * and its path. The rest is read from the manifest when it is asked for. About 100 bytes an entry.
 */
export class EntryIndex {
  readonly #manifest: string;
  readonly #fd: number;
  readonly #table: EntryTable;
  /** The order and filter that were asked for last: the pages of one list are asked for one after the other. */
  #arranged: { readonly order: EntryOrder; readonly filter: string; readonly entries: Uint32Array } | null = null;

  /** The tree that was asked for last. */
  #grown: { readonly tree: Tree; readonly rows: TreeRows } | null = null;

  private constructor(manifest: string, table: EntryTable) {
    this.#manifest = manifest;
    this.#fd = openRegular(manifest);
    this.#table = table;
  }

  /**
   * Reads a manifest, and holds its regular files to the bundle's id, which is their `dirHash`.
   * @throws system errors; `DamagedManifest` on a manifest that is not the bundle's
   */
  static async read(manifest: string, bundle: Sha256): Promise<EntryIndex> {
    const file = await open(manifest, REGULAR_FILE);
    try {
      const table = new EntryTable();
      const isWhole = await table.fill(file);
      if (!isWhole || table.dirHash() !== bundle) throw new DamagedManifest(manifest);
      return new EntryIndex(manifest, table);
    } finally {
      await closeReadHandle(file);
    }
  }

  page({ filter, order, descending, offset, limit }: Page): EntriesView {
    const entries = this.#arrange(order, filter);
    const matching = entries.length;
    const files: EvidenceFile[] = [];
    for (let at = offset; at < Math.min(offset + limit, matching); at++) {
      files.push(this.#entry(entries[descending ? matching - 1 - at : at] ?? 0));
    }
    return { matching, files };
  }

  /** Rows of the tree as they stand one below the other. */
  tree(asked: Tree, offset: number, limit: number): TreeView {
    const rows = this.#grow(asked);
    const count = rows.rows.length;
    const shown: TreeRowView[] = [];
    for (let at = offset; at < Math.min(offset + limit, count); at++) shown.push(this.#row(rows, at, asked.opened));
    return { matching: rows.found.length, count, rows: shown };
  }

  /** The next row after `from`, around the end to the beginning, whose name begins with a text in any case; -1 for none. */
  treeFind(asked: Tree, from: number, begins: string): number {
    return this.#table.named(this.#grow(asked), from, begins);
  }

  /** Where an entry stands, with the folders open that it is in; `null` where the filter or the bundle has no such entry. */
  treePlace({ filter, opened }: Tree, path: string): TreePlaceView | null {
    const entry = this.#find(path);
    if (entry === null) return null;
    const except = new Set(opened.except);
    for (const folder of this.#table.folders.foldersOf(entry)) {
      if (opened.all) except.delete(folder);
      else except.add(folder);
    }
    const all = { all: opened.all, except: [...except] };
    const row = this.#table.folders.placeOf(this.#grow({ filter, opened: all }), entry);
    return row === -1 ? null : { opened: all, row };
  }

  close(): void {
    closeRead(() => closeSync(this.#fd));
  }

  #arrange(order: EntryOrder, filter: string): Uint32Array {
    if (this.#arranged?.order === order && this.#arranged.filter === filter) return this.#arranged.entries;
    const found = this.#table.holding(filter);
    const entries = order === 'path' ? found : sortedBy(found, this.#table.keys(order));
    this.#arranged = { order, filter, entries };
    return entries;
  }

  #grow(asked: Tree): TreeRows {
    const before = this.#grown;
    if (before !== null && isSameTree(before.tree, asked)) return before.rows;
    const found = before?.tree.filter === asked.filter ? before.rows.found : this.#table.holding(asked.filter);
    const rows = this.#table.folders.rows(found, asked.opened);
    this.#grown = { tree: asked, rows };
    return rows;
  }

  #row(rows: TreeRows, at: number, opened: OpenFolders): TreeRowView {
    const row = this.#table.folders.row(rows, at);
    const { level, parent } = row;
    if (row.kind === 'entry') return { kind: 'file', level, parent, file: this.#entry(row.entry) };
    const { folder, files, bytes, first } = row;
    return {
      kind: 'folder',
      level,
      parent,
      path: this.#entry(first).path.split('/').slice(0, level).join('/'),
      isOpen: opened.all !== opened.except.includes(folder),
      below: { folder, files, bytes },
    };
  }

  #find(path: string): number | null {
    let low = 0;
    let high = this.#table.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePaths(this.#entry(middle).path, path) < 0) low = middle + 1;
      else high = middle;
    }
    return low < this.#table.length && this.#entry(low).path === path ? low : null;
  }

  #entry(at: number): EvidenceFile {
    const [start, end] = this.#table.place(at);
    const line = Buffer.allocUnsafe(end - start);
    const length = readSync(this.#fd, line, 0, line.length, start);
    const read = parseLine(line.toString('latin1', 0, length));
    if (read === null) throw new DamagedManifest(this.#manifest);
    return read.file;
  }
}

function isSameTree(a: Tree, b: Tree): boolean {
  return (
    a.filter === b.filter &&
    a.opened.all === b.opened.all &&
    a.opened.except.length === b.opened.except.length &&
    a.opened.except.every((folder, at) => folder === b.opened.except[at])
  );
}

/** What is kept of every entry, in path order. */
class EntryTable {
  readonly folders = new FolderTree();
  /** Where each entry's line begins in the manifest, and where the last one ends. */
  readonly #lines = new Growing();
  readonly #sizes = new Growing();
  readonly #kinds = new Growing();
  /** All paths, ASCII letters in lower case, each with a line feed after it, and where each begins. */
  #paths: Buffer = Buffer.alloc(64 * 1024);
  #pathsLength = 0;
  readonly #pathStarts = new Growing();
  readonly #tree = createHash('sha256');

  /** In steps that let others go between them. `false`: not the form of a manifest. */
  async fill(file: FileHandle): Promise<boolean> {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let at = 0;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, at);
      const used = this.#takeLines(chunk.subarray(0, bytesRead), at);
      if (used === null) return false;
      at += used;
      // A line is shorter than a chunk: what is left has no end.
      if (used === 0) {
        this.#lines.push(at);
        this.#pathStarts.push(this.#pathsLength);
        this.folders.finish();
        return bytesRead === 0;
      }
    }
  }

  get length(): number {
    return this.#sizes.length;
  }

  dirHash(): string {
    return this.#tree.digest('hex');
  }

  place(entry: number): readonly [start: number, end: number] {
    return [this.#lines.at(entry), this.#lines.at(entry + 1) - 1];
  }

  keys(order: Exclude<EntryOrder, 'path'>): Float64Array {
    return order === 'size' ? this.#sizes.values : this.#kinds.values;
  }

  /** The entries with this in their path, in path order. */
  holding(filter: string): Uint32Array {
    if (filter === '') return Uint32Array.from({ length: this.#sizes.length }, (_, at) => at);
    const wanted = Buffer.from(filter, 'utf8');
    foldCase(wanted);
    const paths = this.#paths.subarray(0, this.#pathsLength);
    const found = new Growing();
    let entry = 0;
    for (let at = paths.indexOf(wanted); at !== -1; at = paths.indexOf(wanted, this.#pathStarts.at(entry))) {
      found.push(this.#entryAt(at, entry));
      entry = found.at(found.length - 1) + 1;
    }
    return Uint32Array.from(found.values);
  }

  /** As `EntryIndex.treeFind`. */
  named({ rows }: TreeRows, from: number, begins: string): number {
    const wanted = Buffer.from(begins, 'utf8');
    foldCase(wanted);
    for (let step = 1; step <= rows.length; step++) {
      const at = (from + step) % rows.length;
      const name = this.folders.name(rows[at] ?? 0);
      const start = this.#pathStarts.at(name.entry) + name.from;
      const end = name.to === null ? this.#pathStarts.at(name.entry + 1) - 1 : start - name.from + name.to;
      if (
        end - start >= wanted.length &&
        this.#paths.compare(wanted, 0, wanted.length, start, start + wanted.length) === 0
      )
        return at;
    }
    return -1;
  }

  /** The entry whose path holds a place among all paths; none before `low` does. */
  #entryAt(place: number, low: number): number {
    let from = low;
    let to = this.#sizes.length - 1;
    while (from < to) {
      const middle = (from + to + 1) >>> 1;
      if (this.#pathStarts.at(middle) <= place) from = middle;
      else to = middle - 1;
    }
    return from;
  }

  /** Takes the whole lines of a chunk that begins at `offset`; gives how many bytes these are. A byte at a time: it is asked a million times. */
  #takeLines(bytes: Buffer, offset: number): number | null {
    // The lines of dirHash: of each regular file its digest, two blanks, its path, LF.
    const hashed = Buffer.allocUnsafe(bytes.length);
    let hashedTo = 0;
    this.#makeRoom(bytes.length);
    const paths = this.#paths;
    let pathsTo = this.#pathsLength;
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      const kind = kindOf(bytes[start] ?? 0);
      let at = sizeAt(bytes, start);
      let size = 0;
      for (let digit = bytes[at] ?? SPACE; digit !== SPACE && at < end; digit = bytes[++at] ?? SPACE) {
        size = 10 * size + digit - ZERO;
      }
      if (kind === null || at >= end) return null;
      if (kind !== LINK) {
        for (let from = start + DIGEST_AT; from < start + DIGEST_AT + DIGEST_LENGTH; from++) {
          hashed[hashedTo++] = bytes[from] ?? 0;
        }
        hashed[hashedTo++] = SPACE;
        hashed[hashedTo++] = SPACE;
      }
      this.#lines.push(offset + start);
      this.#sizes.push(size);
      this.#kinds.push(kind);
      this.folders.add(bytes, at + 1, end, kind === LINK ? 0 : size);
      this.#pathStarts.push(pathsTo);
      for (let from = at + 1; from <= end; from++) {
        const byte = bytes[from] ?? 0;
        if (kind !== LINK) hashed[hashedTo++] = byte;
        paths[pathsTo++] = byte >= UPPER_A && byte <= UPPER_Z ? byte | LOWER : byte;
      }
      start = end + 1;
    }
    this.#pathsLength = pathsTo;
    this.#tree.update(hashed.subarray(0, hashedTo));
    return start;
  }

  #makeRoom(bytes: number): void {
    if (this.#pathsLength + bytes <= this.#paths.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#pathsLength + bytes));
    this.#paths.copy(larger, 0, 0, this.#pathsLength);
    this.#paths = larger;
  }
}

const DIGIT = 65536;

/** Entries by their keys, whole numbers from 0; those with the same key as they were. A radix sort: time goes with their number. */
export function sortedBy(entries: Uint32Array, keys: Float64Array): Uint32Array {
  let greatest = 0;
  for (const entry of entries) greatest = Math.max(greatest, keys[entry] ?? 0);
  let from = entries;
  const digits = new Uint16Array(entries.length);
  for (let weight = 1; weight <= greatest; weight *= DIGIT) {
    const starts = new Uint32Array(DIGIT + 1);
    for (let at = 0; at < from.length; at++) {
      // What is more than 16 bits falls off.
      digits[at] = Math.floor((keys[from[at] ?? 0] ?? 0) / weight);
      const after = (digits[at] ?? 0) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    for (let at = 1; at <= DIGIT; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    const to = new Uint32Array(from.length);
    for (let at = 0; at < from.length; at++) {
      const digit = digits[at] ?? 0;
      const place = starts[digit] ?? 0;
      to[place] = from[at] ?? 0;
      starts[digit] = place + 1;
    }
    from = to;
  }
  return from;
}
