import {
  ACTOR_PATTERN,
  ACTORS_PATTERN,
  type BlockerColumn,
  flatColumn,
  SHOUTED_ID,
  STATUS_PATTERN,
} from './vocabulary.ts';

/** A blocker table whose cells a copy button has joined with spaces: the order of its columns. */
export type FlatColumns = readonly BlockerColumn[];

/** What a line is to a table: its heading row, one that means to be but cannot be read, or neither. */
export type FlatHead =
  | { readonly kind: 'columns'; readonly columns: FlatColumns }
  | { readonly kind: 'unreadable' }
  | null;

/** Longest row that is tried: two free cells make the search quadratic in the length of the line. */
const MAX_ROW = 4096;
const MAX_HEAD_WORDS = 8;

/** Recognises a heading row such as `blocker status actor gate`, in any order and case. */
export function readFlatHead(line: string): FlatHead {
  const words = line.trim().split(/ +/);
  if (words.length < 2 || words.length > MAX_HEAD_WORDS) return null;
  const columns = words.map(flatColumn);
  const known = columns.flatMap((column) => (column === null ? [] : [column]));
  const distinct = new Set(known);
  if (!distinct.has('status') || !(distinct.has('blocker') || distinct.has('actor') || distinct.has('gate')))
    return null;
  if (known.length === words.length && distinct.size === 4 && known.length === 4)
    return { kind: 'columns', columns: known };
  return known.length >= words.length - 1 ? { kind: 'unreadable' } : null;
}

/**
 * The cells of one row, in the order of the columns; `null` where the row cannot be cut into them, or can be cut
 * in more than one way. Known statuses are tried first; then any other words may stand for the status, so long as
 * they hold no actor, which would leave open where the status ends.
 */
export function readFlatRow(line: string, columns: FlatColumns): readonly string[] | null {
  const row = line.trim();
  if (row.length > MAX_ROW) return null;
  return cut(row, columns, STATUS_PATTERN) ?? cut(row, columns, UNKNOWN_STATUS);
}

const MENTIONS_ACTOR = /\b(?:owner|operator|auditor)\b/i;
const UNKNOWN_STATUS =
  '(?:(?!(?:owner|operator|auditor)\\b)[^\\s+|]+)(?: (?!(?:owner|operator|auditor)\\b)[^\\s+|]+){0,5}?';

function cut(row: string, columns: FlatColumns, status: string): readonly string[] | null {
  const lazy = cells(row, columns, status, '.+?');
  const greedy = cells(row, columns, status, '.+');
  return lazy !== null && greedy !== null && lazy.join('\n') === greedy.join('\n') ? lazy : null;
}

function cells(row: string, columns: FlatColumns, status: string, free: string): readonly string[] | null {
  const patterns = { blocker: SHOUTED_ID_CELL, status, actor: ACTORS_PATTERN, gate: free };
  // The identifier alone is bound to capitals; statuses and actors may be written in any case.
  const found = new RegExp(`^${columns.map((column) => `(${patterns[column]})`).join(' ')}$`, 'i').exec(row);
  const cut = found?.slice(1) ?? null;
  const id = cut?.[columns.indexOf('blocker')];
  const gate = cut?.[columns.indexOf('gate')];
  if (cut === null || id === undefined || gate === undefined) return null;
  return SHOUTED_ID_ONLY.test(id) && isWholeGate(gate) ? cut : null;
}

const SECOND_ROW = new RegExp(`${SHOUTED_ID} .*${ACTOR_PATTERN}`);

/**
 * A gate that begins with what may be the rest of the actors before it leaves open where they end; one that holds
 * another identifier and another actor is two rows whose line break was lost.
 */
function isWholeGate(gate: string): boolean {
  const beginning = gate.split(' ').slice(0, 3).join(' ');
  const [opened, closed] = [gate.split('(').length, gate.split(')').length];
  return (
    /^[\p{L}\p{N}]/u.test(gate) &&
    !MENTIONS_ACTOR.test(beginning) &&
    opened === closed &&
    !/\(\+/.test(gate) &&
    !SECOND_ROW.test(gate)
  );
}

const SHOUTED_ID_CELL = '[A-Z0-9._-]+';
const SHOUTED_ID_ONLY = new RegExp(`^${SHOUTED_ID}$`);

const STARTS_WITH_ID = new RegExp(`^\\s*${SHOUTED_ID}\\s`);

/** Whether a line reads like a row, wherever it stands: an identifier first, and an actor somewhere after it. */
export function looksLikeFlatRow(line: string): boolean {
  const row = line.slice(0, MAX_ROW);
  return STARTS_WITH_ID.test(row) && MENTIONS_ACTOR.test(row);
}
