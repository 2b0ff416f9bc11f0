/**
 * A digest of a file's rows in which their order does not count, but their number does. SHA-256 over the sorted
 * SHA-256 digests of the rows (lines without their LF; a last line without one is a row too).
 *
 * Sorting, and no sum of digests: sums can be forged by whoever may choose enough rows (Wagner's generalized
 * birthday attack). Memory is bounded by sorting one range of first bytes at a time, reading the file once a range, and by
 * holding each row once, however often it comes.
 */
import { toHex } from '../../bytes.ts';
import type { Hasher, Hashing } from '../hashing.ts';
import type { EvidenceReader } from './reader.ts';

/** Different rows held at a time. Measured with a million rows: 115 MB more than with a thousand. */
const ROWS_A_PASS = 2 ** 18;
/** Beyond this many passes over one file the answer is `null`. */
const MAX_PASSES = 128;

/** `null` when the file is missing, a link, or has too many rows, also too many whose digests begin alike. */
export async function rowMultisetDigest(
  reader: EvidenceReader,
  path: string,
  hashing: Hashing,
  rowsAPass: number = ROWS_A_PASS,
): Promise<string | null> {
  const file = reader.find(path);
  if (file === null || file.kind === 'symlink') return null;

  const perFirstByte = new Array<number>(256).fill(0);
  for await (const row of rowDigests(reader, path, hashing)) {
    if (row === null) return null;
    const first = row[0] ?? 0;
    perFirstByte[first] = (perFirstByte[first] ?? 0) + 1;
  }
  const ranges = passes(perFirstByte, rowsAPass);
  if (ranges.length > MAX_PASSES) return null;

  const all = hashing.sha256();
  for (const { from, to } of ranges) {
    /** By the digest's bytes, each as one character: that sorts as they do, and takes little room. */
    const times = new Map<string, number>();
    for await (const row of rowDigests(reader, path, hashing)) {
      if (row === null) return null;
      const first = row[0] ?? 0;
      if (first < from || first >= to) continue;
      const key = String.fromCharCode(...row);
      times.set(key, (times.get(key) ?? 0) + 1);
      if (times.size > rowsAPass) return null;
    }
    for (const key of [...times.keys()].sort()) {
      const row = Uint8Array.from(key, (character) => character.charCodeAt(0));
      for (let left = times.get(key) ?? 0; left > 0; left--) all.update(row);
    }
  }
  return toHex(all.digest());
}

/** Ranges of first bytes with at most `rowsAPass` rows each, or of one byte alone. */
function passes(perFirstByte: readonly number[], rowsAPass: number): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let from = 0;
  let rows = 0;
  for (const [byte, count] of perFirstByte.entries()) {
    if (rows > 0 && rows + count > rowsAPass) {
      ranges.push({ from, to: byte });
      [from, rows] = [byte, 0];
    }
    rows += count;
  }
  return [...ranges, { from, to: 256 }];
}

const LF = 0x0a;

/** SHA-256 of each row in turn, whatever its length; `null` once when the vault has no content. */
async function* rowDigests(reader: EvidenceReader, path: string, hashing: Hashing): AsyncGenerator<Uint8Array | null> {
  const content = reader.readFile(path);
  if (content === null) {
    yield null;
    return;
  }
  let begun: Hasher | null = null;
  for await (const chunk of content) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      const part = chunk.subarray(start, end);
      // Most rows lie in one piece, and a running hash a row costs more than the row.
      yield begun === null ? hashing.sha256Of(part) : ended(begun, part);
      begun = null;
      start = end + 1;
    }
    if (start < chunk.length) {
      begun ??= hashing.sha256();
      begun.update(chunk.subarray(start));
    }
  }
  if (begun !== null) yield begun.digest();
}

function ended(begun: Hasher, rest: Uint8Array): Uint8Array {
  begun.update(rest);
  return begun.digest();
}
