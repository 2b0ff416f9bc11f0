import { type Finding, finding } from '../finding/index.ts';
import { looksLikeFlatRow } from './flat-table.ts';
import { plainText } from './inline.ts';
import { atLine, type Placed, type SourceDocument } from './source.ts';
import type { DocumentBlock, PacketBlocker } from './types.ts';
import { BLOCKER_ID, type BlockerColumn, blockerColumn, readActors, readStatus } from './vocabulary.ts';

export interface BlockersReading {
  readonly blockers: readonly Placed<PacketBlocker>[];
  readonly findings: readonly Finding[];
}

type Table = Extract<DocumentBlock, { kind: 'table' }>;

/** Characters of one gate, as `packet.json` allows. */
const MAX_GATE = 4096;
const NEEDED: readonly BlockerColumn[] = ['blocker', 'status', 'actor', 'gate'];

/** The rows of every table that has one column each for blocker, status, actor and gate, in any order, among others. */
export function readBlockers(source: SourceDocument): BlockersReading {
  const tables = source.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const readings = tables.map(readTable);
  return {
    blockers: readings.flatMap((reading) => reading.blockers),
    findings: [...readings.flatMap((reading) => reading.findings), ...strayRows(source, tables)],
  };
}

function readTable(table: Table): BlockersReading {
  const head = table.head.map((cell) => blockerColumn(plainText(cell)));
  const missing = NEEDED.filter((column) => head.filter((one) => one === column).length !== 1);
  if (missing.length === 0) return readRows(table, head);
  // One column of that name, such as a status, makes no table of blockers; two that do not make one are a damaged one.
  if (missing.length >= NEEDED.length - 1) return { blockers: [], findings: [] };
  const findings = [
    finding('packet.table-unreadable', atLine(table.line), { expected: `one column each for ${missing.join(', ')}` }),
  ];
  return { blockers: [], findings };
}

function readRows(table: Table, head: readonly (BlockerColumn | null)[]): BlockersReading {
  const blockers: Placed<PacketBlocker>[] = [];
  const findings: Finding[] = [];
  for (const [index, row] of table.rows.entries()) {
    const where = atLine(table.rowLines[index] ?? table.line);
    const cells = row.map(plainText);
    const blocker = cells.length === head.length ? readRow((column) => cells[head.indexOf(column)] ?? '') : null;
    if (blocker === null)
      findings.push(finding('packet.blocker-row-unreadable', where, { observed: cells.join(' | ') }));
    else blockers.push({ value: blocker, where });
  }
  return { blockers, findings };
}

function readRow(cell: (column: BlockerColumn) => string): PacketBlocker | null {
  const actors = readActors(cell('actor'));
  const [id, statusText, gate] = [cell('blocker'), cell('status'), cell('gate')];
  if (actors === null || !BLOCKER_ID.test(id) || statusText === '' || gate === '' || gate.length > MAX_GATE)
    return null;
  return { id, status: readStatus(statusText).status, statusText, ...actors, gate };
}

/** Lines outside of every table that can only be rows of one: the table was cut in two, or its heading is damaged. */
function strayRows({ form, lines }: SourceDocument, tables: readonly Table[]): Finding[] {
  const isRow = form === 'markdown' ? hasTableCells : (line: string) => hasTableCells(line) || looksLikeFlatRow(line);
  const inside = new Set<number>();
  for (const table of tables) {
    for (let line = table.line; line <= (table.rowLines.at(-1) ?? table.line + 1); line++) inside.add(line);
  }
  return lines.flatMap((line, index) => {
    const stray = !inside.has(index + 1) && isRow(line);
    return stray ? [finding('packet.row-outside-table', atLine(index + 1), { observed: line.trim() })] : [];
  });
}

function hasTableCells(line: string): boolean {
  const withoutCode = line.replace(/`[^`]*`/g, '');
  return /^\s*\|/.test(line) || (withoutCode.match(/(?<!\\)\|/g) ?? []).length >= 2;
}
