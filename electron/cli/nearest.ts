/** One slip in so many letters is taken for a slip. */
const LETTERS_A_SLIP = 3;

/** The word among these that was probably meant: the nearest, when it is near, or the only one that begins like that. */
export function nearest(typed: string, words: readonly string[]): string | null {
  const measured = words.map((word) => ({ word, slips: slipsBetween(typed, word) }));
  const [best] = measured.sort((a, b) => a.slips - b.slips);
  if (best !== undefined && best.slips <= Math.max(1, Math.floor(best.word.length / LETTERS_A_SLIP))) return best.word;
  const [only, ...others] = words.filter((word) => typed.length > 1 && word.startsWith(typed));
  return only !== undefined && others.length === 0 ? only : null;
}

/** Letters left out, put in, exchanged or swapped with their neighbour (optimal string alignment distance). */
function slipsBetween(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(last, j) + 1,
          at(row, j - 1) + 1,
          at(last, j - 1) + (isSame ? 0 : 1),
          isSwapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
