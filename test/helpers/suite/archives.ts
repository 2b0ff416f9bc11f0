// Archives as small as they can be, so that each byte of a case is known: ustar, and zip without compression.
import { crc32 } from 'node:zlib';

export interface ArchiveEntry {
  readonly name: string;
  readonly content: string;
  /** In a zip: no bytes of its own, but those of the entry with this number. */
  readonly sameBytesAs?: number;
}

/** Bytes of a zip that belong to no entry. */
interface Hidden {
  /** Between the last entry and the directory. */
  readonly gap?: string;
  readonly behindDirectory?: string;
}

/** A tar (POSIX ustar) of regular files, mode 0644, all times 0. */
export function tarOf(entries: readonly ArchiveEntry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntry), Buffer.alloc(1024)]);
}

function tarEntry({ name, content }: ArchiveEntry): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  for (const [text, at] of [
    ['0000644\0', 100],
    ['0000000\0', 108],
    ['0000000\0', 116],
    [`${bytes.length.toString(8).padStart(11, '0')}\0`, 124],
    [`${'0'.repeat(11)}\0`, 136],
    ['        ', 148],
    ['0', 156],
    ['ustar\u000000', 257],
  ] as const) {
    header.write(text, at);
  }
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** A zip (APPNOTE 6.3.10) of stored files with names in UTF-8, all times 1 January 1980. */
export function zipOf(entries: readonly ArchiveEntry[], { gap = '', behindDirectory = '' }: Hidden = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const starts: number[] = [];
  for (const { name, content, sameBytesAs } of entries) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(content)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(33, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path, bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((0o100644 << 16) >>> 0, 6);
    const start = sameBytesAs === undefined ? offset : (starts[sameBytesAs] ?? 0);
    rest.writeUInt32LE(start, 10);
    const madeBy = Buffer.from([20, 3]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, common, rest, path]));
    starts.push(start);
    if (sameBytesAs !== undefined) continue;
    locals.push(local);
    offset += local.length;
  }
  locals.push(Buffer.from(gap));
  offset += gap.length;
  const size = directory.reduce((total, one) => total + one.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, Buffer.from(behindDirectory), end]);
}

/** One gzip member (RFC 1952) of one stored block, so that no compressor decides about its bytes. At most 65,535 bytes. */
export function gzipOf(bytes: Uint8Array): Buffer {
  const head = Buffer.from('1f8b08000000000000ff0100000000', 'hex');
  head.writeUInt16LE(bytes.length, 11);
  head.writeUInt16LE(bytes.length ^ 0xffff, 13);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(bytes), 0);
  tail.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes, tail]);
}
