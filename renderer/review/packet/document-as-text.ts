import { rawText } from '../../../shared/packet/inline.ts';
import type { DocumentBlock, Inline } from '../../../shared/packet/types.ts';
import { assertNever } from '../../../shared/result.ts';

/** How many elements laying out the document would take, roughly: every block, cell and inline. */
export function sizeOf(blocks: readonly DocumentBlock[]): number {
  return sum(blocks, sizeOfBlock);
}

function sizeOfBlock(block: DocumentBlock): number {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return 1 + sizeOfInlines(block.text);
    case 'list':
      return 1 + sum(block.items, (item) => 1 + sizeOf(item));
    case 'table':
      return sum([block.head, ...block.rows], (row) => 1 + sum(row, (cell) => 1 + sizeOfInlines(cell)));
    case 'code':
    case 'rule':
      return 1;
    case 'quote':
      return 1 + sizeOf(block.blocks);
    default:
      return assertNever(block, 'document block');
  }
}

function sizeOfInlines(text: readonly Inline[]): number {
  return sum(text, (one) =>
    'target' in one || one.kind === 'strong' || one.kind === 'emphasis' ? 1 + sizeOfInlines(one.text) : 1,
  );
}

function sum<T>(all: readonly T[], size: (one: T) => number): number {
  return all.reduce((total, one) => total + size(one), 0);
}

/** Everything that the document says, a paragraph, item or row a line, without its layout. */
export function asText(blocks: readonly DocumentBlock[]): string {
  return blocks.map(blockAsText).join('\n');
}

function blockAsText(block: DocumentBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return `${rawText(block.text)}\n`;
    case 'list':
      return block.items.map((item, at) => `${block.numbers[at] ?? '-'} ${asText(item)}`).join('');
    case 'table':
      return [block.head, ...block.rows].map((row) => `${row.map(rawText).join(' | ')}\n`).join('');
    case 'code':
      return `${block.text}\n`;
    case 'quote':
      return asText(block.blocks);
    case 'rule':
      return '\n';
    default:
      return assertNever(block, 'document block');
  }
}
