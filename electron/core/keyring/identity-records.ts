import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { failure } from '../../../shared/failure/failure.ts';
import { type PublicKey, sameKey } from '../../../shared/key/public-key.ts';
import type { Actor } from '../../../shared/packet/types.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { toTimestamp } from '../../../shared/statement/fields.ts';
import { applyRecord, type History } from './history.ts';
import { type Custody, type Identity, isActiveOwner } from './identity.ts';
import type { KeyringFailure } from './keyring-failure.ts';
import { encodeRecord, type IdentityChange, isPlainName, toOpenSshLine } from './record.ts';
import { type LoadedHistory, loadHistory, type RecordsDamage, storeRecord } from './record-store.ts';
import type { UnlockedSigner } from './signer.ts';

/** What a new identity is to be. */
export interface NewIdentity {
  readonly name: string;
  readonly roles: readonly Actor[];
}

/** Who signs a record. */
export type RecordSigner = Pick<UnlockedSigner, 'signDsse'>;

/** The signed records of who is enrolled on this station, in their folder. Every change is one more record. */
export class IdentityRecords {
  readonly #folder: string;
  readonly #now: () => Date;
  #history: History;
  /** What is wrong with the records on the disk: nothing is added to those. `null` when they hold together. */
  readonly damage: RecordsDamage | null;

  private constructor(folder: string, { history, damage }: LoadedHistory, now: () => Date) {
    this.#folder = folder;
    this.#history = history;
    this.#now = now;
    this.damage = damage;
  }

  static async open(folder: string, now: () => Date): Promise<Result<IdentityRecords, KeyringFailure>> {
    const history = await loadHistory(folder);
    return history.ok ? ok(new IdentityRecords(folder, history.value, now)) : history;
  }

  get head(): Sha256 | null {
    return this.#history.head;
  }

  get envelopes(): readonly Uint8Array[] {
    return this.#history.records;
  }

  /** In the order of enrolment. */
  all(): readonly Identity[] {
    return [...this.#history.identities.values()];
  }

  find(id: Sha256): Result<Identity, KeyringFailure> {
    const identity = this.#history.identities.get(id);
    return identity === undefined ? err(unknown(id)) : ok(identity);
  }

  /** An identity that may sign, and whose private key is there. */
  holder(id: Sha256, custody: Custody): Result<Identity, KeyringFailure> {
    const identity = this.find(id);
    if (!identity.ok) return identity;
    if (identity.value.state.kind !== 'active') return err(notActive(identity.value));
    if (identity.value.custody === custody) return identity;
    const code = custody === 'station' ? 'keyring/key-elsewhere' : 'keyring/key-kept-here';
    return err(failure(code, { where: identity.value.name }));
  }

  async enrol(
    { name, roles }: NewIdentity,
    key: PublicKey,
    custody: Custody,
    by: RecordSigner,
    cancelled?: AbortSignal,
  ): Promise<Result<Identity, KeyringFailure>> {
    const refusal = refusalOf({ name, roles });
    if (refusal !== null) return err(refusal);
    if (this.all().some(({ publicKey }) => sameKey(publicKey, key))) {
      return err(failure('keyring/already-enrolled', { where: key.keyid }));
    }
    const publicKey = toOpenSshLine(key);
    return this.#add(key.keyid, { kind: 'enrol', name, roles: [...roles], publicKey, custody }, by, cancelled);
  }

  /** Retires or revokes an identity. */
  async end(
    id: Sha256,
    change: Extract<IdentityChange, { readonly reason: string }>,
    by: RecordSigner,
    cancelled?: AbortSignal,
  ): Promise<Result<Identity, KeyringFailure>> {
    const identity = this.find(id);
    if (!identity.ok) return identity;
    if (change.reason.trim() === '') {
      return err(failure('keyring/reason-needed', { where: 'reason' }));
    }
    const { name, state } = identity.value;
    if (state.kind === 'revoked' || (change.kind === 'retire' && state.kind === 'retired')) {
      return err(notActive(identity.value));
    }
    if (this.all().every((one) => one.id === id || !isActiveOwner(one))) {
      return err(failure('keyring/last-owner', { where: name }));
    }
    return this.#add(id, change, by, cancelled);
  }

  /** Signs a change, checks it as whoever reads the disk will, stores it unless it was cancelled, and only then lets it count. */
  async #add(
    id: Sha256,
    change: IdentityChange,
    by: RecordSigner,
    cancelled: AbortSignal | undefined,
  ): Promise<Result<Identity, KeyringFailure>> {
    if (this.damage !== null) return err(this.damage);
    const { records, head } = this.#history;
    const at = toTimestamp(this.#now().getTime());
    const envelope = await by.signDsse(
      encodeRecord({ identity: id, sequence: records.length, previous: head, at, change }),
    );
    if (!envelope.ok) return envelope;
    const next = applyRecord(this.#history, envelope.value);
    if (!next.ok) {
      return err(failure('keyring/owner-needed', { where: id }));
    }
    if (cancelled?.aborted === true) return err(failure('keyring/cancelled', { where: id }));
    const stored = await storeRecord(this.#folder, records.length, envelope.value);
    if (!stored.ok) return stored;
    this.#history = next.value;
    return this.find(id);
  }
}

/** Why nobody can be enrolled like this; `null` when that is possible. */
export function refusalOf({ name, roles }: NewIdentity): KeyringFailure | null {
  if (!isPlainName(name)) {
    return failure('keyring/name-refused', { where: 'name' });
  }
  if (roles.length === 0 || new Set(roles).size !== roles.length) {
    return failure('keyring/roles-refused', { where: 'roles' });
  }
  return null;
}

function unknown(id: Sha256): KeyringFailure {
  return failure('keyring/identity-unknown', { where: id });
}

function notActive({ name }: Identity): KeyringFailure {
  return failure('keyring/identity-not-active', { where: name });
}
