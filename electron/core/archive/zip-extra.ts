import { crc32 } from 'node:zlib';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

const ZIP64_EXTRA = 0x0001;
const UNICODE_PATH_EXTRA = 0x7075;
const AES_EXTRA = 0x9901;
/** Info-ZIP's ASi Unix field, which unzip heeds, and libarchive's field for streams, which bsdtar heeds. */
const MODE_EXTRAS = [0x756e, 0x6c78];
const ALL_ONES = 0xffffffff;
const ENCRYPTED = 0x0001;

/**
 * Whether a field is complete, for those that unzip or bsdtar read beside the others above (APPNOTE 4.6, Info-ZIP's
 * extrafld.txt): at one that is not, bsdtar gives up the whole archive.
 */
const COMPLETE: Readonly<Record<number, (field: Buffer) => boolean>> = {
  // Times: flags, then 4 bytes for each; in the directory there may be fewer of them than the flags say.
  21589: (field) =>
    field.length > 0 && (field.length - 1) % 4 === 0 && field.length <= 1 + 4 * bitsIn(field.readUInt8(0) & 7),
  // Unix, first version: two times, then user and group in the local header alone.
  22613: ({ length }) => length === 8 || length === 12,
  // Unix, second version: user and group in the local header alone.
  30805: ({ length }) => length === 0 || length === 4,
  // Unix, third version: two numbers, each behind its length.
  30837: (field) => field.length === 0 || field.readUInt8(0) !== 1 || isIds(field),
};

interface OfEntry {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly where: string;
}

/**
 * The zip64 field of an entry's extra fields (APPNOTE 4.5), `null` when it has none. Two of them, fields that do not
 * fill their space, a Unicode path (4.6.9) that is another name, fields that hold a mode of their own, and incomplete fields
 * are findings: tools differ in which they take, and where they stop.
 */
export function readExtra(extra: Buffer, { name, flags, where }: OfEntry): Result<Buffer | null, Finding> {
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
    if (id === AES_EXTRA && (flags & ENCRYPTED) === 0) {
      return err(ambiguous(where, 'an AES field in an entry that is not encrypted'));
    }
    if (COMPLETE[id]?.(field) === false) {
      return err(ambiguous(where, `an incomplete extra field ${id.toString(16).padStart(4, '0')}`));
    }
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

function bitsIn(flags: number): number {
  return (flags & 1) + ((flags >> 1) & 1) + ((flags >> 2) & 1);
}

function isIds(field: Buffer): boolean {
  const user = field.length < 2 ? 0 : field.readUInt8(1);
  return field.length > 2 + user && field.length === 3 + user + field.readUInt8(2 + user);
}

function damaged(where: string, observed: string): Finding {
  return finding('evidence.archive-damaged', where, { observed });
}

function ambiguous(where: string, observed: string): Finding {
  return finding('evidence.archive-ambiguous', where, { observed });
}
