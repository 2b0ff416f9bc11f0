import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contradictsNoMutation, saysNothingMutates } from '../../../../shared/packet/mutation.ts';

const harmless = [
  ['HOLD', 'wait for the next packet.'],
  ['WAIT', 'hold.'],
  ['WAIT', 'do nothing further.'],
  ['LOOK', 'production read-only dry-run (entry==exit), no mutation.'],
  ['LOOK', 'real-run pre-checks, still no mutation.'],
  ['LOOK', 'Read-only, no secrets are shown.'],
  ['LOOK', 'a dry run without any database mutation'],
] as const;

const harmful = [
  ['GO', 'go.'],
  ['GO', ''],
  ['GO', 'not read-only'],
  ['GO', 'no longer a read-only run'],
  ['GO', 'this is not, in any sense, read-only'],
  ['GO', "it isn't read-only"],
  ['GO', 'never without mutation'],
  ['GO', 'read-only is not promised'],
  ['GO', 'read-only, then apply'],
  ['GO', 'read-only except for the index'],
  ['GO', 'no mutation unless needed'],
  ['GO', 'anything but read-only'],
  ['GO', 'mostly read-only'],
  ['GO', 'do nothing until midnight, then switch traffic'],
  ['GO', 'read-only checks and a rollback'],
  ['GO', 'some mutation'],
  ['RELEASE_HOLD', 'go on.'],
  ['HOLD_THEN_DEPLOY', 'wait.'],
  ['HOLD', 'restart the service.'],
  ['GO', 'hold the ladder'],
  ['THRESHOLD', 'raise it.'],
] as const;

test('an option changes nothing only where the packet says so', () => {
  for (const [id, text] of harmless) assert.equal(saysNothingMutates(id, text), true, text);
});

test('what stands in parentheses counts on both sides', () => {
  assert.equal(saysNothingMutates('WAIT', 'hold.', 'default'), true);
  assert.equal(saysNothingMutates('LOOK', 'look at production.', 'read-only'), true);
  assert.equal(saysNothingMutates('LOOK', 'read-only.', 'then apply'), false);
  assert.equal(saysNothingMutates('LOOK', 'read-only.', 'not'), false);
});

test('negations, hedges and words for change turn the claim round', () => {
  for (const [id, text] of harmful) assert.equal(saysNothingMutates(id, text), false, `${id}: ${text}`);
});

test('a negation before a claim, anywhere in the sentence, always turns it round', () => {
  const filler = fc.constantFrom('really', 'at all', 'a', 'in our view', 'strictly', ',', 'production');
  const negation = fc.constantFrom('not', 'never', 'no', 'without', "isn't", 'hardly', 'neither');
  const claim = fc.constantFrom('read-only', 'read only', 'no mutation', 'non-mutating', 'without mutation');
  fc.assert(
    fc.property(negation, fc.array(filler, { maxLength: 6 }), claim, (no, between, claimed) => {
      assert.equal(saysNothingMutates('LOOK', [no, ...between, claimed].join(' ')), false);
    }),
  );
});

test('a text without a claim contradicts none, unless it speaks of change', () => {
  assert.equal(contradictsNoMutation('LOOK', 'look at the logs'), false);
  assert.equal(contradictsNoMutation('LOOK', 'look at the logs and apply'), true);
});

test('what is held back may be named, and an action may be ruled out', () => {
  assert.equal(saysNothingMutates('HOLD_UPGRADE', 'do nothing.'), true);
  assert.equal(saysNothingMutates('HOLD_AND_DEPLOY', 'wait.'), false);
  assert.equal(saysNothingMutates('LOOK', 'read-only, no deploy.'), true);
  assert.equal(saysNothingMutates('LOOK', 'no restart, read-only'), true);
  assert.equal(saysNothingMutates('GO', 'no deploy.'), false);
  assert.equal(saysNothingMutates('GO', 'read-only, no deploy, then restart'), false);
});
