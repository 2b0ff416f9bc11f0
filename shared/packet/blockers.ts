import { type Finding, finding } from '../finding/index.ts';
import { looksLikeFlatRow } from './flat-table.ts';
import { plainText } from './inline.ts';
import { atLine, type Placed, type SourceDocument } from './source.ts';
import type { DocumentBlock, PacketBlocker } from './types.ts';
import { BLOCKER_ID, blockerColumns, type ColumnUse, readActors, readStatus } from './vocabulary.ts';

export interface BlockersReading {
  readonly blockers: readonly Placed<PacketBlocker>[];
  /** Cells of columns that are no field, each with the blocker of its row. Empty cells are left out. */
  readonly notes: readonly Note[];
  /** The tables that were read as blockers. */
  readonly tables: ReadonlySet<DocumentBlock>;
  readonly findings: readonly Finding[];
}

export interface Note {
  readonly blocker: string;
  readonly text: string;
  readonly line: number;
}

type Table = Extract<DocumentBlock, { kind: 'table' }>;

/** Characters of one gate, as `packet.json` allows. */
const MAX_GATE = 4096;

/**
 * The rows of every table at the top level whose columns are known (`blockerColumns`), in any order. Every other table,
 * wherever it stands, is an error: it could hold blockers, in words that the reader does not know.
 */
export function readBlockers(source: SourceDocument): BlockersReading {
  const tables = source.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const readings = tables.map((table) => ({ table, columns: blockerColumns(table.head.map(plainText)) }));
  const read = readings.flatMap(({ table, columns }) => (columns === null ? [] : [readRows(table, columns)]));
  const unread = readings.flatMap(({ table, columns }) => (columns === null ? [table] : []));
  return {
    blockers: read.flatMap((reading) => reading.blockers),
    notes: read.flatMap((reading) => reading.notes),
    tables: new Set(readings.flatMap(({ table, columns }) => (columns === null ? [] : [table]))),
    findings: [
      ...read.flatMap((reading) => reading.findings),
      ...[...unread, ...nestedTables(source.blocks)].map(unreadable),
      ...strayRows(source, tables),
    ],
  };
}

function unreadable(table: Table): Finding {
  const observed = table.head.map(plainText).join(' | ');
  return finding('packet.table-unreadable', atLine(table.line), { observed });
}

/** Tables inside lists and quotes. */
function nestedTables(blocks: readonly DocumentBlock[]): Table[] {
  return blocks.flatMap((block) => {
    const inside = block.kind === 'list' ? block.items.flat() : block.kind === 'quote' ? block.blocks : [];
    return [...inside.flatMap((inner) => (inner.kind === 'table' ? [inner] : [])), ...nestedTables(inside)];
  });
}

type Rows = Pick<BlockersReading, 'blockers' | 'notes' | 'findings'>;

function readRows(table: Table, columns: readonly ColumnUse[]): Rows {
  const blockers: Placed<PacketBlocker>[] = [];
  const notes: Note[] = [];
  const findings: Finding[] = [];
  for (const [index, row] of table.rows.entries()) {
    const line = table.rowLines[index] ?? table.line;
    const cells = row.map(plainText);
    const blocker = cells.length === columns.length ? readRow((use) => cells[columns.indexOf(use)] ?? '') : null;
    if (blocker === null) {
      findings.push(finding('packet.blocker-row-unreadable', atLine(line), { observed: cells.join(' | ') }));
      continue;
    }
    blockers.push({ value: blocker, where: atLine(line) });
    for (const [at, text] of cells.entries()) {
      if (columns[at] === 'note' && text !== '') notes.push({ blocker: blocker.id, text, line });
    }
  }
  return { blockers, notes, findings };
}

function readRow(cell: (use: ColumnUse) => string): PacketBlocker | null {
  const actors = readActors(cell('actor'));
  const [id, statusText, gate] = [cell('blocker'), cell('status'), cell('gate')];
  if (actors === null || !BLOCKER_ID.test(id) || statusText === '' || gate === '' || gate.length > MAX_GATE)
    return null;
  return { id, status: readStatus(statusText).status, statusText, ...actors, gate };
}

/** Lines outside of every table that can only be rows of one: the table was cut in two, or its heading is damaged. */
function strayRows({ form, lines, metadata }: SourceDocument, tables: readonly Table[]): Finding[] {
  const isRow = form === 'markdown' ? hasTableCells : (line: string) => hasTableCells(line) || looksLikeFlatRow(line);
  const top = metadata.at(-1)?.line ?? 0;
  const inside = new Set<number>();
  for (const table of tables) {
    for (let line = table.line; line <= (table.rowLines.at(-1) ?? table.line + 1); line++) inside.add(line);
  }
  return lines.flatMap((line, index) => {
    const stray = index + 1 > top && !inside.has(index + 1) && isRow(line);
    return stray ? [finding('packet.row-outside-table', atLine(index + 1), { observed: line.trim() })] : [];
  });
}

function hasTableCells(line: string): boolean {
  const withoutCode = line.replace(/`[^`]*`/g, '');
  return /^\s*\|/.test(line) || (withoutCode.match(/(?<!\\)\|/g) ?? []).length >= 2;
}
