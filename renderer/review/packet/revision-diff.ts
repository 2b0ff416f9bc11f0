import { diffLines } from '../../../shared/text/line-diff.ts';

/** Words of a line: those that both revisions have, and those of one alone. */
export interface WordRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A line of the comparison. `line`: its number in the revision that has it; of `gap`, how many lines are the same. */
export type RevisionRow =
  | { readonly kind: 'same' | 'removed' | 'added'; readonly line: number; readonly words: readonly WordRun[] }
  | { readonly kind: 'gap'; readonly lines: number };

const MOST_LINES = 4000;
const MOST_WORDS = 400;
/** Lines that are shown before and after those that differ. */
const AROUND = 2;
const WORD = /[\p{L}\p{N}_-]+|\s+|./gu;

/** How two revisions differ, by lines and by the words of lines that took each other's place; `null` where it is too much to list. */
export function revisionDiff(before: readonly string[], after: readonly string[]): readonly RevisionRow[] | null {
  const runs = diffLines(before, after, MOST_LINES);
  if (runs === null) return null;
  const rows: RevisionRow[] = [];
  for (const [at, run] of runs.entries()) {
    const next = runs[at + 1];
    if (run.kind === 'same') {
      rows.push(...sameRows(after, run.right, run.lines, at === 0, at === runs.length - 1));
    } else if (run.kind === 'removed' && next?.kind === 'added') {
      rows.push(...replacedRows(before, after, run, next));
    } else if (!(run.kind === 'added' && runs[at - 1]?.kind === 'removed')) {
      const [lines, from] = run.kind === 'removed' ? [before, run.left] : [after, run.right];
      for (let line = from; line < from + run.lines; line++) rows.push(wholeRow(run.kind, line, lines[line] ?? ''));
    }
  }
  return rows;
}

type Run = NonNullable<ReturnType<typeof diffLines>>[number];

/** Removed lines and the lines in their place: word by word where there are as many of both. */
function replacedRows(before: readonly string[], after: readonly string[], removed: Run, added: Run): RevisionRow[] {
  const pairs = Array.from({ length: removed.lines === added.lines ? removed.lines : 0 }, (_, at) =>
    wordRuns(before[removed.left + at] ?? '', after[added.right + at] ?? ''),
  );
  const rows = (run: Run, kind: 'removed' | 'added', lines: readonly string[], from: number) =>
    Array.from({ length: run.lines }, (_, at): RevisionRow => {
      const words = pairs[at]?.filter((word) => word.kind === 'same' || word.kind === kind);
      return words === undefined
        ? wholeRow(kind, from + at, lines[from + at] ?? '')
        : { kind, line: from + at + 1, words };
    });
  return [...rows(removed, 'removed', before, removed.left), ...rows(added, 'added', after, added.right)];
}

function wholeRow(kind: 'same' | 'removed' | 'added', index: number, text: string): RevisionRow {
  return { kind, line: index + 1, words: [{ kind, text }] };
}

function sameRows(
  lines: readonly string[],
  from: number,
  count: number,
  isFirst: boolean,
  isLast: boolean,
): RevisionRow[] {
  const head = isFirst ? 0 : Math.min(AROUND, count);
  const tail = isLast ? 0 : Math.min(AROUND, count - head);
  const gap = count - head - tail;
  const row = (index: number): RevisionRow => wholeRow('same', index, lines[index] ?? '');
  const rows: RevisionRow[] = [];
  for (let at = 0; at < head; at++) rows.push(row(from + at));
  if (gap > 0) rows.push({ kind: 'gap', lines: gap });
  for (let at = count - tail; at < count; at++) rows.push(row(from + at));
  return rows;
}

/** The words of one line and of the line in its place. */
function wordRuns(before: string, after: string): readonly WordRun[] {
  const [left, right] = [before.match(WORD) ?? [], after.match(WORD) ?? []];
  const runs = diffLines(left, right, MOST_WORDS);
  if (runs === null) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return runs.map(({ kind, left: from, right: to, lines }) => ({
    kind,
    text: (kind === 'added' ? right.slice(to, to + lines) : left.slice(from, from + lines)).join(''),
  }));
}
