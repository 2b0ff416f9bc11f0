import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip to build; what is given replaces what would be right. */
export interface ZipEntry {
  readonly name: string | Buffer;
  readonly content?: Buffer;
  /** Stored when absent. */
  readonly deflated?: boolean;
  readonly mode?: number;
  readonly host?: number;
  /** Version needed (APPNOTE 4.4.3), system in its upper byte; in the local header the same, where it is not given. */
  readonly needed?: number;
  readonly localNeeded?: number;
  /** Internal attributes, and the DOS half of the external ones. */
  readonly internal?: number;
  readonly dos?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly storedBytes?: Buffer;
  readonly compressedSize?: number;
  readonly descriptor?: 'none' | 'signed' | 'plain';
  readonly extra?: Buffer;
  readonly localExtra?: Buffer;
  readonly localName?: string;
  readonly localCrc?: number;
  /** Points the directory at the local header of an earlier entry, and writes none. */
  readonly sharesHeaderOf?: number;
  /** Bytes between this entry and the next. */
  readonly after?: Buffer;
}

export interface ZipEnd {
  readonly comment?: Buffer;
  readonly entries?: number;
  readonly before?: Buffer;
  readonly beforeEnd?: Buffer;
  readonly zip64?: boolean;
}

export function buildZip(entries: readonly ZipEntry[], end: ZipEnd = {}): Buffer {
  const locals: Buffer[] = [end.before ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  const starts: number[] = [];
  for (const entry of entries) {
    const shared = entry.sharesHeaderOf === undefined ? undefined : starts[entry.sharesHeaderOf];
    const start = shared ?? byteLength(locals);
    starts.push(start);
    if (shared === undefined) locals.push(localPart(entry));
    directory.push(record(entry, start));
  }
  const directoryStart = byteLength(locals);
  const directoryBytes = byteLength(directory);
  const tail = endRecords(end.entries ?? entries.length, directoryStart, directoryBytes, end);
  return Buffer.concat([...locals, ...directory, end.beforeEnd ?? Buffer.alloc(0), tail]);
}

function stored(entry: ZipEntry): Buffer {
  const content = entry.content ?? Buffer.alloc(0);
  return entry.storedBytes ?? (entry.deflated ? deflateRawSync(content) : content);
}

interface Fields {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
}

function fieldsOf(entry: ZipEntry): Fields {
  const content = entry.content ?? Buffer.alloc(0);
  const name = Buffer.from(entry.name);
  const descriptor = (entry.descriptor ?? 'none') === 'none' ? 0 : 8;
  const isAscii = name.every((byte) => byte < 128);
  return {
    name,
    flags: entry.flags ?? (isAscii ? 0 : 0x800) | descriptor,
    method: entry.method ?? (entry.deflated ? 8 : 0),
    crc: entry.crc ?? crc32(content),
    compressedSize: entry.compressedSize ?? stored(entry).length,
    size: entry.size ?? content.length,
  };
}

function localPart(entry: ZipEntry): Buffer {
  const fields = fieldsOf(entry);
  const name = entry.localName === undefined ? fields.name : Buffer.from(entry.localName);
  const extra = entry.localExtra ?? entry.extra ?? Buffer.alloc(0);
  const late = (entry.descriptor ?? 'none') !== 'none';
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(entry.localNeeded ?? entry.needed ?? 20, 4);
  header.writeUInt16LE(fields.flags, 6);
  header.writeUInt16LE(fields.method, 8);
  header.writeUInt32LE(late ? 0 : (entry.localCrc ?? fields.crc), 14);
  header.writeUInt32LE(late ? 0 : fields.compressedSize, 18);
  header.writeUInt32LE(late ? 0 : fields.size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  const descriptor = Buffer.alloc(late ? 16 : 0);
  if (late) {
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(fields.crc, 4);
    descriptor.writeUInt32LE(fields.compressedSize, 8);
    descriptor.writeUInt32LE(fields.size, 12);
  }
  const unsigned = entry.descriptor === 'plain' ? descriptor.subarray(4) : descriptor;
  return Buffer.concat([header, name, extra, stored(entry), unsigned, entry.after ?? Buffer.alloc(0)]);
}

function record(entry: ZipEntry, start: number): Buffer {
  const fields = fieldsOf(entry);
  const extra = entry.extra ?? Buffer.alloc(0);
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt8(20, 4);
  bytes.writeUInt8(entry.host ?? 3, 5);
  bytes.writeUInt16LE(entry.needed ?? 20, 6);
  bytes.writeUInt16LE(fields.flags, 8);
  bytes.writeUInt16LE(fields.method, 10);
  bytes.writeUInt32LE(fields.crc, 16);
  bytes.writeUInt32LE(fields.compressedSize, 20);
  bytes.writeUInt32LE(fields.size, 24);
  bytes.writeUInt16LE(fields.name.length, 28);
  bytes.writeUInt16LE(extra.length, 30);
  bytes.writeUInt16LE(entry.internal ?? 0, 36);
  bytes.writeUInt32LE(((entry.mode ?? 0) * 0x10000 + (entry.dos ?? 0)) >>> 0, 38);
  bytes.writeUInt32LE(start, 42);
  return Buffer.concat([bytes, fields.name, extra]);
}

function endRecords(entries: number, start: number, bytes: number, end: ZipEnd): Buffer {
  const comment = end.comment ?? Buffer.alloc(0);
  const plain = Buffer.alloc(22);
  plain.writeUInt32LE(0x06054b50, 0);
  plain.writeUInt16LE(end.zip64 ? 0xffff : entries, 8);
  plain.writeUInt16LE(end.zip64 ? 0xffff : entries, 10);
  plain.writeUInt32LE(end.zip64 ? 0xffffffff : bytes, 12);
  plain.writeUInt32LE(end.zip64 ? 0xffffffff : start, 16);
  plain.writeUInt16LE(comment.length, 20);
  if (!end.zip64) return Buffer.concat([plain, comment]);
  const wide = Buffer.alloc(76);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(45, 12);
  wide.writeUInt16LE(45, 14);
  wide.writeBigUInt64LE(BigInt(entries), 24);
  wide.writeBigUInt64LE(BigInt(entries), 32);
  wide.writeBigUInt64LE(BigInt(bytes), 40);
  wide.writeBigUInt64LE(BigInt(start), 48);
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeBigUInt64LE(BigInt(start + bytes), 64);
  wide.writeUInt32LE(1, 72);
  return Buffer.concat([wide, plain, comment]);
}

function byteLength(parts: readonly Buffer[]): number {
  return parts.reduce((length, part) => length + part.length, 0);
}
