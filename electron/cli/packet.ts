import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { hasError } from '../../shared/finding/index.ts';
import { readPacketFolder } from '../../shared/packet/folder.ts';
import { PACKET_TEMPLATE } from '../../shared/packet/template.ts';
import { packetToJson } from '../../shared/packet/to-json.ts';
import { type Outcome, type Run, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { readPacketAt } from './read-packet.ts';
import { words } from './words.ts';

/** `packet template --out PATH`: a packet to fill in, written where nothing was. */
export const packetTemplate: Run<(typeof usages)['packet template']> = async (input) => {
  const path = input.required('out');
  const failed = await written(path, PACKET_TEMPLATE);
  if (failed !== null) return failed;
  return {
    status: 0,
    json: { path },
    messages: [words.answers.templateWritten(path)],
  };
};

/**
 * `packet to-json PACKET`: the packet.json that was understood, for its author to check and to put beside the document.
 * Refused while the packet has an error: what could not be read would be missing from the JSON without a word.
 */
export const packetToJsonCommand: Run<(typeof usages)['packet to-json']> = async (input) => {
  const path = input.operand();
  const read = await readPacketAt(path);
  if (!read.ok) return unreadable(read.error);
  const { bytes, reading } = read.value;
  if (!reading.ok) return { status: 2, json: { findings: reading.error }, messages: reading.error };
  const { packet, findings } = reading.value;
  if (hasError(findings)) {
    return { status: 1, json: { findings }, messages: [words.answers.packetErrorsToMend, ...findings] };
  }
  const json = packetToJson(packet);
  const text = `${JSON.stringify(json, null, 2)}\n`;
  const both = readPacketFolder([
    { name: basename(path), bytes },
    { name: 'packet.json', bytes: utf8(text) },
  ]);
  if (!both.ok) return { status: 1, json: { findings: both.error }, messages: both.error };
  const out = input.value('out');
  if (out === undefined) return { status: 0, json, messages: [] };
  const failed = await written(out, text);
  return failed ?? { status: 0, json, messages: [words.answers.jsonWritten(out)] };
};

async function written(path: string, text: string): Promise<Outcome | null> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return unreadable(words.reading.notWritten(path, why));
  }
}
