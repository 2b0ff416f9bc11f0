import { type Finding, finding } from '../finding/index.ts';
import type { Note } from './blockers.ts';
import { namedIn, OwnShapes } from './identifiers.ts';
import { rawText } from './inline.ts';
import type { Section } from './outline.ts';
import { skeletonOf } from './skeleton.ts';
import { atLine, type Placed } from './source.ts';
import type { DocumentBlock, PacketBlocker } from './types.ts';
import { isAboutClosed, isHarmlessHeading, notClosedIn, speaksOfBlockers, withdrawnIn } from './words.ts';

/** A text of the document that is no row, with its line and the section that it stands in. */
export interface Prose {
  readonly text: string;
  /** `line 12`, or a JSON pointer. */
  readonly where: string;
  readonly isHeading: boolean;
  readonly section: Section | null;
}

/** What the packet names, for finding it in prose. */
export interface Names {
  readonly packet: string;
  readonly blockers: readonly Placed<PacketBlocker>[];
  readonly options: readonly string[];
  readonly grants: readonly string[];
}

/**
 * Where prose and rows disagree, and identifiers that have no row. A row that says closed is believed only while nothing
 * near its identifier says otherwise: a text that names it may hold no words but those of `isAboutClosed`.
 */
export function contradictions(
  prose: readonly Prose[],
  notes: readonly Note[],
  sections: readonly Section[],
  tables: ReadonlySet<DocumentBlock>,
  names: Names,
): Finding[] {
  const rows = new Map<string, Placed<PacketBlocker>>();
  for (const blocker of names.blockers) if (!rows.has(blocker.value.id)) rows.set(blocker.value.id, blocker);
  const closed = names.blockers.filter(({ value }) => value.status === 'closed').map(({ value }) => value.id);
  const closedIds = new Set(closed);
  const ids = new Set(rows.keys());
  const shapes = new OwnShapes([...ids], [names.packet, ...names.options, ...names.grants]);
  const allClosed = ids.size > 0 && closedIds.size === ids.size;
  const shown = prose.map((one) => ({ ...one, text: skeletonOf(one.text) }));
  return [
    ...shown.flatMap((one) => [
      ...againstRows(one, ids, closedIds, rows),
      ...withoutRow(one, shapes),
      ...withdrawn(one, names),
      ...(allClosed ? blockersSaidOpen(one) : []),
    ]),
    ...notes.flatMap((note) => againstNote(note, closedIds)),
    ...notes.flatMap((note) => withoutRow({ text: skeletonOf(note.text), where: atLine(note.line) }, shapes)),
    ...names.blockers.flatMap(({ value, where }) => againstGate(value, where)),
    ...names.blockers.flatMap(({ value, where }) => {
      const gate = { text: skeletonOf(value.gate), where, isHeading: false, section: null };
      return [...againstRows(gate, ids, closedIds, rows), ...withdrawn(gate, names)];
    }),
    ...names.blockers.flatMap(({ value, where }) =>
      shapes
        .strangersIn(skeletonOf(value.gate))
        .map((observed) => finding('packet.blocker-without-row', where, { observed })),
    ),
    ...sections.flatMap((section) => againstTable(section, tables, closedIds)),
  ];
}

type Text = Pick<Prose, 'text' | 'where'>;

function againstRows(
  { text, where }: Text,
  ids: ReadonlySet<string>,
  closed: ReadonlySet<string>,
  rows: ReadonlyMap<string, Placed<PacketBlocker>>,
): Finding[] {
  const named = [...new Set([...namedIn(text, ids), ...spelledOtherwise(text, closed)])];
  if (named.length === 0) return [];
  const rest = withoutNames(text, named);
  const about = isAboutClosed(rest);
  const contradicted = named.filter((id) =>
    closed.has(id) ? !about : about && named.length === 1 && SAYS_CLOSED.test(rest),
  );
  return contradicted.map((id) =>
    finding('packet.blocker-contradicted', where, {
      observed: text.replace(/\s+/g, ' ').trim().slice(0, 200),
      expected: `${id}: ${rows.get(id)?.value.statusText ?? ''} (${rows.get(id)?.where ?? ''})`,
    }),
  );
}

/** Closed rows that the text names with other marks between the parts: `BLK DB 001` for `BLK-DB-001`. */
function spelledOtherwise(text: string, closed: ReadonlySet<string>): string[] {
  const squeezed = squeeze(text);
  return [...closed].slice(0, MOST_SPELLED).filter((id) => {
    const short = squeeze(id);
    return short.length >= SHORTEST_SPELLED && squeezed.includes(short);
  });
}

const MOST_SPELLED = 200;
const SHORTEST_SPELLED = 5;

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

const SAYS_CLOSED = /\b(?:closed|resolved|discharged|done|complete|completed|finished)\b/i;

/** The text without the identifiers that it names, in one pass. */
function withoutNames(text: string, names: readonly string[]): string {
  const lower = new Set(names.map((name) => name.toLowerCase()));
  return text.replace(/[\p{L}\p{N}][\p{L}\p{N}._:/-]*/gu, (token) =>
    lower.has(token.toLowerCase().replace(/[._:/-]+$/, '')) ? ' ' : token,
  );
}

/** A state that is said of something. */
const STATED =
  /(?<![\p{L}\p{N}])(?:open|reopened|blocked|blocking|pending|outstanding|unresolved|closed|resolved|discharged|todo|tbd|wip|not done|still|awaiting)(?![\p{L}\p{N}])/iu;

function withoutRow({ text, where }: Text, shapes: OwnShapes): Finding[] {
  const strangers = shapes.strangersIn(text);
  const stated = text.split(/(?<=[.;!?])\s/).filter((sentence) => STATED.test(sentence));
  const foreign = stated.flatMap((sentence) => shapes.foreignIn(sentence));
  return [...new Set([...strangers, ...foreign])].map((observed) =>
    finding('packet.blocker-without-row', where, { observed }),
  );
}

const SUBJECT = /\b(?:packet|document|decision|option|options|revision|default|execution|blocker|blockers)\b/i;

/** Withdrawn is said of the packet by a heading, or by a text that speaks of the packet or of something in it. */
function withdrawn({ text, where, isHeading, section }: Prose, names: Names): Finding[] {
  const observed = withdrawnIn(text.replace(CONDITION, ' '));
  if (observed === null) return [];
  const ids = new Set([names.packet, ...names.options, ...names.blockers.map(({ value }) => value.id)]);
  const about =
    isHeading || section === null || SUBJECT.test(text) || namedIn(text, ids).length > 0 || /supersed/i.test(observed);
  return about ? [finding('packet.withdrawn', where, { observed })] : [];
}

/** "until every blocker is closed": a condition that the rows answer, and no statement about them. */
const CONDITION =
  /\b(?:(?:do|must|may|shall|should|can) ?not \w{1,30}(?: \w{1,30}){0,5} )?(?:until|unless|when|once|after|before|if|requires?)\b[^.;]{0,80}?\b(?:blockers?|preconditions?|gates?|conditions?|prerequisites?)\b[^.;]{0,80}?\b(?:closed|resolved|discharged|done|met|cleared)\b/gi;

/** With every row closed, a text that speaks of blockers that are not. */
function blockersSaidOpen({ text, where }: Text): Finding[] {
  const rest = text.replace(CONDITION, ' ');
  if (!speaksOfBlockers(rest)) return [];
  const word = notClosedIn(rest);
  return word === null ? [] : [finding('packet.blocker-contradicted', where, { observed: word })];
}

/** A note may say nothing at all against a row that says closed. */
function againstNote({ blocker, text, line }: Note, closed: ReadonlySet<string>): Finding[] {
  if (!closed.has(blocker) || isAboutClosed(skeletonOf(text))) return [];
  return [finding('packet.blocker-contradicted', atLine(line), { observed: text, expected: `${blocker}: closed` })];
}

const GATE_SAYS_OPEN =
  /(?<![\p{L}\p{N}])(?:still|reopened|re-opened|pending|outstanding|unresolved|awaiting|blocked|until|unless|todo|tbd|tbc|wip|not (?:yet|done|proven|proved|closed|met|shown|verified|finished|complete)|chưa|noch nicht|ausstehend|pas encore|todavía no|aún no|pendiente)(?![\p{L}\p{N}])/iu;

function againstGate({ id, status, gate }: PacketBlocker, where: string): Finding[] {
  const observed = status === 'closed' ? GATE_SAYS_OPEN.exec(skeletonOf(gate))?.[0] : undefined;
  return observed === undefined
    ? []
    : [finding('packet.blocker-contradicted', where, { observed, expected: `${id}: closed` })];
}

/** What the headings above a table with a closed row, and the text beside it, say of all its rows. */
function againstTable(section: Section, tables: ReadonlySet<DocumentBlock>, closed: ReadonlySet<string>): Finding[] {
  const holds = section.blocks.some(
    (block) =>
      block.kind === 'table' &&
      tables.has(block) &&
      block.rows.some((row) => row.some((cell) => closed.has(rawText(cell).trim()))),
  );
  if (!holds) return [];
  const headings = [...section.headings, ...(section.heading === null ? [] : [section.heading])];
  const beside = section.blocks.filter((block) => block.kind === 'paragraph' || block.kind === 'quote');
  return [
    ...headings.flatMap((heading) => {
      const text = skeletonOf(rawText(heading.text));
      const word = notClosedIn(text) ?? unknownQualifier(text);
      return word === null ? [] : [finding('packet.blocker-contradicted', atLine(heading.line), { observed: word })];
    }),
    ...beside.flatMap((block) => {
      const text = block.kind === 'paragraph' ? skeletonOf(rawText(block.text)).replace(CONDITION, ' ') : '';
      const word = notClosedIn(text);
      return word === null ? [] : [finding('packet.blocker-contradicted', atLine(block.line), { observed: word })];
    }),
  ];
}

/** What stands in parentheses or behind a dash in a heading, where the reader does not know its words. */
function unknownQualifier(heading: string): string | null {
  const [, ...parts] = heading.split(/[()[\]:]|\s[—–-]{1,2}\s/);
  return parts.find((part) => part.trim() !== '' && !isAboutClosed(part) && !isHarmlessHeading(part)) ?? null;
}
