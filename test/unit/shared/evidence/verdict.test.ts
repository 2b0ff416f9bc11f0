import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckOutcome, CheckResult } from '../../../../shared/evidence/types.ts';
import { bundleVerdict, verdictFor, verdictOfStated } from '../../../../shared/evidence/verdict.ts';
import { finding } from '../../../../shared/finding/index.ts';
import { bundleOf } from './bundle-record.ts';

const check = (result: CheckOutcome): CheckResult => ({
  id: 'c',
  type: 'seal',
  title: 't',
  result,
  reason: 'r',
  observed: {},
});
const plain = { findings: [], layout: 'plain', checks: [] } as const;

test('a bundle without manifest and checks was read, and no more', () => {
  assert.equal(bundleVerdict(plain), 'read');
  assert.equal(bundleVerdict({ ...plain, layout: 'bag' }), 'verified');
  assert.equal(bundleVerdict({ ...plain, layout: 'sha256sums' }), 'verified');
  assert.equal(bundleVerdict({ ...plain, checks: [check('pass')] }), 'verified');
});

test('a check that did not pass refuses a bundle, however good the others are', () => {
  for (const result of ['fail', 'unknown'] as const) {
    assert.equal(bundleVerdict({ ...plain, layout: 'bag', checks: [check('pass'), check(result)] }), 'refused');
  }
});

test('an error refuses a bundle, whatever it says of itself', () => {
  const findings = [finding('evidence.manifest-differs', 'SHA256SUMS, line 1: a')];
  for (const checks of [[], [check('pass')], [check('fail')]]) {
    for (const layout of ['plain', 'bag', 'sha256sums'] as const) {
      assert.equal(bundleVerdict({ findings, layout, checks }), 'refused');
    }
  }
});

test('a tree hash that was written down beforehand vouches for a bundle, and for no bundle that was refused', () => {
  const read = bundleOf('note', []);
  const refused = { ...read, verdict: 'refused' } as const;
  assert.equal(verdictFor(read, null), 'read');
  assert.equal(verdictFor(read, '0'.repeat(64)), 'read');
  assert.equal(verdictFor(read, 'no hash'), 'read');
  assert.equal(verdictFor(read, read.id), 'verified');
  assert.equal(verdictFor(read, read.spellings?.withTopFolder?.dirHash ?? ''), 'verified');
  assert.equal(verdictFor(refused, refused.id), 'refused');
});

test('what older stations called unproven was refused', () => {
  assert.deepEqual((['verified', 'read', 'refused', 'unproven'] as const).map(verdictOfStated), [
    'verified',
    'read',
    'refused',
    'refused',
  ]);
});
