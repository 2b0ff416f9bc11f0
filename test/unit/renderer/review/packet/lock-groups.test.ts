import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupLocks } from '../../../../../renderer/review/packet/lock-groups.ts';
import { readFirstPacket } from './first-packet.ts';

const execution = readFirstPacket().options.find((one) => one.option === 'AUTHORIZE_PRODUCTION_EXECUTION');
const locks = execution?.locks ?? [];

test('the execution option of the first packet is locked by seven blockers and eight grants', () => {
  const counts = groupLocks(locks).map(({ group, locks: reasons }) => [group, reasons.length]);
  assert.deepEqual(counts, [
    ['blockers', 7],
    ['grants', 8],
  ]);
});

test('grouping loses no reason and repeats none, whatever their order', () => {
  const grouped = groupLocks([...locks].reverse()).flatMap((one) => one.locks);
  assert.equal(grouped.length, locks.length);
  assert.deepEqual(new Set(grouped), new Set(locks));
});
