import { type Finding, hasError } from '../../shared/finding/index.ts';
import { packetToJson } from '../../shared/packet/to-json.ts';
import type { Coverage, LineUse, PacketReading } from '../../shared/packet/types.ts';
import { findingText } from '../../shared/strings/say-finding.ts';
import { type Facts, type Run, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { readPacketAt } from './read-packet.ts';
import { words } from './words.ts';

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
      hasError(findings) ? words.answers.packetErrors : words.answers.packetRead,
      ...(isCovered ? coverageLines(reading.value) : []),
      ...findings.flatMap((one) => findingLines(one, source)),
    ],
    facts: packetFacts(reading.value),
  };
};

function packetFacts({ packet, effects, unread, form }: PacketReading): Facts {
  const { id, revision, date, docStatus, title } = packet;
  const named = words.answers.facts;
  const effectOf = new Map(effects.map((effect) => [effect.option, effect]));
  return [
    [named.packet, id],
    [named.revision, revision],
    [named.date, date === '' ? named.notStated : date],
    [named.status, docStatus === '' ? named.notStated : docStatus],
    [named.title, title],
    [named.default, packet.default ?? named.noDefault],
    ...packet.options.map((option) => {
      const effect = effectOf.get(option.id);
      const said = effect === undefined ? named.mayChange : named.changesNothing(quoted(effect.clauses));
      const alone = effect?.saidBy === 'field' ? ` ${named.byFieldAlone}` : '';
      return [named.option(option.rank), `${option.id}, ${said}${alone}`] as const;
    }),
    ...packet.blockers.map(({ id: blocker, status, statusText, actors, separateAuthority, gate }) => {
      const who = named.by(actors, separateAuthority);
      return [named.blocker, `${blocker}, ${status} ("${statusText}"), ${who}: ${gate}`] as const;
    }),
    ...packet.grants.map((grant) => [named.grant, grant] as const),
    ...packet.evidence.map(({ treeHash }) => [named.evidence, treeHash] as const),
    ...(form === 'json' ? [] : [[named.unread, named.unreadPassages(unread.length)] as const]),
  ];
}

function quoted(clauses: readonly string[]): string {
  return clauses.map((clause) => `"${clause}"`).join(', ');
}

const LABEL: Partial<Record<LineUse, string>> = {
  prose: words.answers.notRead,
  acknowledge: words.answers.toAcknowledge,
};

/** Each line of the document with what it became. */
function coverageLines({ source, coverage, unread }: PacketReading): string[] {
  const uses = new Map<number, Coverage[]>();
  for (const one of coverage) {
    for (let line = one.line; line <= one.lastLine; line++) uses.set(line, [...(uses.get(line) ?? []), one]);
  }
  const alone = new Set(unread.filter((passage) => passage.alone).map((passage) => passage.line));
  return source.flatMap((content, at) => {
    if (content.trim() === '') return [];
    const became = (uses.get(at + 1) ?? []).map(({ use, name }) => LABEL[use] ?? `${use} ${name}`);
    const mark = alone.has(at + 1) ? `, ${words.answers.acknowledgedAlone}` : '';
    return [
      `${String(at + 1).padStart(5)} | ${content}`,
      `      = ${became.join(', ').trim() || words.answers.nothing}${mark}`,
    ];
  });
}

/** The finding, the line that it is about, and how to write it instead. */
function findingLines(one: Finding, source: readonly string[]): string[] {
  const line = Number(/^line (\d+)$/.exec(one.where)?.[1] ?? 0);
  const there = source[line - 1];
  const { sentence, wayOut } = findingText(one.code);
  const { severity, particulars } = words.answers;
  return [
    `${severity[one.severity]}, ${one.where}: ${sentence} (${one.code})`,
    ...(there === undefined ? [] : [`  ${line} | ${there}`]),
    ...(one.observed === undefined ? [] : [`  ${particulars.found}: ${one.observed}`]),
    ...(one.expected === undefined ? [] : [`  ${particulars.expected}: ${one.expected}`]),
    `  ${wayOut}`,
  ];
}
