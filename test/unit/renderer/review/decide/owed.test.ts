import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acknowledgedOf, owedFor, toggleAcknowledged } from '../../../../../renderer/review/decide/owed.ts';
import { emptyDraft } from '../../../../../renderer/workspace/drafts.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import type { OptionAvailability } from '../../../../../shared/rules/types.ts';

const option: OptionAvailability = {
  option: 'DRYRUN',
  isDefault: false,
  available: true,
  locks: [],
  acknowledge: ['B-1', 'B-2'],
  owed: ['B-1', 'B-2'].map((blocker) => ({ kind: 'blocker', key: blocker, blocker })),
  cautions: [],
};
const draft = emptyDraft(sha256Hex(new Uint8Array()));

test('a draft owes its reason and one acknowledgement for each open blocker', () => {
  assert.deepEqual(owedFor(option, draft), { reason: true, acknowledgements: 2 });
  const one = toggleAcknowledged({ ...draft, reason: ' \n' }, 'B-2');
  assert.deepEqual(owedFor(option, one), { reason: true, acknowledgements: 1 });
  const both = toggleAcknowledged({ ...one, reason: 'because' }, 'B-1');
  assert.deepEqual(owedFor(option, both), { reason: false, acknowledgements: 0 });
});

test('an acknowledgement given twice is taken back', () => {
  const once = toggleAcknowledged(draft, 'B-1');
  assert.deepEqual(toggleAcknowledged(once, 'B-1'), draft);
});

test('an acknowledgement that the option does not ask for pays for nothing and is not put forward', () => {
  const stale = toggleAcknowledged(toggleAcknowledged(draft, 'B-9'), 'B-1');
  assert.deepEqual(acknowledgedOf(option, stale), ['B-1']);
  assert.equal(owedFor(option, stale).acknowledgements, 1);
});
