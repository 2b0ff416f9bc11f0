import { assertNever } from '../result.ts';
import { rawText } from './inline.ts';
import type { DocumentBlock } from './types.ts';

/** One stretch of running text in reading order: what a sentence can be looked for in. */
export interface Passage {
  readonly kind: 'heading' | 'text' | 'cell' | 'code';
  /** Line breaks of the source kept. */
  readonly text: string;
  readonly line: number;
}

/** Every text of the document, lists, tables, quotes and code included, in reading order. */
export function passagesOf(blocks: readonly DocumentBlock[]): Passage[] {
  return blocks.flatMap(passagesOfBlock);
}

function passagesOfBlock(block: DocumentBlock): Passage[] {
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'heading', text: rawText(block.text), line: block.line }];
    case 'paragraph':
      return [{ kind: 'text', text: rawText(block.text), line: block.line }];
    case 'list':
      return block.items.flatMap(passagesOf);
    case 'table':
      return block.rows.flatMap((row, i) =>
        row.map((cell) => ({ kind: 'cell' as const, text: rawText(cell), line: block.rowLines[i] ?? block.line })),
      );
    case 'code':
      return [{ kind: 'code', text: block.text, line: block.line }];
    case 'quote':
      return passagesOf(block.blocks);
    case 'rule':
      return [];
    default:
      return assertNever(block, 'document block');
  }
}

/** Sentences and clauses that end with `.`, `;`, `!` or `?` before white space, white space collapsed. */
export function sentencesOf(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.;!?])\s/);
}
