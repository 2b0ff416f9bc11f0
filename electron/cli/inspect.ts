import { basename } from 'node:path';
import { describeFinding, type Finding, hasError } from '../../shared/finding/index.ts';
import { readPacket } from '../../shared/packet/read.ts';
import { packetToJson } from '../../shared/packet/to-json.ts';
import { type Outcome, type Run, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { readFileUpTo } from './read-file.ts';

/** Larger than any packet that is accepted, so that a file that is too large gets its own finding. */
const READ_LIMIT = 64 * 1024 * 1024;

/** `inspect PACKET`: the packet as JSON, and `findings`. */
export const inspect: Run<typeof usages.inspect> = async (input) => {
  const path = input.operand();
  const bytes = await readFileUpTo(path, READ_LIMIT);
  if (!bytes.ok) return unreadable(bytes.error);
  const reading = readPacket(bytes.value, { name: basename(path) });
  if (!reading.ok) return outcome(2, { findings: reading.error }, reading.error);
  const { packet, findings } = reading.value;
  return outcome(hasError(findings) ? 1 : 0, { ...packetToJson(packet), findings }, findings);
};

function outcome(status: Outcome['status'], json: unknown, findings: readonly Finding[]): Outcome {
  return { status, json, messages: findings.map(describeFinding) };
}
