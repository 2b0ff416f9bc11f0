import { crc32 } from 'node:zlib';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok } from '../../../shared/result.ts';
import { type FileWindow, WINDOW_BYTES } from './file-window.ts';
import { DeflateStream, inflateWhole, sizeMismatch } from './inflate.ts';
import type { ByteStream, Chunk } from './types.ts';
import type { StoredBytes } from './zip-local.ts';
import type { ZipRecord } from './zip-record.ts';

export const STORED = 0;
export const DEFLATED = 8;

/** An entry's content, checked on the way: its length never exceeds what is stated, its end has the length and CRC. */
export function zipContent(window: FileWindow, record: ZipRecord, stored: StoredBytes, where: string): ByteStream {
  const content = expanded(window, record, stored, where);
  let length = 0;
  let crc = 0;
  return {
    next: async (): Promise<Chunk> => {
      const part = await content.next();
      if (!part.ok) return part;
      if (part.value === null) return atEnd(record, length, crc, where);
      length += part.value.length;
      if (length > record.size) return err(sizeMismatch(where, `${length} or more`, record.size));
      crc = crc32(part.value, crc);
      return part;
    },
  };
}

function atEnd(record: ZipRecord, length: number, crc: number, where: string): Chunk {
  if (length !== record.size) return err(sizeMismatch(where, length, record.size));
  return crc === record.crc ? ok(null) : err(wrongCrc(where, crc, record.crc));
}

export function wrongCrc(where: string, observed: number, expected: number): Finding {
  const hex = (crc: number): string => crc.toString(16).padStart(8, '0');
  return finding('evidence.archive-crc', where, { observed: hex(observed), expected: hex(expected) });
}

function expanded(window: FileWindow, record: ZipRecord, stored: StoredBytes, where: string): ByteStream {
  const isSmall = record.size <= WINDOW_BYTES && record.compressedSize <= WINDOW_BYTES;
  if (isSmall) return inOneGo(window, record, stored, where);
  if (record.method === STORED) return window.file.range(stored.start, stored.end);
  const stream = new DeflateStream(window.file, stored.start, stored.end, where);
  return {
    next: async (): Promise<Chunk> => {
      const part = await stream.next();
      if (!part.ok || part.value !== null || stream.consumed === record.compressedSize) return part;
      return err(finding('evidence.archive-hidden-bytes', where, { observed: 'bytes after the compressed data' }));
    },
  };
}

function inOneGo(window: FileWindow, record: ZipRecord, stored: StoredBytes, where: string): ByteStream {
  let isDone = false;
  return {
    next: async (): Promise<Chunk> => {
      if (isDone) return ok(null);
      isDone = true;
      const bytes = window.view(stored.start, record.compressedSize);
      return bytes.ok && record.method === DEFLATED ? inflateWhole(bytes.value, record.size, where) : bytes;
    },
  };
}
