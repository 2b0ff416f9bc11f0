import { utf8 } from '../encoding/bytes.ts';
import { sha256Hex } from '../encoding/digest.ts';
import { type Finding, finding } from '../finding/index.ts';
import { findDeceptive } from '../text/deceptive.ts';
import { namedIn } from './identifiers.ts';
import { rawText } from './inline.ts';
import type { HeadingKind, Section } from './outline.ts';
import { lastOf } from './outline.ts';
import { skeletonOf } from './skeleton.ts';
import { atLine } from './source.ts';
import type { DocumentBlock, UnreadPassage } from './types.ts';
import { watchWords } from './words.ts';

/** Lines of the document that no field was read from whole. */
export interface Stretch {
  readonly line: number;
  readonly lastLine: number;
  /** The section that it stands in; `null` for metadata. */
  readonly section: Section | null;
  readonly isHeading: boolean;
}

/** What is left of one section: every block that was not read whole, the items of a list each by itself. */
export function stretchesOf(
  section: Section,
  read: ReadonlySet<DocumentBlock>,
  lastLine: (block: DocumentBlock) => number,
  lines: readonly string[],
): Stretch[] {
  const { heading } = section;
  const stretches: Stretch[] = [];
  if (heading !== null && !read.has(heading)) {
    stretches.push({ line: heading.line, lastLine: lastLine(heading), section, isHeading: true });
  }
  for (const block of section.blocks) {
    if (read.has(block) || block.kind === 'rule') continue;
    for (const [first, last] of parts(block, lastLine(block), lines)) {
      stretches.push({ line: first, lastLine: last, section, isHeading: false });
    }
  }
  return stretches;
}

function parts(block: DocumentBlock, end: number, lines: readonly string[]): [number, number][] {
  if (block.kind !== 'list') return [[block.line, end]];
  const starts = block.items.map((item, at) => (at === 0 ? block.line : (item[0]?.line ?? block.line)));
  return starts.map((start, at) => [
    start,
    at + 1 < starts.length ? lastOf(lines, start, Math.max(start, (starts[at + 1] ?? end) - 1)) : end,
  ]);
}

/** Something a viewer shows as other than it is written: a tag, an entity, a link with its target, an image. */
export const HIDES = /<[A-Za-z/!?]|&(?:#|[A-Za-z])[A-Za-z0-9]{0,31};|\]\(|\]\[|^\s*\[[^\]]{1,200}\]:/m;

/** A passage with what it names and which of its words can speak against an option. */
export function passageAt(lines: readonly string[], stretch: Stretch, names: readonly string[]): UnreadPassage {
  const text = lines.slice(stretch.line - 1, stretch.lastLine).join('\n');
  const shown = skeletonOf(text);
  const lower = shown.toLowerCase();
  const ids = new Set(names.filter((name) => !name.includes(' ')));
  const phrases = names.filter((name) => name.includes(' ') && lower.includes(name.toLowerCase()));
  const named = [...namedIn(shown, ids), ...phrases];
  const words = watchWords(shown);
  const alone = named.length > 0 || words.length > 0 || HIDES.test(text) || findDeceptive(text).length > 0;
  const { line, lastLine } = stretch;
  return { line, lastLine, text, sha256: sha256Hex(utf8(text)), names: named, words, alone };
}

/** A box to tick, in Markdown or as a character. */
export const TASK = /^\s*(?:[-*+•]|\d{1,9}[.)])?\s*(?:\[[ xX✓✔-]?\](?!\()|\([ xX]?\)\s|[☐□☑☒⬜✅❌🔲🔳✔✗✘])/u;
/** `Term` with `: definition` under it, as several Markdown dialects write a definition list. */
export const DEFINITION = /^\s{0,3}[:~]\s+\S/;
/** Bullets that Markdown does not know, and numbers in parentheses. */
export const OTHER_ITEM = /^\s*(?:[•◦▪‣●○■□–—►➤→*·]\s*|\(?[0-9a-zA-Z]{1,3}\)\s+)\S/u;
/** Columns that are drawn with tabs, with lines, or with runs of spaces on several lines. */
export const DRAWN = /\S\t+\S|^\s*\+[-=+]{3,}|[│┃║┌├└╔╠╚]/;
export const SPACED = /\S {3,}\S/;
/** `key: value` with a key that speaks of what a blocker has. */
export const KEYED =
  /^\s*[-*]?\s*["']?(?:blockers?|status|state|gates?|preconditions?|actors?|grants?|approvals?|mutates|trạng thái|zustand|estado|statut|статус|状态)["']?\s*[:=]/iu;

/**
 * Blocks that could hold blockers, options, grants or statuses and were not read. Tables are told where blockers are
 * read, HTML where the document is parsed.
 */
export function suspectBlocks(
  section: Section,
  whole: ReadonlySet<DocumentBlock>,
  consumed: ReadonlySet<DocumentBlock>,
): Finding[] {
  const safe = isSafe(section);
  return section.blocks
    .filter((block) => !whole.has(block) && !consumed.has(block))
    .flatMap((block) => suspectsIn(block, safe));
}

function isSafe({ kind, above }: Section): boolean {
  return kind === 'harmless' && above.every((one: HeadingKind) => one === 'harmless');
}

function suspectsIn(block: DocumentBlock, safe: boolean): Finding[] {
  switch (block.kind) {
    case 'list': {
      const items = block.items.flat();
      const ticked = block.items.some((item) => item[0]?.kind === 'paragraph' && TASK.test(rawText(item[0].text)));
      if (ticked) return [finding('packet.task-list', atLine(block.line))];
      if (!safe) return [finding('packet.list-unread', atLine(block.line))];
      return items.flatMap((inner) => suspectsIn(inner, safe));
    }
    case 'code': {
      const keyed = block.text.split('\n').some((line) => KEYED.test(line) || TASK.test(line));
      return safe && !keyed ? [] : [finding('packet.code-unread', atLine(block.line))];
    }
    case 'quote':
      return block.blocks.flatMap((inner) => suspectsIn(inner, safe));
    case 'paragraph':
      return suspectLines(rawText(block.text).split('\n'), block.line, safe);
    case 'heading':
    case 'table':
    case 'rule':
      return [];
  }
}

function suspectLines(lines: readonly string[], line: number, safe: boolean): Finding[] {
  const found = (code: 'packet.task-list' | 'packet.list-unread' | 'packet.layout-unread', at: number) => [
    finding(code, atLine(line + at), { observed: (lines[at] ?? '').trim() }),
  ];
  const task = lines.findIndex((one) => TASK.test(one));
  if (task >= 0) return found('packet.task-list', task);
  const drawn = lines.findIndex((one, at) => DRAWN.test(one) || KEYED.test(one) || (at > 0 && DEFINITION.test(one)));
  if (drawn >= 0) return found('packet.layout-unread', drawn);
  const spaced = lines.filter((one) => SPACED.test(one)).length;
  if (spaced > 1) return found('packet.layout-unread', 0);
  const item = lines.findIndex((one) => OTHER_ITEM.test(one));
  return item >= 0 && !safe ? found('packet.list-unread', item) : [];
}
