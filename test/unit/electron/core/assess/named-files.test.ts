import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesNamedByChecks } from '../../../../../electron/core/assess/checks.ts';
import { checksFileText } from '../../../../../shared/evidence/checks/checks-file.ts';
import { REHEARSAL_CHECKS, rehearsalFiles } from '../../../../helpers/rehearsal.ts';
import { MemoryBundle } from '../../../shared/evidence/checks/bundle.ts';

/** Two files a state on three legs, the probes, the seal and what it covers, and the list itself. */
const NAMED = 3 * 3 * 2 + 1 + 2 + 1;

test('the files that checks name are named from the root of the bundle, also where all of it is in one folder', async () => {
  const named = await filesNamedByChecks(new MemoryBundle(rehearsalFiles()));
  assert.equal(named.length, NAMED);
  assert.ok(named.includes('checks.json') && named.includes('dumps/committed/after-apply.sql'));
  const inside = Object.entries(rehearsalFiles()).map(([path, content]) => [`rehearsal/${path}`, content]);
  assert.deepEqual(
    await filesNamedByChecks(new MemoryBundle(Object.fromEntries(inside))),
    named.map((path) => `rehearsal/${path}`),
  );
});

test('folders and "all" name no single file, and a list that cannot be read names itself alone', async () => {
  const folders = checksFileText([
    { id: 'run', type: 'entry-exit', title: 'read-only', entry: 'entry/', exit: 'exit.sql' },
    ...REHEARSAL_CHECKS.filter(({ type }) => type === 'forbidden-tokens'),
  ]);
  assert.deepEqual(await filesNamedByChecks(new MemoryBundle({ 'checks.json': folders })), ['checks.json', 'exit.sql']);
  assert.deepEqual(await filesNamedByChecks(new MemoryBundle({ 'checks.json': '{' })), ['checks.json']);
  assert.deepEqual(await filesNamedByChecks(new MemoryBundle({ 'a.txt': 'a' })), []);
});
