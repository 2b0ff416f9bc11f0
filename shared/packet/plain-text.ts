import { type Finding, finding } from '../finding/index.ts';
import { type FlatColumns, readFlatHead, readFlatRow } from './flat-table.ts';
import { collapse, text } from './inline.ts';
import { commentOf, readMetadata } from './metadata.ts';
import { atLine, type MetadataLine, type SourceDocument, type StatedField, splitLines } from './source.ts';
import type { DocumentBlock } from './types.ts';

/** Lines that stand together, without the blank lines around them. `line` is that of the first, from 1. */
interface Chunk {
  readonly lines: readonly string[];
  readonly line: number;
}

/** A knowledge base's document as its copy button gives it: bullets as `•`, headings bare, table cells run together. */
export function readPlainText(source: string): SourceDocument {
  const lines = splitLines(source);
  const preamble = readPreamble(lines);
  const metadata = readMetadata(lines, preamble.end);
  const findings: Finding[] = [...metadata.findings];
  const stated: StatedField[] = [...preamble.stated, ...metadata.stated];
  const blocks: DocumentBlock[] = [];
  for (const chunk of chunksOf(lines, metadata.end)) {
    if (blocks.length === 0 && chunk.lines.length === 1) {
      const title = collapse(chunk.lines[0] ?? '');
      stated.push({ field: 'title', value: title, line: chunk.line });
      blocks.push({ kind: 'heading', level: 1, text: text(title), line: chunk.line });
    } else for (const block of blocksOf(chunk, findings)) blocks.push(block);
  }
  for (const [index, line] of lines.entries()) {
    const hidden = index >= metadata.end && HTML.test(line);
    if (hidden) findings.push(finding('packet.html', atLine(index + 1)));
  }
  return { form: 'text', lines, blocks, stated, metadata: [...preamble.lines, ...metadata.lines], findings };
}

/** Markup at the beginning of a line: a viewer would hide or restyle it. */
const HTML = /^\s*<(?:!--|[?!/]?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$))/;

const ID_LINE = /^[A-Z][A-Z0-9]*-[A-Z0-9]+$/;
const READING_TIME = /^\d+ min read(?: Revision:? (\S+))?$/;
const PREAMBLE_LINES = 20;

/** What the knowledge base puts before the document: its number, its name for it, reading time, revision, tags. */
function readPreamble(lines: readonly string[]): { stated: StatedField[]; lines: MetadataLine[]; end: number } {
  const readingTime = lines.slice(0, PREAMBLE_LINES).findIndex((line) => READING_TIME.test(line.trim()));
  const first = lines.findIndex((line) => line.trim() !== '');
  const end =
    readingTime >= 0 ? afterTags(lines, readingTime + 1) : ID_LINE.test((lines[first] ?? '').trim()) ? first + 1 : 0;
  const stated: StatedField[] = [];
  const read: MetadataLine[] = [];
  for (const [index, content] of lines.slice(0, end).entries()) {
    const value = content.trim();
    if (value === '') continue;
    const revision = READING_TIME.exec(value)?.[1];
    const field = ID_LINE.test(value) ? 'id' : revision === undefined ? null : 'revision';
    if (field !== null) stated.push({ field, value: revision ?? value, line: index + 1 });
    read.push({ line: index + 1, field });
  }
  return { stated, lines: read, end };
}

/** Tags stand right under the reading time, run together; a comment or an empty line there means there are none. */
function afterTags(lines: readonly string[], index: number): number {
  const line = (lines[index] ?? '').trim();
  return line === '' || commentOf(line) !== null ? index : index + 1;
}

function chunksOf(lines: readonly string[], from: number): Chunk[] {
  const chunks: { lines: string[]; line: number }[] = [];
  let open: string[] | null = null;
  for (const [index, line] of lines.entries()) {
    if (index < from) continue;
    if (line.trim() === '') open = null;
    else if (open !== null) open.push(line);
    else {
      open = [line];
      chunks.push({ lines: open, line: index + 1 });
    }
  }
  return chunks;
}

function blocksOf(chunk: Chunk, findings: Finding[]): DocumentBlock[] {
  const special = chunk.lines.findIndex((line) => itemOf(line) !== null || readFlatHead(line) !== null);
  if (special < 0) return [isHeading(chunk) ? heading(chunk) : paragraph(chunk)];
  const before = special === 0 ? [] : [paragraph({ lines: chunk.lines.slice(0, special), line: chunk.line })];
  const rest = { lines: chunk.lines.slice(special), line: chunk.line + special };
  return [...before, ...(itemOf(rest.lines[0] ?? '') === null ? table(rest, findings) : lists(rest))];
}

const HEADING_LENGTH = 120;

/** What a heading does not have: a box, columns, an arrow, a quote's mark. */
const DRAWN = /[|\t→☐□☑✗✘>]|\[[ xX]?\]|\S {2,}\S|\.{4,}|:\s/u;

/** One short line by itself that does not end like a sentence. Where in doubt it is a paragraph: no field hangs on it. */
function isHeading(chunk: Chunk): boolean {
  const [line = ''] = chunk.lines;
  return (
    chunk.lines.length === 1 &&
    line.length <= HEADING_LENGTH &&
    /[\p{L}\p{N})]$/u.test(line) &&
    !/^Back to /.test(line) &&
    !DRAWN.test(line)
  );
}

function heading(chunk: Chunk): DocumentBlock {
  return { kind: 'heading', level: 2, text: text(collapse(chunk.lines.join(' '))), line: chunk.line };
}

function paragraph(chunk: Chunk): DocumentBlock {
  return { kind: 'paragraph', text: text(chunk.lines.map((line) => line.trim()).join('\n')), line: chunk.line };
}

interface Item {
  readonly number: number | null;
  readonly content: string;
}

function itemOf(line: string): Item | null {
  const found = /^\s*(?:[•◦▪*-]|(\d{1,9})[.)])\s+(.*)$/.exec(line);
  if (found === null) return null;
  return { number: found[1] === undefined ? null : Number(found[1]), content: (found[2] ?? '').trim() };
}

/** Items of one kind make one list; a line that begins no item continues the one before it. */
function lists(chunk: Chunk): DocumentBlock[] {
  const runs: { ordered: boolean; numbers: number[]; items: { lines: string[]; line: number }[] }[] = [];
  for (const [index, content] of chunk.lines.entries()) {
    const item = itemOf(content);
    if (item === null) {
      runs.at(-1)?.items.at(-1)?.lines.push(content);
      continue;
    }
    const ordered = item.number !== null;
    if (runs.at(-1)?.ordered !== ordered) runs.push({ ordered, numbers: [], items: [] });
    if (item.number !== null) runs.at(-1)?.numbers.push(item.number);
    runs.at(-1)?.items.push({ lines: [item.content], line: chunk.line + index });
  }
  return runs.map(({ ordered, numbers, items }) => ({
    kind: 'list',
    ordered,
    start: numbers[0] ?? 1,
    numbers,
    items: items.map((item) => [paragraph(item)]),
    line: items[0]?.line ?? chunk.line,
  }));
}

/** A heading row and the rows under it. A row that cannot be cut into cells is kept whole, as a single cell. */
function table(chunk: Chunk, findings: Finding[]): DocumentBlock[] {
  const [headLine = '', ...rowLines] = chunk.lines;
  const head = readFlatHead(headLine);
  if (head === null || head.kind === 'unreadable') {
    findings.push(finding('packet.table-unreadable', atLine(chunk.line), { observed: headLine.trim() }));
    return [paragraph(chunk)];
  }
  return [
    {
      kind: 'table',
      head: headLine.trim().split(/ +/).map(text),
      rows: rowLines.map((line) => cellsOf(line, head.columns).map(text)),
      rowLines: rowLines.map((_, i) => chunk.line + 1 + i),
      line: chunk.line,
    },
  ];
}

function cellsOf(line: string, columns: FlatColumns): readonly string[] {
  return readFlatRow(line, columns) ?? [line.trim()];
}
