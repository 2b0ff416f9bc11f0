import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readRevokedKeys, readTrustedKeys } from '../../../../electron/cli/trust.ts';
import { toOpenSsh } from '../../../../shared/key/public-key.ts';
import { ACTORS, distinctKeys } from '../../../../shared/statement/trust.ts';
import { operatorKey, ownerKey } from '../../../helpers/statements.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-trust-'));
after(() => rm(root, { recursive: true }));

const key = join(root, 'key.pub');
await writeFile(key, toOpenSsh(ownerKey.key, 'somebody'));
const another = join(root, 'another.pub');
await writeFile(another, toOpenSsh(operatorKey.key, 'somebody else'));

/** The roles of each key, the station's key as `station`. */
async function trusted(...named: readonly string[]): Promise<readonly (readonly string[])[]> {
  const keys = await readTrustedKeys(named, ACTORS);
  assert.ok(keys.ok, keys.ok ? '' : keys.error);
  const { people, station } = keys.value;
  return [...people.map(({ roles }) => roles), ...(station === null ? [] : [['station']])];
}

test('a key that is named alone may stand without a role, and has those that the command gives it', async () => {
  assert.deepEqual(await trusted(key), [ACTORS]);
  const asOwner = await readTrustedKeys([key], ['owner']);
  assert.deepEqual(asOwner.ok && asOwner.value.people.map(({ roles }) => roles), [['owner']]);
});

test('with several keys each has the role it is named for, and none without its role is taken', async () => {
  for (const role of ACTORS) assert.deepEqual(await trusted(`${role}=${key}`), [[role]]);
  assert.deepEqual(await trusted(`owner=${key}`, `auditor=${key}`), [['owner', 'auditor']]);
  assert.deepEqual(await trusted(`owner=${key}`, `operator=${another}`), [['owner'], ['operator']]);
  assert.deepEqual(await trusted(`owner=${key}`, `station=${another}`), [['owner'], ['station']]);
  for (const named of [
    [key, another],
    [key, key],
    [`owner=${key}`, another],
    [key, `operator=${another}`],
    [key, `station=${another}`],
  ]) {
    await assert.rejects(readTrustedKeys(named, ACTORS), /Name the role of each key/, named.join(' '));
  }
});

test('a journal is of one station', async () => {
  await assert.rejects(readTrustedKeys([`station=${key}`, `station=${another}`], ACTORS), /one station/);
});

test('a revoked key without a role is one in any role', async () => {
  const rolesOf = async (...named: readonly string[]) => {
    const keys = await readRevokedKeys(named);
    assert.ok(keys.ok);
    return distinctKeys(keys.value).map(({ roles }) => roles);
  };
  assert.deepEqual(await rolesOf(key, another), [ACTORS, ACTORS]);
  assert.deepEqual(await rolesOf(`owner=${key}`, `auditor=${key}`), [['owner', 'auditor']]);
});

test('what is no role is part of the name of the file', async () => {
  const odd = join(root, 'owner=key.pub');
  await writeFile(odd, toOpenSsh(ownerKey.key, ''));
  assert.deepEqual(await trusted(odd), [ACTORS]);
  for (const named of [`Owner=${key}`, `master=${key}`, `owner=`, `owner=owner=${key}`]) {
    assert.ok(!(await readTrustedKeys([named], ACTORS)).ok, named);
  }
});

test('a file larger than any public key is not read, and one of the largest size is', async () => {
  const large = join(root, 'large.pub');
  const line = toOpenSsh(ownerKey.key, '');
  await writeFile(large, line.padEnd(16 * 1024, '\n'));
  assert.deepEqual(await trusted(large), [ACTORS]);
  await writeFile(large, line.padEnd(16 * 1024 + 1, '\n'));
  const refused = await readTrustedKeys([large], ACTORS);
  assert.ok(!refused.ok && refused.error.includes('at most 16384 are read'));
});
