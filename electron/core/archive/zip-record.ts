import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { asBuffer } from './as-buffer.ts';
import type { FileWindow } from './file-window.ts';
import { readExtra, WideValues } from './zip-extra.ts';
import { whyNotForAll } from './zip-version.ts';

const RECORD_SIGNATURE = 0x02014b50;
const RECORD_BYTES = 46;
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
  const flags = head.readUInt16LE(8);
  const extra = readExtra(asBuffer(rest.value.subarray(nameLength)), { name, flags, where });
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
  const dropped = whyNotForAll({ needed: head.readUInt16LE(6), flags, method: head.readUInt16LE(10) });
  if (dropped !== null) return err(ambiguous(where, dropped));
  if ((head.readUInt16LE(36) & VOID_MODE) !== 0) return err(ambiguous(where, 'a mode that unzip passes over'));
  return ok({
    name,
    host: head.readUInt8(5),
    flags,
    method: head.readUInt16LE(10),
    crc: head.readUInt32LE(16),
    compressedSize,
    size,
    headerStart,
    attributes: head.readUInt32LE(38),
    next,
  });
}

function damaged(where: string, observed: string): Finding {
  return finding('evidence.archive-damaged', where, { observed });
}

function ambiguous(where: string, observed: string): Finding {
  return finding('evidence.archive-ambiguous', where, { observed });
}
