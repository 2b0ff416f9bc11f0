import { basename } from 'node:path';
import { hasError } from '../../shared/finding/index.ts';
import { readPacket } from '../../shared/packet/read.ts';
import { packetToJson } from '../../shared/packet/to-json.ts';
import type { Packet } from '../../shared/packet/types.ts';
import { type Facts, type Run, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { readFileUpTo } from './read-file.ts';

/** Larger than any packet that is accepted, so that a file that is too large gets its own finding. */
const READ_LIMIT = 64 * 1024 * 1024;

const WITHOUT_ERROR = 'The packet was read without an error.';
const WITH_ERRORS = 'The packet has errors: until its author corrects them, only its default can be chosen.';

/** `inspect PACKET`: the packet as JSON, and `findings`. */
export const inspect: Run<typeof usages.inspect> = async (input) => {
  const path = input.operand();
  const bytes = await readFileUpTo(path, READ_LIMIT);
  if (!bytes.ok) return unreadable(bytes.error);
  const reading = readPacket(bytes.value, { name: basename(path) });
  if (!reading.ok) return { status: 2, json: { findings: reading.error }, messages: reading.error };
  const { packet, findings } = reading.value;
  const json = { ...packetToJson(packet), findings };
  const facts = packetFacts(packet);
  if (hasError(findings)) return { status: 1, json, messages: [WITH_ERRORS, ...findings], facts };
  return { status: 0, json, messages: [WITHOUT_ERROR, ...findings], facts };
};

function packetFacts(packet: Packet): Facts {
  const { id, revision, date, title, options, blockers, grants, evidence } = packet;
  return [
    ['packet', id],
    ['revision', revision],
    ['date', date ?? 'not stated'],
    ['title', title],
    ['default', packet.default ?? 'none'],
    ...options.map(({ rank, id, text }) => [`option ${rank}`, `${id}: ${text}`] as const),
    ...blockers.map(({ id, status, statusText }) => ['blocker', `${id}: ${status} (${statusText})`] as const),
    ...grants.map((grant) => ['grant', grant] as const),
    ...evidence.map(({ treeHash }) => ['evidence', treeHash] as const),
  ];
}
