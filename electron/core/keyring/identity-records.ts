import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { type PublicKey, sameKey } from '../../../shared/key/public-key.ts';
import type { Actor } from '../../../shared/packet/types.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { toTimestamp } from '../../../shared/statement/fields.ts';
import { applyRecord, type History } from './history.ts';
import { type Custody, type Identity, isActiveOwner } from './identity.ts';
import { type KeyringError, keyringError } from './keyring-error.ts';
import { encodeRecord, type IdentityChange, isPlainName, toOpenSshLine } from './record.ts';
import { loadHistory, storeRecord } from './record-store.ts';
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

  private constructor(folder: string, history: History, now: () => Date) {
    this.#folder = folder;
    this.#history = history;
    this.#now = now;
  }

  static async open(folder: string, now: () => Date): Promise<Result<IdentityRecords, KeyringError>> {
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

  find(id: Sha256): Result<Identity, KeyringError> {
    const identity = this.#history.identities.get(id);
    return identity === undefined ? err(unknown(id)) : ok(identity);
  }

  /** An identity that may sign, and whose private key is there. */
  holder(id: Sha256, custody: Custody): Result<Identity, KeyringError> {
    const identity = this.find(id);
    if (!identity.ok) return identity;
    if (identity.value.state.kind !== 'active') return err(notActive(identity.value));
    if (identity.value.custody === custody) return identity;
    const sentence =
      custody === 'station'
        ? 'The private key of this identity is not kept on this station: sign with its key file or agent.'
        : 'The private key of this identity is kept on this station: unlock it with its passphrase.';
    return err(keyringError('key-elsewhere', sentence, identity.value.name));
  }

  async enrol(
    { name, roles }: NewIdentity,
    key: PublicKey,
    custody: Custody,
    by: RecordSigner,
  ): Promise<Result<Identity, KeyringError>> {
    const refusal = refusalOf({ name, roles });
    if (refusal !== null) return err(refusal);
    if (this.all().some(({ publicKey }) => sameKey(publicKey, key))) {
      return err(keyringError('already-enrolled', 'This key is enrolled already: take another one.', key.keyid));
    }
    const publicKey = toOpenSshLine(key);
    return this.#add(key.keyid, { kind: 'enrol', name, roles: [...roles], publicKey, custody }, by);
  }

  /** Retires or revokes an identity. */
  async end(
    id: Sha256,
    change: Extract<IdentityChange, { readonly reason: string }>,
    by: RecordSigner,
  ): Promise<Result<Identity, KeyringError>> {
    const identity = this.find(id);
    if (!identity.ok) return identity;
    if (change.reason.trim() === '') {
      return err(keyringError('reason-needed', 'Give the reason: it goes into the record.', 'reason'));
    }
    const { name, state } = identity.value;
    if (state.kind === 'revoked' || (change.kind === 'retire' && state.kind === 'retired')) {
      return err(notActive(identity.value));
    }
    if (this.all().every((one) => one.id === id || !isActiveOwner(one))) {
      return err(keyringError('last-owner', 'This is the last active owner: enrol another owner first.', name));
    }
    return this.#add(id, change, by);
  }

  /** Signs a change, checks it as whoever reads the disk will, stores it, and only then lets it count. */
  async #add(id: Sha256, change: IdentityChange, by: RecordSigner): Promise<Result<Identity, KeyringError>> {
    const { records, head } = this.#history;
    const at = toTimestamp(this.#now().getTime());
    const envelope = await by.signDsse(
      encodeRecord({ identity: id, sequence: records.length, previous: head, at, change }),
    );
    if (!envelope.ok) return envelope;
    const next = applyRecord(this.#history, envelope.value);
    if (!next.ok) {
      return err(keyringError('owner-needed', 'An active owner must sign this: unlock the key of one.', id));
    }
    const stored = await storeRecord(this.#folder, records.length, envelope.value);
    if (!stored.ok) return stored;
    this.#history = next.value;
    return this.find(id);
  }
}

/** Why nobody can be enrolled like this; `null` when that is possible. */
export function refusalOf({ name, roles }: NewIdentity): KeyringError | null {
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

function notActive({ name, state }: Identity): KeyringError {
  return keyringError('identity-not-active', `This identity is ${state.kind}: take another one.`, name);
}
