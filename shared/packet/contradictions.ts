import { type Finding, finding } from '../finding/index.ts';
import type { Note } from './blockers.ts';
import { namedIn, OwnShapes } from './identifiers.ts';
import { rawText } from './inline.ts';
import type { Section } from './outline.ts';
import { skeletonOf } from './skeleton.ts';
import { atLine, type Placed } from './source.ts';
import type { DocumentBlock, PacketBlocker } from './types.ts';
import {
  isAboutClosed,
  notClosedIn,
  pictureIn,
  speaksOfBlockers,
  titleDenies,
  unknownBeside,
  withdrawnIn,
  wordsOf,
} from './words.ts';

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
  /** The options that change nothing, and the number of each. */
  readonly harmless: readonly { readonly id: string; readonly rank: number }[];
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
      ...againstHarmless(one, names),
      ...refusedOption(one, names),
      ...(ids.size > 0 ? redefined(one) : []),
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
  const about = isAboutClosed(rest) && PLAIN.test(rest);
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

/** Letters, digits and ordinary punctuation: any other sign may stand for a state. */
export const PLAIN = /^[\p{L}\p{M}\p{N}\s.,:;()'’"“”`*_/#|&+=-]*$/u;

export const SAYS_CLOSED = /\b(?:closed|resolved|discharged|done|complete|completed|finished)\b/i;

/** The text without the identifiers that it names, in one pass. */
function withoutNames(text: string, names: readonly string[]): string {
  const lower = new Set(names.map((name) => name.toLowerCase()));
  return text.replace(/[\p{L}\p{N}][\p{L}\p{N}._:/-]*/gu, (token) =>
    lower.has(token.toLowerCase().replace(/[._:/-]+$/, '')) ? ' ' : token,
  );
}

/** A state that is said of something. */
export const STATED =
  /(?<![\p{L}\p{N}])(?:open|reopened|blocked|blocking|pending|outstanding|unresolved|closed|resolved|discharged|todo|tbd|wip|not done|still|awaiting)(?![\p{L}\p{N}])/iu;

function withoutRow({ text, where }: Text, shapes: OwnShapes): Finding[] {
  const strangers = shapes.strangersIn(text);
  const stated = text.split(/(?<=[.;!?])\s/).filter((sentence) => STATED.test(sentence));
  const foreign = stated.flatMap((sentence) => shapes.foreignIn(sentence));
  return [...new Set([...strangers, ...foreign])].map((observed) =>
    finding('packet.blocker-without-row', where, { observed }),
  );
}

export const CHANGES =
  /(?<![\p{L}\p{N}]|(?:no|not|never|without|nothing|n't) )(?:wip(?:e|es|ed|ing)|drop(?:s|ped|ping)?|delet\w+|eras\w+|cuts? ?over|cutover|appl(?:y|ies|ied)|deploy\w*|mutat(?:e|es|ed|ing)|writes|writing|written|truncat\w+|restart\w*|switch\w*|activat\w+|migrat(?:e|es|ed)|execut(?:e|es|ed)|overwrit\w+|changes? (?:production|the)|destr\w+)(?![\p{L}\p{N}])/iu;

/** A text that names an option which changes nothing, and says of it that it does something. */
function againstHarmless({ text, where }: Prose, { harmless }: Names): Finding[] {
  const named = new Set(namedIn(text, new Set(harmless.map(({ id }) => id))));
  const ranks = new Set(Array.from(text.matchAll(OPTION_RANK), ([, rank]) => Number(rank)));
  if (!harmless.some(({ id, rank }) => named.has(id) || ranks.has(rank))) return [];
  const observed = CHANGES.exec(text.replace(/[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+/gu, ' '))?.[0];
  return observed === undefined ? [] : [finding('packet.option-contradicts', where, { observed })];
}

export const OPTION_RANK = /\boption (\d{1,4})\b/gi;

export const REFUSED =
  /(?<![\p{L}\p{N}])(?:locked|disabled|refused|vetoed|off the table|struck|blocked|gesperrt|untersagt|interdite?|bloquée?|prohibid[oa]|bloquead[oa]|vietat[oa]|zabronion[eay]|cấm|запрещ\w+)(?![\p{L}\p{N}])|禁止|却下/iu;

/** A text that names an option and says that it cannot be chosen. */
function refusedOption({ text, where }: Prose, { options }: Names): Finding[] {
  const about = namedIn(text, new Set(options)).length > 0 || /\boption \d{1,3}\b/i.test(text);
  const observed = about ? (REFUSED.exec(text.replace(CONDITION, ' '))?.[0] ?? pictureIn(text)) : null;
  return observed === null ? [] : [finding('packet.withdrawn', where, { observed })];
}

export const REDEFINES =
  /\b(?:closed|resolved|discharged|done|status(?:es)?|rows?)\b["'”]?[^.;]{0,30}(?:\bmeans?\b|\bmeant\b|=|\bswapped\b|\breversed\b)|\bignore the (?:table|rows?|status(?:es)?)\b/i;

/** A text that gives a status another meaning. */
function redefined({ text, where }: Prose): Finding[] {
  const observed = REDEFINES.exec(text)?.[0];
  return observed === undefined ? [] : [finding('packet.blocker-contradicted', where, { observed })];
}

export const SUBJECT = /\b(?:packet|document|decision|option|options|revision|default|execution|blocker|blockers)\b/i;

/** Withdrawn is said of the packet by a heading, or by a text that speaks of the packet or of something in it. */
function withdrawn({ text, where, isHeading, section }: Prose, names: Names): Finding[] {
  const said = text.replace(CONDITION, ' ');
  const observed = section?.kind === 'title' && isHeading ? titleDenies(said) : withdrawnIn(said);
  if (observed === null) return [];
  const ids = new Set([names.packet, ...names.options, ...names.blockers.map(({ value }) => value.id)]);
  const about =
    isHeading ||
    section === null ||
    wordsOf(text).length <= SHORT ||
    SUBJECT.test(text) ||
    namedIn(text, ids).length > 0 ||
    /supersed/i.test(observed);
  return about ? [finding('packet.withdrawn', where, { observed })] : [];
}

/** So few words, by themselves, are said of the packet. */
const SHORT = 8;

/** "until every blocker is closed": a condition that the rows answer, and no statement about them. */
export const CONDITION =
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
  const shown = skeletonOf(text);
  if (!closed.has(blocker) || (isAboutClosed(shown) && PLAIN.test(shown) && wordsOf(shown).length > 0)) return [];
  return [finding('packet.blocker-contradicted', atLine(line), { observed: text, expected: `${blocker}: closed` })];
}

export const GATE_SAYS_OPEN =
  /(?<![\p{L}\p{N}])(?:still|reopened|re-opened|pending|outstanding|unresolved|awaiting|blocked|until|unless|todo|tbd|tbc|wip|not (?:yet|done|proven|proved|closed|met|shown|verified|finished|complete)|chưa|noch nicht|steht aus|ausstehend|pas encore|todavía no|aún no|pendiente|còn mở|jeszcze nie|nog (?:open|niet)|em aberto|henüz|by nobody|unmet|disputed|if|in progress|lapsed|red|waived|bypassed|ignored|assumed|guessed|nothing|next (?:week|month|year|\p{L}+day)|reverted|regressed|on paper|nobody|no proof|lacking|sin cerrar|da fare|otwart[eya]|ej klart)(?![\p{L}\p{N}])|未|[?？]|: no\b|\[ \]|(?<!\d)0 ?%/iu;

/** Words for leave that somebody gives, beside those that name grants anywhere in a packet. */
export const GIVES_LEAVE =
  /(?<![\p{L}\p{N}])(?:mandates?|waivers?|warrants?|votes?|countersign\w*|endors\w*|concur\w*|authority|blessing|sanction\w*|ratif\w*|agreement|acknowledgements?|acceptance|assent|concession|leave of|nod|ok of|okay of|yes from|imprimatur|nihil obstat|certificate of|einwilligung|bewilligung|zustimmung|accord|feu vert|aval|visto bueno|benestare|nulla osta|autorização|toestemming|vergunning|zgod[aąy]|pozwoleni[ea]|souhlas|tillstånd|izin|onay|engedély|дозвіл|согласи[ея]|разрешени[ея]|άδεια|إذن|אישור|अनुमति)(?![\p{L}\p{N}])|承認|許可|批准|授权|승인|อนุญาต/iu;

/** What the gate of a closed row says against it. */
function againstGate({ id, status, gate }: PacketBlocker, where: string): Finding[] {
  if (status !== 'closed') return [];
  const text = skeletonOf(gate);
  const leave = GIVES_LEAVE.exec(text)?.[0];
  const open = GATE_SAYS_OPEN.exec(text)?.[0] ?? notClosedIn(text.replace(/\bno\b/gi, ' ')) ?? pictureIn(text);
  return [
    ...(leave === undefined ? [] : [finding('packet.grant-unclear', where, { observed: leave })]),
    ...(open === null
      ? []
      : [finding('packet.blocker-contradicted', where, { observed: open, expected: `${id}: closed` })]),
  ];
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
      const word = notClosedIn(text) ?? unknownBeside(text);
      return word === null ? [] : [finding('packet.blocker-contradicted', atLine(heading.line), { observed: word })];
    }),
    ...beside.flatMap((block) => {
      const text = block.kind === 'paragraph' ? skeletonOf(rawText(block.text)).replace(CONDITION, ' ') : '';
      const word = notClosedIn(text);
      return word === null ? [] : [finding('packet.blocker-contradicted', atLine(block.line), { observed: word })];
    }),
  ];
}
