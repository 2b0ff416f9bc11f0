import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckOutcome, CheckResult } from '../../../../shared/evidence/types.ts';
import { bundleVerdict } from '../../../../shared/evidence/verdict.ts';

const check = (result: CheckOutcome): CheckResult => ({
  id: 'c',
  type: 'seal',
  title: 't',
  result,
  reason: 'r',
  observed: {},
});
const plain = { verdict: 'verified', layout: 'plain', checks: [] } as const;

test('a bundle without manifest and checks was read, and no more', () => {
  assert.equal(bundleVerdict(plain), 'read');
  assert.equal(bundleVerdict({ ...plain, layout: 'bag' }), 'verified');
  assert.equal(bundleVerdict({ ...plain, layout: 'sha256sums' }), 'verified');
  assert.equal(bundleVerdict({ ...plain, checks: [check('pass')] }), 'verified');
});

test('a check that did not pass leaves a bundle unproven, however good the others are', () => {
  for (const result of ['fail', 'unknown'] as const) {
    assert.equal(bundleVerdict({ ...plain, layout: 'bag', checks: [check('pass'), check(result)] }), 'unproven');
  }
});

test('what was refused stays refused', () => {
  for (const checks of [[], [check('pass')], [check('fail')]]) {
    assert.equal(bundleVerdict({ verdict: 'refused', layout: 'bag', checks }), 'refused');
  }
});
