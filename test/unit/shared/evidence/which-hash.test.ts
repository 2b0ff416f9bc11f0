import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import { whichHash } from '../../../../shared/evidence/which-hash.ts';
import { bundleOf } from './bundle-record.ts';

const first = bundleOf('first', [evidenceFile('a', utf8('1'))]);
const twice = bundleOf('top', [evidenceFile('first/a', utf8('1'))]);
const other = bundleOf('other', [evidenceFile('a', utf8('2'))]);

test('a hash belongs to every bundle that it fits, each with how', () => {
  const found = whichHash(first.summary.dirHash, [other, first, twice]);
  assert.deepEqual(
    found?.map(({ bundle: { label }, algorithm, spelling }) => [label, algorithm, spelling]),
    [
      ['first', 'dirHash', 'asRoot'],
      ['top', 'dirHash', 'withoutTopFolder'],
    ],
  );
  assert.deepEqual(whichHash('0'.repeat(64), [first]), []);
  assert.equal(whichHash('see attachment', [first]), null);
});
