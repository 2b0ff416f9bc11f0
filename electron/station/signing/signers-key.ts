import { basename } from 'node:path';
import type { KeyProof } from '../../../shared/contract/sign.ts';
import type { SealedSecret } from '../../../shared/contract/typed.ts';
import type { KeyView } from '../../../shared/contract/views.ts';
import { type Failure, type FailureArea, type FailureCode, failure } from '../../../shared/failure/failure.ts';
import type { JournalEvent } from '../../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { KnownAgent } from '../../core/keyring/agent-environment.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import type { AgentCode, KeyringFailure } from '../../core/keyring/keyring-failure.ts';
import type { Signer, UnlockedSigner } from '../../core/keyring/signer.ts';
import { beforehand, passedOn } from '../passed-on.ts';
import type { Station } from '../station.ts';
import { CANCELLED } from './ceremony.ts';
import { unlockFileRecorded, unlockRecorded } from './unlock.ts';

type Parts = Pick<Station, 'answers' | 'keyring' | 'record' | 'session' | 'ownKeys'>;
type AgentEvent = JournalEvent & { readonly kind: 'agent-asked' };

/**
 * The private key of whoever signs in one ceremony, wherever it is: kept here under a passphrase, in a key file of their
 * own, or behind an ssh-agent. Which file and which agent is chosen anew for each signature, and stays in this process.
 */
export class SignersKey {
  readonly #station: Parts;
  readonly #signer: Identity;
  readonly #area: FailureArea;
  readonly #purpose: AgentEvent['purpose'];
  #keyFile: string | null = null;
  #agent: KnownAgent | null;

  constructor(station: Parts, signer: Identity, purpose: AgentEvent['purpose']) {
    this.#station = station;
    this.#signer = signer;
    this.#purpose = purpose;
    this.#area = purpose === 'sign-in' ? 'identity' : 'sign';
    this.#agent = station.ownKeys.agent;
  }

  view(): KeyView {
    if (this.#signer.custody === 'station') return { kind: 'station' };
    const agent = this.#agent;
    return {
      kind: 'elsewhere',
      inToken: this.#signer.publicKey.kind === 'sk-ed25519',
      keyFile: this.#keyFile === null ? null : basename(this.#keyFile),
      agent:
        agent === null
          ? null
          : { name: basename(agent.socketPath), origin: agent.origin, mayBeForwarded: agent.mayBeForwarded },
    };
  }

  async chooseKeyFile(): Promise<Result<'next', Failure>> {
    if (this.#signer.custody === 'station') return err(KEPT_HERE);
    const chosen = await this.#station.ownKeys.askForKeyFile();
    if (!chosen.ok) return chosen;
    this.#keyFile = chosen.value ?? this.#keyFile;
    return ok('next');
  }

  async chooseAgent(): Promise<Result<'next', Failure>> {
    if (this.#signer.custody === 'station') return err(KEPT_HERE);
    const chosen = await this.#station.ownKeys.askForAgent();
    if (!chosen.ok) return chosen;
    if (chosen.value !== null) this.#agent = { socketPath: chosen.value, origin: 'chosen', mayBeForwarded: false };
    return ok('next');
  }

  /**
   * Opens the key for one use and locks it again. Every outcome is journalled; a key that was shown to be there signs in.
   * Once `cancelled`, an agent is not waited for any more, and whatever was signed counts for nothing.
   */
  async withSigner<T>(
    proof: KeyProof,
    cancelled: AbortSignal,
    work: (signer: Signer) => Promise<Result<T, KeyringFailure>>,
  ): Promise<Result<T, Failure>> {
    const used =
      proof.by === 'agent'
        ? await this.#throughAgent(cancelled, work)
        : await this.#unlocked(proof.passphrase, cancelled, work);
    return used.ok && cancelled.aborted ? err(CANCELLED) : used;
  }

  async #unlocked<T>(
    passphrase: SealedSecret,
    cancelled: AbortSignal,
    work: (signer: Signer) => Promise<Result<T, KeyringFailure>>,
  ): Promise<Result<T, Failure>> {
    const unlocked = await this.open(passphrase, cancelled);
    if (!unlocked.ok) return unlocked;
    try {
      const done = await work(unlocked.value);
      return done.ok ? done : err(passedOn(this.#area, done.error));
    } finally {
      unlocked.value.lock();
    }
  }

  /** Opens the key, kept here or in a file, for whoever locks it again. Every attempt is journalled. */
  async open(passphrase: SealedSecret, cancelled: AbortSignal): Promise<Result<UnlockedSigner, Failure>> {
    const attempt = { identity: this.#signer.id, area: this.#area, cancelled };
    if (this.#signer.custody === 'station') return unlockRecorded(this.#station, attempt, passphrase);
    if (this.#keyFile !== null) return unlockFileRecorded(this.#station, attempt, this.#keyFile, passphrase);
    return err(failure('sign/no-key-file'));
  }

  async #throughAgent<T>(
    cancelled: AbortSignal,
    work: (signer: Signer) => Promise<Result<T, KeyringFailure>>,
  ): Promise<Result<T, Failure>> {
    const agent = this.#agent;
    if (agent === null) return err(NO_AGENT);
    const { socketPath } = agent;
    const signer = await this.#station.keyring.throughAgent(this.#signer.id, { socketPath, signal: cancelled });
    const done = signer.ok ? await work(signer.value) : signer;
    if (signer.ok) signer.value.lock();
    const outcome = done.ok ? 'signed' : outcomeOf(done.error);
    if (outcome !== null) {
      const recorded = await this.#station.record({
        kind: 'agent-asked',
        identity: this.#signer.id,
        purpose: this.#purpose,
        socket: socketPath,
        mayBeForwarded: agent.mayBeForwarded,
        outcome,
      });
      const entered = beforehand(recorded);
      if (!entered.ok) return entered;
    }
    if (!done.ok) return err(passedOn(this.#area, { ...done.error, where: basename(socketPath) }));
    if (!cancelled.aborted) this.#station.session.proven(this.#signer.id);
    return done;
  }
}

const OUTCOME: Readonly<Record<AgentCode, AgentEvent['outcome']>> = {
  'keyring/agent-unreachable': 'unreachable',
  'keyring/agent-path': 'unreachable',
  'keyring/agent-closed': 'unreachable',
  'keyring/agent-malformed': 'unreachable',
  'keyring/agent-timed-out': 'timed-out',
  'keyring/agent-cancelled': 'cancelled',
  'keyring/agent-without-key': 'without-key',
  'keyring/agent-no-list': 'refused',
  'keyring/agent-refused': 'refused',
};

/** `null` for what is no agent's doing: then none was asked. */
function outcomeOf({ code }: KeyringFailure): AgentEvent['outcome'] | null {
  return isAgentCode(code) ? OUTCOME[code] : null;
}

function isAgentCode(code: FailureCode): code is AgentCode {
  return Object.hasOwn(OUTCOME, code);
}

const KEPT_HERE = failure('sign/key-kept-here');
const NO_AGENT = failure('sign/no-agent');
