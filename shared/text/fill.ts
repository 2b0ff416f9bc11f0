/** Letters that a terminal draws two cells wide (UAX #11 "wide", in its large blocks), and marks that take none. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const MARK = /[\p{Mn}\p{Me}]/u;

/** Below this a terminal has no room for sentences, and lines are not made narrower. */
const NARROWEST = 20;
const HANGING = 2;

/**
 * A line as the lines that a terminal of so many columns shows. Those after the first are indented two further than
 * the first: nothing that is quoted in it can stand where a line of ours begins, however it was filled up.
 * @param line what `terminalLine` gives
 */
export function fill(line: string, columns: number): readonly string[] {
  const room = Math.max(columns, NARROWEST);
  if (cellsOf(line) <= room) return [line];
  const [indent = ''] = /^ */.exec(line) ?? [];
  const hanging = ' '.repeat(indent.length + HANGING);
  const lines: string[] = [];
  let [current, cells, isEmpty] = [indent, indent.length, true];
  const breakLine = (): void => {
    lines.push(current.trimEnd());
    [current, cells, isEmpty] = [hanging, hanging.length, true];
  };
  for (const word of line.slice(indent.length).split(' ')) {
    const width = cellsOf(word);
    if (!isEmpty && cells + 1 + width > room) breakLine();
    if (!isEmpty) [current, cells] = [`${current} `, cells + 1];
    for (const character of word) {
      const wide = cellsOf(character);
      if (cells + wide > room) breakLine();
      [current, cells, isEmpty] = [current + character, cells + wide, false];
    }
    isEmpty = false;
  }
  return [...lines, current];
}

/** How many cells of a terminal a text takes. */
export function cellsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return Array.from(text).reduce(
    (cells, character) => cells + (MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1),
    0,
  );
}

/** As much of a text as so many cells have room for. */
export function cutToCells(text: string, cells: number): string {
  let [cut, used] = ['', 0];
  for (const character of text) {
    used += cellsOf(character);
    if (used > cells) return cut;
    cut += character;
  }
  return cut;
}
