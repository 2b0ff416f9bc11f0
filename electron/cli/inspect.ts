import { type Finding, hasError } from '../../shared/finding/index.ts';
import { packetToJson } from '../../shared/packet/to-json.ts';
import type { Coverage, LineUse, PacketReading } from '../../shared/packet/types.ts';
import { findingText } from '../../shared/strings/say-finding.ts';
import { type Facts, type Run, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { readPacketAt } from './read-packet.ts';

const WITHOUT_ERROR = 'The packet was read without an error.';
const WITH_ERRORS = 'The packet has errors: until its author corrects them, only its default can be chosen.';

/** `inspect PACKET`: the packet as JSON, and `findings`; for people, what was read and how to mend what was not. */
export const inspect: Run<typeof usages.inspect> = async (input) => {
  const read = await readPacketAt(input.operand());
  if (!read.ok) return unreadable(read.error);
  const { reading } = read.value;
  if (!reading.ok) return { status: 2, json: { findings: reading.error }, messages: reading.error };
  const { packet, findings, coverage, unread, source } = reading.value;
  const isCovered = input.flag('coverage');
  return {
    status: hasError(findings) ? 1 : 0,
    json: { ...packetToJson(packet), findings, ...(isCovered ? { coverage, unread } : {}) },
    messages: [
      hasError(findings) ? WITH_ERRORS : WITHOUT_ERROR,
      ...(isCovered ? coverageLines(reading.value) : []),
      ...findings.flatMap((one) => findingLines(one, source)),
    ],
    facts: packetFacts(reading.value),
  };
};

function packetFacts({ packet, effects, unread, form }: PacketReading): Facts {
  const { id, revision, date, docStatus, title } = packet;
  const effectOf = new Map(effects.map((effect) => [effect.option, effect]));
  return [
    ['packet', id],
    ['revision', revision],
    ['date', date === '' ? 'not stated' : date],
    ['status', docStatus === '' ? 'not stated' : docStatus],
    ['title', title],
    ['default', packet.default ?? 'none that is safe'],
    ...packet.options.map((option) => {
      const effect = effectOf.get(option.id);
      const said = effect === undefined ? 'may change things' : `changes nothing: ${quoted(effect.clauses)}`;
      const alone = effect?.saidBy === 'field' ? ' (a field of packet.json alone says so)' : '';
      return [`option ${option.rank}`, `${option.id}, ${said}${alone}`] as const;
    }),
    ...packet.blockers.map(({ id: blocker, status, statusText, actors, separateAuthority, gate }) => {
      const who = `${actors.join(' + ')}${separateAuthority ? ' with a separate authority' : ''}`;
      return ['blocker', `${blocker}, ${status} ("${statusText}"), by ${who}: ${gate}`] as const;
    }),
    ...packet.grants.map((grant) => ['grant', grant] as const),
    ...packet.evidence.map(({ treeHash }) => ['evidence', treeHash] as const),
    ...(form === 'json'
      ? []
      : [['unread', `${unread.length} passages to acknowledge; --coverage shows each line`] as const]),
  ];
}

function quoted(clauses: readonly string[]): string {
  return clauses.map((clause) => `"${clause}"`).join(', ');
}

const LABEL: Partial<Record<LineUse, string>> = { prose: 'NOT READ', acknowledge: 'TO ACKNOWLEDGE' };

/** Each line of the document with what it became. */
function coverageLines({ source, coverage, unread }: PacketReading): string[] {
  const uses = new Map<number, Coverage[]>();
  for (const one of coverage) {
    for (let line = one.line; line <= one.lastLine; line++) uses.set(line, [...(uses.get(line) ?? []), one]);
  }
  const alone = new Set(unread.filter((passage) => passage.alone).map((passage) => passage.line));
  return source.flatMap((content, at) => {
    if (content.trim() === '') return [];
    const words = (uses.get(at + 1) ?? []).map(({ use, name }) => LABEL[use] ?? `${use} ${name}`);
    const mark = alone.has(at + 1) ? ', acknowledged by itself' : '';
    return [`${String(at + 1).padStart(5)} | ${content}`, `      = ${words.join(', ').trim() || 'nothing'}${mark}`];
  });
}

/** The finding, the line that it is about, and how to write it instead. */
function findingLines(one: Finding, source: readonly string[]): string[] {
  const line = Number(/^line (\d+)$/.exec(one.where)?.[1] ?? 0);
  const there = source[line - 1];
  const { sentence, wayOut } = findingText(one.code);
  return [
    `${one.severity}, ${one.where}: ${sentence} (${one.code})`,
    ...(there === undefined ? [] : [`  ${line} | ${there}`]),
    ...(one.observed === undefined ? [] : [`  found: ${one.observed}`]),
    ...(one.expected === undefined ? [] : [`  expected: ${one.expected}`]),
    `  ${wayOut}`,
  ];
}
