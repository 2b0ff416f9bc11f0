import { concatBytes, fromUtf8, utf8 } from '../../shared/bytes.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { type PublicKey, publicKeyFromSshBlob, sshBlobOf } from '../../shared/statement/public-key.ts';
import { SshReader, sshString, uint32 } from '../../shared/statement/ssh-wire.ts';
import { armorSshsig, type SshsigNamespace, sshsigMessage, verifySshsig } from '../../shared/statement/sshsig.ts';
import { askAgent } from './agent-socket.ts';
import { type KeyringError, keyringError } from './keyring-error.ts';

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
export async function listAgentKeys(socketPath: string): Promise<Result<readonly AgentKey[], KeyringError>> {
  const answer = await askAgent(socketPath, Uint8Array.of(REQUEST_IDENTITIES));
  if (!answer.ok) return answer;
  const reader = new SshReader(answer.value.subarray(1));
  const count = reader.uint32();
  if (answer.value[0] !== IDENTITIES_ANSWER || count === null) return err(refused(socketPath, 'list its keys'));
  const keys: AgentKey[] = [];
  for (let i = 0; i < count; i++) {
    const blob = reader.string();
    const comment = reader.string();
    if (blob === null || comment === null) return err(refused(socketPath, 'list its keys'));
    const key = publicKeyFromSshBlob(blob);
    if (key.ok) keys.push({ key: key.value, comment: fromUtf8(comment) ?? '' });
  }
  return ok(keys);
}

/**
 * Has the agent sign, and gives the armored SSHSIG. An agent signs whatever bytes it gets but with a token adds its own
 * framing, so that DSSE's signature cannot be had from all of them: OpenSSH's own format is the one that all can make.
 */
export async function signSshByAgent(
  socketPath: string,
  key: PublicKey,
  message: Uint8Array,
  namespace: SshsigNamespace,
): Promise<Result<string, KeyringError>> {
  const request = concatBytes(
    Uint8Array.of(SIGN_REQUEST),
    sshString(sshBlobOf(key)),
    sshString(sshsigMessage(message, namespace)),
    uint32(NO_FLAGS),
  );
  const answer = await askAgent(socketPath, request);
  if (!answer.ok) return answer;
  const reader = new SshReader(answer.value.subarray(1));
  const signature = reader.string();
  if (answer.value[0] !== SIGN_RESPONSE || signature === null || !reader.atEnd) {
    return err(refused(socketPath, 'sign with this key'));
  }
  const armored = armorSshsig(key, namespace, signature);
  const verified = verifySshsig(utf8(armored), message, namespace, [{ key, name: '', roles: [] }]);
  return verified.ok ? ok(armored) : err(refused(socketPath, 'sign with this key'));
}

function refused(where: string, what: string): KeyringError {
  return keyringError(
    'agent-refused',
    `The ssh-agent did not ${what}: unlock it, touch the token, and try again.`,
    where,
  );
}
