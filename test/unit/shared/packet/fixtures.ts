import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Finding } from '../../../../shared/finding/index.ts';
import { readPacket } from '../../../../shared/packet/read.ts';
import type { PacketReading } from '../../../../shared/packet/types.ts';

const folder = new URL('../../../fixtures/packets/', import.meta.url);

export const markdown = readFileSync(new URL('fix7-p0-decision-packet.md', folder), 'utf8');
export const plain = readFileSync(new URL('fix7-p0-decision-packet.txt', folder), 'utf8');
export const json = readFileSync(new URL('fix7-p0-decision-packet.expected.json', folder), 'utf8');

/** A small packet of another project: other ids, other columns, other order. */
export const small = `<!-- KB: OPS-7 -->
<!-- REVISION: 3b -->
<!-- DOC_STATUS: ACTIVE -->

# Move the archive (2027-01-31)

Default: \`WAIT\`. Evidence tree ${'ab'.repeat(32)}.

## Blockers

| gate | note | actors | state | id |
|---|---|---|---|---|
| restore shown on a copy | x | operator | open | ARC-1 |
| separate MOVE_ALL grant | checked | owner, auditor | closed | ARC-2 |

## Our options

1. \`WAIT\` — hold.
2. \`LIST_ONLY\` — read-only listing.
3. \`MOVE\` — move everything.
`;

export const utf8 = (text: string) => new TextEncoder().encode(text);

export function read(text: string, name = 'packet.md'): PacketReading {
  const result = readPacket(utf8(text), { name });
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.error));
  return result.value;
}

export function refusal(bytes: Uint8Array, name = 'packet.md'): readonly Finding[] {
  const result = readPacket(bytes, { name });
  assert.ok(!result.ok, 'expected a refusal');
  return result.error;
}

export const codes = (findings: readonly Finding[]) => findings.map((one) => one.code);

/** Replaces text that must be there exactly once, so that a test cannot break nothing. */
export function broken(text: string, from: string, to: string): string {
  assert.equal(text.split(from).length, 2, `"${from}" occurs once`);
  return text.replace(from, () => to);
}
