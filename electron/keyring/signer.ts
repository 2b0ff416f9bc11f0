import { err, ok, type Result } from '../../shared/result.ts';
import { signEnvelope } from '../../shared/statement/dsse.ts';
import type { Ed25519PublicKey } from '../../shared/statement/public-key.ts';
import { type SshsigNamespace, signSsh } from '../../shared/statement/sshsig.ts';
import type { AgentAt } from './agent-socket.ts';
import { signWithSeed } from './ed25519-private.ts';
import type { Identity } from './identity.ts';
import { type KeyringError, keyringError } from './keyring-error.ts';
import { signDsseByAgent, signSshByAgent } from './ssh-agent.ts';

/** Someone who can sign, wherever the private key is. After `lock` everything is refused. */
export interface Signer {
  readonly identity: Identity;
  /** The DSSE envelope's bytes around `payload`; `null` where the key cannot sign DSSE's PAE: a token adds to what it signs. */
  signDsse(payload: Uint8Array): Promise<Result<Uint8Array | null, KeyringError>>;
  /** An armored OpenSSH signature (SSHSIG) over `message`, as `ssh-keygen -Y sign` makes it. */
  signSsh(message: Uint8Array, namespace: SshsigNamespace): Promise<Result<string, KeyringError>>;
  lock(): void;
}

/**
 * An identity whose private key is in memory. The key is in one buffer, which `lock` overwrites; the runtime may hold
 * copies of its own for as long as one signature takes.
 */
export interface UnlockedSigner extends Signer {
  readonly key: Ed25519PublicKey;
  signDsse(payload: Uint8Array): Promise<Result<Uint8Array, KeyringError>>;
}

export function signDsseWithSeed(payload: Uint8Array, key: Ed25519PublicKey, seed: Uint8Array): Promise<Uint8Array> {
  return signEnvelope(payload, key, async (message) => signWithSeed(seed, message));
}

/** Takes over `seed`: the caller keeps no copy. */
export function unlockedSigner(identity: Identity, key: Ed25519PublicKey, seed: Buffer): UnlockedSigner {
  const sign = async (message: Uint8Array) => signWithSeed(seed, message);
  const lock = new Lock(identity);
  return {
    identity,
    key,
    signDsse: (payload) => lock.pass(async () => ok(await signDsseWithSeed(payload, key, seed))),
    signSsh: (message, namespace) => lock.pass(async () => ok(await signSsh(message, namespace, key, sign))),
    lock: () => {
      lock.close();
      seed.fill(0);
    },
  };
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

  async pass<T>(work: () => Promise<Result<T, KeyringError>>): Promise<Result<T, KeyringError>> {
    if (!this.#closed) return work();
    return err(keyringError('locked', 'The key is locked again: unlock it and sign anew.', this.#identity.name));
  }
}
