import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasError } from '../../../../shared/finding/index.ts';
import { readPacket } from '../../../../shared/packet/read.ts';
import type { PacketReading } from '../../../../shared/packet/types.ts';
import { holdsAgainstAnyBytes } from '../../../helpers/harmed.ts';
import { json, markdown, plain, utf8 } from './fixtures.ts';

const piece = fc.oneof(
  fc.constantFrom(...' \n\r\t|-x1•#>`*_(/.:"{}<'),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constant(''),
);

/** A place between 0 and 1, how many bytes go, and what comes instead. */
const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 2 }), piece);

function damaged(bytes: Uint8Array, edits: readonly (readonly [number, number, string])[]): Uint8Array {
  return edits.reduce((whole: Uint8Array, [place, length, text]) => {
    const at = Math.floor(place * whole.length);
    return new Uint8Array([...whole.subarray(0, at), ...utf8(text), ...whole.subarray(at + length)]);
  }, bytes);
}

function neverHarmless(reading: PacketReading): void {
  for (const option of reading.packet.options) {
    if (option.rank === 4 || /production apply/.test(option.text)) assert.equal(option.mutates, true, option.text);
  }
  assert.ok(reading.packet.blockers.every((blocker) => blocker.status !== 'closed'));
}

for (const [name, text] of [
  ['p.md', markdown],
  ['p.txt', plain],
  ['packet.json', json],
] as const) {
  test(`${name}: damaged bytes never throw, never make the mutating option harmless, never close a blocker`, () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const result = readPacket(damaged(utf8(text), edits), { name });
        if (result.ok) neverHarmless(result.value);
        else assert.ok(hasError(result.error));
      }),
      { numRuns: 400 },
    );
  });
}

for (const [name, text] of [
  ['p.md', markdown],
  ['p.txt', plain],
  ['packet.json', json],
] as const) {
  holdsAgainstAnyBytes(name, utf8(text), (bytes) => readPacket(bytes, { name }), { runs: 300 });
}

for (const [name, text, head] of [
  ['p.md', markdown, '| blocker | status'],
  ['p.txt', plain, 'blocker status'],
] as const) {
  test(`${name}: one damaged place in the table never loses a blocker without an error`, () => {
    const bytes = utf8(text);
    const from = utf8(text.slice(0, text.indexOf(head))).length;
    const to = utf8(text.slice(0, text.indexOf('Recommendation'))).length;
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), fc.integer({ min: 0, max: 1 }), piece, (at, length, inserted) => {
        const result = readPacket(damaged(bytes, [[at / bytes.length + 1e-9, length, inserted]]), { name });
        if (!result.ok || hasError(result.value.findings)) return;
        assert.equal(result.value.packet.blockers.length, 7);
        assert.equal(result.value.packet.blockers.filter((blocker) => blocker.actors.length === 2).length, 2);
        assert.equal(result.value.packet.blockers.filter((blocker) => blocker.separateAuthority).length, 1);
      }),
      { numRuns: 700 },
    );
  });
}
