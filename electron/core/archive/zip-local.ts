import { equalBytes } from '../../../shared/encoding/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { asBuffer } from './as-buffer.ts';
import type { FileWindow } from './file-window.ts';
import type { ZipExtent } from './zip-directory.ts';
import { readExtra, WideValues } from './zip-extra.ts';
import type { ZipRecord } from './zip-record.ts';
import { whyNotForAll } from './zip-version.ts';

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const DESCRIPTOR_SIGNATURE = 0x08074b50;

/** General purpose flags (APPNOTE 4.4.4). */
export const ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000;
const DESCRIPTOR_FLAG = 0x0008;
export const UTF8_FLAG = 0x0800;
const COMPARED_FLAGS = ENCRYPTED_FLAGS | DESCRIPTOR_FLAG | UTF8_FLAG;

/** Where an entry's stored bytes are. */
export interface StoredBytes {
  readonly start: number;
  readonly end: number;
}

/**
 * Compares an entry's own header (APPNOTE 4.3.7) and data descriptor (4.3.9) with its directory record, byte for
 * byte of its extent: name, flags, method, CRC and sizes must agree, and nothing may be left over.
 */
export function locateStored(
  window: FileWindow,
  { record, end }: ZipExtent,
  where: string,
): Result<StoredBytes, Finding> {
  const fixed = window.view(record.headerStart, LOCAL_BYTES);
  if (!fixed.ok) return fixed;
  const head = Buffer.from(fixed.value);
  if (head.readUInt32LE(0) !== LOCAL_SIGNATURE) return err(mismatch(where, 'no local header'));
  const nameLength = head.readUInt16LE(26);
  const start = record.headerStart + LOCAL_BYTES + nameLength + head.readUInt16LE(28);
  const stored = { start, end: start + record.compressedSize };
  if (stored.end > end) return err(finding('evidence.archive-overlap', where, { observed: `bytes past ${end}` }));
  const rest = window.view(record.headerStart + LOCAL_BYTES, start - record.headerStart - LOCAL_BYTES);
  if (!rest.ok) return rest;
  const name = Uint8Array.from(rest.value.subarray(0, nameLength));
  if (!equalBytes(name, record.name))
    return err(mismatch(where, `the name ${JSON.stringify(asBuffer(name).toString())}`));
  const extra = readExtra(asBuffer(rest.value.subarray(nameLength)), { name, flags: record.flags, where });
  if (!extra.ok) return extra;
  const dropped = whyNotForAll({
    needed: head.readUInt16LE(4),
    flags: head.readUInt16LE(6),
    method: head.readUInt16LE(8),
  });
  if (dropped !== null) return err(finding('evidence.archive-ambiguous', where, { observed: dropped }));
  const differing = differingField(head, extra.value, record);
  if (differing !== null) return err(mismatch(where, `another ${differing}`));
  return checkDescriptor(window, record, stored, end, where);
}

function differingField(head: Buffer, zip64: Buffer | null, record: ZipRecord): string | null {
  if (((head.readUInt16LE(6) ^ record.flags) & COMPARED_FLAGS) !== 0) return 'set of flags';
  if (head.readUInt16LE(8) !== record.method) return 'method';
  const wide = new WideValues(zip64);
  const size = wide.take(head.readUInt32LE(22));
  const compressedSize = wide.take(head.readUInt32LE(18));
  // What comes in a data descriptor is zero here, or already known.
  const mayBeZero = (record.flags & DESCRIPTOR_FLAG) !== 0;
  const agrees = (local: number | null, stated: number): boolean => local === stated || (mayBeZero && local === 0);
  if (!agrees(head.readUInt32LE(14), record.crc)) return 'CRC';
  if (!agrees(size, record.size)) return 'size';
  return agrees(compressedSize, record.compressedSize) ? null : 'compressed size';
}

/** The bytes between an entry's content and the next entry are its data descriptor or nothing. */
function checkDescriptor(
  window: FileWindow,
  record: ZipRecord,
  stored: StoredBytes,
  end: number,
  where: string,
): Result<StoredBytes, Finding> {
  const length = end - stored.end;
  const isOwed = (record.flags & DESCRIPTOR_FLAG) !== 0;
  if (!isOwed && length === 0) return ok(stored);
  if (!isOwed || ![12, 16, 20, 24].includes(length)) {
    return err(finding('evidence.archive-hidden-bytes', where, { observed: `${length} bytes at ${stored.end}` }));
  }
  const read = window.view(stored.end, length);
  if (!read.ok) return read;
  return asBuffer(read.value).equals(descriptorOf(record, length))
    ? ok(stored)
    : err(mismatch(where, 'another descriptor'));
}

/** The one descriptor that says what the record says: signature or not, sizes of 4 bytes or of 8. */
function descriptorOf(record: ZipRecord, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const crcAt = length === 16 || length === 24 ? bytes.writeUInt32LE(DESCRIPTOR_SIGNATURE, 0) : 0;
  const sizesAt = bytes.writeUInt32LE(record.crc, crcAt);
  if (length - sizesAt === 16) {
    bytes.writeBigUInt64LE(BigInt(record.size), bytes.writeBigUInt64LE(BigInt(record.compressedSize), sizesAt));
  } else {
    bytes.writeUInt32LE(record.size % 2 ** 32, bytes.writeUInt32LE(record.compressedSize % 2 ** 32, sizesAt));
  }
  return bytes;
}

function mismatch(where: string, observed: string): Finding {
  return finding('evidence.archive-header-mismatch', where, { observed });
}
