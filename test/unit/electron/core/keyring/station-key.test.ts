import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openStationKey } from '../../../../../electron/core/keyring/station-key.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { verifyEd25519 } from '../../../../../shared/key/ed25519.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-station-'));
after(() => rm(root, { recursive: true }));

test('the station key is made once, private to the account, and then the same for good', async () => {
  const folder = join(root, 'station');
  const made = await openStationKey(folder);
  const again = await openStationKey(folder);
  assert.ok(made.ok && again.ok);
  assert.deepEqual([made.value.isNew, again.value.isNew], [true, false]);
  assert.deepEqual(again.value.key, made.value.key);
  assert.equal(made.value.verifier.name, `holdfast/station/${made.value.key.keyid.slice(0, 16)}`);
  assert.equal((await stat(join(folder, 'station.key'))).mode & 0o777, 0o600);
  assert.ok(verifyEd25519(again.value.key.bytes, utf8('x'), await made.value.sign(utf8('x'))));
});

test('a damaged station key is an error, and is not replaced', async () => {
  const folder = join(root, 'damaged');
  assert.ok((await openStationKey(folder)).ok);
  const path = join(folder, 'station.key');
  const cut = (await readFile(path)).subarray(0, 100);
  await writeFile(path, cut);
  const opened = await openStationKey(folder);
  assert.ok(!opened.ok && opened.error.code === 'keyring/station-key-damaged');
  assert.deepEqual(await readFile(path), cut);
});
