import type { OpenFolders } from '../../../../shared/contract/explorer-views.ts';
import { Growing } from './growing.ts';

const SLASH = 0x2f;
/** Of a row: this and more is a folder, less is an entry. */
const FOLDER = 2 ** 31;
const ROOT = -1;

/** The rows of a tree as they stand one below the other: entries, and folders whose entries follow where they are open. */
export interface TreeRows {
  readonly rows: Uint32Array;
  /** The entries that the filter leaves, in path order. */
  readonly found: Uint32Array;
}

export type TreeRow =
  | { readonly kind: 'entry'; readonly entry: number; readonly level: number; readonly parent: number }
  | {
      readonly kind: 'folder';
      readonly folder: number;
      readonly level: number;
      readonly parent: number;
      /** Entries below it that the filter leaves. */
      readonly files: number;
      readonly bytes: number;
      /** Its first entry, whose path begins with the folder's. */
      readonly first: number;
    };

/**
 * The folders of a bundle, by the paths of its entries: a folder is its number, in the order in which its first entry comes.
 * The entries of a folder stand together, since the paths are in the order of their bytes.
 */
export class FolderTree {
  /** Of each folder its first entry, and the first one after it. */
  readonly #starts = new Growing();
  readonly #ends = new Growing();
  /** The first folder that is not within it. */
  readonly #afters = new Growing();
  readonly #parents = new Growing();
  readonly #levels = new Growing();
  /** How many bytes its path has, with the slash at its end. */
  readonly #lengths = new Growing();
  readonly #bytes = new Growing();
  readonly #open: number[] = [];
  #last: Buffer = Buffer.alloc(0);
  #entries = 0;
  #total = 0;

  /** Takes the next entry: its path from one place of `bytes` to another, in path order. */
  add(bytes: Buffer, from: number, to: number, size: number): void {
    let end = to;
    while (end > from && bytes[end - 1] !== SLASH) end -= 1;
    const length = end - from;
    if (length !== this.#last.length || this.#last.compare(bytes, from, from + length) !== 0) {
      const path = Buffer.from(bytes.subarray(from, from + length));
      const shared = sharedLength(path, this.#last);
      this.#close(shared);
      for (let at = path.indexOf(SLASH, this.#depthOfOpen()); at !== -1; at = path.indexOf(SLASH, at + 1)) {
        this.#enter(at + 1);
      }
      this.#last = path;
    }
    this.#entries += 1;
    this.#total += size;
  }

  /** After the last entry. */
  finish(): void {
    this.#close(0);
  }

  /** @param found entries that a filter left, in path order; all entries without one */
  rows(found: Uint32Array, opened: OpenFolders): TreeRows {
    const except = new Set(opened.except);
    const isOpen = (folder: number): boolean => opened.all !== except.has(folder);
    const rows = new Rows(found.length);
    let folder = 0;
    for (let at = 0; at < found.length; ) {
      const entry = found[at] ?? 0;
      const next = this.#starts.length > folder && this.#starts.at(folder) <= entry ? folder : null;
      if (next === null) {
        rows.push(entry);
        at += 1;
      } else if (this.#ends.at(next) <= entry) {
        // Nothing in it is left.
        folder = this.#afters.at(next);
      } else {
        rows.push(FOLDER + next);
        if (isOpen(next)) folder = next + 1;
        else {
          at = firstFrom(found, this.#ends.at(next));
          folder = this.#afters.at(next);
        }
      }
    }
    return { rows: rows.values, found };
  }

  row({ rows, found }: TreeRows, at: number): TreeRow {
    const code = rows[at] ?? 0;
    if (code < FOLDER) {
      const folder = this.#folderOf(code);
      return { kind: 'entry', entry: code, ...this.#under(rows, folder) };
    }
    const folder = code - FOLDER;
    const first = this.#starts.at(folder);
    return {
      kind: 'folder',
      folder,
      ...this.#under(rows, this.#parents.at(folder)),
      files: firstFrom(found, this.#ends.at(folder)) - firstFrom(found, first),
      bytes: this.#bytes.at(folder),
      first,
    };
  }

  /** Where an entry stands; -1 where it is in a folder that is closed. */
  placeOf({ rows }: TreeRows, entry: number): number {
    const at = this.#firstRow(rows, entry, Number.POSITIVE_INFINITY);
    return rows[at] === entry ? at : -1;
  }

  /** The folders that an entry is in, the outermost first. */
  foldersOf(entry: number): readonly number[] {
    const folders: number[] = [];
    for (let at = this.#folderOf(entry); at !== ROOT; at = this.#parents.at(at)) folders.unshift(at);
    return folders;
  }

  /** Of the name of a row: the entry whose path has it, and from which byte of the path to which; to its end where `null`. */
  name(code: number): { readonly entry: number; readonly from: number; readonly to: number | null } {
    if (code < FOLDER) return { entry: code, from: this.pathLength(this.#folderOf(code)), to: null };
    const folder = code - FOLDER;
    return {
      entry: this.#starts.at(folder),
      from: this.pathLength(this.#parents.at(folder)),
      to: this.pathLength(folder) - 1,
    };
  }

  /** How many bytes a folder's path has, with the slash at its end. */
  pathLength(folder: number): number {
    return folder === ROOT ? 0 : this.#lengths.at(folder);
  }

  #under(rows: Uint32Array, folder: number): { readonly level: number; readonly parent: number } {
    if (folder === ROOT) return { level: 1, parent: -1 };
    return { level: this.#levels.at(folder) + 1, parent: this.#firstRow(rows, this.#starts.at(folder), folder) };
  }

  /** The innermost folder of an entry. */
  #folderOf(entry: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#starts.at(middle) <= entry) low = middle + 1;
      else high = middle;
    }
    let folder = low - 1;
    while (folder !== ROOT && this.#ends.at(folder) <= entry) folder = this.#parents.at(folder);
    return folder;
  }

  /** The first row that is not before a folder which begins with `entry`. Folders that begin alike are in their order, and before the entry. */
  #firstRow(rows: Uint32Array, entry: number, folder: number): number {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(rows[middle] ?? 0, entry, folder)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBefore(code: number, entry: number, folder: number): boolean {
    if (code < FOLDER) return code < entry;
    const start = this.#starts.at(code - FOLDER);
    return start < entry || (start === entry && code - FOLDER < folder);
  }

  #depthOfOpen(): number {
    return this.pathLength(this.#open.at(-1) ?? ROOT);
  }

  #enter(length: number): void {
    const folder = this.#starts.length;
    const parent = this.#open.at(-1) ?? ROOT;
    this.#starts.push(this.#entries);
    this.#ends.push(this.#entries);
    this.#afters.push(folder + 1);
    this.#parents.push(parent);
    this.#levels.push(this.#open.length + 1);
    this.#lengths.push(length);
    this.#bytes.push(this.#total);
    this.#open.push(folder);
  }

  /** Closes the folders whose paths are not within the first `shared` bytes. */
  #close(shared: number): void {
    while (this.#depthOfOpen() > shared) {
      const folder = this.#open.pop() ?? ROOT;
      this.#ends.set(folder, this.#entries);
      this.#afters.set(folder, this.#starts.length);
      this.#bytes.set(folder, this.#total - this.#bytes.at(folder));
    }
  }
}

/** How many bytes two paths of folders begin with alike. */
function sharedLength(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at += 1;
  return at;
}

/** How many of the numbers, in ascending order, are below a limit. */
function firstFrom(numbers: Uint32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows that are put together: at least as many as entries may become, unless folders add to them. */
class Rows {
  #values: Uint32Array;
  #length = 0;

  constructor(room: number) {
    this.#values = new Uint32Array(Math.max(16, room));
  }

  push(row: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = row;
  }

  get values(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }
}
