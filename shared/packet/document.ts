import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { findDeceptive } from '../text/deceptive.ts';
import { readBlockers } from './blockers.ts';
import { checkParts, needsOf } from './check.ts';
import { readDefault } from './default-option.ts';
import { readEvidence } from './evidence-references.ts';
import { readFields } from './fields.ts';
import { readGrants } from './grants.ts';
import { readLegs } from './legs.ts';
import { saysNothingMutates } from './mutation.ts';
import { readOptions, type WrittenOption } from './options.ts';
import { type Passage, passagesOf, sectionsOf } from './passages.ts';
import { atLine, type Placed, type SourceDocument } from './source.ts';
import type { BlockerLeg, DocumentBlock, Packet, PacketBlocker, PacketOption } from './types.ts';
import { SHOUTED_ID, STATUS_PATTERN } from './vocabulary.ts';

/** What a document says, as fields. */
export interface DocumentReading {
  readonly packet: Packet;
  readonly legs: readonly BlockerLeg[];
  readonly findings: readonly Finding[];
}

/** More than any packet has, and few enough that no comparison among them takes long. */
const MOST_PARTS = 1000;

/**
 * Reads the fields of a packet from a document of either text form, conservatively (docs/decisions/005). A text with
 * neither options nor blockers is no packet; one with more parts or findings than a person could judge is refused.
 */
export function readDocument(source: SourceDocument): Result<DocumentReading, Finding> {
  const passages = passagesOf(source.blocks);
  const written = readOptions(source.blocks, source.lines);
  const table = readBlockers(source);
  const most = Math.max(written.options.length, table.blockers.length);
  if (most === 0) return err(finding('packet.not-a-packet', 'the whole file'));
  if (most > MOST_PARTS) return err(tooMany(most));
  const stated = readDefault(written.options, passages);
  const evidence = readEvidence(passages);
  const { fields, findings } = readFields(source.stated);
  const options = written.options.map((option) => understood(option, stated.id));
  const parts = checkParts(options, table.blockers, stated.id);
  const all = [
    ...source.findings,
    ...findings,
    ...written.findings,
    ...stated.findings,
    ...table.findings,
    ...parts.findings,
    ...evidence.findings,
    ...blockersWithoutRow(passages, parts.blockers),
    ...deceptiveLines(source.lines),
  ];
  if (all.length > MOST_PARTS) return err(tooMany(all.length));
  const packet: Packet = {
    ...fields,
    default: parts.default,
    options: parts.options,
    blockers: parts.blockers,
    grants: readGrants(
      parts.blockers.map((blocker) => blocker.gate),
      passages,
      listedGrants(source.blocks),
    ),
    evidence: evidence.evidence,
  };
  return ok({ packet, legs: readLegs(parts.blockers, passages), findings: byLine(all) });
}

function tooMany(count: number): Finding {
  const [observed, expected] = [String(count), `at most ${MOST_PARTS}`];
  return finding('packet.too-many', 'the whole file', { observed, expected });
}

function understood({ value, where }: Placed<WrittenOption>, defaultId: string | null): Placed<PacketOption> {
  const { rank, id, text, qualifier } = value;
  const mutates = !saysNothingMutates(id, text, qualifier);
  return { value: { rank, id, text, mutates, needs: needsOf(mutates, id === defaultId) }, where };
}

/** The items of a list under a heading such as "Grants needed": each up to its first dash, colon or parenthesis. */
function listedGrants(blocks: readonly DocumentBlock[]): string[] {
  return sectionsOf(blocks)
    .filter((section) => /\bgrants\b/i.test(section.heading))
    .flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'list' ? block.items : [])))
    .flatMap((item) => passagesOf(item).slice(0, 1))
    .map((passage) => (passage.text.split(/\s[—–-]\s|[:(.,;]/)[0] ?? '').trim())
    .filter((name) => name !== '');
}

const STATUS_IN_TEXT = new RegExp(
  `(?<![A-Za-z0-9_.-])(${SHOUTED_ID})\`?:? (?:is (?:still )?|still )?${STATUS_PATTERN}(?![a-z])`,
  'gi',
);

/** A blocker whose status the text gives and that has no row was lost on the way here. */
function blockersWithoutRow(passages: readonly Passage[], blockers: readonly PacketBlocker[]): Finding[] {
  const rows = new Set(blockers.map((blocker) => blocker.id));
  return passages
    .filter((passage) => passage.kind !== 'cell')
    .flatMap((passage) =>
      Array.from(passage.text.matchAll(STATUS_IN_TEXT)).flatMap(([, id = '']) =>
        id.includes('-') && id === id.toUpperCase() && !rows.has(id)
          ? [finding('packet.blocker-without-row', atLine(passage.line), { observed: id })]
          : [],
      ),
    );
}

function deceptiveLines(lines: readonly string[]): Finding[] {
  return lines.flatMap((line, index) => {
    const [first] = findDeceptive(line);
    return first === undefined ? [] : [finding('packet.deceptive-text', atLine(index + 1), { observed: first.kind })];
  });
}

/** In the order of the document, those of the whole document last. */
function byLine(findings: readonly Finding[]): Finding[] {
  const lineOf = (one: Finding) => Number(/^line (\d+)$/.exec(one.where)?.[1] ?? Number.POSITIVE_INFINITY);
  return [...findings].sort((a, b) => (lineOf(a) === lineOf(b) ? 0 : lineOf(a) - lineOf(b)));
}
