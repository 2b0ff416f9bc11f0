import { CHECKS_FILE } from '../../../shared/evidence/checks/checks-file.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Admission } from './admission.ts';
import type { ArchiveFile } from './archive-file.ts';
import { asBuffer } from './as-buffer.ts';
import { FileWindow } from './file-window.ts';
import { findZipDirectory } from './zip-end.ts';
import { readZipRecord, type ZipRecord } from './zip-record.ts';

const SHORTEST_LOCAL_HEADER = 30;
const CHECKS_NAME = Buffer.from(CHECKS_FILE);

/** An entry of the directory, and all the bytes that are its own: up to the next entry, or to the directory. */
export interface ZipExtent {
  readonly record: ZipRecord;
  readonly end: number;
}

/**
 * The central directory, checked as a whole before any entry is read: it holds as many entries as it states, fills
 * its space, expands to no bomb, and its entries lie one after the other from the start of the file.
 * Memory: 28 bytes an entry; names are read again when their turn comes.
 */
export class ZipDirectory {
  readonly #window: FileWindow;
  readonly #end: number;
  readonly #firstByte: number;
  readonly #index: DirectoryIndex;

  private constructor(window: FileWindow, place: { start: number; end: number }, index: DirectoryIndex) {
    this.#window = window;
    this.#firstByte = place.start;
    this.#end = place.end;
    this.#index = index;
  }

  static read(file: ArchiveFile, admission: Admission): Result<ZipDirectory, Finding> {
    const place = findZipDirectory(file);
    if (!place.ok) return place;
    const window = new FileWindow(file);
    const index = indexDirectory(window, place.value, admission);
    if (!index.ok) return index;
    const overlap = findOverlap(index.value, place.value.start, file.name);
    return overlap === null ? ok(new ZipDirectory(window, place.value, index.value)) : err(overlap);
  }

  /** Entries in the order of their bytes. */
  *extents(): Generator<Result<ZipExtent, Finding>> {
    for (let turn = 0; turn < this.#index.order.length; turn++) {
      const extent = this.#extent(turn);
      yield extent;
      if (!extent.ok) return;
    }
  }

  /** The entry of the bundle's `checks.json`, ahead of its turn; `null` when there is none to be had. */
  checksFile(): ZipExtent | null {
    const extent = this.#index.checks === null ? null : this.#extent(this.#index.checks);
    return extent?.ok ? extent.value : null;
  }

  #extent(turn: number): Result<ZipExtent, Finding> {
    const { order, headers, records } = this.#index;
    const following = order[turn + 1];
    const record = readZipRecord(this.#window, records[order[turn] ?? 0] ?? 0, this.#end);
    if (!record.ok) return record;
    return ok({ record: record.value, end: following === undefined ? this.#firstByte : (headers[following] ?? 0) });
  }
}

/** How many folders deep a `checks.json` lies, if that is what an entry's name names; `null` otherwise. */
function depthOfChecks(name: Uint8Array): number | null {
  if (!asBuffer(name).subarray(-CHECKS_FILE.length).equals(CHECKS_NAME)) return null;
  const names = asBuffer(name).toString().replace(/^\.\//, '').split('/');
  return names.at(-1) === CHECKS_FILE ? names.length - 1 : null;
}

interface DirectoryIndex {
  /** Where each entry's local header, record, and least end is. */
  readonly headers: Float64Array;
  readonly records: Float64Array;
  readonly ends: Float64Array;
  /** The turn in `order` of the `checks.json` that lies at the root, or in a folder there; `null` for none. */
  readonly checks: number | null;
  /** Numbers of the entries, by local header. */
  readonly order: Uint32Array;
}

function indexDirectory(
  window: FileWindow,
  place: { start: number; end: number; entries: number },
  admission: Admission,
): Result<DirectoryIndex, Finding> {
  // Nothing is reserved for entries that the directory has no room for.
  if (place.entries * 46 > place.end - place.start) return err(wrongCount(window, `${place.entries} entries stated`));
  const headers = new Float64Array(place.entries);
  const records = new Float64Array(place.entries);
  const ends = new Float64Array(place.entries);
  const checks: (number | undefined)[] = [];
  let position = place.start;
  for (let entry = 0; entry < place.entries; entry++) {
    const read = readZipRecord(window, position, place.end);
    if (!read.ok) return read;
    const record = read.value;
    const tooFar = admission.countEntry() ?? admission.expand(record.size);
    if (tooFar !== null) return err(tooFar);
    headers[entry] = record.headerStart;
    records[entry] = position;
    ends[entry] = record.headerStart + SHORTEST_LOCAL_HEADER + record.name.length + record.compressedSize;
    const depth = depthOfChecks(record.name);
    if (depth !== null && depth <= 1) checks[depth] ??= entry;
    position = record.next;
  }
  if (position !== place.end) return err(wrongCount(window, `${place.end - position} bytes after the last entry`));
  const order = orderOf(headers);
  const turn = order.indexOf(checks[0] ?? checks[1] ?? -1);
  return ok({ headers, records, ends, order, checks: turn === -1 ? null : turn });
}

/** Nearly every zip stores its entries as its directory lists them, so sorting is the exception. */
function orderOf(headers: Float64Array): Uint32Array {
  const order = Uint32Array.from(headers.keys());
  const isSorted = headers.every((start, entry) => entry === 0 || (headers[entry - 1] ?? 0) <= start);
  return isSorted ? order : order.sort((a, b) => (headers[a] ?? 0) - (headers[b] ?? 0));
}

function findOverlap({ headers, ends, order }: DirectoryIndex, directoryStart: number, where: string): Finding | null {
  const first = order[0] === undefined ? directoryStart : (headers[order[0]] ?? 0);
  if (first !== 0) return finding('evidence.archive-hidden-bytes', where, { observed: `${first} bytes at 0` });
  for (let turn = 0; turn < order.length; turn++) {
    const following = order[turn + 1];
    const limit = following === undefined ? directoryStart : (headers[following] ?? 0);
    const end = ends[order[turn] ?? 0] ?? 0;
    if (end > limit) return finding('evidence.archive-overlap', where, { observed: `bytes ${limit} to ${end} twice` });
  }
  return null;
}

function wrongCount({ file }: FileWindow, observed: string): Finding {
  return finding('evidence.archive-damaged', file.name, { observed: `a directory with ${observed}` });
}
