import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { publicKeyOfSeed } from '../../../../electron/keyring/ed25519-private.ts';
import { KeyThread } from '../../../../electron/keyring/key-thread.ts';
import { keyWorkerFile } from '../../../helpers/key-worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-key-thread-'));
after(() => rmSync(folder, { recursive: true }));

const PASSPHRASE = 'correct horse battery staple';
const thread = new KeyThread(keyWorkerFile);

test('a key comes back from its file as it went in, and the caller keeps its own copy', async () => {
  const seed = randomBytes(32);
  const before = Buffer.from(seed);
  const sealed = await thread.seal(seed, 'Ada', PASSPHRASE, 2);
  assert.deepEqual(seed, before);
  const opened = await thread.open(sealed, PASSPHRASE);
  assert.ok(opened.ok);
  assert.deepEqual(opened.value, { seed, key: publicKeyOfSeed(seed), comment: 'Ada' });
});

test('a seed comes in memory of its own, so that wiping it wipes all of it', async () => {
  const seed = randomBytes(32);
  const opened = await thread.open(await thread.seal(seed, '', PASSPHRASE, 2), PASSPHRASE);
  assert.ok(opened.ok);
  assert.equal(opened.value.seed.buffer.byteLength, seed.length);
});

test('what a key file does not open with is told apart', async () => {
  const sealed = await thread.seal(randomBytes(32), 'Ada', PASSPHRASE, 2);
  assert.deepEqual(await thread.open(sealed, 'another'), { ok: false, error: 'wrong-passphrase' });
  assert.deepEqual(await thread.open(sealed.subarray(0, -1), PASSPHRASE), { ok: false, error: 'damaged' });
  assert.deepEqual(await thread.openOpenSsh(sealed, null), { ok: false, error: 'not-openssh' });
});

test('a thread that dies without an answer is an error, not a wait without an end', async () => {
  for (const [name, source] of [
    ['ends.cjs', ''],
    ['throws.cjs', 'throw new Error("out of memory")'],
  ] as const) {
    const file = join(folder, name);
    writeFileSync(file, source);
    await assert.rejects(new KeyThread(file).open(Buffer.from('age'), PASSPHRASE), /no answer|out of memory/);
  }
});
