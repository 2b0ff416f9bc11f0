/** A stretch of two texts: lines that both have, or lines of one alone. Places are indexes of lines, `end` not included. */
export interface DiffRun {
  readonly kind: 'same' | 'removed' | 'added';
  /** The first line of it in each text. */
  readonly left: number;
  readonly right: number;
  readonly lines: number;
}

/**
 * A shortest way from one list of lines to another, in order (E. Myers, "An O(ND) Difference Algorithm", 1986). `null` where it
 * has more than `most` lines that are removed or added: time and memory go with the square of that.
 */
export function diffLines(left: readonly string[], right: readonly string[], most: number): readonly DiffRun[] | null {
  const before = sameAtStart(left, right);
  const after = sameAtEnd(left, right, before);
  const inner = shortestPath(left.slice(before, left.length - after), right.slice(before, right.length - after), most);
  if (inner === null) return null;
  const runs: DiffRun[] = [];
  let [x, y] = [0, 0];
  const add = (kind: DiffRun['kind'], lines: number): void => {
    const last = runs.at(-1);
    if (lines === 0) return;
    if (last?.kind === kind) runs[runs.length - 1] = { ...last, lines: last.lines + lines };
    else runs.push({ kind, left: x, right: y, lines });
    if (kind !== 'added') x += lines;
    if (kind !== 'removed') y += lines;
  };
  add('same', before);
  for (const kind of inner) add(kind, 1);
  add('same', after);
  return runs;
}

function sameAtStart(left: readonly string[], right: readonly string[]): number {
  let lines = 0;
  while (lines < left.length && lines < right.length && left[lines] === right[lines]) lines += 1;
  return lines;
}

function sameAtEnd(left: readonly string[], right: readonly string[], before: number): number {
  const most = Math.min(left.length, right.length) - before;
  let lines = 0;
  while (lines < most && left[left.length - 1 - lines] === right[right.length - 1 - lines]) lines += 1;
  return lines;
}

/** The edits from the one to the other, a line each; the furthest places for each number of edits are kept to walk back. */
function shortestPath(left: readonly string[], right: readonly string[], most: number): DiffRun['kind'][] | null {
  const limit = Math.min(most, left.length + right.length);
  const furthest = new Int32Array(2 * limit + 3);
  const at = (diagonal: number): number => furthest[diagonal + limit + 1] ?? 0;
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(furthest.slice(limit + 1 - edits - 1, limit + 1 + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const isDown = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
      let x = isDown ? at(diagonal + 1) : at(diagonal - 1) + 1;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x += 1;
      furthest[diagonal + limit + 1] = x;
      if (x >= left.length && x - diagonal >= right.length) return walkBack(trace, left.length, right.length);
    }
  }
  return null;
}

function walkBack(trace: readonly Int32Array[], leftLength: number, rightLength: number): DiffRun['kind'][] {
  const path: DiffRun['kind'][] = [];
  let [x, y] = [leftLength, rightLength];
  for (let edits = trace.length - 1; edits > 0; edits--) {
    // The furthest places before this edit, diagonals from -edits - 1 on.
    const before = (diagonal: number): number => trace[edits]?.[diagonal + edits + 1] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -edits || (diagonal !== edits && before(diagonal - 1) < before(diagonal + 1));
    const from = isDown ? diagonal + 1 : diagonal - 1;
    const [fromX, fromY] = [before(from), before(from) - from];
    const [startX, startY] = isDown ? [fromX, fromY + 1] : [fromX + 1, fromY];
    for (; x > startX && y > startY; x--, y--) path.push('same');
    path.push(isDown ? 'added' : 'removed');
    [x, y] = [fromX, fromY];
  }
  for (; x > 0; x--) path.push('same');
  return path.reverse();
}
