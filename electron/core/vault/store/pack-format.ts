import { createHash } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';
import { compareBytes } from '../../../../shared/encoding/bytes.ts';

/**
 * A pack segment: the contents of many small files in one file.
 *
 *     records   for each content: `blob <size>\0`, the content, its SHA-256 (32 bytes)
 *     table     for each record, sorted by SHA-256: SHA-256 (32), offset of the content (u64 LE), size (u64 LE)
 *     footer    "HOLDPACK", offset of the table (u64 LE), number of records (u64 LE), SHA-256 of the table (32)
 *
 * The head of a record is that of a git blob, so that head and content lie in memory as git hashes them. A pack
 * without its footer was never finished: nothing refers to it.
 */
export const TABLE_ENTRY = 48;
export const FOOTER = 56;
const MAGIC = Buffer.from('HOLDPACK', 'latin1');

export interface PackEntry {
  readonly digest: Buffer;
  readonly offset: number;
  readonly size: number;
}

/** Table and footer of a pack whose records end at `recordsEnd`. */
export function encodeTable(entries: readonly PackEntry[], recordsEnd: number): Buffer {
  const sorted = [...entries].sort((a, b) => prefixOf(a) - prefixOf(b) || Buffer.compare(a.digest, b.digest));
  const bytes = Buffer.allocUnsafe(sorted.length * TABLE_ENTRY + FOOTER);
  sorted.forEach((entry, i) => {
    const at = i * TABLE_ENTRY;
    entry.digest.copy(bytes, at);
    bytes.writeBigUInt64LE(BigInt(entry.offset), at + 32);
    bytes.writeBigUInt64LE(BigInt(entry.size), at + 40);
  });
  const tableLength = sorted.length * TABLE_ENTRY;
  MAGIC.copy(bytes, tableLength);
  bytes.writeBigUInt64LE(BigInt(recordsEnd), tableLength + 8);
  bytes.writeBigUInt64LE(BigInt(sorted.length), tableLength + 16);
  createHash('sha256')
    .update(bytes.subarray(0, tableLength))
    .digest()
    .copy(bytes, tableLength + 24);
  return bytes;
}

/** Decides almost every comparison, and costs a tenth of one of buffers. */
function prefixOf({ digest }: PackEntry): number {
  return digest.readUIntBE(0, 6);
}

/** Where an open pack's table is. */
export interface PackTable {
  readonly tableAt: number;
  readonly count: number;
  /** SHA-256 that the table must have. */
  readonly digest: Buffer;
}

/** Reads a pack's footer; `null` when it has none that fits its length. @throws system errors */
export function readFooter(fd: number): PackTable | null {
  const { size } = fstatSync(fd);
  if (size < FOOTER) return null;
  const bytes = Buffer.allocUnsafe(FOOTER);
  if (readSync(fd, bytes, 0, FOOTER, size - FOOTER) !== FOOTER) return null;
  if (compareBytes(bytes.subarray(0, 8), MAGIC) !== 0) return null;
  const tableAt = Number(bytes.readBigUInt64LE(8));
  const count = Number(bytes.readBigUInt64LE(16));
  if (tableAt + count * TABLE_ENTRY + FOOTER !== size) return null;
  return { tableAt, count, digest: bytes.subarray(24, 56) };
}

export function readTableEntry(table: Buffer, at: number): PackEntry {
  return {
    digest: table.subarray(at, at + 32),
    offset: Number(table.readBigUInt64LE(at + 32)),
    size: Number(table.readBigUInt64LE(at + 40)),
  };
}
