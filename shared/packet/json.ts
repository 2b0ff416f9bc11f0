import * as z from 'zod';
import type { Sha256 } from '../encoding/bytes.ts';
import { documentedSchema } from '../encoding/json-schema.ts';
import { type JsonValue, parseStrictJson } from '../encoding/strict-json.ts';
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { findDeceptive } from '../text/deceptive.ts';
import { checkParts, needsOf } from './check.ts';
import { contradictions, type Prose } from './contradictions.ts';
import { deniesNoChange, readEffect } from './effect.ts';
import { readGrants, type Stated } from './grants.ts';
import { text } from './inline.ts';
import { readLegs } from './legs.ts';
import type { Section } from './outline.ts';
import { entityIn, skeletonOf } from './skeleton.ts';
import type { DocumentBlock, OptionEffect, Packet, PacketOption, PacketReading } from './types.ts';
import { BLOCKER_ID, isLiveStatus, readStatus } from './vocabulary.ts';
import { uncheckedCondition, withdrawnIn } from './words.ts';

const line = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^\P{Cc}*$/u);
const id = line.regex(BLOCKER_ID);

/** `packet.json`: exactly the fields of `Packet`, no others. */
export const packetSchema = z.strictObject({
  id: line,
  revision: line,
  date: z.string().max(64),
  title: z.string().max(4096),
  docStatus: z.string().max(256),
  default: id.nullable(),
  options: z
    .array(
      z.strictObject({
        rank: z.int().min(1).max(1000),
        id,
        text: line,
        mutates: z.boolean(),
        needs: z.strictObject({
          blockers: z.enum(['none', 'acknowledged', 'closed']),
          grants: z.enum(['none', 'all']),
        }),
      }),
    )
    .max(1000),
  blockers: z
    .array(
      z.strictObject({
        id,
        status: z.enum(['open', 'partial', 'classified', 'narrowed', 'closed']),
        statusText: line,
        actors: z
          .array(z.enum(['owner', 'operator', 'auditor']))
          .min(1)
          .max(3),
        separateAuthority: z.boolean(),
        gate: line,
      }),
    )
    .max(1000),
  grants: z.array(line).max(1000),
  evidence: z.array(z.strictObject({ treeHash: line })).max(1000),
});

/** JSON Schema (draft 2020-12) of `packet.json`, for authors. */
export function packetJsonSchema(): object {
  return documentedSchema(packetSchema);
}

/** Reads a `packet.json`. Its digest is taken by the caller. Anything but the schema gives findings alone. */
export function readJsonPacket(bytes: Uint8Array, sha256: Sha256): Result<PacketReading, readonly Finding[]> {
  const json = parseStrictJson(bytes);
  if (!json.ok) return err([json.error]);
  const parsed = packetSchema.safeParse(json.value);
  if (!parsed.success) {
    return err(
      parsed.error.issues.map((issue) =>
        finding('packet.json-shape', pointer(issue.path), { observed: issue.message }),
      ),
    );
  }
  const written = parsed.data;
  const options = written.options.map((option, i) => ({
    value: weighed(option, option.id === written.default),
    where: `/options/${i}`,
  }));
  const blockers = written.blockers.map((blocker, i) => ({ value: blocker, where: `/blockers/${i}` }));
  const parts = checkParts(options, blockers, written.default);
  const packet: Packet = { ...written, options: parts.options, blockers: parts.blockers, default: parts.default };
  const findings = [
    ...parts.findings,
    ...defaultFindings(written.default, written.options),
    ...written.options.flatMap((option, i) => optionFindings(option, i, option.id === written.default)),
    ...blockers.flatMap(({ value, where }) =>
      readStatus(value.statusText).status === value.status
        ? []
        : [
            finding('packet.status-contradicts', where, {
              observed: value.status,
              expected: readStatus(value.statusText).status,
            }),
          ],
    ),
    ...statusFindings(packet.docStatus),
    ...unlistedGrants(packet),
    ...contradictions(proseOf(packet), [], [], new Set(), {
      packet: packet.id,
      blockers,
      options: packet.options.map((option) => option.id),
      harmless: packet.options.filter((option) => !option.mutates),
      grants: packet.grants,
    }),
    ...deceptiveStrings(json.value, ''),
  ];
  return ok({
    sha256,
    size: bytes.length,
    form: 'json',
    packet,
    legs: readLegs(packet.blockers, []),
    effects: packet.options.flatMap(effectOf),
    coverage: [],
    unread: [],
    source: [],
    document: documentOf(packet),
    findings,
  });
}

/** Why an option changes nothing: its text where the grammar understands it, else the field alone. */
function effectOf(option: PacketOption): OptionEffect[] {
  if (option.mutates) return [];
  const { clauses, changesNothing } = readEffect(option.text);
  return [{ option: option.id, clauses, saidBy: changesNothing ? 'text' : 'field' }];
}

function statusFindings(docStatus: string): Finding[] {
  return docStatus === '' || isLiveStatus(docStatus)
    ? []
    : [finding('packet.not-live', '/docStatus', { observed: docStatus })];
}

/** Texts that may name a blocker that has no row, or say that the packet is withdrawn. */
function proseOf(packet: Packet): Prose[] {
  const section: Section = { heading: null, kind: 'title', headings: [], above: [], blocks: [] };
  const title = { text: packet.title, where: '/title', isHeading: true, section };
  const options = packet.options.map(({ text }, i) => ({
    text,
    where: `/options/${i}/text`,
    isHeading: false,
    section: null,
  }));
  return [title, ...options];
}

/** Grants that a gate or an option names, and that `grants` does not list. */
function unlistedGrants(packet: Packet): Finding[] {
  const { places, findings } = readGrants({
    gates: packet.blockers.map(({ gate }, i) => ({ text: skeletonOf(gate), where: `/blockers/${i}/gate` })),
    passages: packet.options.map(({ text }, i): Stated => ({ text: skeletonOf(text), where: `/options/${i}/text` })),
    listed: [],
    ids: [...packet.options, ...packet.blockers].map((one) => one.id),
    known: packet.grants,
  });
  const listed = new Set(packet.grants.map((grant) => grant.toLowerCase()));
  const unlisted = places.filter(({ name }) => !listed.has(name.toLowerCase()));
  return [
    ...findings,
    ...unlisted.map(({ name, where }) => finding('packet.grant-unlisted', where, { observed: name })),
  ];
}

function deceptiveStrings(value: JsonValue, at: string): Finding[] {
  if (typeof value === 'string') {
    const observed = findDeceptive(value)[0]?.kind ?? entityIn(value);
    return observed === null ? [] : [finding('packet.deceptive-field', at, { observed })];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, JsonValue]) => deceptiveStrings(inner, `${at}/${key}`));
}

function pointer(path: readonly PropertyKey[]): string {
  return (
    path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') || 'the whole document'
  );
}

function defaultFindings(id: string | null, options: readonly PacketOption[]): Finding[] {
  if (id === null) return [finding('packet.no-default', '/default')];
  return options.some((option) => option.id === id)
    ? []
    : [finding('packet.default-unknown', '/default', { observed: id })];
}

/**
 * An option whose text denies its `mutates: false` is taken at the worse of the two. The default is safe by the grammar
 * of its text alone.
 */
function weighed(option: PacketOption, isDefault: boolean): PacketOption {
  if (option.mutates) return option;
  const denied = isDefault ? !readEffect(option.text).changesNothing : deniesNoChange(option.text);
  return denied ? { ...option, mutates: true, needs: needsOf(true, false) } : option;
}

/** Explicit fields are the packet's word, so long as they do not deny what the option's own text says. */
function optionFindings(option: PacketOption, index: number, isDefault: boolean): Finding[] {
  const where = `/options/${index}`;
  const findings: Finding[] = [];
  if (option.rank !== index + 1) {
    findings.push(finding('packet.option-rank', where, { observed: String(option.rank), expected: String(index + 1) }));
  }
  const against = withdrawnIn(skeletonOf(`${option.id.replaceAll('_', ' ')}: ${option.text}`));
  if (against !== null) findings.push(finding('packet.option-withdrawn', where, { observed: against }));
  const condition = readEffect(option.text).changesNothing ? null : uncheckedCondition(skeletonOf(option.text));
  if (condition !== null) findings.push(finding('packet.option-condition', where, { observed: condition }));
  const contradicted = option.mutates
    ? option.needs.blockers !== 'closed' || option.needs.grants !== 'all'
    : deniesNoChange(option.text) || (option.needs.blockers === 'none' && !isDefault);
  if (contradicted) findings.push(finding('packet.option-contradicts', where, { observed: option.text }));
  return findings;
}

/** The fields as a document that can be read, for a packet that came with no other. Lines do not apply: all are 1. */
function documentOf(packet: Packet): DocumentBlock[] {
  const cells = (row: readonly string[]) => row.map(text);
  return [
    { kind: 'heading', level: 1, text: text(packet.title), line: 1 },
    {
      kind: 'list',
      ordered: true,
      start: 1,
      numbers: packet.options.map((option) => option.rank),
      items: packet.options.map((option) => [
        { kind: 'paragraph', text: text(`${option.id} — ${option.text}`), line: 1 },
      ]),
      line: 1,
    },
    {
      kind: 'table',
      head: cells(['blocker', 'status', 'actor', 'gate']),
      rows: packet.blockers.map((one) => cells([one.id, one.statusText, actorsText(one), one.gate])),
      rowLines: packet.blockers.map(() => 1),
      line: 1,
    },
  ];
}

function actorsText(blocker: Packet['blockers'][number]): string {
  return `${blocker.actors.join(' + ')}${blocker.separateAuthority ? ' (+sep. auth)' : ''}`;
}
