import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { asBuffer } from './as-buffer.ts';

export const BLOCK_BYTES = 512;

const CHECKSUM_START = 148;
const CHECKSUM_END = 156;
const SPACE = 0x20;
/** Owner, group and time, and a device's numbers: they say nothing about the tree, but Python ends at one it cannot read. */
const OTHER_NUMBERS = [
  [108, 116],
  [116, 124],
  [136, 148],
  [329, 337],
  [337, 345],
] as const;
const PREFIX_START = 345;

/** One header block of a tar (POSIX.1-2017 pax, "ustar Interchange Format"; GNU's and V7's read alike). */
export interface TarHeader {
  /** Raw bytes, the ustar prefix put before the name. */
  readonly name: Uint8Array;
  readonly linkName: Uint8Array;
  readonly mode: number;
  /** Bytes of content that follow. */
  readonly size: number;
  /** The type flag as a character: a NUL where V7 wrote it, for a file or, with a slash at the end of the name, a folder. */
  readonly type: string;
}

/**
 * Parses a header. The checksum comes first: nothing of a block that fails it means anything. After the fields that all
 * formats share, POSIX has a prefix for the name, GNU has times and what is sparse, and V7 nothing: some tools take any
 * of these by other rules, so they must be empty but for POSIX's.
 */
export function parseTarHeader(bytes: Uint8Array, where: string): Result<TarHeader, Finding> {
  const block = asBuffer(bytes);
  const stated = readNumber(block.subarray(CHECKSUM_START, CHECKSUM_END));
  const sum = checksum(block);
  if (stated !== sum) {
    return err(finding('evidence.tar-checksum', where, { observed: `${sum}`, expected: `${stated ?? 'no number'}` }));
  }
  const mode = readNumber(block.subarray(100, 108));
  const size = readNumber(block.subarray(124, 136));
  const areOthersRead = OTHER_NUMBERS.every(([start, end]) => isNumber(block.subarray(start, end)));
  if (mode === null || size === null || !areOthersRead) {
    return err(finding('evidence.archive-damaged', where, { observed: 'a tar header with a field that is no number' }));
  }
  const type = String.fromCharCode(block[156] ?? 0);
  // GNU tar keeps the map of a sparse file where POSIX has the prefix.
  if (isGnu(block) && type === 'S') return err(finding('evidence.tar-sparse', where));
  if (!isPosix(block) && !isZeroBlock(block.subarray(PREFIX_START))) {
    return err(finding('evidence.archive-ambiguous', where, { observed: 'fields that only some tools read' }));
  }
  const name = untilNul(block.subarray(0, 100));
  const prefix = isPosix(block) ? untilNul(block.subarray(PREFIX_START, 500)) : block.subarray(0, 0);
  return ok({
    name: prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]),
    linkName: untilNul(block.subarray(157, 257)),
    mode,
    size,
    type,
  });
}

/** Whether a block could be a tar's first: how the form is told from other files. */
export function looksLikeTar(block: Uint8Array): boolean {
  if (block.length < BLOCK_BYTES) return false;
  if (isZeroBlock(block)) return true;
  const bytes = asBuffer(block);
  return isPosix(bytes) || isTarHeader(bytes) || isGnu(bytes);
}

/** Whether a block states its own checksum: what makes GNU tar and bsdtar take a file for a tar, whatever else it is. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < BLOCK_BYTES) return false;
  return readNumber(asBuffer(block).subarray(CHECKSUM_START, CHECKSUM_END)) === checksum(block);
}

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

function isPosix(block: Buffer): boolean {
  return block.toString('latin1', 257, 263) === 'ustar\0';
}

function isGnu(block: Buffer): boolean {
  return block.toString('latin1', 257, 263) === 'ustar ';
}

/** The sum of all bytes as unsigned, the checksum's own taken as spaces. (Some early tars summed signed bytes.) */
function checksum(block: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < BLOCK_BYTES; at++) {
    sum += at >= CHECKSUM_START && at < CHECKSUM_END ? SPACE : (block[at] ?? 0);
  }
  return sum;
}

/** Octal digits among spaces and NULs, or GNU's base 256 where the first bit is set; `null` for anything else. */
function readNumber(field: Buffer): number | null {
  if (((field[0] ?? 0) & 0x80) !== 0) return readBase256(field);
  const text = field
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .replace(/^ +/, '');
  return /^[0-7]*$/.test(text) ? Number.parseInt(text === '' ? '0' : text, 8) : null;
}

/** A number of any kind; GNU's base 256 may be below zero here, as a time before 1970 is. */
function isNumber(field: Buffer): boolean {
  return field[0] === 0xff || readNumber(field) !== null;
}

function readBase256(field: Buffer): number | null {
  if (field[0] !== 0x80) return null;
  const value = BigInt(`0x${field.subarray(1).toString('hex')}`);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
}

function untilNul(field: Buffer): Buffer {
  const end = field.indexOf(0);
  return Buffer.from(end === -1 ? field : field.subarray(0, end));
}
