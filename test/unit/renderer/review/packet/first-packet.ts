import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readPacket } from '../../../../../shared/packet/read.ts';
import type { PacketReading } from '../../../../../shared/packet/types.ts';
import { availability } from '../../../../../shared/rules/availability.ts';
import { NO_AUTHORITY, type OptionAvailability } from '../../../../../shared/rules/types.ts';

const name = 'fix7-p0-decision-packet.md';
const source = readFileSync(new URL(`../../../../fixtures/packets/${name}`, import.meta.url), 'utf8');

export interface Read {
  readonly reading: PacketReading;
  readonly options: readonly OptionAvailability[];
}

/** The first real packet with its options as they stand before anything was supplied; `change` edits its text first. */
export function readFirstPacket(change: (text: string) => string = (text) => text): Read {
  const read = readPacket(new TextEncoder().encode(change(source)), { name });
  assert.ok(read.ok);
  const reading = read.value;
  return {
    reading,
    options: availability({ reading, evidence: [], authority: NO_AUTHORITY, now: '2026-06-14T00:00:00Z' }),
  };
}
