import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readPacket } from '../../../../../shared/packet/read.ts';
import type { PacketReading } from '../../../../../shared/packet/types.ts';

const name = 'fix7-p0-decision-packet.md';
const source = readFileSync(new URL(`../../../../fixtures/packets/${name}`, import.meta.url), 'utf8');

/** The first real packet as it is read; `change` edits its text first. */
export function readFirstPacket(change: (text: string) => string = (text) => text): PacketReading {
  const read = readPacket(new TextEncoder().encode(change(source)), { name });
  assert.ok(read.ok);
  return read.value;
}
