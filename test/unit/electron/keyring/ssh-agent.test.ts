import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { askAgent } from '../../../../electron/keyring/agent-socket.ts';
import { listAgentKeys, signSshByAgent } from '../../../../electron/keyring/ssh-agent.ts';
import { concatBytes, utf8 } from '../../../../shared/bytes.ts';
import { parsePublicKey, type SecurityKey, sshBlobOf, toOpenSsh } from '../../../../shared/statement/public-key.ts';
import { SshReader, sshString, uint32 } from '../../../../shared/statement/ssh-wire.ts';
import { ownerKey, strangerKey } from '../../../helpers/statements.ts';

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

test('stock ssh-agent lists its key and signs what stock ssh-keygen verifies', async () => {
  const socket = join(root, 'agent.sock');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  try {
    while (!(await isThere(socket))) await sleep(20);
    const keyFile = join(root, 'id');
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'Ada at work', '-f', keyFile]);
    spawnSync('ssh-keygen', ['-q', '-t', 'ecdsa', '-N', '', '-f', join(root, 'other')]);
    for (const file of [join(root, 'other'), keyFile]) {
      assert.equal(spawnSync('ssh-add', ['-q', file], { env: { ...process.env, SSH_AUTH_SOCK: socket } }).status, 0);
    }
    const line = await readFile(`${keyFile}.pub`, 'utf8');
    const expected = parsePublicKey(utf8(line));
    const listed = await listAgentKeys(socket);
    assert.ok(listed.ok && expected.ok);
    assert.deepEqual(listed.value, [{ key: expected.value.key, comment: 'Ada at work' }]);
    const signed = await signSshByAgent(socket, expected.value.key, MESSAGE, NAMESPACE);
    assert.ok(signed.ok, JSON.stringify(signed));
    assert.ok(await stockAccepts(signed.value, line));
    assert.ok(!(await stockAccepts(signed.value, line, utf8('{"hold":false}'))));
    const stranger = await signSshByAgent(socket, strangerKey.key, MESSAGE, NAMESPACE);
    assert.ok(!stranger.ok && stranger.error.code === 'agent-refused');
  } finally {
    agent.kill();
    await once(agent, 'exit');
  }
});

test('a key in a token signs through its agent what stock ssh-keygen verifies, and only when it was touched', async () => {
  const token: SecurityKey = { ...ownerKey.key, kind: 'sk-ed25519', application: 'ssh:' };
  for (const [flags, accepted] of [
    [0x01, true],
    [0x00, false],
  ] as const) {
    const socket = join(root, `token-${flags}.sock`);
    const server = await agentThat(socket, async (request) => tokenAnswer(token, request, flags));
    const listed = await listAgentKeys(socket);
    assert.ok(listed.ok);
    assert.deepEqual(listed.value, [{ key: token, comment: 'token' }]);
    const signed = await signSshByAgent(socket, token, MESSAGE, NAMESPACE);
    assert.equal(signed.ok, accepted);
    if (signed.ok) assert.ok(await stockAccepts(signed.value, toOpenSsh(token, '')));
    server.close();
  }
});

test('an agent that is absent, silent, talkative or signs something else is refused', async () => {
  const absent = await listAgentKeys(join(root, 'nobody.sock'));
  assert.ok(!absent.ok && absent.error.code === 'agent-unreachable');
  const relative = await listAgentKeys('agent.sock');
  assert.ok(!relative.ok && relative.error.code === 'agent-unreachable');
  const answers: Record<string, [Uint8Array, string]> = {
    endless: [concatBytes(uint32(0xffffffff), utf8('x')), 'agent-unreachable'],
    talkative: [concatBytes(sshString(Uint8Array.of(5)), utf8('x')), 'agent-unreachable'],
    failure: [sshString(Uint8Array.of(5)), 'agent-refused'],
    empty: [sshString(new Uint8Array()), 'agent-refused'],
    'another signature': [
      sshString(
        concatBytes(
          Uint8Array.of(14),
          sshString(concatBytes(sshString(utf8('ssh-ed25519')), sshString(Buffer.alloc(64)))),
        ),
      ),
      'agent-refused',
    ],
  };
  for (const [name, [answer, code]] of Object.entries(answers)) {
    const socket = join(root, `${name}.sock`);
    const server = await agentThat(socket, async () => answer);
    const signed = await signSshByAgent(socket, ownerKey.key, MESSAGE, NAMESPACE);
    assert.ok(!signed.ok && signed.error.code === code, name);
    server.close();
  }
  const silent = join(root, 'silent.sock');
  const server = await agentThat(silent, () => new Promise<Uint8Array>(() => undefined));
  const late = await askAgent(silent, Uint8Array.of(11), 50);
  assert.ok(!late.ok && late.error.code === 'agent-unreachable');
  server.close();
});

/** An agent that answers each request, framed as it came, with these bytes. */
async function agentThat(socket: string, answer: (request: Uint8Array) => Promise<Uint8Array>): Promise<Server> {
  const server = createServer((connection) => {
    connection.once('data', async (request) => connection.end(await answer(request)));
  });
  server.listen(socket);
  await once(server, 'listening');
  return server;
}

/** What an agent with a FIDO token answers (OpenSSH PROTOCOL.u2f): the token signs H(application), flags, counter, H(data). */
async function tokenAnswer(token: SecurityKey, request: Uint8Array, flags: number): Promise<Uint8Array> {
  const reader = new SshReader(request.subarray(5));
  if (request[4] === 11) {
    return sshString(concatBytes(Uint8Array.of(12), uint32(1), sshString(sshBlobOf(token)), sshString(utf8('token'))));
  }
  reader.string();
  const data = reader.string();
  assert.ok(data);
  const counter = concatBytes(Uint8Array.of(flags), uint32(7));
  const signature = await ownerKey.sign(concatBytes(sha256(utf8(token.application)), counter, sha256(data)));
  const blob = concatBytes(sshString(utf8('sk-ssh-ed25519@openssh.com')), sshString(signature), counter);
  return sshString(concatBytes(Uint8Array.of(14), sshString(blob)));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
