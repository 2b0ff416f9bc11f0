import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPerson } from '../../../../../renderer/review/station/next-person.ts';

test('a station whose records cannot be read is not said to have had nobody, and offers no first owner', () => {
  const good = { readOnly: null };
  const bad = { readOnly: 'A record of an identity cannot be read.' };
  assert.equal(nextPerson({ identities: [], journal: good }), 'first-owner');
  assert.equal(nextPerson({ identities: [], journal: bad }), 'nobody');
  assert.equal(nextPerson({ identities: ['Olga'], journal: good }), 'enrolled');
  assert.equal(nextPerson({ identities: ['Olga'], journal: bad }), 'enrolled');
});
