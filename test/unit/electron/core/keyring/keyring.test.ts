import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { publicKeyOfSeed } from '../../../../../electron/core/keyring/ed25519-private.ts';
import { Keyring } from '../../../../../electron/core/keyring/keyring.ts';
import type { KeyringFailure } from '../../../../../electron/core/keyring/keyring-failure.ts';
import { parseOpenSshPrivateKey } from '../../../../../electron/core/keyring/openssh-private.ts';
import { delayAfter } from '../../../../../electron/core/keyring/unlock-delay.ts';
import { type Sha256, utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sayFailure } from '../../../../../shared/failure/say.ts';
import { parsePublicKey, toOpenSsh } from '../../../../../shared/key/public-key.ts';
import type { Result } from '../../../../../shared/result.ts';
import { verifyEnvelope } from '../../../../../shared/statement/dsse.ts';
import { serveKeyHere } from '../../../../helpers/key-process.ts';
import { must } from '../../../../helpers/must.ts';
import { changed, chosen, typedPassphrase } from '../../../../helpers/typed.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-keyring-'));
after(() => rm(root, { recursive: true }));

const PASSPHRASE = 'correct horse battery staple';
const OTHER = 'four other random words';
let folders = 0;
let clock = Date.parse('2026-06-12T08:00:00Z');

async function keyringAt(folder: string): Promise<Keyring> {
  return must(
    await Keyring.open(folder, { launchKeyProcess: serveKeyHere, workFactor: 2, now: () => new Date(clock) }),
  );
}

async function withOwner() {
  const folder = join(root, `keyring-${folders++}`);
  const keyring = await keyringAt(folder);
  const owner = must(await keyring.createFirstOwner('Ada', await chosen(keyring, PASSPHRASE)));
  return { folder, keyring, owner };
}

test('the first owner signs its own enrolment, is there after a restart, and signs what it unlocks', async () => {
  const { folder, owner } = await withOwner();
  const reopened = await keyringAt(folder);
  assert.deepEqual(reopened.identities(), [owner]);
  const signer = must(await reopened.unlock(owner.id, await typedPassphrase(reopened, PASSPHRASE)));
  const envelope = must(await signer.signDsse(utf8('{"a":1}')));
  const verified = verifyEnvelope(envelope, reopened.trustedKeys());
  assert.ok(verified.ok);
  assert.deepEqual(verified.value.signers, [{ key: owner.publicKey, name: 'Ada', roles: ['owner'] }]);
  signer.lock();
  assert.equal(codeOf(await signer.signDsse(utf8('{}'))), 'keyring/locked');
  assert.equal(codeOf(await signer.signSsh(utf8('{}'), 'decision@holdfast')), 'keyring/locked');
  assert.equal(
    codeOf(await reopened.createFirstOwner('Eve', await chosen(reopened, PASSPHRASE))),
    'keyring/owner-exists',
  );
});

test('the key lies on the disk as an age file alone, private to the account', async () => {
  const { folder, owner } = await withOwner();
  const names = (await readdir(folder, { recursive: true })).sort();
  assert.deepEqual(names, ['keys', `keys/${owner.id}.age`, 'records', 'records/000000.dsse.json']);
  const key = await readFile(join(folder, 'keys', `${owner.id}.age`));
  assert.ok(key.toString('latin1').startsWith('age-encryption.org/v1\n-> scrypt '));
  assert.equal((await stat(join(folder, 'keys', `${owner.id}.age`))).mode & 0o777, 0o600);
});

test('stock age recovers the key, and stock ssh-keygen signs with it what stock ssh-keygen verifies', async () => {
  const { folder, owner } = await withOwner();
  const work = await mkdtemp(join(root, 'stock-'));
  const plain = join(work, 'k');
  decryptWithAge(join(folder, 'keys', `${owner.id}.age`), plain, PASSPHRASE);
  assert.match(await readFile(plain, 'utf8'), /^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
  const line = toOpenSsh(owner.publicKey, '').trim();
  assert.ok(execFileSync('ssh-keygen', ['-y', '-f', plain], { encoding: 'utf8' }).startsWith(line));
  await writeFile(join(work, 'message'), 'hold');
  execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-n', 'decision@holdfast', '-f', plain, join(work, 'message')]);
  await writeFile(join(work, 'allowed'), `owner ${line}\n`);
  const verify = ['-Y', 'verify', '-f', join(work, 'allowed'), '-I', 'owner', '-n', 'decision@holdfast'];
  const run = spawnSync('ssh-keygen', [...verify, '-s', join(work, 'message.sig')], { input: 'hold' });
  assert.equal(run.status, 0, String(run.stderr));
});

test('a passphrase is its composed form: for stock age, for ssh-keygen, and for whoever types it otherwise', async () => {
  const composed = 'm\u1eadt kh\u1ea9u c\u1ee7a ch\u1ee7';
  const decomposed = composed.normalize('NFD');
  const keyring = await keyringAt(join(root, 'composed'));
  const owner = must(await keyring.createFirstOwner('Ada', await chosen(keyring, decomposed)));
  const work = await mkdtemp(join(root, 'composed-'));
  decryptWithAge(join(root, 'composed', 'keys', `${owner.id}.age`), join(work, 'k'), composed);
  for (const typed of [composed, decomposed])
    must(await keyring.unlock(owner.id, await typedPassphrase(keyring, typed))).lock();
  must(await keyring.changePassphrase(owner.id, await changed(keyring, composed, OTHER)));
  assert.equal(
    codeOf(await keyring.unlock(owner.id, await typedPassphrase(keyring, composed))),
    'keyring/wrong-passphrase',
  );
  execFileSync('ssh-keygen', ['-q', '-p', '-a', '2', '-P', '', '-N', decomposed, '-f', join(work, 'k')]);
  const file = await readFile(join(work, 'k'));
  for (const typed of [composed, decomposed]) assert.ok(parseOpenSshPrivateKey(file, typed).ok);
  assert.deepEqual(parseOpenSshPrivateKey(file, OTHER), { ok: false, error: 'wrong-passphrase' });
});

test('a key file of another form is told from a damaged one, and is no failed try', async () => {
  const { folder, keyring, owner } = await withOwner();
  const path = join(folder, 'keys', `${owner.id}.age`);
  const good = await readFile(path, 'latin1');
  for (const [file, code, sentence] of [
    [good.replace(/^(-> scrypt \S+) \d+$/m, '$1 22'), 'keyring/key-work-factor', /work factor/],
    [`${good.replaceAll('\n', '\r\n')}x`, 'keyring/key-line-ends', /copied as text/],
    [`${good}x`, 'keyring/key-damaged', /damaged/],
    ['text', 'keyring/key-damaged', /damaged/],
  ] as const) {
    await writeFile(path, file, 'latin1');
    const refused = await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE));
    assert.equal(codeOf(refused), code);
    assert.ok(!refused.ok && sentence.test(sayFailure(refused.error)));
  }
  await writeFile(path, good, 'latin1');
  must(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE))).lock();
});

test('a wrong passphrase is counted on disk, and from the third on the next try waits longer and longer', async () => {
  const { folder, keyring, owner } = await withOwner();
  for (const failures of [1, 2, 3]) {
    const refused = await keyring.unlock(owner.id, await typedPassphrase(keyring, 'wrong'));
    assert.ok(!refused.ok && refused.error.code === 'keyring/wrong-passphrase');
    assert.equal(refused.error.failures, failures);
    assert.ok(sayFailure(refused.error).includes(owner.name), 'it says whose key it is');
    assert.equal(refused.error.retryAfter ?? 0, delayAfter(failures));
  }
  const restarted = await keyringAt(folder);
  const early = await restarted.unlock(owner.id, await typedPassphrase(restarted, PASSPHRASE));
  assert.ok(!early.ok && early.error.code === 'keyring/wait');
  assert.equal(early.error.retryAfter, 5);
  clock -= 3_600_000;
  const backwards = await restarted.unlock(owner.id, await typedPassphrase(restarted, PASSPHRASE));
  assert.ok(!backwards.ok && backwards.error.code === 'keyring/wait' && backwards.error.retryAfter === 5);
  clock += 3_605_000;
  must(await restarted.unlock(owner.id, await typedPassphrase(restarted, PASSPHRASE))).lock();
  const fresh = await restarted.unlock(owner.id, await typedPassphrase(restarted, 'wrong'));
  assert.ok(!fresh.ok && fresh.error.code === 'keyring/wrong-passphrase' && fresh.error.failures === 1);
  assert.deepEqual([1, 2, 3, 4, 5, 10, 11, 99].map(delayAfter), [0, 0, 5, 10, 20, 640, 900, 900]);
});

test('tries asked for at the same time are counted one after the other', async () => {
  const { keyring, owner } = await withOwner();
  const typed = await Promise.all(Array.from({ length: 5 }, () => typedPassphrase(keyring, 'wrong')));
  const tries = await Promise.all(typed.map((one) => keyring.unlock(owner.id, one)));
  assert.deepEqual(tries.map(codeOf), [
    'keyring/wrong-passphrase',
    'keyring/wrong-passphrase',
    'keyring/wrong-passphrase',
    'keyring/wait',
    'keyring/wait',
  ]);
});

test('weak passphrases and names that could deceive are refused with a sentence', async () => {
  const keyring = await keyringAt(join(root, 'weak'));
  for (const passphrase of ['short', 'aaaaaaaaaaaaaaaa', ' leading blank is bad', 'tab\tin the middle of it']) {
    const code = codeOf(await keyring.createFirstOwner('Ada', await chosen(keyring, passphrase)));
    assert.match(code ?? '', /^keyring\/passphrase-/, passphrase);
  }
  for (const name of ['', ' Ada', 'A\u202eda', 'A\nda', 'x'.repeat(101)]) {
    assert.equal(
      codeOf(await keyring.createFirstOwner(name, await chosen(keyring, PASSPHRASE))),
      'keyring/name-refused',
      name,
    );
  }
  assert.deepEqual(keyring.identities(), []);
});

test('later identities need the signature of an active owner', async () => {
  const { folder, keyring, owner } = await withOwner();
  const ada = must(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE)));
  const operator = must(
    await keyring.createIdentity({ name: 'Bob', roles: ['operator'] }, await chosen(keyring, OTHER), ada),
  );
  assert.equal(operator.enrolledBy, owner.id);
  const bob = must(await keyring.unlock(operator.id, await typedPassphrase(keyring, OTHER)));
  const byBob = await keyring.createIdentity({ name: 'Eve', roles: ['owner'] }, await chosen(keyring, OTHER), bob);
  assert.equal(codeOf(byBob), 'keyring/owner-needed');
  assert.deepEqual((await keyringAt(folder)).identities(), [owner, operator]);
});

test("another station's key is trusted by an owner's signature, once, and cannot be unlocked here", async () => {
  const { keyring, owner } = await withOwner();
  const ada = must(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE)));
  const foreign = publicKeyOfSeed(Buffer.alloc(32, 7));
  const carol = must(await keyring.enrolPublicKey({ name: 'Carol', roles: ['operator'] }, foreign, ada));
  assert.equal(carol.custody, 'elsewhere');
  assert.equal(
    codeOf(await keyring.unlock(carol.id, await typedPassphrase(keyring, PASSPHRASE))),
    'keyring/key-elsewhere',
  );
  const again = await keyring.enrolPublicKey({ name: 'Carol 2', roles: ['owner'] }, foreign, ada);
  assert.equal(codeOf(again), 'keyring/already-enrolled');
});

test('a retired key signs no more and keeps its past; a revoked one loses both; the last owner stays', async () => {
  const { keyring, owner } = await withOwner();
  const ada = must(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE)));
  const bob = must(
    await keyring.createIdentity({ name: 'Bob', roles: ['operator'] }, await chosen(keyring, OTHER), ada),
  );
  assert.equal(codeOf(await keyring.retire(owner.id, 'leaving', ada)), 'keyring/last-owner');
  assert.equal(codeOf(await keyring.retire(bob.id, '  ', ada)), 'keyring/reason-needed');
  const retired = must(await keyring.retire(bob.id, 'left the team', ada));
  assert.deepEqual(retired.state, {
    kind: 'retired',
    at: '2026-06-12T08:00:05Z',
    reason: 'left the team',
    by: owner.id,
  });
  assert.equal(
    codeOf(await keyring.unlock(bob.id, await typedPassphrase(keyring, OTHER))),
    'keyring/identity-not-active',
  );
  assert.equal(keyring.activeKeys().length, 1);
  assert.equal(keyring.trustedKeys().length, 2);
  must(await keyring.revoke(bob.id, 'the laptop was stolen', ada));
  assert.equal(keyring.trustedKeys().length, 1);
  assert.equal(codeOf(await keyring.revoke(bob.id, 'again', ada)), 'keyring/identity-not-active');
});

test('a changed passphrase replaces the old one', async () => {
  const { keyring, owner } = await withOwner();
  assert.equal(
    codeOf(await keyring.changePassphrase(owner.id, await changed(keyring, 'wrong', OTHER))),
    'keyring/wrong-passphrase',
  );
  assert.equal(
    codeOf(await keyring.changePassphrase(owner.id, await changed(keyring, PASSPHRASE, 'short'))),
    'keyring/passphrase-short',
  );
  must(await keyring.changePassphrase(owner.id, await changed(keyring, PASSPHRASE, OTHER)));
  assert.equal(
    codeOf(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE))),
    'keyring/wrong-passphrase',
  );
  must(await keyring.unlock(owner.id, await typedPassphrase(keyring, OTHER))).lock();
});

test('a key is backed up, never over something, and restored after its file was damaged or lost', async () => {
  const { folder, keyring, owner } = await withOwner();
  const backup = join(await mkdtemp(join(root, 'medium-')), 'ada.age');
  assert.ok((await keyring.backUpKey(owner.id, backup)).ok);
  assert.equal(codeOf(await keyring.backUpKey(owner.id, backup)), 'file/exists');
  const keyFile = join(folder, 'keys', `${owner.id}.age`);
  const bytes = await readFile(keyFile);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(keyFile, bytes);
  assert.equal(
    codeOf(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE))),
    'keyring/key-damaged',
  );
  await rm(keyFile);
  assert.equal(codeOf(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE))), 'file/gone');
  assert.equal(
    codeOf(await keyring.restoreKey(owner.id, await readFile(backup), await typedPassphrase(keyring, 'wrong'))),
    'keyring/wrong-passphrase',
  );
  must(await keyring.restoreKey(owner.id, await readFile(backup), await typedPassphrase(keyring, PASSPHRASE)));
  must(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE))).lock();
  assert.equal(
    codeOf(await keyring.unlock(owner.id, await typedPassphrase(keyring, 'wrong'))),
    'keyring/wrong-passphrase',
  );
  const someoneElse = await withOwner();
  assert.equal(
    codeOf(await someoneElse.keyring.unlock(someoneElse.owner.id, await typedPassphrase(someoneElse.keyring, 'wrong'))),
    'keyring/wrong-passphrase',
  );
  assert.equal(
    codeOf(
      await someoneElse.keyring.restoreKey(
        someoneElse.owner.id,
        await readFile(backup),
        await typedPassphrase(someoneElse.keyring, PASSPHRASE),
      ),
    ),
    'keyring/key-other',
  );
  const next = await someoneElse.keyring.unlock(
    someoneElse.owner.id,
    await typedPassphrase(someoneElse.keyring, 'wrong'),
  );
  assert.ok(
    !next.ok && next.error.code === 'keyring/wrong-passphrase' && next.error.failures === 2,
    'earlier failures stay',
  );
});

test('an OpenSSH key file that stock ssh-keygen made, encrypted or not, signs for its enrolled holder', async () => {
  const { keyring, owner } = await withOwner();
  const ada = must(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE)));
  const work = await mkdtemp(join(root, 'keys-'));
  for (const [name, passphrase, cipher] of [
    ['plain', '', []],
    ['default', 'an old passphrase', []],
    ['cbc', 'short', ['-Z', 'aes256-cbc']],
  ] as const) {
    const path = join(work, name);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-a', '2', ...cipher, '-N', passphrase, '-f', path]);
    const key = parsePublicKey(await readFile(`${path}.pub`));
    assert.ok(key.ok);
    const bob = must(await keyring.enrolPublicKey({ name, roles: ['owner'] }, key.value.key, ada));
    if (passphrase !== '') {
      assert.equal(codeOf(await unlockFile(keyring, bob.id, path, '')), 'keyring/key-passphrase-needed');
      assert.equal(codeOf(await unlockFile(keyring, bob.id, path, 'wrong')), 'keyring/wrong-passphrase');
    }
    const signer = must(await unlockFile(keyring, bob.id, path, passphrase));
    const envelope = must(await signer.signDsse(utf8('{}')));
    assert.ok(verifyEnvelope(envelope, keyring.activeKeys()).ok);
    assert.equal(codeOf(await unlockFile(keyring, owner.id, path, passphrase)), 'keyring/key-kept-here');
  }
  execFileSync('ssh-keygen', ['-q', '-t', 'ecdsa', '-N', '', '-f', join(work, 'ecdsa')]);
  execFileSync('ssh-keygen', [
    '-q',
    '-t',
    'ed25519',
    '-Z',
    'aes256-gcm@openssh.com',
    '-N',
    'secret',
    '-f',
    join(work, 'gcm'),
  ]);
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', join(work, 'pkcs8')]);
  const bob = keyring.identities().find(({ name }) => name === 'plain');
  assert.ok(bob);
  const sentences: string[] = [];
  for (const name of ['ecdsa', 'gcm', 'pkcs8']) {
    const refused = await unlockFile(keyring, bob.id, join(work, name), 'secret');
    assert.ok(!refused.ok);
    sentences.push(sayFailure(refused.error));
  }
  assert.deepEqual(
    sentences.map((sentence) => /Ed25519|in another way|not an OpenSSH private key/.exec(sentence)?.[0]),
    ['Ed25519', 'in another way', 'not an OpenSSH private key'],
  );
  assert.equal(
    codeOf(await unlockFile(keyring, bob.id, join(work, 'default'), 'an old passphrase')),
    'keyring/key-other',
  );
});

test('records that were changed, exchanged, taken out or written by no owner are never followed, nor added to', async () => {
  const { folder, keyring, owner } = await withOwner();
  const ada = must(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE)));
  must(await keyring.createIdentity({ name: 'Bob', roles: ['operator'] }, await chosen(keyring, OTHER), ada));
  const stranger = await withOwner();
  const first = join(folder, 'records', '000000.dsse.json');
  const second = join(folder, 'records', '000001.dsse.json');
  const good = await readFile(second);
  const sentences: string[] = [];
  const openedUpTo = async (records: number) => {
    const opened = await keyringAt(folder);
    assert.equal(opened.records().length, records);
    const { damage } = opened;
    assert.ok(damage !== null);
    const again = must(await opened.unlock(owner.id, await typedPassphrase(opened, PASSPHRASE)));
    const wanted = { name: 'Eve', roles: ['operator'] } as const;
    const added = await opened.createIdentity(wanted, await chosen(opened, OTHER), again);
    assert.equal(codeOf(added), 'keyring/records-damaged');
    return { damage };
  };
  const refusedWith = async (bytes: Uint8Array) => {
    await writeFile(second, bytes);
    const { damage } = await openedUpTo(1);
    sentences.push(sayFailure(damage));
  };
  await refusedWith(await readFile(join(stranger.folder, 'records', '000000.dsse.json')));
  await refusedWith(await readFile(first));
  await refusedWith(Buffer.from(good.toString().replace('"sig":"', '"sig":"AAAA')));
  await refusedWith(Buffer.from('{}'));
  await rename(second, join(folder, 'records', '000002.dsse.json'));
  await openedUpTo(1);
  for (const sentence of sentences) assert.match(sentence, /\. \(.*\) [A-Z]/);
  await rm(join(folder, 'records', '000002.dsse.json'));
  await writeFile(second, good);
  assert.equal((await keyringAt(folder)).identities().length, 2);
});

/** Has a key process read the file first, as the station does. */
async function unlockFile(keyring: Keyring, id: Sha256, path: string, passphrase: string) {
  const typed = await typedPassphrase(keyring, passphrase);
  const read = await keyring.readKeyFile(path, typed);
  assert.ok(read.ok);
  return keyring.unlockKeyFile(id, typed);
}

/** age asks for its passphrase on a terminal, which script(1) gives it. */
function decryptWithAge(file: string, to: string, passphrase: string): void {
  const run = spawnSync('script', ['-qec', `umask 077; age -d -o '${to}' '${file}'`, '/dev/null'], {
    input: `${passphrase}\n`,
  });
  assert.equal(run.status, 0, String(run.stdout));
}

function codeOf<T>(result: Result<T, KeyringFailure>): string | null {
  return result.ok ? null : result.error.code;
}
