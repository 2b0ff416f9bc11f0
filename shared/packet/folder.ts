import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { type PacketFile, readPacket } from './read.ts';
import { packetToJson } from './to-json.ts';
import type { Packet, PacketForm, PacketReading } from './types.ts';

/** Which of several forms is the packet itself: the one a person reads. Its digest identifies the packet. */
const PREFERENCE: readonly PacketForm[] = ['markdown', 'text', 'json'];
const MOST_DIFFERENCES = 5;

/** Whether a file of a folder can be a packet by its name: a document, or `packet.json` (no other JSON). */
export function isPacketName(name: string): boolean {
  return /\.(?:md|markdown|txt)$/i.test(name) || name === 'packet.json';
}

/**
 * Reads a packet that is given in several forms at once. They must agree on every field, and there is at most one of
 * each form; else the packet is refused, and the findings name the first fields that differ.
 */
export function readPacketFolder(files: readonly PacketFile[]): Result<PacketReading, readonly Finding[]> {
  const readings: { name: string; reading: PacketReading }[] = [];
  const refused: Finding[] = [];
  for (const file of files) {
    const reading = readPacket(file.bytes, file);
    if (reading.ok) readings.push({ name: file.name, reading: reading.value });
    else refused.push(...reading.error.map((one) => ({ ...one, where: `${file.name}: ${one.where}` })));
  }
  if (refused.length > 0) return err(refused);
  readings.sort((a, b) => PREFERENCE.indexOf(a.reading.form) - PREFERENCE.indexOf(b.reading.form));
  const [first, ...others] = readings;
  if (first === undefined) return err([finding('packet.no-document', 'the folder')]);
  const twice = others.find((other, i) => other.reading.form === readings[i]?.reading.form);
  if (twice !== undefined)
    return err([finding('packet.several-documents', twice.name, { observed: twice.reading.form })]);
  const disagreements = others.flatMap((other) => differences(first.reading.packet, other.reading.packet, other.name));
  if (disagreements.length > 0) return err(disagreements.slice(0, MOST_DIFFERENCES));
  return ok(first.reading);
}

function differences(one: Packet, other: Packet, name: string): Finding[] {
  return differingFields(packetToJson(one), packetToJson(other), '').map(({ pointer, left, right }) =>
    finding('packet.forms-disagree', `${name}: ${pointer}`, { observed: right, expected: left }),
  );
}

interface Difference {
  readonly pointer: string;
  readonly left: string;
  readonly right: string;
}

function differingFields(left: unknown, right: unknown, pointer: string): Difference[] {
  if (!isNode(left) || !isNode(right)) return left === right ? [] : [{ pointer, left: show(left), right: show(right) }];
  const [ours, theirs] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])];
  return keys.flatMap((key) => differingFields(ours.get(key), theirs.get(key), `${pointer}/${key}`));
}

function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
