import { crc32 } from 'node:zlib';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Admission } from './admission.ts';
import type { ArchiveFile } from './archive-file.ts';
import { asBuffer } from './as-buffer.ts';
import { FileWindow } from './file-window.ts';
import { DeflateStream, sizeMismatch } from './inflate.ts';
import type { ByteStream, Chunk } from './types.ts';
import { wrongCrc } from './zip-content.ts';

const FIXED_HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const LONGEST_HEADER = 128 * 1024;
const FLAG_HEADER_CRC = 0x02;
const FLAG_EXTRA = 0x04;
const FLAG_NAME = 0x08;
const FLAG_COMMENT = 0x10;
const RESERVED_FLAGS = 0xe0;

/**
 * The content of a gzip file (RFC 1952). A file is one or more members after each other (section 2.2), as pigz and
 * bgzip write them; all of them count. Anything else after a member, zeros included, is a finding.
 */
export class GzipStream implements ByteStream {
  readonly #file: ArchiveFile;
  readonly #window: FileWindow;
  readonly #admission: Admission;
  readonly #memberLimit: number;
  #position = 0;
  #members = 0;
  #member: Member | null = null;

  constructor(file: ArchiveFile, admission: Admission, memberLimit: number) {
    this.#file = file;
    this.#window = new FileWindow(file);
    this.#admission = admission;
    this.#memberLimit = memberLimit;
  }

  async next(): Promise<Chunk> {
    for (;;) {
      if (this.#member === null) {
        if (this.#members > 0 && this.#position === this.#file.size) return ok(null);
        const opened = this.#openMember();
        if (!opened.ok) return opened;
        this.#member = opened.value;
      }
      const part = await this.#member.deflate.next();
      if (!part.ok) return part;
      if (part.value !== null) return this.#count(this.#member, part.value);
      const closed = this.#closeMember(this.#member);
      if (closed !== null) return err(closed);
      this.#member = null;
    }
  }

  #openMember(): Result<Member, Finding> {
    if (this.#members >= this.#memberLimit)
      return err(this.#fails('expands-too-far', `more than ${this.#members} members`));
    const length = Math.min(LONGEST_HEADER, this.#file.size - this.#position);
    const head = this.#window.view(this.#position, length);
    if (!head.ok) return head;
    const header = headerLength(asBuffer(head.value));
    if (typeof header === 'number') {
      this.#members += 1;
      const start = this.#position + header;
      const deflate = new DeflateStream(this.#file, start, this.#file.size, this.#file.name);
      return ok({ start, deflate, crc: 0, length: 0 });
    }
    if (this.#members > 0 && header === 'no gzip header') {
      const observed = `${this.#file.size - this.#position} bytes at ${this.#position}`;
      return err(finding('evidence.gzip-trailing-bytes', this.#file.name, { observed }));
    }
    return err(this.#fails(length < LONGEST_HEADER && header === 'no end' ? 'truncated' : 'damaged', header));
  }

  #count(member: Member, part: Uint8Array): Chunk {
    member.crc = crc32(part, member.crc);
    member.length += part.length;
    const tooFar = this.#admission.expand(part.length);
    return tooFar === null ? ok(part) : err(tooFar);
  }

  /** The trailer: CRC-32 and length modulo 2^32 (section 2.3.1). */
  #closeMember(member: Member): Finding | null {
    this.#position = member.start + member.deflate.consumed;
    const read = this.#window.view(this.#position, TRAILER_BYTES);
    if (!read.ok) return read.error;
    const trailer = asBuffer(read.value);
    this.#position += TRAILER_BYTES;
    if (trailer.readUInt32LE(0) !== member.crc) return wrongCrc(this.#file.name, member.crc, trailer.readUInt32LE(0));
    const stated = trailer.readUInt32LE(4);
    return stated === member.length % 2 ** 32 ? null : sizeMismatch(this.#file.name, member.length, stated);
  }

  #fails(how: 'truncated' | 'damaged' | 'expands-too-far', observed: string): Finding {
    return finding(`evidence.archive-${how}`, this.#file.name, { observed });
  }
}

interface Member {
  readonly start: number;
  readonly deflate: DeflateStream;
  crc: number;
  length: number;
}

type HeaderDefect = 'no gzip header' | 'no end' | 'reserved flags' | 'a wrong header CRC';

/** The length of the member header at the start of `bytes` (section 2.3), or what is wrong with it. */
function headerLength(bytes: Buffer): number | HeaderDefect {
  if (bytes[0] !== 0x1f || (bytes.length > 1 && bytes[1] !== 0x8b)) return 'no gzip header';
  if (bytes.length < FIXED_HEADER_BYTES) return 'no end';
  if (bytes[2] !== 8) return 'no gzip header';
  const flags = bytes[3] ?? 0;
  if ((flags & RESERVED_FLAGS) !== 0) return 'reserved flags';
  let at = FIXED_HEADER_BYTES;
  if ((flags & FLAG_EXTRA) !== 0) {
    if (at + 2 > bytes.length) return 'no end';
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end === -1) return 'no end';
    at = end + 1;
  }
  if ((flags & FLAG_HEADER_CRC) !== 0) {
    if (at + 2 > bytes.length) return 'no end';
    if (bytes.readUInt16LE(at) !== (crc32(bytes.subarray(0, at)) & 0xffff)) return 'a wrong header CRC';
    at += 2;
  }
  return at <= bytes.length ? at : 'no end';
}
