import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { finding } from '../../../shared/finding/index.ts';
import { changedByUnzip } from '../archive/entry-path.ts';
import type { BagEntry } from './bag.ts';
import { through } from './deflate.ts';
import { PackStop, refusedPack } from './pack-failure.ts';

/** Contents up to this size are deflated in one go, and their sizes stand in the local header. */
const SMALL_BYTES = 256 * 1024;
/** From here on an entry gets zip64 sizes: what deflate may add at worst is left room for. */
const WIDE_BYTES = 0xf0000000;
const ALL_ONES = 0xffffffff;

const UNIX = 3;
const VERSION = 45;
const DESCRIPTOR_FLAG = 0x0008;
const UTF8_FLAG = 0x0800;
/** 1 January 1980, the first date that DOS has (APPNOTE 4.4.6). */
const DATE = (1 << 5) | 1;

interface Stored {
  readonly name: Buffer;
  readonly mode: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly start: number;
}

/**
 * A zip (APPNOTE 6.3.10, zip64 where needed), the same bytes for the same entries and the same zlib: all times are
 * 1 January 1980. Unix modes keep the executable bit and symlinks. @param top the folder that all entries are put in
 * @throws PackStop at a name that unzip would give back as another
 */
export async function* zipBytes(entries: Iterable<BagEntry>, top: string): AsyncGenerator<Uint8Array> {
  const records: Buffer[] = [];
  let position = 0;
  for (const entry of entries) {
    const part = entry.size <= SMALL_BYTES ? smallEntry(entry, top, position) : largeEntry(entry, top, position);
    for (let step = await part.next(); ; step = await part.next()) {
      if (step.done) {
        records.push(directoryRecord(step.value));
        break;
      }
      position += step.value.length;
      yield step.value;
    }
  }
  yield* records;
  yield endRecords(records.length, position, byteLength(records));
}

/** Yields an entry's bytes, returns what the directory says of it. */
type EntryBytes = AsyncGenerator<Uint8Array, Stored>;

async function* smallEntry(entry: BagEntry, top: string, start: number): EntryBytes {
  const content = Buffer.concat([...entry.content]);
  const deflated = deflateRawSync(content);
  const isSmaller = deflated.length < content.length;
  const bytes = isSmaller ? deflated : content;
  const stored: Stored = {
    ...nameAndMode(entry, top),
    method: isSmaller ? 8 : 0,
    crc: crc32(content),
    compressedSize: bytes.length,
    size: content.length,
    start,
  };
  yield localHeader(stored);
  yield bytes;
  return stored;
}

/** CRC and compressed size are known only at the end, so they follow in a data descriptor. */
async function* largeEntry(entry: BagEntry, top: string, start: number): EntryBytes {
  const named = nameAndMode(entry, top);
  const begun: Stored = {
    ...named,
    flags: named.flags | DESCRIPTOR_FLAG,
    method: 8,
    crc: 0,
    compressedSize: 0,
    size: entry.size,
    start,
  };
  yield localHeader(begun);
  let crc = 0;
  let compressedSize = 0;
  function* counted(): Generator<Uint8Array> {
    for (const chunk of entry.content) {
      crc = crc32(chunk, crc);
      yield chunk;
    }
  }
  for await (const chunk of through(counted(), createDeflateRaw())) {
    compressedSize += chunk.length;
    yield chunk;
  }
  const stored = { ...begun, crc, compressedSize };
  yield descriptor(stored);
  return stored;
}

function nameAndMode(entry: BagEntry, top: string): Pick<Stored, 'name' | 'mode' | 'flags'> {
  if (changedByUnzip(`${top}/${entry.path}`))
    throw new PackStop(refusedPack([finding('evidence.zip-name', entry.path)]));
  const name = Buffer.from(`${top}/${entry.path}${entry.kind === 'directory' ? '/' : ''}`);
  const flags = name.every((byte) => byte < 0x80) ? 0 : UTF8_FLAG;
  switch (entry.kind) {
    case 'directory':
      return { name, flags, mode: 0o040755 };
    case 'symlink':
      return { name, flags, mode: 0o120777 };
    case 'executable':
      return { name, flags, mode: 0o100755 };
    default:
      return { name, flags, mode: 0o100644 };
  }
}

function isWide(stored: Stored): boolean {
  return stored.size >= WIDE_BYTES;
}

/** APPNOTE 4.3.7. */
function localHeader(stored: Stored): Buffer {
  const isLate = (stored.flags & DESCRIPTOR_FLAG) !== 0;
  const extra = isWide(stored) ? zip64Extra([0, 0]) : Buffer.alloc(0);
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(0x04034b50, 0);
  bytes.writeUInt16LE(VERSION, 4);
  writeCommon(bytes, 6, stored);
  bytes.writeUInt32LE(isLate ? 0 : stored.crc, 14);
  bytes.writeUInt32LE(isWide(stored) ? ALL_ONES : isLate ? 0 : stored.compressedSize, 18);
  bytes.writeUInt32LE(isWide(stored) ? ALL_ONES : isLate ? 0 : stored.size, 22);
  bytes.writeUInt16LE(stored.name.length, 26);
  bytes.writeUInt16LE(extra.length, 28);
  return Buffer.concat([bytes, stored.name, extra]);
}

/** APPNOTE 4.3.9: sizes of eight bytes when the entry has zip64 sizes. */
function descriptor(stored: Stored): Buffer {
  const bytes = Buffer.alloc(isWide(stored) ? 24 : 16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(stored.crc, 4);
  if (isWide(stored)) {
    bytes.writeBigUInt64LE(BigInt(stored.compressedSize), 8);
    bytes.writeBigUInt64LE(BigInt(stored.size), 16);
  } else {
    bytes.writeUInt32LE(stored.compressedSize, 8);
    bytes.writeUInt32LE(stored.size, 12);
  }
  return bytes;
}

/** APPNOTE 4.3.12. */
function directoryRecord(stored: Stored): Buffer {
  const isFar = stored.start >= ALL_ONES;
  const wide = [...(isWide(stored) ? [stored.size, stored.compressedSize] : []), ...(isFar ? [stored.start] : [])];
  const extra = wide.length === 0 ? Buffer.alloc(0) : zip64Extra(wide);
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE((UNIX << 8) | VERSION, 4);
  bytes.writeUInt16LE(VERSION, 6);
  writeCommon(bytes, 8, stored);
  bytes.writeUInt32LE(stored.crc, 16);
  bytes.writeUInt32LE(isWide(stored) ? ALL_ONES : stored.compressedSize, 20);
  bytes.writeUInt32LE(isWide(stored) ? ALL_ONES : stored.size, 24);
  bytes.writeUInt16LE(stored.name.length, 28);
  bytes.writeUInt16LE(extra.length, 30);
  bytes.writeUInt32LE(stored.mode * 0x10000, 38);
  bytes.writeUInt32LE(isFar ? ALL_ONES : stored.start, 42);
  return Buffer.concat([bytes, stored.name, extra]);
}

/** Flags, method, time and date, which both headers have in this order. */
function writeCommon(bytes: Buffer, at: number, stored: Stored): void {
  bytes.writeUInt16LE(stored.flags, at);
  bytes.writeUInt16LE(stored.method, at + 2);
  bytes.writeUInt16LE(DATE, at + 6);
}

function zip64Extra(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 8 * values.length);
  bytes.writeUInt16LE(1, 0);
  bytes.writeUInt16LE(8 * values.length, 2);
  for (const [i, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 4 + 8 * i);
  return bytes;
}

/** APPNOTE 4.3.14 to 4.3.16. */
function endRecords(entries: number, start: number, length: number): Buffer {
  const isWideEnd = entries >= 0xffff || start >= ALL_ONES || length >= ALL_ONES;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isWideEnd ? 0xffff : entries, 8);
  end.writeUInt16LE(isWideEnd ? 0xffff : entries, 10);
  end.writeUInt32LE(isWideEnd ? ALL_ONES : length, 12);
  end.writeUInt32LE(isWideEnd ? ALL_ONES : start, 16);
  if (!isWideEnd) return end;
  const wide = Buffer.alloc(76);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE((UNIX << 8) | VERSION, 12);
  wide.writeUInt16LE(VERSION, 14);
  wide.writeBigUInt64LE(BigInt(entries), 24);
  wide.writeBigUInt64LE(BigInt(entries), 32);
  wide.writeBigUInt64LE(BigInt(length), 40);
  wide.writeBigUInt64LE(BigInt(start), 48);
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeBigUInt64LE(BigInt(start + length), 64);
  wide.writeUInt32LE(1, 72);
  return Buffer.concat([wide, end]);
}

function byteLength(parts: readonly Buffer[]): number {
  return parts.reduce((length, part) => length + part.length, 0);
}
