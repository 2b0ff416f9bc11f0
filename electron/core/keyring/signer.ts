import { failure } from '../../../shared/failure/failure.ts';
import type { Ed25519PublicKey } from '../../../shared/key/public-key.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { envelopeOf, pae } from '../../../shared/statement/dsse.ts';
import { armorEd25519, type SshsigNamespace, sshsigMessage } from '../../../shared/statement/sshsig.ts';
import type { AgentAt } from './agent-socket.ts';
import type { Identity } from './identity.ts';
import type { KeyAtHand } from './key-processes.ts';
import type { KeyringFailure } from './keyring-failure.ts';
import { signDsseByAgent, signSshByAgent } from './ssh-agent.ts';

/** Someone who can sign, wherever the private key is. After `lock` everything is refused. */
export interface Signer {
  readonly identity: Identity;
  /** The DSSE envelope's bytes around `payload`; `null` where the key cannot sign DSSE's PAE: a token adds to what it signs. */
  signDsse(payload: Uint8Array): Promise<Result<Uint8Array | null, KeyringFailure>>;
  /** An armored OpenSSH signature (SSHSIG) over `message`, as `ssh-keygen -Y sign` makes it. */
  signSsh(message: Uint8Array, namespace: SshsigNamespace): Promise<Result<string, KeyringFailure>>;
  lock(): void;
}

/** An identity whose private key is in a key process, which `lock` ends. */
export interface UnlockedSigner extends Signer {
  readonly key: Ed25519PublicKey;
  signDsse(payload: Uint8Array): Promise<Result<Uint8Array, KeyringFailure>>;
  /** From now on it signs these statements and nothing else. Its process holds to that too. */
  only(statements: readonly SignableStatement[]): Promise<Result<null, KeyringFailure>>;
}

/** A statement's payload, with the namespace of its OpenSSH signature. */
export interface SignableStatement {
  readonly payload: Uint8Array;
  readonly namespace: SshsigNamespace;
}

/** Takes over the key: the caller leaves it alone. */
export function unlockedSigner(identity: Identity, atHand: KeyAtHand): UnlockedSigner {
  const lock = new Lock(identity);
  return {
    identity,
    key: atHand.key,
    signDsse: (payload) => lock.pass(() => signDsse(payload, atHand)),
    signSsh: (message, namespace) =>
      lock.pass(async () => {
        const signature = await atHand.sign(sshsigMessage(message, namespace));
        return signature.ok ? ok(armorEd25519(atHand.key, namespace, signature.value)) : signature;
      }),
    only: (statements) =>
      lock.pass(() =>
        atHand.only(statements.flatMap(({ payload, namespace }) => [pae(payload), sshsigMessage(payload, namespace)])),
      ),
    lock: () => {
      lock.close();
      atHand.end();
    },
  };
}

/** The DSSE envelope around `payload`, signed by a key at hand. */
export async function signDsse(
  payload: Uint8Array,
  { key, sign }: Pick<KeyAtHand, 'key' | 'sign'>,
): Promise<Result<Uint8Array, KeyringFailure>> {
  const signature = await sign(pae(payload));
  return signature.ok ? ok(envelopeOf(payload, [{ key, signature: signature.value }])) : signature;
}

/** An identity whose key is behind an ssh-agent. It asks its holder itself, for each signature. */
export function agentSigner(identity: Identity, agent: AgentAt): Signer {
  const lock = new Lock(identity);
  const { publicKey } = identity;
  return {
    identity,
    signDsse: (payload) =>
      publicKey.kind === 'ed25519'
        ? lock.pass(() => signDsseByAgent(agent, publicKey, payload))
        : lock.pass(async () => ok(null)),
    signSsh: (message, namespace) => lock.pass(() => signSshByAgent(agent, publicKey, message, namespace)),
    lock: () => lock.close(),
  };
}

class Lock {
  readonly #identity: Identity;
  #closed = false;

  constructor(identity: Identity) {
    this.#identity = identity;
  }

  close(): void {
    this.#closed = true;
  }

  async pass<T>(work: () => Promise<Result<T, KeyringFailure>>): Promise<Result<T, KeyringFailure>> {
    if (!this.#closed) return work();
    return err(failure('keyring/locked', { where: this.#identity.name }));
  }
}
