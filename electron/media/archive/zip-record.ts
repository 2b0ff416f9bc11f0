import { crc32 } from 'node:zlib';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { asBuffer } from './as-buffer.ts';
import type { FileWindow } from './file-window.ts';

const RECORD_SIGNATURE = 0x02014b50;
const RECORD_BYTES = 46;
const ZIP64_EXTRA = 0x0001;
const UNICODE_PATH_EXTRA = 0x7075;
/** Info-ZIP's ASi Unix field, which unzip heeds, and libarchive's field for streams, which bsdtar heeds. */
const MODE_EXTRAS = [0x756e, 0x6c78];
const ALL_ONES = 0xffffffff;
/** A bit of the internal attributes that APPNOTE (4.4.14) leaves free, and at which unzip passes over the mode. */
const VOID_MODE = 0x0004;

/** One entry as the central directory states it (APPNOTE 4.3.12), zip64 values in place. */
export interface ZipRecord {
  /** Raw bytes of the name. */
  readonly name: Uint8Array;
  /** The system whose attributes these are (APPNOTE 4.4.2). */
  readonly host: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerStart: number;
  readonly attributes: number;
  /** Where the record after this one starts. */
  readonly next: number;
}

export function readZipRecord(window: FileWindow, position: number, end: number): Result<ZipRecord, Finding> {
  const where = `${window.file.name}, directory at ${position}`;
  if (position + RECORD_BYTES > end) return err(damaged(where, 'a directory that ends within an entry'));
  const fixed = window.view(position, RECORD_BYTES);
  if (!fixed.ok) return fixed;
  const head = Buffer.from(fixed.value);
  if (head.readUInt32LE(0) !== RECORD_SIGNATURE) return err(damaged(where, 'no directory entry'));
  const nameLength = head.readUInt16LE(28);
  const extraLength = head.readUInt16LE(30);
  const next = position + RECORD_BYTES + nameLength + extraLength + head.readUInt16LE(32);
  if (next > end) return err(damaged(where, 'a directory that ends within an entry'));
  const rest = window.view(position + RECORD_BYTES, nameLength + extraLength);
  if (!rest.ok) return rest;
  const name = Uint8Array.from(rest.value.subarray(0, nameLength));
  const extra = readExtra(asBuffer(rest.value.subarray(nameLength)), name, where);
  if (!extra.ok) return extra;
  const wide = new WideValues(extra.value);
  const size = wide.take(head.readUInt32LE(24));
  const compressedSize = wide.take(head.readUInt32LE(20));
  const headerStart = wide.take(head.readUInt32LE(42));
  if (size === null || compressedSize === null || headerStart === null) return err(damaged(where, 'bad zip64 values'));
  const disk = head.readUInt16LE(34);
  if (disk !== 0 && (disk !== 0xffff || extra.value === null)) {
    return err(finding('evidence.archive-unsupported', where, { observed: 'a zip over several disks' }));
  }
  if ((head.readUInt16LE(36) & VOID_MODE) !== 0) return err(ambiguous(where, 'a mode that unzip passes over'));
  return ok({
    name,
    host: head.readUInt8(5),
    flags: head.readUInt16LE(8),
    method: head.readUInt16LE(10),
    crc: head.readUInt32LE(16),
    compressedSize,
    size,
    headerStart,
    attributes: head.readUInt32LE(38),
    next,
  });
}

/**
 * The zip64 field of an entry's extra fields (APPNOTE 4.5), `null` when it has none. Two of them, fields that do not
 * fill their space, a Unicode path (4.6.9) that is another name, and fields that hold a mode of their own are findings:
 * tools differ in which they take.
 */
export function readExtra(extra: Buffer, name: Uint8Array, where: string): Result<Buffer | null, Finding> {
  let zip64: Buffer | null = null;
  for (let at = 0; at < extra.length; ) {
    const end = at + 4 + (at + 4 <= extra.length ? extra.readUInt16LE(at + 2) : 0);
    if (end > extra.length) return err(damaged(where, 'extra fields that do not fill their space'));
    const id = extra.readUInt16LE(at);
    const field = extra.subarray(at + 4, end);
    if (id === ZIP64_EXTRA) {
      if (zip64 !== null) return err(ambiguous(where, 'two zip64 fields'));
      zip64 = field;
    }
    if (MODE_EXTRAS.includes(id)) return err(ambiguous(where, 'a second mode'));
    if (id === UNICODE_PATH_EXTRA && !isSameName(field, name)) return err(ambiguous(where, 'a second, other name'));
    at = end;
  }
  return ok(zip64);
}

/** Hands out the zip64 values in their order, one for each 32-bit value that is all ones. */
export class WideValues {
  readonly #field: Buffer | null;
  #at = 0;

  constructor(field: Buffer | null) {
    this.#field = field;
  }

  /** `null` when the value is absent or past 2^53. Without any zip64 field all ones is a value like others. */
  take(narrow: number): number | null {
    if (narrow !== ALL_ONES || this.#field === null) return narrow;
    if (this.#at + 8 > this.#field.length) return null;
    const wide = this.#field.readBigUInt64LE(this.#at);
    this.#at += 8;
    return wide <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wide) : null;
  }
}

/** Version, CRC of the plain name, name. A wrong CRC says that the field is stale, which tools may or may not heed. */
function isSameName(field: Buffer, name: Uint8Array): boolean {
  return field.length >= 5 && field.readUInt32LE(1) === crc32(name) && field.subarray(5).equals(name);
}

function damaged(where: string, observed: string): Finding {
  return finding('evidence.archive-damaged', where, { observed });
}

function ambiguous(where: string, observed: string): Finding {
  return finding('evidence.archive-ambiguous', where, { observed });
}
