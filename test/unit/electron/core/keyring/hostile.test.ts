// Key files, records and agents that are not what they should be.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openWithPassphrase, sealWithPassphrase } from '../../../../../electron/core/keyring/age-file.ts';
import { parseOpenSshPrivateKey, toOpenSshPrivateKey } from '../../../../../electron/core/keyring/openssh-private.ts';
import { decodeRecord, encodeRecord, toOpenSshLine } from '../../../../../electron/core/keyring/record.ts';
import { loadHistory } from '../../../../../electron/core/keyring/record-store.ts';
import { findInAgent, signDsseByAgent, signSshByAgent } from '../../../../../electron/core/keyring/ssh-agent.ts';
import { delayAfter, UnlockDelay } from '../../../../../electron/core/keyring/unlock-delay.ts';
import { concatBytes, fromBase64, fromUtf8, toBase64, utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sshBlobOf } from '../../../../../shared/key/public-key.ts';
import { sshString, uint32 } from '../../../../../shared/key/ssh-wire.ts';
import { verifyEnvelope } from '../../../../../shared/statement/dsse.ts';
import { verifySshsig } from '../../../../../shared/statement/sshsig.ts';
import { agentAt, agentThat } from '../../../../helpers/agents.ts';
import { holdsAgainstAnyBytes, hostile } from '../../../../helpers/harmed.ts';
import { keyringIn } from '../../../../helpers/key-process.ts';
import { must } from '../../../../helpers/must.ts';
import { digestOf, ownerKey, trust } from '../../../../helpers/statements.ts';
import { chosen } from '../../../../helpers/typed.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-hostile-keys-'));
after(() => rm(root, { recursive: true }));

const PASSPHRASE = 'correct horse battery staple';

holdsAgainstAnyBytes(
  'an identity record',
  encodeRecord({
    identity: ownerKey.key.keyid,
    sequence: 1,
    previous: digestOf('before'),
    at: '2026-06-12T08:00:00Z',
    change: {
      kind: 'enrol',
      name: 'Olga',
      roles: ['owner'],
      publicKey: toOpenSshLine(ownerKey.key),
      custody: 'station',
    },
  }),
  (bytes) => decodeRecord(bytes, 'record'),
  { exactly: encodeRecord },
);

const seed = Buffer.alloc(32, 5);
const keyFile = toOpenSshPrivateKey(seed, 'a comment', 7);
const alike = (key: { seed: Uint8Array; comment: string }) => toOpenSshPrivateKey(key.seed, key.comment, 7);
holdsAgainstAnyBytes('an OpenSSH private key', keyFile, (bytes) => parsePrivate(bytes), { alike });
// What base64 would have caught before: harmed inside of it.
holdsAgainstAnyBytes('the binary of a private key', binaryOf(keyFile), (bytes) => parsePrivate(armored(bytes)), {
  alike: (key) => binaryOf(alike(key)),
});

test('an age file that was harmed gives what was sealed, or a reason', async () => {
  const sealed = await sealWithPassphrase(keyFile, PASSPHRASE, 2);
  await fc.assert(
    fc.asyncProperty(hostile(sealed), async (bytes) => {
      const opened = await openWithPassphrase(bytes, PASSPHRASE);
      if (opened.ok) assert.deepEqual(new Uint8Array(opened.value), new Uint8Array(keyFile));
      else assert.notEqual(opened.error, '');
    }),
    { numRuns: 150 },
  );
});

test('records that were harmed give the history as it was signed, or none', async () => {
  const folder = join(root, 'keyring');
  const keyring = await keyringIn(folder);
  must(await keyring.createFirstOwner('Olga', await chosen(keyring, PASSPHRASE)));
  const records = join(folder, 'records');
  const [name = ''] = await readdir(records);
  const signed = await readFile(join(records, name));
  const before = [...must(await loadHistory(records)).history.identities.values()];
  await fc.assert(
    fc.asyncProperty(hostile(signed), async (bytes) => {
      await writeFile(join(records, name), bytes);
      const { history, damage } = must(await loadHistory(records));
      assert.deepEqual([...history.identities.values()], damage === null ? before : []);
    }),
    { numRuns: 150 },
  );
});

test('a record in another spelling than it was written in is not read', async () => {
  const folder = join(root, 'spelled');
  const keyring = await keyringIn(folder);
  must(await keyring.createFirstOwner('Olga', await chosen(keyring, PASSPHRASE)));
  const path = join(folder, 'records', '000000.dsse.json');
  const written = await readFile(path, 'utf8');
  const envelope = JSON.parse(written);
  for (const text of [
    JSON.stringify(envelope, null, 2),
    JSON.stringify({ ...envelope, note: '' }),
    written.trimEnd(),
  ]) {
    await writeFile(path, text);
    const { history, damage } = must(await loadHistory(join(folder, 'records')));
    assert.equal(damage?.code, 'keyring/records-damaged');
    assert.equal(history.records.length, 0);
  }
  await writeFile(path, written);
  assert.equal(must(await loadHistory(join(folder, 'records'))).damage, null);
});

test('a count of failed unlocks that was harmed never makes anyone wait longer than a count can', async () => {
  const path = join(root, 'attempts.json');
  const now = new Date('2026-06-12T08:00:00Z');
  const [mine, other] = [digestOf('mine'), digestOf('other')];
  for (let failures = 0; failures < 4; failures++) must(await new UnlockDelay(path).countFailure(mine, now));
  const written = await readFile(path);
  await fc.assert(
    fc.asyncProperty(hostile(written), async (bytes) => {
      await writeFile(path, bytes);
      const delay = new UnlockDelay(path);
      const left = must(await delay.secondsLeft(mine, now));
      assert.ok(Number.isInteger(left) && left >= 0 && left <= delayAfter(1000));
      must(await delay.countFailure(other, now));
      must(await delay.clear(other));
      assert.equal(must(await delay.secondsLeft(mine, now)), left);
    }),
    { numRuns: 100 },
  );
});

test('whatever an agent answers, what counts as signed verifies, and what it lists is read or refused', async () => {
  const { key } = ownerKey;
  const message = utf8('{"hold":true}');
  const listed = concatBytes(Uint8Array.of(12), uint32(1), sshString(sshBlobOf(key)), sshString(utf8('comment')));
  const signed = concatBytes(
    Uint8Array.of(14),
    sshString(concatBytes(sshString(utf8('ssh-ed25519')), sshString(new Uint8Array(64)))),
  );
  let answer: Uint8Array = new Uint8Array();
  const agent = agentAt(join(root, 'agent.sock'));
  const server = await agentThat(agent.socketPath, async () => answer);
  const trusted = [trust('Olga', ownerKey, 'owner')];
  await fc.assert(
    fc.asyncProperty(hostile(listed), hostile(signed), fc.boolean(), async (list, signature, isFramed) => {
      answer = isFramed ? sshString(list) : list;
      const found = await findInAgent(agent, key);
      assert.ok(found.ok || /^keyring\/agent-/.test(found.error.code));
      answer = isFramed ? sshString(signature) : signature;
      const byDsse = await signDsseByAgent(agent, key, message);
      if (byDsse.ok) assert.ok(verifyEnvelope(byDsse.value, trusted).ok);
      const bySsh = await signSshByAgent(agent, key, message, 'decision@holdfast');
      if (bySsh.ok) assert.ok(verifySshsig(utf8(bySsh.value), message, 'decision@holdfast', trusted).ok);
    }),
    { numRuns: 60 },
  );
  server.close();
});

/** Of a defect that is a word, a reason. */
function parsePrivate(bytes: Uint8Array) {
  const parsed = parseOpenSshPrivateKey(bytes, null);
  return parsed.ok
    ? { ok: true as const, value: { seed: new Uint8Array(parsed.value.seed), comment: parsed.value.comment } }
    : parsed;
}

function binaryOf(file: Uint8Array): Uint8Array {
  const body = (fromUtf8(file) ?? '').split('\n').slice(1, -2).join('');
  return fromBase64(body) ?? assert.fail();
}

function armored(binary: Uint8Array): Uint8Array {
  return utf8(`-----BEGIN OPENSSH PRIVATE KEY-----\n${toBase64(binary)}\n-----END OPENSSH PRIVATE KEY-----\n`);
}
