import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diffLines } from '../../../../shared/text/line-diff.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 });

test('the runs make the one text from the other, and keep as many lines as can be kept', () => {
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const runs = diffLines(left, right, 100);
      assert.ok(runs !== null);
      const [fromLeft, fromRight]: [string[], string[]] = [[], []];
      for (const { kind, left: x, right: y, lines: count } of runs) {
        assert.ok(count > 0);
        assert.deepEqual([x, y], [fromLeft.length, fromRight.length]);
        if (kind !== 'added') fromLeft.push(...left.slice(x, x + count));
        if (kind !== 'removed') fromRight.push(...right.slice(y, y + count));
        if (kind === 'same') assert.deepEqual(left.slice(x, x + count), right.slice(y, y + count));
      }
      assert.deepEqual([fromLeft, fromRight], [left, right]);
      const kept = runs.reduce((sum, run) => sum + (run.kind === 'same' ? run.lines : 0), 0);
      assert.equal(kept, longestShared(left, right));
    }),
  );
});

test('texts that have too little in common give none', () => {
  fc.assert(
    fc.property(lines, lines, fc.nat(10), (left, right, most) => {
      const edits = left.length + right.length - 2 * longestShared(left, right);
      assert.equal(diffLines(left, right, most) === null, edits > most);
    }),
  );
});

/** The number of lines in a longest common subsequence, by the table of all beginnings. */
function longestShared(left: readonly string[], right: readonly string[]): number {
  let before = new Array<number>(right.length + 1).fill(0);
  for (const line of left) {
    const row = [0];
    for (const [at, other] of right.entries()) {
      row.push(line === other ? (before[at] ?? 0) + 1 : Math.max(before[at + 1] ?? 0, row[at] ?? 0));
    }
    before = row;
  }
  return before[right.length] ?? 0;
}
