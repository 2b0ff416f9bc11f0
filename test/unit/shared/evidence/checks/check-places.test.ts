import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPlaces } from '../../../../../shared/evidence/checks/check-places.ts';
import type { Check } from '../../../../../shared/evidence/checks/checks-file.ts';

const states = { before: 'd/before.sql', afterApply: 'd/applied.sql', afterRollback: 'd/back.sql' };
const common = { id: 'one', title: 'One' };

test('a check names its files: the byte of a token, and of states the one before', () => {
  const compared = (folder: string) => [
    { path: `${folder}/before.sql` },
    { path: `${folder}/applied.sql`, against: `${folder}/before.sql` },
    { path: `${folder}/back.sql`, against: `${folder}/before.sql` },
  ];
  const rows = { before: 'r/before.sql', afterApply: 'r/applied.sql', afterRollback: 'r/back.sql' };
  const rollback: Check = { ...common, type: 'rollback-proof', legs: [{ name: 'a', ...states, rows }] };
  assert.deepEqual(checkPlaces(rollback, {}), [...compared('d'), ...compared('r')]);

  const tokens: Check = { ...common, type: 'forbidden-tokens', tokens: [{ text: 'x' }], files: 'all' };
  const observed = { files: '3', bytes: '99', 'token #1': '2, first in a, byte 7, of logs/x.log, byte 123' };
  assert.deepEqual(checkPlaces(tokens, observed), [{ path: 'a, byte 7, of logs/x.log', offset: 123 }]);

  const seal: Check = { ...common, type: 'seal', seal: 'ci/seal.txt', covers: 'ci/artefact/' };
  assert.deepEqual(checkPlaces(seal, {}), [{ path: 'ci/seal.txt' }], 'a folder is not a file to open');
  const readOnly: Check = { ...common, type: 'entry-exit', entry: 'in.sql', exit: 'out.sql' };
  assert.deepEqual(checkPlaces(readOnly, {}), [{ path: 'in.sql' }, { path: 'out.sql', against: 'in.sql' }]);
});
