import { join } from 'node:path';
import type { SealedSecret } from '../../../shared/contract/typed.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { failure, notDone } from '../../../shared/failure/failure.ts';
import type { PublicKey } from '../../../shared/key/public-key.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import type { Calls } from '../files/calls.ts';
import { ensureOwnFolder } from '../files/durable.ts';
import { type FileFailure, isFileFailure } from '../files/file-failure.ts';
import { OneAtATime } from '../files/one-at-a-time.ts';
import type { ReadBackSource } from '../files/read-back.ts';
import { DEFAULT_WORK_FACTOR } from './age-file.ts';
import type { AgentAt } from './agent-socket.ts';
import { type Identity, trustedKeyOf } from './identity.ts';
import { IdentityRecords, type NewIdentity, refusalOf } from './identity-records.ts';
import { type KeyAtHand, KeyProcesses, type LaunchKeyProcess } from './key-processes.ts';
import { KeyStore } from './key-store.ts';
import type { KeyringFailure } from './keyring-failure.ts';
import type { RecordsDamage } from './record-store.ts';
import { agentSigner, type Signer, signDsse, type UnlockedSigner, unlockedSigner } from './signer.ts';
import { findInAgent } from './ssh-agent.ts';

export interface KeyringOptions {
  /** Starts a process that runs the bundled `key-process-main.ts`. */
  readonly launchKeyProcess: LaunchKeyProcess;
  /** The station's clock. */
  readonly now?: () => Date;
  /** scrypt's work factor for new key files; tests alone lower it. */
  readonly workFactor?: number;
}

/**
 * The identities of a station: public records that owners signed, and private keys as age files. One instance has the
 * folder to itself. Nothing here journals: the caller writes the entry for every outcome, refusals included. What makes or
 * ends an identity, or writes a key file, waits for keys: it looks at its `cancelled` right before it writes what counts,
 * and then writes nothing, and says `cancelled`.
 */
export class Keyring {
  readonly #records: IdentityRecords;
  readonly #keys: KeyStore;
  readonly #processes: KeyProcesses;
  readonly #queue = new OneAtATime();

  private constructor(records: IdentityRecords, keys: KeyStore, processes: KeyProcesses) {
    this.#records = records;
    this.#keys = keys;
    this.#processes = processes;
  }

  /** Opens the keyring, or makes an empty one. Of records that do not hold together it has those before the first damage. */
  static async open(folder: string, options: KeyringOptions): Promise<Result<Keyring, KeyringFailure>> {
    for (const part of ['.', 'records', 'keys']) {
      const made = await ensureOwnFolder(join(folder, part));
      if (!made.ok) return made;
    }
    const now = options.now ?? (() => new Date());
    const records = await IdentityRecords.open(join(folder, 'records'), now);
    if (!records.ok) return records;
    const workFactor = options.workFactor ?? DEFAULT_WORK_FACTOR;
    const processes = new KeyProcesses(options.launchKeyProcess);
    const keys = new KeyStore(join(folder, 'keys'), join(folder, 'attempts.json'), processes, now, workFactor);
    return ok(new Keyring(records.value, keys, processes));
  }

  /**
   * Starts a key process, and gives the age recipient to which a passphrase is sealed before it comes here. It waits for
   * ten minutes at most, and takes what is sealed to it once.
   */
  expectPassphrase(): Promise<Result<string, KeyringFailure>> {
    return this.#processes.expect();
  }

  /** Ends the key processes that nothing was sealed to: nobody is typing any more. */
  dismissPassphrases(): void {
    this.#processes.dismiss();
  }

  /** Everyone ever enrolled, in the order of enrolment. */
  identities(): readonly Identity[] {
    return this.#records.all();
  }

  /** What is wrong with the records: identities may be missing, and nobody can be added. `null` when they hold together. */
  get damage(): RecordsDamage | null {
    return this.#records.damage;
  }

  identity(id: Sha256): Identity | null {
    const found = this.#records.find(id);
    return found.ok ? found.value : null;
  }

  /** SHA-256 of the newest record's envelope, for the journal; `null` before the first. */
  get head(): Sha256 | null {
    return this.#records.head;
  }

  /** The envelopes of all records, in order: who enrolled, retired and revoked whom. */
  records(): readonly Uint8Array[] {
    return this.#records.envelopes;
  }

  /** Keys that may sign something new here. */
  activeKeys(): readonly TrustedKey[] {
    return this.identities()
      .filter(({ state }) => state.kind === 'active')
      .map(trustedKeyOf);
  }

  /** Keys whose earlier signatures still count: the active and the retired, never the revoked. */
  trustedKeys(): readonly TrustedKey[] {
    return this.identities()
      .filter(({ state }) => state.kind !== 'revoked')
      .map(trustedKeyOf);
  }

  /** Keys that were trusted and are revoked: what they signed gives nothing, and takes away what it took away. */
  revokedKeys(): readonly TrustedKey[] {
    return this.identities()
      .filter(({ state }) => state.kind === 'revoked')
      .map(trustedKeyOf);
  }

  /** The station's first identity, an owner, who signs its own enrolment: refused once there is one. */
  createFirstOwner(
    name: string,
    passphrase: SealedSecret,
    cancelled?: AbortSignal,
  ): Promise<Result<Identity, KeyringFailure>> {
    return this.#queue.run(async () => {
      if (this.head === null) return this.#create({ name, roles: ['owner'] }, passphrase, null, cancelled);
      return err(failure('keyring/owner-exists', { where: name }));
    });
  }

  /** A further identity with a key of its own, enrolled by an owner's signature. */
  createIdentity(
    wanted: NewIdentity,
    passphrase: SealedSecret,
    by: UnlockedSigner,
    cancelled?: AbortSignal,
  ): Promise<Result<Identity, KeyringFailure>> {
    return this.#queue.run(() => this.#create(wanted, passphrase, by, cancelled));
  }

  /**
   * Trusts a public key whose private key is elsewhere (another station, an OpenSSH key file, an agent), after its
   * holder has confirmed it. Signed by an owner.
   */
  enrolPublicKey(
    wanted: NewIdentity,
    key: PublicKey,
    by: UnlockedSigner,
    cancelled?: AbortSignal,
  ): Promise<Result<Identity, KeyringFailure>> {
    return this.#queue.run(() => this.#records.enrol(wanted, key, 'elsewhere', by, cancelled));
  }

  /**
   * Opens an active identity's key. A try is counted on disk as failed before the passphrase is known to be wrong, and
   * from the third failure in a row on each costs a growing wait (`wait`).
   */
  unlock(id: Sha256, passphrase: SealedSecret): Promise<Result<UnlockedSigner, KeyringFailure>> {
    return this.#queue.run(async () => {
      const identity = this.#records.holder(id, 'station');
      if (!identity.ok) return identity;
      const opened = await this.#keys.open(identity.value, passphrase);
      return opened.ok ? ok(unlockedSigner(identity.value, opened.value)) : opened;
    });
  }

  /** Has the key process that a passphrase is sealed to read an OpenSSH private key file, for `unlockKeyFile`. */
  async readKeyFile(path: string, passphrase: SealedSecret): Promise<Result<void, FileFailure | KeyringFailure>> {
    const process = this.#processes.waiting(passphrase);
    return process.ok ? process.value.read(path) : process;
  }

  /**
   * Opens the OpenSSH private key file, read before, of an identity that keeps its key itself. Failures count as in
   * `unlock`.
   */
  unlockKeyFile(id: Sha256, passphrase: SealedSecret): Promise<Result<UnlockedSigner, KeyringFailure>> {
    return this.#queue.run(async () => {
      const identity = this.#records.holder(id, 'elsewhere');
      if (!identity.ok) return identity;
      const opened = await this.#keys.openOpenSsh(identity.value, passphrase);
      return opened.ok ? ok(unlockedSigner(identity.value, opened.value)) : opened;
    });
  }

  /** A signer for an identity whose key that agent offers; each signature asks the agent anew. */
  async throughAgent(id: Sha256, agent: AgentAt): Promise<Result<Signer, KeyringFailure>> {
    const identity = this.#records.holder(id, 'elsewhere');
    if (!identity.ok) return identity;
    const found = await findInAgent(agent, identity.value.publicKey);
    return found.ok ? ok(agentSigner(identity.value, agent)) : found;
  }

  /**
   * Encrypts the key anew, under the next passphrase, sealed with the current one. Trying that is an unlock, with everything
   * that follows from failing.
   */
  changePassphrase(id: Sha256, typed: SealedSecret, cancelled?: AbortSignal): Promise<Result<void, KeyringFailure>> {
    return this.#queue.run(async () => {
      const identity = this.#records.holder(id, 'station');
      if (!identity.ok) return identity;
      return this.#writtenAnew(await this.#keys.open(identity.value, typed), cancelled);
    });
  }

  /** SHA-256 of an identity's key file: another one after each change of its passphrase, and once it was restored. */
  keyFileDigest(id: Sha256): Promise<Result<Sha256, KeyringFailure>> {
    return this.#keys.digest(id);
  }

  /** Copies the key file, encrypted as it is, to `path`, which must be free, and reads it back from there. */
  async backUpKey(id: Sha256, path: string, calls?: Calls): Promise<Result<ReadBackSource, KeyringFailure>> {
    const identity = this.#records.holder(id, 'station');
    return identity.ok ? this.#keys.backUp(id, path, calls) : identity;
  }

  /** Puts a backup in place of an identity's key file, once it has opened and holds that identity's key. */
  restoreKey(
    id: Sha256,
    backup: Uint8Array,
    passphrase: SealedSecret,
    cancelled?: AbortSignal,
  ): Promise<Result<void, KeyringFailure>> {
    return this.#queue.run(async () => {
      const identity = this.#records.holder(id, 'station');
      if (!identity.ok) return identity;
      return this.#writtenAnew(await this.#keys.openFile(identity.value, backup, passphrase), cancelled);
    });
  }

  /** From now on the identity signs nothing more; what it signed stays good. By an owner, with a reason. */
  retire(
    id: Sha256,
    reason: string,
    by: UnlockedSigner,
    cancelled?: AbortSignal,
  ): Promise<Result<Identity, KeyringFailure>> {
    return this.#queue.run(() => this.#records.end(id, { kind: 'retire', reason }, by, cancelled));
  }

  /**
   * For a key that someone else may have: nothing that the identity signed gives authority any more. What it took away (a
   * revocation, a later decision, a used grant) stays away. By an owner.
   */
  revoke(
    id: Sha256,
    reason: string,
    by: UnlockedSigner,
    cancelled?: AbortSignal,
  ): Promise<Result<Identity, KeyringFailure>> {
    return this.#queue.run(() => this.#records.end(id, { kind: 'revoke', reason }, by, cancelled));
  }

  async #writtenAnew(
    opened: Result<KeyAtHand, KeyringFailure>,
    cancelled: AbortSignal | undefined,
  ): Promise<Result<void, KeyringFailure>> {
    if (!opened.ok) return opened;
    try {
      return await this.#keys.write(opened.value, cancelled);
    } finally {
      opened.value.end();
    }
  }

  async #create(
    wanted: NewIdentity,
    passphrase: SealedSecret,
    by: UnlockedSigner | null,
    cancelled: AbortSignal | undefined,
  ): Promise<Result<Identity, KeyringFailure>> {
    const refusal = refusalOf(wanted);
    if (refusal !== null) return err(refusal);
    const made = await this.#keys.make(wanted.name, passphrase);
    if (!made.ok) return made;
    const { key } = made.value;
    const itself = { signDsse: (payload: Uint8Array) => signDsse(payload, made.value) };
    try {
      // The key first: a crash in between leaves a key file that no record names, never an identity without its key.
      const written = await this.#keys.write(made.value, cancelled);
      return written.ok
        ? await this.#records.enrol(wanted, key, 'station', by ?? itself, cancelled)
        : err(beforeTheRecord(written.error));
    } finally {
      made.value.end();
    }
  }
}

/** Nobody is enrolled without a record, whatever became of the key file. */
function beforeTheRecord(error: KeyringFailure): KeyringFailure {
  return isFileFailure(error) ? notDone(error) : error;
}
