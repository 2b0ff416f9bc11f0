import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readDossierKeys, readTrustedKeys } from '../../../../electron/cli/trust.ts';
import { toOpenSsh } from '../../../../shared/statement/public-key.ts';
import { distinctKeys } from '../../../../shared/statement/trust.ts';
import { ownerKey } from '../../../helpers/statements.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-trust-'));
after(() => rm(root, { recursive: true }));

const key = join(root, 'key.pub');
await writeFile(key, toOpenSsh(ownerKey.key, 'somebody'));

async function rolesOf(...named: readonly string[]): Promise<readonly string[]> {
  const keys = await readTrustedKeys(named);
  assert.ok(keys.ok, keys.ok ? '' : keys.error);
  const [one, ...more] = distinctKeys(keys.value);
  assert.deepEqual(more, []);
  return one?.roles ?? [];
}

test('a key may fill any role, or the one it is named for, or each of those', async () => {
  assert.deepEqual(await rolesOf(key), ['owner', 'operator', 'auditor']);
  for (const role of ['owner', 'operator', 'auditor']) assert.deepEqual(await rolesOf(`${role}=${key}`), [role]);
  assert.deepEqual(await rolesOf(`owner=${key}`, `auditor=${key}`), ['owner', 'auditor']);
});

test('what is no role is part of the name of the file', async () => {
  const odd = join(root, 'owner=key.pub');
  await writeFile(odd, toOpenSsh(ownerKey.key, ''));
  assert.deepEqual(await rolesOf(odd), ['owner', 'operator', 'auditor']);
  for (const named of [`Owner=${key}`, `master=${key}`, `owner=`, `owner=owner=${key}`]) {
    assert.ok(!(await readTrustedKeys([named])).ok, named);
  }
});

test('for a dossier one key may be named as that of its station, and signs nothing', async () => {
  const keys = await readDossierKeys([`owner=${key}`, `station=${key}`]);
  assert.ok(keys.ok);
  assert.deepEqual(
    keys.value.people.map(({ roles }) => roles),
    [['owner']],
  );
  assert.equal(keys.value.station?.keyid, ownerKey.key.keyid);
  const without = await readDossierKeys([key]);
  assert.ok(without.ok && without.value.station === null);
  await assert.rejects(readDossierKeys([`station=${key}`, `station=${key}`]), /one station/);
});
