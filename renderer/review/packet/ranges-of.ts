/** As many as a person goes through. */
const MOST = 1000;

/** Where words stand in what an element shows, in any case: also where one is in several elements. */
export function rangesOf(element: HTMLElement, wanted: string): readonly Range[] {
  if (wanted === '') return [];
  const nodes: Text[] = [];
  const starts: number[] = [];
  let all = '';
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest('.unseen') != null) continue;
    nodes.push(node);
    starts.push(all.length);
    all += lower(node.data);
  }
  const ranges: Range[] = [];
  const sought = lower(wanted);
  for (let at = all.indexOf(sought); at !== -1 && ranges.length < MOST; at = all.indexOf(sought, at + sought.length)) {
    const range = document.createRange();
    const [from, to] = [nodeAt(starts, at), nodeAt(starts, at + sought.length - 1)];
    const [first, last] = [nodes[from], nodes[to]];
    if (first === undefined || last === undefined) break;
    range.setStart(first, at - (starts[from] ?? 0));
    range.setEnd(last, at + sought.length - (starts[to] ?? 0));
    ranges.push(range);
  }
  return ranges;
}

/** The same number of characters, so that a place in it is the same place in the text. */
function lower(text: string): string {
  const lowered = text.toLowerCase();
  return lowered.length === text.length ? lowered : text;
}

/** The last that begins at a place, or before it. */
function nodeAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
