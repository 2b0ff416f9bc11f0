// ssh-agents to sign with: the stock one, and one of our own that holds a FIDO key in software.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentAt } from '../../electron/core/keyring/agent-socket.ts';
import { concatBytes, equalBytes, utf8 } from '../../shared/encoding/bytes.ts';
import { type SecurityKey, sshBlobOf } from '../../shared/key/public-key.ts';
import { SshReader, sshString, uint32 } from '../../shared/key/ssh-wire.ts';
import { armorSshsig, type SshsigNamespace, sshsigMessage } from '../../shared/statement/sshsig.ts';
import type { TestKey } from './statements.ts';

/** An agent that nobody stops waiting for. */
export function agentAt(socketPath: string, signal = new AbortController().signal): AgentAt {
  return { socketPath, signal };
}

/** The stock ssh-agent on this socket, once it listens. The caller stops it with `stopAgent`. */
export async function stockAgent(socket: string, ...keyFiles: readonly string[]): Promise<ChildProcess> {
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  while (!existsSync(socket)) await sleep(20);
  for (const file of keyFiles) addToAgent(socket, file);
  return agent;
}

export function addToAgent(socket: string, keyFile: string): void {
  const { status, stderr } = spawnSync('ssh-add', ['-q', keyFile], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
  if (status !== 0) throw new Error(`ssh-add: ${stderr}`);
}

export async function stopAgent(agent: ChildProcess): Promise<void> {
  agent.kill();
  if (agent.exitCode === null) await once(agent, 'exit');
}

/** The token whose private key is this key in software. */
export function tokenOf({ key }: TestKey, application = 'ssh:'): SecurityKey {
  return { ...key, kind: 'sk-ed25519', application };
}

/** How a token signs: OpenSSH's PROTOCOL.u2f, "SSH U2F signatures". */
export interface TokenOptions {
  readonly application?: string;
  /** Bit 0: the user was present. */
  readonly flags?: number;
  /** Resolves when the user touches the token; at once where there is none. `false`: they did not in time. */
  readonly touched?: () => Promise<boolean>;
}

/**
 * The signature blob of a token: it signs H(application), flags, counter, H(message), and says flags and counter beside
 * the signature.
 */
export async function tokenSignature(
  key: TestKey,
  message: Uint8Array,
  { application = 'ssh:', flags = 0x01 }: TokenOptions = {},
  counter = 1,
): Promise<Uint8Array> {
  const state = concatBytes(Uint8Array.of(flags), uint32(counter));
  const signature = await key.sign(concatBytes(sha256(utf8(application)), state, sha256(message)));
  return concatBytes(sshString(utf8('sk-ssh-ed25519@openssh.com')), sshString(signature), state);
}

/** The armored OpenSSH signature of a token over `message`. */
export async function tokenSshsig(
  key: TestKey,
  message: Uint8Array,
  namespace: SshsigNamespace,
  options: TokenOptions = {},
): Promise<string> {
  const blob = await tokenSignature(key, sshsigMessage(message, namespace), options);
  return armorSshsig(tokenOf(key, options.application), namespace, blob);
}

/** An agent that holds one token and speaks draft-ietf-sshm-ssh-agent as far as listing and signing. */
export async function tokenAgent(socket: string, key: TestKey, options: TokenOptions = {}): Promise<Server> {
  const blob = sshBlobOf(tokenOf(key, options.application));
  let counter = 0;
  const listed = concatBytes(Uint8Array.of(12), uint32(1), sshString(blob), sshString(utf8('token')));
  return agentThat(socket, async (request) => {
    const reader = new SshReader(request.subarray(1));
    if (request[0] === 11) return sshString(listed);
    const [asked, message] = [reader.string(), reader.string()];
    const isOurs = request[0] === 13 && asked !== null && message !== null && equalBytes(asked, blob);
    if (!isOurs || (options.touched !== undefined && !(await options.touched()))) return FAILURE;
    counter += 1;
    return sshString(concatBytes(Uint8Array.of(14), sshString(await tokenSignature(key, message, options, counter))));
  });
}

/** SSH_AGENT_FAILURE, framed. */
export const FAILURE = sshString(Uint8Array.of(5));

/** An agent that answers each request, given without its length, with these bytes as they are. */
export async function agentThat(socket: string, answer: (request: Uint8Array) => Promise<Uint8Array>): Promise<Server> {
  const server = createServer((connection) => {
    connection.on('error', () => undefined);
    connection.once('data', async (framed) => connection.end(await answer(framed.subarray(4))));
  });
  server.listen(socket);
  await once(server, 'listening');
  return server;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
