import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { askAgent } from '../../../../../electron/core/keyring/agent-socket.ts';
import {
  findInAgent,
  listAgentKeys,
  signDsseByAgent,
  signSshByAgent,
} from '../../../../../electron/core/keyring/ssh-agent.ts';
import { concatBytes, utf8 } from '../../../../../shared/encoding/bytes.ts';
import { parsePublicKey, toOpenSsh } from '../../../../../shared/key/public-key.ts';
import { sshString, uint32 } from '../../../../../shared/key/ssh-wire.ts';
import { verifyEnvelope } from '../../../../../shared/statement/dsse.ts';
import {
  agentAt,
  agentThat,
  FAILURE,
  stockAgent,
  stopAgent,
  tokenAgent,
  tokenOf,
  tokenSignature,
} from '../../../../helpers/agents.ts';
import { ownerKey, strangerKey, trust } from '../../../../helpers/statements.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-agent-'));
after(() => rm(root, { recursive: true }));

const NAMESPACE = 'decision@holdfast';
const MESSAGE = utf8('{"hold":true}');

/** Verified by stock ssh-keygen. */
async function stockAccepts(armored: string, publicKeyLine: string, message = MESSAGE): Promise<boolean> {
  const folder = await mkdtemp(join(root, 'verify-'));
  await writeFile(join(folder, 'sig'), armored);
  await writeFile(join(folder, 'allowed'), `owner ${publicKeyLine}`);
  const args = ['-Y', 'verify', '-f', 'allowed', '-I', 'owner', '-n', NAMESPACE, '-s', 'sig'];
  return spawnSync('ssh-keygen', args, { cwd: folder, input: message }).status === 0;
}

test('stock ssh-agent lists its key and makes both signatures: stock ssh-keygen verifies the one, DSSE the other', async () => {
  const keyFile = join(root, 'id');
  const other = join(root, 'other');
  spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'Ada at work', '-f', keyFile]);
  spawnSync('ssh-keygen', ['-q', '-t', 'ecdsa', '-N', '', '-f', other]);
  const agent = agentAt(join(root, 'agent.sock'));
  const stock = await stockAgent(agent.socketPath, other, keyFile);
  try {
    const line = await readFile(`${keyFile}.pub`, 'utf8');
    const expected = parsePublicKey(utf8(line));
    const listed = await listAgentKeys(agent);
    assert.ok(listed.ok && expected.ok);
    const { key } = expected.value;
    assert.ok(key.kind === 'ed25519');
    assert.deepEqual(listed.value, [{ key, comment: 'Ada at work' }]);
    assert.ok((await findInAgent(agent, key)).ok);
    const signed = await signSshByAgent(agent, key, MESSAGE, NAMESPACE);
    assert.ok(signed.ok, JSON.stringify(signed));
    assert.ok(await stockAccepts(signed.value, line));
    assert.ok(!(await stockAccepts(signed.value, line, utf8('{"hold":false}'))));
    const envelope = await signDsseByAgent(agent, key, MESSAGE);
    assert.ok(envelope.ok, JSON.stringify(envelope));
    assert.ok(verifyEnvelope(envelope.value, [{ key, name: 'Ada', roles: ['owner'] }]).ok);
    assert.ok(!verifyEnvelope(envelope.value, [trust('Stranger', strangerKey, 'owner')]).ok);
    const stranger = await signSshByAgent(agent, strangerKey.key, MESSAGE, NAMESPACE);
    assert.ok(!stranger.ok && stranger.error.code === 'keyring/agent-refused');
    const absent = await findInAgent(agent, strangerKey.key);
    assert.ok(!absent.ok && absent.error.code === 'keyring/agent-without-key');
  } finally {
    await stopAgent(stock);
  }
});

test('a key in a token signs through its agent what stock ssh-keygen verifies, and only when it was touched', async () => {
  const token = tokenOf(ownerKey);
  for (const [flags, accepted] of [
    [0x01, true],
    [0x00, false],
  ] as const) {
    const agent = agentAt(join(root, `token-${flags}.sock`));
    const server = await tokenAgent(agent.socketPath, ownerKey, { flags });
    const listed = await listAgentKeys(agent);
    assert.ok(listed.ok);
    assert.deepEqual(listed.value, [{ key: token, comment: 'token' }]);
    const signed = await signSshByAgent(agent, token, MESSAGE, NAMESPACE);
    assert.equal(signed.ok, accepted);
    if (signed.ok) assert.ok(await stockAccepts(signed.value, toOpenSsh(token, '')));
    server.close();
  }
});

test('a token under another application than the enrolled one is not the key that is asked for', async () => {
  const agent = agentAt(join(root, 'application.sock'));
  const server = await tokenAgent(agent.socketPath, ownerKey, { application: 'ssh:other' });
  const found = await findInAgent(agent, tokenOf(ownerKey));
  assert.ok(!found.ok && found.error.code === 'keyring/agent-without-key');
  assert.ok((await findInAgent(agent, tokenOf(ownerKey, 'ssh:other'))).ok);
  server.close();
});

test('an agent that is absent, talkative or signs something else is refused, for either format', async () => {
  const absent = await listAgentKeys(agentAt(join(root, 'nobody.sock')));
  assert.ok(!absent.ok && absent.error.code === 'keyring/agent-unreachable');
  const relative = await listAgentKeys(agentAt('agent.sock'));
  assert.ok(!relative.ok && relative.error.code === 'keyring/agent-path');
  const signedWith = (blob: Uint8Array) => sshString(concatBytes(Uint8Array.of(14), sshString(blob)));
  const answers: Record<string, [Uint8Array, string]> = {
    endless: [concatBytes(uint32(0xffffffff), utf8('x')), 'keyring/agent-malformed'],
    talkative: [concatBytes(sshString(Uint8Array.of(5)), utf8('x')), 'keyring/agent-malformed'],
    failure: [FAILURE, 'keyring/agent-refused'],
    empty: [sshString(new Uint8Array()), 'keyring/agent-refused'],
    zeroes: [
      signedWith(concatBytes(sshString(utf8('ssh-ed25519')), sshString(Buffer.alloc(64)))),
      'keyring/agent-refused',
    ],
    token: [signedWith(await tokenSignature(ownerKey, MESSAGE)), 'keyring/agent-refused'],
    stranger: [
      signedWith(concatBytes(sshString(utf8('ssh-ed25519')), sshString(await strangerKey.sign(MESSAGE)))),
      'keyring/agent-refused',
    ],
  };
  for (const [name, [answer, code]] of Object.entries(answers)) {
    const agent = agentAt(join(root, `${name}.sock`));
    const server = await agentThat(agent.socketPath, async () => answer);
    const signed = await signSshByAgent(agent, ownerKey.key, MESSAGE, NAMESPACE);
    assert.ok(!signed.ok && signed.error.code === code, name);
    const sealed = await signDsseByAgent(agent, ownerKey.key, MESSAGE);
    assert.ok(!sealed.ok && sealed.error.code === code, name);
    server.close();
  }
});

test('an agent that stays silent is given up after its time, or as soon as nobody waits any more', async () => {
  const abort = new AbortController();
  const agent = agentAt(join(root, 'silent.sock'), abort.signal);
  const server = await agentThat(agent.socketPath, () => new Promise<Uint8Array>(() => undefined));
  const late = await askAgent(agent, Uint8Array.of(11), 50);
  assert.ok(!late.ok && late.error.code === 'keyring/agent-timed-out');
  const waiting = askAgent(agent, Uint8Array.of(11));
  abort.abort();
  const cancelled = await waiting;
  assert.ok(!cancelled.ok && cancelled.error.code === 'keyring/agent-cancelled');
  const afterwards = await askAgent(agent, Uint8Array.of(11));
  assert.ok(!afterwards.ok && afterwards.error.code === 'keyring/agent-cancelled');
  server.close();
});
