import type { DiffRow, DiffView } from '../../../../shared/contract/explorer-views.ts';
import { type DiffRun, diffLines } from '../../../../shared/text/line-diff.ts';
import type { OpenContent } from './open-content.ts';

/** Larger files are compared by their digests, and to the first byte that differs. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Lines removed and added together. */
const MOST_EDITS = 4000;
const MOST_ROWS = 20_000;
/** Lines around a difference. */
const CONTEXT = 3;
/** A longer line is cut to this length. */
const LONGEST_LINE = 1000;
const CHUNK = 1024 * 1024;

/** How two open contents differ. @throws system errors */
export async function diffFiles(left: OpenContent, right: OpenContent): Promise<DiffView> {
  if (left.file.sha256 === right.file.sha256) return { kind: 'same-bytes' };
  const first = await firstDifference(left, right);
  if (left.size > MOST_BYTES || right.size > MOST_BYTES) return { kind: 'not-by-lines', why: 'too-large', first };
  const [a, b] = [await left.read(0, left.size), await right.read(0, right.size)];
  if (a.includes(0) || b.includes(0)) return { kind: 'not-by-lines', why: 'binary', first };
  // One character a byte: lines are the same only where their bytes are.
  const [leftLines, rightLines] = [linesOf(a), linesOf(b)];
  const runs = diffLines(leftLines, rightLines, MOST_EDITS);
  if (runs === null) return { kind: 'not-by-lines', why: 'too-different', first };
  const count = (kind: DiffRun['kind']) => runs.reduce((sum, run) => sum + (run.kind === kind ? run.lines : 0), 0);
  const rows = rowsOf(runs, leftLines, rightLines);
  return {
    kind: 'lines',
    first,
    removed: count('removed'),
    added: count('added'),
    rows: rows.slice(0, MOST_ROWS),
    isCut: rows.length > MOST_ROWS,
  };
}

function linesOf(bytes: Buffer): readonly string[] {
  const lines = bytes.toString('latin1').split('\n');
  // What follows the last line end is a line where there is anything; that the end is missing is a difference of the line.
  const last = lines.pop() ?? '';
  return last === '' ? lines.map((line) => `${line}\n`) : [...lines.map((line) => `${line}\n`), last];
}

function rowsOf(runs: readonly DiffRun[], left: readonly string[], right: readonly string[]): DiffRow[] {
  return runs.flatMap((run, at) => {
    if (run.kind !== 'same') return stretch(run, 0, run.lines, left, right);
    const head = at === 0 ? 0 : Math.min(CONTEXT, run.lines);
    const tail = at === runs.length - 1 ? 0 : Math.min(CONTEXT, run.lines - head);
    const between = run.lines - head - tail;
    return [
      ...stretch(run, 0, head, left, right),
      ...(between > 0 ? [{ kind: 'gap' as const, lines: between }] : []),
      ...stretch(run, run.lines - tail, run.lines, left, right),
    ];
  });
}

function stretch(run: DiffRun, from: number, to: number, left: readonly string[], right: readonly string[]): DiffRow[] {
  return Array.from({ length: to - from }, (_, at) => {
    const [leftLine, rightLine] = [run.left + from + at, run.right + from + at];
    const line = (run.kind === 'added' ? right[rightLine] : left[leftLine]) ?? '';
    return {
      kind: run.kind,
      left: run.kind === 'added' ? null : leftLine + 1,
      right: run.kind === 'removed' ? null : rightLine + 1,
      text: Buffer.from(line.replace(/\n$/, '').slice(0, LONGEST_LINE), 'latin1').toString('utf8'),
    };
  });
}

/** The offset of the first byte that differs; where one is the beginning of the other, that is its end. */
async function firstDifference(left: OpenContent, right: OpenContent): Promise<number> {
  const both = Math.min(left.size, right.size);
  for (let at = 0; at < both; at += CHUNK) {
    const [a, b] = [await left.read(at, CHUNK), await right.read(at, CHUNK)];
    const shared = Math.min(a.length, b.length);
    if (a.subarray(0, shared).equals(b.subarray(0, shared))) continue;
    for (let place = 0; place < shared; place++) if (a[place] !== b[place]) return at + place;
  }
  return both;
}
