import MarkdownIt, { type Token } from 'markdown-it';
import { finding } from '../finding/index.ts';
import { inlinesFromTokens, plainText, text } from './inline.ts';
import { readMetadata } from './metadata.ts';
import { atLine, type SourceDocument, type StatedField, splitLines } from './source.ts';
import type { DocumentBlock, Inline } from './types.ts';

// `html: true` only makes the parser mark HTML as such; it is shown as the text it is. What a viewer would hide or
// show as something else stays as it is written: entities, link reference definitions, struck-out text.
const parser = new MarkdownIt({ html: true, linkify: false, typographer: false }).disable([
  'strikethrough',
  'reference',
  'entity',
]);

/** A CommonMark document with GFM tables, as blocks of plain text. Anything at all is CommonMark: this cannot fail. */
export function readMarkdown(source: string): SourceDocument {
  const lines = splitLines(source);
  const metadata = readMetadata(lines);
  // Blank lines in place of the metadata keep every line's number.
  const body = lines.map((line, at) => (at < metadata.end ? '' : line));
  const reader = new BlockReader(parser.parse(body.join('\n'), {}), body);
  const blocks = reader.blocksUntil(null);
  const stated: StatedField[] = [...metadata.stated];
  const title = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  if (title?.kind === 'heading') stated.push({ field: 'title', value: plainText(title.text), line: title.line });
  return {
    form: 'markdown',
    lines,
    blocks,
    stated,
    metadata: metadata.lines,
    findings: [...metadata.findings, ...reader.hidden.map((line) => finding('packet.html', atLine(line)))],
  };
}

/** Walks markdown-it's flat token list. Each method consumes the tokens of what it is named after. */
class BlockReader {
  /** Lines of HTML blocks, and of fences that nothing closes. */
  readonly hidden: number[] = [];
  private at = 0;
  private readonly tokens: readonly Token[];
  private readonly lines: readonly string[];

  constructor(tokens: readonly Token[], lines: readonly string[]) {
    this.tokens = tokens;
    this.lines = lines;
  }

  /** Blocks up to and with the closing token of this type; to the end for `null`. */
  blocksUntil(close: string | null): DocumentBlock[] {
    const blocks: DocumentBlock[] = [];
    for (let token = this.next(); token !== null && token.type !== close; token = this.next()) {
      blocks.push(...this.block(token));
    }
    return blocks;
  }

  private block(token: Token): DocumentBlock[] {
    const line = lineOf(token);
    switch (token.type) {
      case 'heading_open':
        return [{ kind: 'heading', level: Number(token.tag.slice(1)), text: this.inline('heading_close'), line }];
      case 'paragraph_open':
        return [{ kind: 'paragraph', text: this.inline('paragraph_close'), line }];
      case 'bullet_list_open':
      case 'ordered_list_open':
        return [this.list(token)];
      case 'blockquote_open':
        return [{ kind: 'quote', blocks: this.blocksUntil('blockquote_close'), line }];
      case 'table_open':
        return [this.table(line)];
      case 'fence':
        if (!this.isClosed(token)) this.hidden.push(line);
        return [{ kind: 'code', text: token.content, line }];
      case 'code_block':
        return [{ kind: 'code', text: token.content, line }];
      case 'html_block':
        this.hidden.push(line);
        return [{ kind: 'paragraph', text: [{ kind: 'html', text: token.content.trimEnd() }], line }];
      case 'hr':
        return [{ kind: 'rule', line }];
      default:
        return token.content === '' ? [] : [{ kind: 'paragraph', text: text(token.content), line }];
    }
  }

  /** A fence that nothing closes runs to the end of its container and takes in whatever was meant to follow it. */
  private isClosed({ map, markup }: Token): boolean {
    const [first = 0, end = 0] = map ?? [];
    const close = /(`{3,}|~{3,})\s*$/.exec(this.lines[end - 1] ?? '')?.[1] ?? '';
    return end - 1 > first && close.startsWith(markup);
  }

  private list(open: Token): DocumentBlock {
    const ordered = open.type === 'ordered_list_open';
    const numbers: number[] = [];
    const items: DocumentBlock[][] = [];
    for (let token = this.next(); token?.type === 'list_item_open'; token = this.next()) {
      if (ordered) numbers.push(Number(token.info));
      items.push(this.blocksUntil('list_item_close'));
    }
    return { kind: 'list', ordered, start: numbers[0] ?? 1, numbers, items, line: lineOf(open) };
  }

  private table(line: number): DocumentBlock {
    const rows: Inline[][][] = [];
    const rowLines: number[] = [];
    for (let token = this.next(); token !== null && token.type !== 'table_close'; token = this.next()) {
      if (token.type !== 'tr_open') continue;
      rowLines.push(lineOf(token));
      rows.push(this.asWritten(this.cells(), lineOf(token)));
    }
    const [head = [], ...body] = rows;
    return { kind: 'table', head, rows: body, rowLines: rowLines.slice(1), line };
  }

  private cells(): Inline[][] {
    const cells: Inline[][] = [];
    for (let token = this.next(); token !== null && token.type !== 'tr_close'; token = this.next()) {
      if (token.type === 'inline') cells.push(inlinesFromTokens(token.children ?? []));
    }
    return cells;
  }

  /** GFM fills short rows up and cuts long ones off without a word; a row is kept as it was written instead. */
  private asWritten(cells: Inline[][], line: number): Inline[][] {
    const written = cellsOfLine(this.lines[line - 1] ?? '');
    return written.length === cells.length ? cells : written.map((cell) => text(cell));
  }

  private inline(close: string): Inline[] {
    const tokens: Token[] = [];
    for (let token = this.next(); token !== null && token.type !== close; token = this.next()) tokens.push(token);
    return tokens.flatMap((token) => inlinesFromTokens(token.children ?? []));
  }

  private next(): Token | null {
    return this.tokens[this.at++] ?? null;
  }
}

/** Tokens without a map are inside one that has it; those that blocks are made of always have it. */
function lineOf(token: Token): number {
  return (token.map?.[0] ?? 0) + 1;
}

/** GFM 4.10: cells are parted by `|`, also inside code, unless a backslash stands before it. */
function cellsOfLine(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells.map((cell) => cell.replaceAll('\\|', '|').trim());
}
