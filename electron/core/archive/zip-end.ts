import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ArchiveFile } from './archive-file.ts';

const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const END_SIGNATURE = 0x06054b50;
const END_MAGIC = Buffer.from('PK\x05\x06');
const ALL_ONES = 0xffffffff;
const LOCATOR_BYTES = 20;
const LOCATOR_SIGNATURE = 0x07064b50;
const END64_BYTES = 56;
const END64_SIGNATURE = 0x06064b50;

/** Where the central directory lies. Nothing stands between it and the end records. */
export interface ZipDirectoryPlace {
  readonly start: number;
  readonly end: number;
  readonly entries: number;
}

/**
 * Finds the central directory from the end of the file (APPNOTE 4.3.14 to 4.3.16). There must be one way to read it:
 * a second end record, values that differ between the zip and zip64 records, several disks, or bytes that neither
 * record accounts for are findings. Tools take the last end record, some whatever comes after it: that must be nothing.
 */
export function findZipDirectory(file: ArchiveFile): Result<ZipDirectoryPlace, Finding> {
  const tailLength = Math.min(file.size, END_BYTES + LONGEST_COMMENT);
  const tailStart = file.size - tailLength;
  const read = file.readInto(new Uint8Array(tailLength), tailStart);
  if (!read.ok) return read;
  const tail = Buffer.from(read.value.buffer);
  const ends = endRecordsIn(tail);
  const last = tail.lastIndexOf(END_MAGIC);
  const at = ends[0];
  if (at === undefined) return err(endless(file, tail, last));
  if (ends.length > 1 || at !== last) return err(ambiguous(file, 'several ends of directory'));
  const place = {
    onOtherDisks: tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 6) !== 0,
    entriesHere: tail.readUInt16LE(at + 8),
    entries: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    start: tail.readUInt32LE(at + 16),
  };
  const end64 = readEnd64(file, tailStart + at);
  if (!end64.ok) return end64;
  if (end64.value !== null) return combine(file, place, end64.value);
  if (place.onOtherDisks || place.entriesHere !== place.entries) return err(severalDisks(file));
  return placed(file, place, tailStart + at);
}

/**
 * Why no end record ends with the file. One that lies where its directory ends had bytes put behind it; any other is
 * content of a zip that was cut off.
 */
function endless(file: ArchiveFile, tail: Buffer, last: number): Finding {
  const truncated = finding('evidence.archive-truncated', file.name, { observed: 'no end of directory' });
  if (last === -1 || last + END_BYTES > tail.length) return truncated;
  const tailStart = file.size - tail.length;
  const end = last + END_BYTES + tail.readUInt16LE(last + 20);
  const directoryEnd = tail.readUInt32LE(last + 12) + tail.readUInt32LE(last + 16);
  const isItsOwn = directoryEnd === tailStart + last || directoryEnd >= ALL_ONES;
  if (end > tail.length || !isItsOwn) return truncated;
  const observed = `${tail.length - end} bytes at ${tailStart + end}`;
  return finding('evidence.archive-trailing-bytes', file.name, { observed });
}

/** Where end records are whose comment ends exactly with the file. */
function endRecordsIn(tail: Buffer): number[] {
  const found: number[] = [];
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    if (at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length) found.push(at);
  }
  return found;
}

interface EndRecord {
  readonly entries: number;
  readonly bytes: number;
  readonly start: number;
}

/** The zip64 end record before the end record at `endAt`; `null` when there is no locator for one. */
function readEnd64(file: ArchiveFile, endAt: number): Result<(EndRecord & { at: number }) | null, Finding> {
  if (endAt < LOCATOR_BYTES + END64_BYTES) return ok(null);
  const read = file.readInto(new Uint8Array(END64_BYTES + LOCATOR_BYTES), endAt - LOCATOR_BYTES - END64_BYTES);
  if (!read.ok) return read;
  const bytes = Buffer.from(read.value.buffer);
  const locator = bytes.subarray(END64_BYTES);
  if (locator.readUInt32LE(0) !== LOCATOR_SIGNATURE) return ok(null);
  const at = endAt - LOCATOR_BYTES - END64_BYTES;
  if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) !== 1) return err(severalDisks(file));
  const isWhereStated = locator.readBigUInt64LE(8) === BigInt(at) && bytes.readUInt32LE(0) === END64_SIGNATURE;
  if (!isWhereStated || bytes.readBigUInt64LE(4) !== BigInt(END64_BYTES - 12)) {
    return err(finding('evidence.archive-damaged', file.name, { observed: 'a zip64 end that is not at its place' }));
  }
  const entries = bytes.readBigUInt64LE(32);
  const onThisDisk = bytes.readUInt32LE(16) === 0 && bytes.readUInt32LE(20) === 0;
  if (!onThisDisk || bytes.readBigUInt64LE(24) !== entries) return err(severalDisks(file));
  return ok({
    at,
    entries: Number(entries),
    bytes: Number(bytes.readBigUInt64LE(40)),
    start: Number(bytes.readBigUInt64LE(48)),
  });
}

/** The zip64 values count; those of the plain record must be the same, or all ones (APPNOTE 4.4.1.4). */
function combine(
  file: ArchiveFile,
  end: EndRecord,
  end64: EndRecord & { at: number },
): Result<ZipDirectoryPlace, Finding> {
  const agree =
    (end.entries === 0xffff || end.entries === end64.entries) &&
    (end.bytes === ALL_ONES || end.bytes === end64.bytes) &&
    (end.start === ALL_ONES || end.start === end64.start);
  return agree ? placed(file, end64, end64.at) : err(ambiguous(file, 'a zip and a zip64 end that differ'));
}

function placed(file: ArchiveFile, record: EndRecord, recordsAt: number): Result<ZipDirectoryPlace, Finding> {
  const end = record.start + record.bytes;
  if (end > recordsAt)
    return err(finding('evidence.archive-damaged', file.name, { observed: 'a directory past its end' }));
  if (end < recordsAt) {
    return err(finding('evidence.archive-hidden-bytes', file.name, { observed: `${recordsAt - end} bytes at ${end}` }));
  }
  return ok({ start: record.start, end, entries: record.entries });
}

function ambiguous(file: ArchiveFile, observed: string): Finding {
  return finding('evidence.archive-ambiguous', file.name, { observed });
}

function severalDisks(file: ArchiveFile): Finding {
  return finding('evidence.archive-unsupported', file.name, { observed: 'a zip over several disks' });
}
