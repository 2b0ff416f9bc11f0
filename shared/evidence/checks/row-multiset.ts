/**
 * A digest of a file's rows in which their order does not count, but their number does. SHA-256 over the sorted
 * SHA-256 digests of the rows: the records of a CSV file (RFC 4180), the lines of any other; each without its LF.
 *
 * Sorting, and no sum of digests: sums can be forged by whoever may choose enough rows (Wagner's generalized
 * birthday attack). Memory is bounded by sorting one range of first bytes at a time, reading the file once a range, and by
 * holding each row once, however often it comes.
 */
import { toHex } from '../../encoding/bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Hasher, Hashing } from '../hashing.ts';
import { type EvidenceReader, isALink } from '../reader.ts';
import { delimiterOf, isCsv, RowEnds, type RowForm } from './row-ends.ts';

/** Different rows held at a time. Measured with a million rows: 115 MB more than with a thousand. */
const ROWS_A_PASS = 2 ** 18;
/** Beyond this many passes over one file it is not compared. */
const MAX_PASSES = 128;

/**
 * The error says why the rows are not compared (no full stop at its end): the file is missing, a link, called CSV without
 * being that, or has too many rows, also too many whose digests begin alike.
 */
export async function rowMultisetDigest(
  reader: EvidenceReader,
  path: string,
  hashing: Hashing,
  rowsAPass: number = ROWS_A_PASS,
): Promise<Result<string, string>> {
  const file = reader.find(path);
  if (file === null) return err(`${path} is not in the bundle`);
  if (file.kind === 'symlink') return err(isALink(path));
  const content = () => reader.readFile(path);
  const form = await rowFormOf(path, content);
  if (!form.ok) return form;

  const perFirstByte = new Array<number>(256).fill(0);
  for await (const row of rowDigests(content, form.value, hashing)) {
    if (row === null) return err(isLost(path));
    const first = row[0] ?? 0;
    perFirstByte[first] = (perFirstByte[first] ?? 0) + 1;
  }
  const ranges = passes(perFirstByte, rowsAPass);
  if (ranges.length > MAX_PASSES) return err(hasTooManyRows(path));

  const all = hashing.sha256();
  for (const { from, to } of ranges) {
    /** By the digest's bytes, each as one character: that sorts as they do, and takes little room. */
    const times = new Map<string, number>();
    for await (const row of rowDigests(content, form.value, hashing)) {
      if (row === null) return err(isLost(path));
      const first = row[0] ?? 0;
      if (first < from || first >= to) continue;
      const key = String.fromCharCode(...row);
      times.set(key, (times.get(key) ?? 0) + 1);
      if (times.size > rowsAPass) return err(hasTooManyRows(path));
    }
    for (const key of [...times.keys()].sort()) {
      const row = Uint8Array.from(key, (character) => character.charCodeAt(0));
      for (let left = times.get(key) ?? 0; left > 0; left--) all.update(row);
    }
  }
  return ok(toHex(all.digest()));
}

/** Opens the file anew; `null` when the vault has no content. */
type Content = () => AsyncIterable<Uint8Array> | null;

/** By the content, whatever the file is called: but what is called CSV must be that, or nobody can tell its rows. */
async function rowFormOf(path: string, content: Content): Promise<Result<RowForm, string>> {
  const [firstLine, whole] = [content(), content()];
  if (firstLine === null || whole === null) return err(isLost(path));
  if (await isCsv(whole, await delimiterOf(firstLine))) return ok('records');
  if (!/\.csv$/i.test(path)) return ok('lines');
  return err(`${path} is not CSV as RFC 4180 says it (a quote stands inside a field, or is not closed)`);
}

const isLost = (path: string): string => `${path} is not in the vault`;
const hasTooManyRows = (path: string): string => `${path} has too many rows`;

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

const CR = 0x0d;

/** SHA-256 of each row in turn, whatever its length; `null` once when the vault has no content. */
async function* rowDigests(open: Content, form: RowForm, hashing: Hashing): AsyncGenerator<Uint8Array | null> {
  const content = open();
  if (content === null) {
    yield null;
    return;
  }
  const ends = new RowEnds(form);
  let begun: Hasher | null = null;
  let last = 0;
  let endsInCr = false;
  for await (const chunk of content) {
    let start = 0;
    for (let end = ends.next(chunk, start); end !== -1; end = ends.next(chunk, start)) {
      const part = chunk.subarray(start, end);
      // Most rows lie in one piece, and a running hash a row costs more than the row.
      yield begun === null ? hashing.sha256Of(part) : ended(begun, part);
      endsInCr = (part.at(-1) ?? (begun === null ? 0 : last)) === CR;
      begun = null;
      start = end + 1;
    }
    if (start < chunk.length) {
      begun ??= hashing.sha256();
      begun.update(chunk.subarray(start));
      last = chunk.at(-1) ?? 0;
    }
  }
  // The last record may lack its CRLF; the others are hashed with their CR.
  const lacksCr = form === 'records' && endsInCr && last !== CR;
  if (begun !== null) yield ended(begun, lacksCr ? Uint8Array.of(CR) : new Uint8Array());
}

function ended(begun: Hasher, rest: Uint8Array): Uint8Array {
  begun.update(rest);
  return begun.digest();
}
