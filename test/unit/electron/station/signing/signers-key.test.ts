import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { KnownAgent } from '../../../../../electron/core/keyring/agent-environment.ts';
import type { Identity } from '../../../../../electron/core/keyring/identity.ts';
import { Session } from '../../../../../electron/station/session.ts';
import { SignersKey } from '../../../../../electron/station/signing/signers-key.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sayFailure } from '../../../../../shared/failure/say.ts';
import { ok } from '../../../../../shared/result.ts';
import { SIGN_IN_NAMESPACE } from '../../../../../shared/statement/sshsig.ts';
import { agentThat, FAILURE, tokenAgent } from '../../../../helpers/agents.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { strangerKey, testKey } from '../../../../helpers/statements.ts';
import { typedPassphrase } from '../../../../helpers/typed.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-signers-key-'));
after(() => rm(root, { recursive: true }));

let sockets = 0;
const BY_AGENT = { by: 'agent' } as const;
const CHALLENGE = utf8('challenge');

/** A station with a token's holder, and their key as one ceremony uses it. */
async function withToken(socket: string | null) {
  const small = await smallStation();
  const { identity } = await small.token('Tess Token', 'owner', testKey(7));
  const agent: KnownAgent | null =
    socket === null ? null : { socketPath: join(root, socket), origin: 'environment', mayBeForwarded: false };
  const chosen: { keyFile: string | null; agent: string | null } = { keyFile: null, agent: null };
  const session = new Session({ keyring: small.keyring, record: small.record, now: () => 0 });
  const ownKeys = { agent, askForKeyFile: async () => ok(chosen.keyFile), askForAgent: async () => ok(chosen.agent) };
  const keyOf = (of: Identity) => new SignersKey({ ...small, session, ownKeys }, of, 'sign-in');
  const lastEvent = () => small.journal.entries().at(-1)?.event;
  return { ...small, identity, session, chosen, keyOf, lastEvent };
}

const sign = (key: SignersKey, cancelled = new AbortController().signal) =>
  key.withSigner(BY_AGENT, cancelled, (signer) => signer.signSsh(CHALLENGE, SIGN_IN_NAMESPACE));

for (const [outcome, code, listen] of [
  ['unreachable', 'identity/agent-unreachable', async () => null],
  ['without-key', 'identity/agent-without-key', (socket: string) => tokenAgent(socket, strangerKey)],
  ['refused', 'identity/agent-no-list', (socket: string) => agentThat(socket, async () => FAILURE)],
  [
    'refused',
    'identity/agent-refused',
    (socket: string) => tokenAgent(socket, testKey(7), { touched: async () => false }),
  ],
  ['refused', 'identity/agent-refused', (socket: string) => tokenAgent(socket, testKey(7), { flags: 0 })],
] as const) {
  test(`an agent that ends with ${code} is journalled as ${outcome}, and signs nobody in`, async () => {
    sockets += 1;
    const socket = `agent-${sockets}.sock`;
    const server = await listen(join(root, socket));
    const { identity, keyOf, lastEvent, session } = await withToken(socket);
    const signed = await sign(keyOf(identity));
    assert.ok(!signed.ok);
    assert.equal(signed.error.code, code);
    assert.equal(signed.error.where, socket);
    const event = lastEvent();
    assert.ok(event?.kind === 'agent-asked');
    assert.deepEqual([event.outcome, event.purpose, event.identity], [outcome, 'sign-in', identity.id]);
    assert.equal(session.identity(), null);
    server?.close();
  });
}

test('a token that was touched signs, is journalled, and its holder is there', async () => {
  const server = await tokenAgent(join(root, 'good.sock'), testKey(7));
  const { identity, keyOf, lastEvent, session } = await withToken('good.sock');
  const signed = await sign(keyOf(identity));
  assert.ok(signed.ok, signed.ok ? '' : sayFailure(signed.error));
  const event = lastEvent();
  assert.ok(event?.kind === 'agent-asked' && event.outcome === 'signed');
  assert.equal(session.identity()?.id, identity.id);
  server.close();
});

test('whoever cancels while an agent is asked gets nothing of it, and the journal says so', async () => {
  const server = await agentThat(join(root, 'silent.sock'), () => new Promise<Uint8Array>(() => undefined));
  const { identity, keyOf, lastEvent, session } = await withToken('silent.sock');
  const over = new AbortController();
  const waiting = sign(keyOf(identity), over.signal);
  over.abort();
  const signed = await waiting;
  assert.ok(!signed.ok && signed.error.code === 'identity/agent-cancelled');
  const event = lastEvent();
  assert.ok(event?.kind === 'agent-asked' && event.outcome === 'cancelled');
  assert.equal(session.identity(), null);
  server.close();
});

test('what a passphrase opened counts for nothing once the window is gone', async () => {
  const { owner, keyOf, keyring, password } = await withToken(null);
  const over = new AbortController();
  const proof = { by: 'passphrase', passphrase: await typedPassphrase(keyring, password) } as const;
  const signed = await keyOf(owner).withSigner(proof, over.signal, async (signer) => {
    over.abort();
    return signer.signSsh(CHALLENGE, SIGN_IN_NAMESPACE);
  });
  assert.ok(!signed.ok && signed.error.code === 'sign/cancelled');
});

test('a path stays here: the window sees names alone, and chooses nothing for a key that is kept here', async () => {
  const { identity, owner, chosen, keyOf } = await withToken(null);
  const key = keyOf(identity);
  assert.deepEqual(key.view(), { kind: 'elsewhere', inToken: true, keyFile: null, agent: null });
  const nobody = await sign(key);
  assert.ok(!nobody.ok && nobody.error.code === 'sign/no-agent');
  chosen.agent = '/run/user/1000/my-agent';
  chosen.keyFile = '/home/tess/.ssh/id_ed25519';
  assert.ok((await key.chooseAgent()).ok && (await key.chooseKeyFile()).ok);
  assert.deepEqual(key.view(), {
    kind: 'elsewhere',
    inToken: true,
    keyFile: 'id_ed25519',
    agent: { name: 'my-agent', origin: 'chosen', mayBeForwarded: false },
  });
  const here = keyOf(owner);
  assert.deepEqual(here.view(), { kind: 'station' });
  for (const refused of [await here.chooseAgent(), await here.chooseKeyFile()]) {
    assert.ok(!refused.ok && refused.error.code === 'sign/key-kept-here');
  }
});
