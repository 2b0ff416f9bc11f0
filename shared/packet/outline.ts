import { collapse, rawText } from './inline.ts';
import { skeletonOf } from './skeleton.ts';
import type { DocumentBlock } from './types.ts';
import { isHarmlessHeading, speaksOfBlockers, speaksOfGrants } from './words.ts';

export type Heading = Extract<DocumentBlock, { kind: 'heading' }>;

/** What a heading announces. `unknown`: the reader cannot say that nothing of weight stands under it. */
export type HeadingKind = 'title' | 'options' | 'blockers' | 'grants' | 'harmless' | 'unknown';

/** A heading and the blocks up to the next one; the blocks before the first heading have none. */
export interface Section {
  readonly heading: Heading | null;
  readonly kind: HeadingKind;
  /** The headings above this one, by level, the title left out; and the kind of each. */
  readonly headings: readonly Heading[];
  readonly above: readonly HeadingKind[];
  readonly blocks: readonly DocumentBlock[];
}

/** The sections of a document, in order. */
export function sectionsOf(blocks: readonly DocumentBlock[]): Section[] {
  const sections: (Section & { readonly blocks: DocumentBlock[] })[] = [
    { heading: null, kind: 'title', headings: [], above: [], blocks: [] },
  ];
  const open: { readonly heading: Heading; readonly kind: HeadingKind }[] = [];
  let titled = false;
  for (const block of blocks) {
    if (block.kind !== 'heading') {
      sections.at(-1)?.blocks.push(block);
      continue;
    }
    const kind = titled || block.level > 1 ? kindOf(rawText(block.text)) : 'title';
    titled ||= block.level === 1;
    while ((open.at(-1)?.heading.level ?? 0) >= block.level) open.pop();
    const above = open.filter((one) => one.kind !== 'title');
    sections.push({
      heading: block,
      kind,
      headings: above.map((one) => one.heading),
      above: above.map((one) => one.kind),
      blocks: [],
    });
    open.push({ heading: block, kind });
  }
  return sections;
}

function kindOf(heading: string): HeadingKind {
  const text = collapse(skeletonOf(heading));
  if (speaksOfBlockers(text)) return 'blockers';
  if (/\b(?:options?|alternatives|choices)\b/i.test(text)) return 'options';
  if (speaksOfGrants(text)) return 'grants';
  return isHarmlessHeading(text) ? 'harmless' : 'unknown';
}

/** The lines of each block of a document at its top level: from its own to the last before the next that is not blank. */
export function lastLines(
  blocks: readonly DocumentBlock[],
  lines: readonly string[],
): ReadonlyMap<DocumentBlock, number> {
  return new Map(
    blocks.map((block, at) => [block, lastOf(lines, block.line, (blocks[at + 1]?.line ?? lines.length + 1) - 1)]),
  );
}

/** The last line that is not blank, from `first` to `limit`. */
export function lastOf(lines: readonly string[], first: number, limit: number): number {
  let last = limit;
  while (last > first && (lines[last - 1] ?? '').trim() === '') last--;
  return last;
}
