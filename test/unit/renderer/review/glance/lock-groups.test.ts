import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupLocks } from '../../../../../renderer/review/glance/lock-groups.ts';
import type { LockReason } from '../../../../../shared/rules/types.ts';

const locks: readonly LockReason[] = [
  { kind: 'packet-finding', code: 'packet.option-twice', where: 'line 22' },
  { kind: 'check-not-passed', check: 'seal', result: 'unknown' },
  { kind: 'grant-missing', grant: 'REAL_RUN' },
  { kind: 'blocker-open', blocker: 'B-1', statusText: 'OPEN' },
  { kind: 'evidence-refused', treeHash: 'ab'.repeat(32) },
  { kind: 'discharge-revoked', blocker: 'B-2', leg: null },
  { kind: 'grant-expired', grant: 'permit', expired: '2026-01-01T00:00:00Z' },
];

test('reasons are grouped by what they are about, in one order whatever theirs is', () => {
  for (const order of [locks, [...locks].reverse()]) {
    const counts = groupLocks(order).map(({ group, locks: reasons }) => [group, reasons.length]);
    assert.deepEqual(counts, [
      ['blockers', 2],
      ['grants', 2],
      ['evidence', 1],
      ['checks', 1],
      ['packet', 1],
    ]);
  }
});

test('grouping loses no reason and repeats none', () => {
  const grouped = groupLocks(locks).flatMap((one) => one.locks);
  assert.equal(grouped.length, locks.length);
  assert.deepEqual(new Set(grouped), new Set(locks));
});

test('a group without a reason is left out', () => {
  assert.deepEqual(groupLocks([]), []);
});
