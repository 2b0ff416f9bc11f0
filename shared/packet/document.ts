import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { findDeceptive } from '../text/deceptive.ts';
import { type BlockersReading, readBlockers } from './blockers.ts';
import { checkParts, needsOf } from './check.ts';
import { contradictions, type Prose } from './contradictions.ts';
import { readDefault } from './default-option.ts';
import { readEvidence } from './evidence-references.ts';
import { readFields } from './fields.ts';
import { type GrantsReading, isNamesAlone, readGrants, type Stated } from './grants.ts';
import { rawText } from './inline.ts';
import { readLegs } from './legs.ts';
import { type OptionsReading, readOptions, type WrittenOption } from './options.ts';
import { lastLines, lastOf, type Section, sectionsOf } from './outline.ts';
import { passagesOf } from './passages.ts';
import { entityIn, skeletonOf } from './skeleton.ts';
import { atLine, type Placed, type SourceDocument } from './source.ts';
import type {
  BlockerLeg,
  Coverage,
  DocumentBlock,
  OptionEffect,
  Packet,
  PacketOption,
  UnreadPassage,
} from './types.ts';
import { passageAt, type Stretch, stretchesOf, suspectBlocks } from './unread.ts';
import { watchWords } from './words.ts';

/** What a document says, as fields, and what of it no field was read from. */
export interface DocumentReading {
  readonly packet: Packet;
  readonly legs: readonly BlockerLeg[];
  readonly effects: readonly OptionEffect[];
  readonly coverage: readonly Coverage[];
  readonly unread: readonly UnreadPassage[];
  readonly findings: readonly Finding[];
}

/** More than any packet has, and few enough that no comparison among them takes long. */
const MOST_PARTS = 1000;
const MOST_GRANTS = 200;
const MOST_BLOCKS = 4000;

/**
 * Reads the fields of a packet from a document of either text form (docs/decisions/005). Only what is read can open an
 * option; every block is read into a field, or is prose that somebody acknowledges, or is an error at its line. A text
 * with neither options nor blockers is no packet; one with more parts than a person could judge is refused.
 */
export function readDocument(source: SourceDocument): Result<DocumentReading, Finding> {
  if (source.blocks.length > MOST_BLOCKS) return err(tooMany(source.blocks.length, MOST_BLOCKS));
  const sections = sectionsOf(source.blocks);
  const written = readOptions(sections, source.lines);
  const table = readBlockers(source);
  const most = Math.max(written.options.length, table.blockers.length);
  if (most === 0) return err(finding('packet.not-a-packet', 'the whole file'));
  if (most > MOST_PARTS) return err(tooMany(most, MOST_PARTS));

  const passages = passagesOf(source.blocks);
  const stated = readDefault(written.options, passages);
  const evidence = readEvidence(passages);
  const { fields, findings } = readFields(source.stated);
  const options = written.options.map((option) => understood(option, stated.id));
  const parts = checkParts(options, table.blockers, stated.id);
  const lists = grantLists(sections, written.lists);
  const optionIds = parts.options.map((option) => option.id);
  const grants = readGrants({
    gates: table.blockers.map(({ value, where }) => ({ text: value.gate, where })),
    passages: [...textsAboutGrants(sections), ...table.notes.map(({ text, line }) => ({ text, where: atLine(line) }))],
    listed: lists.flatMap((list) => list.items),
    ids: [...optionIds, ...parts.blockers.map((blocker) => blocker.id)],
  });
  if (grants.grants.length > MOST_GRANTS) return err(tooMany(grants.grants.length, MOST_GRANTS));

  const read = readBlocks(sections, written, table, lists);
  const promised: Promised = {
    blockers: table.tables,
    options: written.lists,
    grants: new Set(lists.map((list) => list.block)),
  };
  const lastLine = lastLines(source.blocks, source.lines);
  const stretches = [
    ...source.metadata.flatMap(({ line, field }) => (field === null ? [inMetadata(line)] : [])),
    ...sections.flatMap((section) =>
      stretchesOf(section, read.whole, (block) => lastLine.get(block) ?? block.line, source.lines),
    ),
  ];
  if (stretches.length > MOST_PARTS) return err(tooMany(stretches.length, MOST_PARTS));
  const names = [fields.id, ...optionIds, ...parts.blockers.map((blocker) => blocker.id), ...grants.grants].filter(
    (name) => name !== '',
  );
  // That a row is closed is the packet's word alone, and what an option may be bound to is in its text: both are read and
  // acknowledged as they stand by whoever relies on them.
  const closed = table.blockers.flatMap(({ value, where }) => (value.status === 'closed' ? [lineOf(where)] : []));
  const acting = written.options.flatMap(({ value, where }) => (value.effect.changesNothing ? [] : [lineOf(where)]));
  const noteLines = table.notes.map(({ line }) => line);
  const rows = new Set([...noteLines, ...closed, ...acting]);
  const readRows = new Set([...closed, ...acting].filter((line) => !noteLines.includes(line)));
  const noted = [...rows].map((line) => ({ line, lastLine: line, section: null, isHeading: false }));
  const unread = [...stretches, ...noted]
    .sort((a, b) => a.line - b.line)
    .map((stretch) => passageAt(source.lines, stretch, names));

  const optionTexts = written.options.map(
    ({ value, where }): Prose => ({ text: `${value.qualifier} ${value.text}`, where, isHeading: false, section: null }),
  );
  const prose = [...stretches.map((stretch) => proseAt(source, stretch)), ...titleProse(sections), ...optionTexts];
  const coverage = coverageOf(
    source,
    written,
    table,
    grants,
    evidence.places,
    stated.lines,
    unread,
    readRows,
    read,
    lastLine,
  );
  const all = [
    ...source.findings,
    ...findings,
    ...written.findings,
    ...stated.findings,
    ...table.findings,
    ...parts.findings,
    ...evidence.findings,
    ...grants.findings,
    ...sections.flatMap((section) => suspectBlocks(section, read.whole, read.consumed)),
    ...sections.flatMap((section, at) => emptyPromise(section, sections.slice(at + 1), promised)),
    ...bareIdentifiers(
      stretches.map((stretch) => proseAt(source, stretch)),
      names,
    ),
    ...contradictions(prose, table.notes, sections, table.tables, {
      packet: fields.id,
      blockers: table.blockers,
      options: optionIds,
      harmless: parts.options.filter((option) => !option.mutates),
      grants: grants.grants,
    }),
    ...deceptiveLines(source.lines, coverage),
  ];
  if (all.length > MOST_PARTS) return err(tooMany(all.length, MOST_PARTS));
  const once = new Map(all.map((one) => [JSON.stringify(one), one]));
  return ok({
    packet: {
      ...fields,
      default: parts.default,
      options: parts.options,
      blockers: parts.blockers,
      grants: grants.grants,
      evidence: evidence.evidence,
    },
    legs: readLegs(parts.blockers, passages),
    effects: effectsOf(written.options, parts.options),
    coverage,
    unread,
    findings: byLine([...once.values()]),
  });
}

function tooMany(count: number, most: number): Finding {
  return finding('packet.too-many', 'the whole file', { observed: String(count), expected: `at most ${most}` });
}

function understood({ value, where }: Placed<WrittenOption>, defaultId: string | null): Placed<PacketOption> {
  const { rank, id, text, effect } = value;
  const mutates = !effect.changesNothing;
  return { value: { rank, id, text, mutates, needs: needsOf(mutates, id === defaultId) }, where };
}

function effectsOf(written: readonly Placed<WrittenOption>[], options: readonly PacketOption[]): OptionEffect[] {
  return options
    .filter((option) => !option.mutates)
    .map(({ id }) => ({
      option: id,
      clauses: written.find(({ value }) => value.id === id)?.value.effect.clauses ?? [],
      saidBy: 'text',
    }));
}

/** A list under a heading that speaks of grants, and its items. */
interface GrantList {
  readonly block: DocumentBlock;
  readonly items: readonly Stated[];
  /** Whether each item is a name and nothing else. */
  readonly whole: boolean;
}

function grantLists(sections: readonly Section[], options: ReadonlySet<DocumentBlock>): GrantList[] {
  return sections
    .filter((section) => section.kind === 'grants')
    .flatMap((section) => section.blocks)
    .flatMap((block) => {
      if (block.kind !== 'list' || options.has(block)) return [];
      const items = block.items.map((item): Stated => {
        const [first, ...more] = passagesOf(item);
        // An item of several blocks is no name: it is told as one that is not clear.
        return { text: more.length === 0 ? (first?.text ?? '') : '', where: atLine(item[0]?.line ?? block.line) };
      });
      return [{ block, items, whole: items.every(isNamesAlone) }];
    });
}

/** Every text in which a grant may be named: all but tables and the headings of lists of grants. */
function textsAboutGrants(sections: readonly Section[]): Stated[] {
  return sections.flatMap(({ heading, kind, blocks }) => {
    const headed = heading === null || kind === 'grants' ? [] : [heading];
    return passagesOf([...headed, ...blocks.filter((block) => kind !== 'grants' || block.kind !== 'list')])
      .filter((passage) => passage.kind !== 'cell')
      .map(({ text, line }) => ({ text: skeletonOf(text), where: atLine(line) }));
  });
}

interface ReadBlocks {
  /** Blocks that a field was read from. */
  readonly consumed: ReadonlySet<DocumentBlock>;
  /** Those of which nothing is left over, and headings that only say what stands under them. */
  readonly whole: ReadonlySet<DocumentBlock>;
}

export const DEFAULT_ALONE = /^default(?: (?:option|choice))?\s*(?:=|:|is)\s*[A-Za-z0-9_.-]+?\.?$/i;

function readBlocks(
  sections: readonly Section[],
  written: OptionsReading,
  table: BlockersReading,
  lists: readonly GrantList[],
): ReadBlocks {
  const consumed = new Set([...written.lists, ...table.tables, ...lists.map((list) => list.block)]);
  const whole = new Set([...written.lists, ...table.tables]);
  for (const list of lists) if (list.whole) whole.add(list.block);
  for (const { heading, kind, blocks } of sections) {
    if (heading !== null && (kind === 'title' || isPlainHeading(rawText(heading.text), kind))) whole.add(heading);
    for (const block of blocks) {
      if (block.kind === 'paragraph' && DEFAULT_ALONE.test(rawText(block.text).trim())) whole.add(block);
    }
  }
  return { consumed, whole };
}

/** A heading that announces what stands under it and says nothing more of weight. */
function isPlainHeading(text: string, kind: Section['kind']): boolean {
  if (kind === 'unknown') return false;
  const weight = watchWords(skeletonOf(text).replace(/\bdefault [A-Z][A-Z0-9_-]*/gi, ' ')).filter(
    (word) => !ANNOUNCING.has(word),
  );
  return weight.length === 0;
}

/** Words of the watch list that a heading needs to announce a table of blockers or a list of grants. */
export const ANNOUNCING = new Set(
  'blocker blockers precondition preconditions prerequisites gate gates grant grants permits approvals approval before'.split(
    ' ',
  ),
);

function inMetadata(line: number): Stretch {
  return { line, lastLine: line, section: null, isHeading: true };
}

function proseAt({ lines }: SourceDocument, { line, lastLine, section, isHeading }: Stretch): Prose {
  return { text: lines.slice(line - 1, lastLine).join('\n'), where: atLine(line), isHeading, section };
}

/** The title and the headings that only announce are searched for "withdrawn" too. */
function titleProse(sections: readonly Section[]): Prose[] {
  return sections.flatMap((section) =>
    section.heading === null || section.kind === 'unknown'
      ? []
      : [{ text: rawText(section.heading.text), where: atLine(section.heading.line), isHeading: true, section }],
  );
}

/** The blocks from which each of the three was read. */
type Promised = Readonly<Record<'blockers' | 'options' | 'grants', ReadonlySet<DocumentBlock>>>;

/** A name that was coined for something: capitals with an underscore, a hyphen or a digit, or capitals alone. */
export const COINED = /^[`*_"']*([A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)*)[`*_"']*[.,;:]?$/;

/** A passage that is one name and nothing else, and the packet names nothing so: a grant or a blocker that was lost. */
function bareIdentifiers(prose: readonly Prose[], names: readonly string[]): Finding[] {
  const known = new Set(names.map((name) => name.toLowerCase()));
  return prose.flatMap(({ text, where, isHeading }) => {
    const observed = isHeading
      ? undefined
      : COINED.exec(
          skeletonOf(text)
            .replace(/^\s*(?:[-*+•]|\d{1,9}[.)])\s+/, '')
            .trim(),
        )?.[1];
    if (observed === undefined || observed.length < 3 || known.has(observed.toLowerCase())) return [];
    return [finding('packet.blocker-without-row', where, { observed })];
  });
}

/** A heading that announces blockers, options or grants, under which none were read. */
function emptyPromise(section: Section, after: readonly Section[], promised: Promised): Finding[] {
  const { heading, kind } = section;
  if (heading === null || (kind !== 'blockers' && kind !== 'options' && kind !== 'grants')) return [];
  const under = [section, ...after.filter((one) => one.headings.includes(heading))];
  const kept = under.some(({ blocks }) => blocks.some((block) => promised[kind].has(block)));
  return kept ? [] : [finding('packet.heading-empty', atLine(heading.line), { observed: rawText(heading.text) })];
}

function coverageOf(
  source: SourceDocument,
  written: OptionsReading,
  table: BlockersReading,
  grants: GrantsReading,
  evidence: readonly { readonly line: number; readonly treeHash: string }[],
  defaults: readonly { readonly line: number; readonly id: string }[],
  unread: readonly UnreadPassage[],
  readRows: ReadonlySet<number>,
  read: ReadBlocks,
  lastLine: ReadonlyMap<DocumentBlock, number>,
): Coverage[] {
  const one = (line: number, use: Coverage['use'], name: string): Coverage => ({ line, lastLine: line, use, name });
  const title = source.stated.find((stated) => stated.field === 'title')?.line;
  const entries: Coverage[] = [
    ...source.metadata.flatMap(({ line, field }) => (field === null ? [] : [one(line, 'metadata', field)])),
    ...source.blocks.flatMap((block) =>
      block.kind === 'heading' && read.whole.has(block)
        ? [one(block.line, block.line === title ? 'title' : 'heading', '')]
        : [],
    ),
    ...optionLines(written, lastLine, source.lines),
    ...table.blockers.map(({ value, where }) => one(lineOf(where), 'blocker', value.id)),
    // The heading row, and the row of dashes under it where there is one.
    ...[...table.tables].map((block) => headingRows(block)),
    ...grants.places.map(({ name, where }) => one(lineOf(where), 'grant', name)),
    ...defaults.map(({ line, id }) => one(line, 'default', id)),
    ...evidence.map(({ line, treeHash }) => one(line, 'evidence', treeHash)),
    ...unread.map(({ line, lastLine: last }): Coverage => {
      const use = readRows.has(line) ? 'acknowledge' : 'prose';
      return { line, lastLine: last, use, name: '' };
    }),
  ];
  return entries.sort((a, b) => a.line - b.line);
}

function headingRows(block: DocumentBlock): Coverage {
  const firstRow = block.kind === 'table' ? (block.rowLines[0] ?? block.line + 2) : block.line + 1;
  return { line: block.line, lastLine: Math.max(block.line, firstRow - 1), use: 'heading', name: '' };
}

function optionLines(
  { options, lists }: OptionsReading,
  lastLine: ReadonlyMap<DocumentBlock, number>,
  lines: readonly string[],
): Coverage[] {
  const ends = [...lists].map((list) => ({ first: list.line, last: lastLine.get(list) ?? list.line }));
  return options.map(({ value, where }, at) => {
    const line = lineOf(where);
    const end = ends.find((list) => list.first <= line && line <= list.last)?.last ?? line;
    const next = options[at + 1];
    const limit = next === undefined ? end : Math.min(end, lineOf(next.where) - 1);
    return { line, lastLine: lastOf(lines, line, Math.max(line, limit)), use: 'option', name: value.id };
  });
}

function lineOf(where: string): number {
  return Number(/^line (\d+)$/.exec(where)?.[1] ?? 1);
}

/** Uses whose lines hold a field and nothing else: what stands there must be what it looks like. */
const FIELD_USES: readonly Coverage['use'][] = ['metadata', 'title', 'option', 'blocker'];
export const TAG = /<\/?[A-Za-z][^<>]{0,200}>|<!--|~~/;

/**
 * Characters and marks that make a line read as something else than it says: an error where the line holds a field, a
 * warning in prose, where they are shown as escapes.
 */
function deceptiveLines(lines: readonly string[], coverage: readonly Coverage[]): Finding[] {
  const fields = new Map<number, Coverage['use']>();
  for (const { line, lastLine, use } of coverage) {
    if (!FIELD_USES.includes(use)) continue;
    for (let at = line; at <= lastLine; at++) fields.set(at, use);
  }
  return lines.flatMap((line, index) => {
    const where = atLine(index + 1);
    const use = fields.get(index + 1);
    const [first] = findDeceptive(line);
    if (use === undefined) {
      return first === undefined ? [] : [finding('packet.deceptive-text', where, { observed: first.kind })];
    }
    const mark = entityIn(line) ?? (use === 'metadata' ? null : (TAG.exec(line)?.[0] ?? null));
    const observed = first?.kind ?? mark;
    return observed === null ? [] : [finding('packet.deceptive-field', where, { observed })];
  });
}

/** In the order of the document, those of the whole document last. */
function byLine(findings: readonly Finding[]): Finding[] {
  const at = (one: Finding) => Number(/^line (\d+)$/.exec(one.where)?.[1] ?? Number.POSITIVE_INFINITY);
  return [...findings].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}
