import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgePassphrase } from '../../../../renderer/sign/new-passphrase.ts';

test('length is counted in characters, not in UTF-16 units', () => {
  assert.equal(judgePassphrase('abc', '').missing, 9);
  assert.equal(judgePassphrase('😀'.repeat(6), '').missing, 6);
  assert.equal(judgePassphrase('correct horse battery', '').missing, 0);
});

test('the repetition is compared to the letter', () => {
  assert.equal(judgePassphrase('correct horse', '').repetition, 'none');
  assert.equal(judgePassphrase('correct horse', 'correct horse').repetition, 'same');
  assert.equal(judgePassphrase('correct horse', 'Correct horse').repetition, 'differs');
});
