import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { publicKeyOfSeed } from '../../../../../electron/core/keyring/ed25519-private.ts';
import { parseOpenSshPrivateKey, toOpenSshPrivateKey } from '../../../../../electron/core/keyring/openssh-private.ts';
import { fromUtf8, utf8 } from '../../../../../shared/encoding/bytes.ts';
import { toOpenSsh } from '../../../../../shared/key/public-key.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-openssh-'));
after(() => rm(root, { recursive: true }));

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('a key comes back from its file as it went in, whatever its comment', () => {
  const comments = fc.string({ unit: 'grapheme', maxLength: 80 });
  fc.assert(
    fc.property(seeds, comments, fc.nat(2 ** 32 - 1), (seed, comment, check) => {
      const parsed = parseOpenSshPrivateKey(toOpenSshPrivateKey(seed, comment, check), null);
      assert.ok(parsed.ok);
      assert.deepEqual(new Uint8Array(parsed.value.seed), seed);
      assert.deepEqual(parsed.value.key, publicKeyOfSeed(seed));
      assert.equal(parsed.value.comment, comment);
    }),
    { numRuns: 30 },
  );
});

test('stock ssh-keygen reads the file, for comments of every length up to a block', async () => {
  for (let length = 0; length <= 8; length++) {
    const seed = Buffer.alloc(32, length + 1);
    const path = join(root, `key-${length}`);
    await writeFile(path, toOpenSshPrivateKey(seed, 'c'.repeat(length), 1), { mode: 0o600 });
    const line = execFileSync('ssh-keygen', ['-y', '-f', path], { encoding: 'utf8' });
    assert.equal(line, toOpenSsh(publicKeyOfSeed(seed), 'c'.repeat(length)));
  }
});

test('a file with any byte changed is refused, or still holds the same key', () => {
  const file = toOpenSshPrivateKey(Buffer.alloc(32, 5), 'comment', 7);
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Uint8Array.from(file);
      changed[at] = (changed[at] ?? 0) ^ flip;
      const parsed = parseOpenSshPrivateKey(changed, null);
      if (parsed.ok) assert.deepEqual(parsed.value.key, publicKeyOfSeed(Buffer.alloc(32, 5)));
    }),
  );
});

test('what is no private key file of OpenSSH is told apart', () => {
  const file = fromUtf8(toOpenSshPrivateKey(Buffer.alloc(32, 5), 'comment', 7)) ?? '';
  for (const text of ['', 'hello', file.replace('BEGIN OPENSSH', 'BEGIN RSA'), file.slice(0, 100)]) {
    assert.deepEqual(parseOpenSshPrivateKey(utf8(text), null), { ok: false, error: 'not-openssh' });
  }
});
