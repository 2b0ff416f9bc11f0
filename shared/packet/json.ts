import * as z from 'zod';
import type { Sha256 } from '../bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { type JsonValue, parseStrictJson } from '../statement/strict-json.ts';
import { findDeceptive } from '../text/deceptive.ts';
import { checkParts, needsOf } from './check.ts';
import { text } from './inline.ts';
import { readLegs } from './legs.ts';
import { contradictsNoMutation } from './mutation.ts';
import type { DocumentBlock, Packet, PacketOption, PacketReading } from './types.ts';
import { BLOCKER_ID, readStatus } from './vocabulary.ts';

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
  const options = written.options.map((option, i) => ({ value: weighed(option), where: `/options/${i}` }));
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
  ];
  findings.push(...deceptiveStrings(json.value, ''));
  const legs = readLegs(packet.blockers, []);
  return ok({ sha256, size: bytes.length, form: 'json', packet, legs, document: documentOf(packet), findings });
}

function deceptiveStrings(value: JsonValue, at: string): Finding[] {
  if (typeof value === 'string') {
    const [first] = findDeceptive(value);
    return first === undefined ? [] : [finding('packet.deceptive-text', at, { observed: first.kind })];
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

/** An option whose text denies its `mutates: false` is taken at the worse of the two. */
function weighed(option: PacketOption): PacketOption {
  const denied = !option.mutates && contradictsNoMutation(option.id, option.text);
  return denied ? { ...option, mutates: true, needs: needsOf(true, false) } : option;
}

/** Explicit fields are the packet's word, so long as they do not deny what the option's own text says. */
function optionFindings(option: PacketOption, index: number, isDefault: boolean): Finding[] {
  const where = `/options/${index}`;
  const findings: Finding[] = [];
  if (option.rank !== index + 1) {
    findings.push(finding('packet.option-rank', where, { observed: String(option.rank), expected: String(index + 1) }));
  }
  const contradicted = option.mutates
    ? option.needs.blockers !== 'closed' || option.needs.grants !== 'all'
    : contradictsNoMutation(option.id, option.text) || (option.needs.blockers === 'none' && !isDefault);
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
