import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleAmong, heldBundles } from '../../../../../electron/station/packets/held-bundles.ts';
import { failure } from '../../../../../shared/failure/failure.ts';
import { ok } from '../../../../../shared/result.ts';
import { must } from '../../../../helpers/must.ts';
import { digestOf } from '../../../../helpers/statements.ts';

const [damaged, absent] = [digestOf('damaged'), digestOf('absent')];
const error = failure('vault/damaged', { where: '/vault/bundles/record' });

test('what is asked of a listing reads no record again, and gives the reason where a bundle cannot be read', async () => {
  let listings = 0;
  const listing = async () => {
    listings++;
    return ok({ bundles: [], damaged: [{ id: damaged, error }] });
  };
  const held = must(await heldBundles({ listing }));
  assert.deepEqual(bundleAmong(held, damaged), {
    ok: false,
    error: { ...error, code: 'bundle/damaged', words: 'vault/damaged' },
  });
  const missing = bundleAmong(held, absent);
  assert.ok(!missing.ok);
  assert.deepEqual([missing.error.code, missing.error.where], ['bundle/missing', absent]);
  assert.equal(listings, 1);
});
