import { concatBytes, equalBytes, fromUtf8, utf8 } from '../../../shared/encoding/bytes.ts';
import { failure } from '../../../shared/failure/failure.ts';
import { verifyEd25519 } from '../../../shared/key/ed25519.ts';
import {
  type Ed25519PublicKey,
  type PublicKey,
  publicKeyFromSshBlob,
  sshBlobOf,
} from '../../../shared/key/public-key.ts';
import { SshReader, sshString, uint32 } from '../../../shared/key/ssh-wire.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { envelopeOf, pae } from '../../../shared/statement/dsse.ts';
import { armorSshsig, type SshsigNamespace, sshsigMessage, verifySshsig } from '../../../shared/statement/sshsig.ts';
import { type AgentAt, askAgent } from './agent-socket.ts';
import type { KeyringFailure } from './keyring-failure.ts';

/** A key that an agent offers, in software or in a token behind it. */
export interface AgentKey {
  readonly key: PublicKey;
  /** Untrusted text. */
  readonly comment: string;
}

/** Message numbers of draft-ietf-sshm-ssh-agent, section 6.1. */
const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
const NO_FLAGS = 0;

/** The agent's Ed25519 keys, `sk-ssh-ed25519@openssh.com` included; keys of other types are left out. */
export async function listAgentKeys(agent: AgentAt): Promise<Result<readonly AgentKey[], KeyringFailure>> {
  const answer = await askAgent(agent, Uint8Array.of(REQUEST_IDENTITIES));
  if (!answer.ok) return answer;
  const reader = new SshReader(answer.value.subarray(1));
  const count = reader.uint32();
  if (answer.value[0] !== IDENTITIES_ANSWER || count === null)
    return err(failure('keyring/agent-no-list', { where: agent.socketPath }));
  const keys: AgentKey[] = [];
  for (let i = 0; i < count; i++) {
    const blob = reader.string();
    const comment = reader.string();
    if (blob === null || comment === null) return err(failure('keyring/agent-no-list', { where: agent.socketPath }));
    const key = publicKeyFromSshBlob(blob);
    if (key.ok) keys.push({ key: key.value, comment: fromUtf8(comment) ?? '' });
  }
  return ok(keys);
}

/** `agent-without-key` unless the agent offers exactly this key; for a token, under the application it was enrolled for. */
export async function findInAgent(agent: AgentAt, key: PublicKey): Promise<Result<void, KeyringFailure>> {
  const listed = await listAgentKeys(agent);
  if (!listed.ok) return listed;
  if (listed.value.some((one) => equalBytes(sshBlobOf(one.key), sshBlobOf(key)))) return ok(undefined);
  return err(failure('keyring/agent-without-key', { where: agent.socketPath }));
}

/** Has the agent sign, and gives the armored SSHSIG: the one format that every key in an agent can make. */
export async function signSshByAgent(
  agent: AgentAt,
  key: PublicKey,
  message: Uint8Array,
  namespace: SshsigNamespace,
): Promise<Result<string, KeyringFailure>> {
  const blob = await signByAgent(agent, key, sshsigMessage(message, namespace));
  if (!blob.ok) return blob;
  const armored = armorSshsig(key, namespace, blob.value);
  const verified = verifySshsig(utf8(armored), message, namespace, [{ key, name: '', roles: [] }]);
  return verified.ok ? ok(armored) : err(refused(agent));
}

/**
 * Has the agent sign DSSE's PAE, and gives the envelope's bytes. Only a key in software: an agent signs whatever bytes it
 * gets and puts RFC 8032's 64 bytes into the signature blob (RFC 8709, section 6), but a token adds framing of its own.
 */
export async function signDsseByAgent(
  agent: AgentAt,
  key: Ed25519PublicKey,
  payload: Uint8Array,
): Promise<Result<Uint8Array, KeyringFailure>> {
  const blob = await signByAgent(agent, key, pae(payload));
  if (!blob.ok) return blob;
  const reader = new SshReader(blob.value);
  const type = reader.string();
  const signature = reader.string();
  const isRaw = type !== null && fromUtf8(type) === 'ssh-ed25519' && reader.atEnd;
  if (!isRaw || signature === null || !verifyEd25519(key.bytes, pae(payload), signature)) {
    return err(refused(agent));
  }
  return ok(envelopeOf(payload, [{ key, signature }]));
}

/** The signature blob over exactly these bytes, as the agent gives it: nothing is believed of it yet. */
async function signByAgent(
  agent: AgentAt,
  key: PublicKey,
  message: Uint8Array,
): Promise<Result<Uint8Array, KeyringFailure>> {
  const request = concatBytes(
    Uint8Array.of(SIGN_REQUEST),
    sshString(sshBlobOf(key)),
    sshString(message),
    uint32(NO_FLAGS),
  );
  const answer = await askAgent(agent, request);
  if (!answer.ok) return answer;
  const reader = new SshReader(answer.value.subarray(1));
  const signature = reader.string();
  return answer.value[0] !== SIGN_RESPONSE || signature === null || !reader.atEnd ? err(refused(agent)) : ok(signature);
}

function refused({ socketPath }: AgentAt): KeyringFailure {
  return failure('keyring/agent-refused', { where: socketPath });
}
