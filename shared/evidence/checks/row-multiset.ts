/**
 * A digest of a file's rows in which their order does not count, but their number does. SHA-256 over the sorted
 * SHA-256 digests of the rows (lines without their LF; a last line without one is a row too).
 *
 * Sorting, and no sum of digests: sums can be forged by whoever may choose enough rows (Wagner's generalized
 * birthday attack). Memory is bounded by sorting one range of first bytes at a time, reading the file once a range, and by
 * holding each row once, however often it comes.
 */
import { compareBytes, toHex } from '../../bytes.ts';
import type { Hashing } from '../hashing.ts';
import type { EvidenceReader } from './reader.ts';

/** Different rows held at a time: some 80 MiB as objects. */
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
    const rows = new Map<string, { readonly row: Uint8Array; times: number }>();
    for await (const row of rowDigests(reader, path, hashing)) {
      if (row === null) return null;
      const first = row[0] ?? 0;
      if (first < from || first >= to) continue;
      const hex = toHex(row);
      const same = rows.get(hex);
      if (same !== undefined) same.times += 1;
      else if (rows.size === rowsAPass) return null;
      else rows.set(hex, { row, times: 1 });
    }
    for (const { row, times } of [...rows.values()].sort((a, b) => compareBytes(a.row, b.row))) {
      for (let i = 0; i < times; i++) all.update(row);
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
  let row = hashing.sha256();
  let isOpen = false;
  for await (const chunk of content) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      row.update(chunk.subarray(start, end));
      yield row.digest();
      row = hashing.sha256();
      start = end + 1;
      isOpen = false;
    }
    if (start < chunk.length) {
      row.update(chunk.subarray(start));
      isOpen = true;
    }
  }
  if (isOpen) yield row.digest();
}
