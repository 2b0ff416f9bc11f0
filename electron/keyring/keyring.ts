import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Sha256 } from '../../shared/bytes.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { toTimestamp } from '../../shared/statement/fields.ts';
import { type PublicKey, sameKey } from '../../shared/statement/public-key.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { ensureFolder } from '../files/durable.ts';
import { OneAtATime } from '../files/one-at-a-time.ts';
import type { ReadBackSource } from '../files/read-back.ts';
import { DEFAULT_WORK_FACTOR } from './age-file.ts';
import { publicKeyOfSeed, SEED_LENGTH } from './ed25519-private.ts';
import { applyRecord, type History } from './history.ts';
import { type Custody, type Identity, isActiveOwner, trustedKeyOf } from './identity.ts';
import { KeyStore } from './key-store.ts';
import { type KeyringError, keyringError } from './keyring-error.ts';
import { encodeRecord, type IdentityChange, isPlainName, toOpenSshLine } from './record.ts';
import { loadHistory, storeRecord } from './record-store.ts';
import { signDsseWithSeed, type UnlockedSigner, unlockedSigner } from './signer.ts';

/** What a new identity is to be. */
export interface NewIdentity {
  readonly name: string;
  readonly roles: readonly Actor[];
}

export interface KeyringOptions {
  /** The station's clock. */
  readonly now?: () => Date;
  /** scrypt's work factor for new key files; tests alone lower it. */
  readonly workFactor?: number;
}

/**
 * The identities of a station: public records that owners signed, and private keys as age files. One instance has the
 * folder to itself. Nothing here journals: the caller writes the entry for every outcome, refusals included.
 */
export class Keyring {
  readonly #recordsFolder: string;
  readonly #keys: KeyStore;
  readonly #now: () => Date;
  readonly #queue = new OneAtATime();
  #history: History;

  private constructor(folder: string, history: History, options: KeyringOptions) {
    this.#recordsFolder = join(folder, 'records');
    this.#history = history;
    this.#now = options.now ?? (() => new Date());
    const workFactor = options.workFactor ?? DEFAULT_WORK_FACTOR;
    this.#keys = new KeyStore(join(folder, 'keys'), join(folder, 'attempts.json'), this.#now, workFactor);
  }

  /** Opens the keyring, or makes an empty one. `records-damaged` when the records don't hold together. */
  static async open(folder: string, options: KeyringOptions = {}): Promise<Result<Keyring, KeyringError>> {
    for (const part of ['records', 'keys']) {
      const made = await ensureFolder(join(folder, part));
      if (!made.ok) return made;
    }
    const history = await loadHistory(join(folder, 'records'));
    return history.ok ? ok(new Keyring(folder, history.value, options)) : history;
  }

  /** Everyone ever enrolled, in the order of enrolment. */
  identities(): readonly Identity[] {
    return [...this.#history.identities.values()];
  }

  identity(id: Sha256): Identity | null {
    return this.#history.identities.get(id) ?? null;
  }

  /** SHA-256 of the newest record's envelope, for the journal; `null` before the first. */
  get head(): Sha256 | null {
    return this.#history.head;
  }

  /** Keys that may sign something new here. */
  activeKeys(): readonly TrustedKey[] {
    return this.identities()
      .filter(({ standing }) => standing.kind === 'active')
      .map(trustedKeyOf);
  }

  /** Keys whose earlier signatures still count: the active and the retired, never the revoked. */
  trustedKeys(): readonly TrustedKey[] {
    return this.identities()
      .filter(({ standing }) => standing.kind !== 'revoked')
      .map(trustedKeyOf);
  }

  /** The station's first identity, an owner, who signs its own enrolment: refused once there is one. */
  createFirstOwner(name: string, passphrase: string): Promise<Result<Identity, KeyringError>> {
    return this.#queue.run(async () => {
      if (this.#history.size === 0) return this.#create({ name, roles: ['owner'] }, passphrase, null);
      return err(keyringError('owner-needed', 'There is an owner already: let an owner enrol others.', name));
    });
  }

  /** A further identity with a key of its own, enrolled by an owner's signature. */
  createIdentity(wanted: NewIdentity, passphrase: string, by: UnlockedSigner): Promise<Result<Identity, KeyringError>> {
    return this.#queue.run(() => this.#create(wanted, passphrase, by));
  }

  /** Trusts a public key whose private key is elsewhere, after its holder has confirmed it. Signed by an owner. */
  enrolPublicKey(wanted: NewIdentity, key: PublicKey, by: UnlockedSigner): Promise<Result<Identity, KeyringError>> {
    return this.#queue.run(() => this.#enrol(wanted, key, 'elsewhere', by));
  }

  /**
   * Opens an active identity's key. A try is counted on disk as failed before the passphrase is known to be wrong, and
   * from the third failure in a row on each costs a growing wait (`wait`).
   */
  unlock(id: Sha256, passphrase: string): Promise<Result<UnlockedSigner, KeyringError>> {
    return this.#queue.run(async () => {
      const identity = this.#holder(id);
      if (!identity.ok) return identity;
      const opened = await this.#keys.open(identity.value, passphrase);
      return opened.ok ? ok(unlockedSigner(identity.value, opened.value.key, opened.value.seed)) : opened;
    });
  }

  /** Encrypts the key anew. Trying the current passphrase is an unlock, with everything that follows from failing. */
  changePassphrase(id: Sha256, current: string, next: string): Promise<Result<void, KeyringError>> {
    return this.#queue.run(async () => {
      const identity = this.#holder(id);
      if (!identity.ok) return identity;
      const opened = await this.#keys.open(identity.value, current);
      if (!opened.ok) return opened;
      const written = await this.#keys.write(id, opened.value.seed, opened.value.comment, next);
      opened.value.seed.fill(0);
      return written;
    });
  }

  /** Copies the key file, encrypted as it is, to `path`, which must be free, and reads it back from there. */
  async backUpKey(id: Sha256, path: string): Promise<Result<ReadBackSource, KeyringError>> {
    const identity = this.#holder(id);
    return identity.ok ? this.#keys.backUp(id, path) : identity;
  }

  /** Puts a backup in place of an identity's key file, once it has opened and holds that identity's key. */
  restoreKey(id: Sha256, path: string, passphrase: string): Promise<Result<void, KeyringError>> {
    return this.#queue.run(async () => {
      const identity = this.#holder(id);
      return identity.ok ? this.#keys.restore(identity.value, path, passphrase) : identity;
    });
  }

  /** From now on the identity signs nothing more; what it signed stays good. By an owner, with a reason. */
  retire(id: Sha256, reason: string, by: UnlockedSigner): Promise<Result<Identity, KeyringError>> {
    return this.#queue.run(() => this.#end(id, { kind: 'retire', reason }, by));
  }

  /** Nothing that the identity signed counts any more: for a key that someone else may have. By an owner. */
  revoke(id: Sha256, reason: string, by: UnlockedSigner): Promise<Result<Identity, KeyringError>> {
    return this.#queue.run(() => this.#end(id, { kind: 'revoke', reason }, by));
  }

  async #create(
    wanted: NewIdentity,
    passphrase: string,
    by: UnlockedSigner | null,
  ): Promise<Result<Identity, KeyringError>> {
    const refusal = refusalOf(wanted);
    if (refusal !== null) return err(refusal);
    const seed = randomBytes(SEED_LENGTH);
    const key = publicKeyOfSeed(seed);
    // The key first: a crash in between leaves a key file that no record names, never an identity without its key.
    const written = await this.#keys.write(key.keyid, seed, wanted.name, passphrase);
    const enrolled = written.ok
      ? await this.#enrol(
          wanted,
          key,
          'station',
          by ?? { signDsse: async (payload) => ok(await signDsseWithSeed(payload, key, seed)) },
        )
      : written;
    seed.fill(0);
    return enrolled;
  }

  async #enrol(
    wanted: NewIdentity,
    key: PublicKey,
    custody: Custody,
    by: RecordSigner,
  ): Promise<Result<Identity, KeyringError>> {
    const refusal = refusalOf(wanted);
    if (refusal !== null) return err(refusal);
    if (this.identities().some(({ publicKey }) => sameKey(publicKey, key))) {
      return err(
        keyringError('already-enrolled', 'This key is enrolled already: retire or keep it as it is.', key.keyid),
      );
    }
    const { name, roles } = wanted;
    const publicKey = toOpenSshLine(key);
    return this.#record(key.keyid, { kind: 'enrol', name, roles: [...roles], publicKey, custody }, by);
  }

  async #end(
    id: Sha256,
    change: Extract<IdentityChange, { readonly reason: string }>,
    by: UnlockedSigner,
  ): Promise<Result<Identity, KeyringError>> {
    const identity = this.identity(id);
    if (identity === null) return err(unknown(id));
    if (change.reason.trim() === '') {
      return err(keyringError('reason-needed', 'Give the reason: it goes into the record.', 'reason'));
    }
    if (identity.standing.kind === 'revoked' || (change.kind === 'retire' && identity.standing.kind === 'retired')) {
      return err(notActive(identity));
    }
    if (this.identities().every((one) => one.id === id || !isActiveOwner(one))) {
      return err(keyringError('last-owner', 'This is the last active owner: enrol another owner first.', id));
    }
    return this.#record(id, change, by);
  }

  /** Signs a change, checks it as a reader of the disk will, stores it, and only then lets it count. */
  async #record(id: Sha256, change: IdentityChange, by: RecordSigner): Promise<Result<Identity, KeyringError>> {
    const { size, head } = this.#history;
    const at = toTimestamp(this.#now().getTime());
    const envelope = await by.signDsse(encodeRecord({ identity: id, sequence: size, previous: head, at, change }));
    if (!envelope.ok) return envelope;
    const next = applyRecord(this.#history, envelope.value);
    if (!next.ok) {
      return err(keyringError('owner-needed', 'An active owner must sign this: unlock the key of one.', id));
    }
    const stored = await storeRecord(this.#recordsFolder, size, envelope.value);
    if (!stored.ok) return stored;
    this.#history = next.value;
    const identity = this.identity(id);
    return identity === null ? err(unknown(id)) : ok(identity);
  }

  /** An active identity whose key file is on this station. */
  #holder(id: Sha256): Result<Identity, KeyringError> {
    const identity = this.identity(id);
    if (identity === null) return err(unknown(id));
    if (identity.standing.kind !== 'active') return err(notActive(identity));
    if (identity.custody === 'station') return ok(identity);
    return err(keyringError('key-elsewhere', 'The private key of this identity is not kept on this station.', id));
  }
}

type RecordSigner = Pick<UnlockedSigner, 'signDsse'>;

function refusalOf({ name, roles }: NewIdentity): KeyringError | null {
  if (!isPlainName(name)) {
    return keyringError('name-refused', 'A name is one line of visible text, 100 characters at most.', 'name');
  }
  if (roles.length === 0 || new Set(roles).size !== roles.length) {
    return keyringError('roles-refused', 'An identity has at least one role, and each once.', 'roles');
  }
  return null;
}

function unknown(id: Sha256): KeyringError {
  return keyringError('identity-unknown', 'No such identity is enrolled on this station.', id);
}

function notActive({ id, standing }: Identity): KeyringError {
  return keyringError('identity-not-active', `This identity is ${standing.kind}: take another one.`, id);
}
