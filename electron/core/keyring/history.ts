import { equalBytes, type Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import type { PublicKey } from '../../../shared/key/public-key.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import { envelopeBytes, parseEnvelope, verifyEnvelope } from '../../../shared/statement/dsse.ts';
import { RECORDED } from '../../../shared/strings/language.ts';
import { findingText } from '../../../shared/strings/say-finding.ts';
import { type Identity, isActiveOwner, trustedKeyOf } from './identity.ts';
import { decodeRecord, type IdentityRecord, keyOfLine } from './record.ts';

/** All identities as the records so far make them, and what the next record must follow. */
export interface History {
  readonly identities: ReadonlyMap<Sha256, Identity>;
  /** Every record's envelope, in order. */
  readonly records: readonly Uint8Array[];
  /** SHA-256 of the newest record's envelope. */
  readonly head: Sha256 | null;
}

export const EMPTY_HISTORY: History = { identities: new Map(), records: [], head: null };

/**
 * Takes one record's envelope into the history. The first enrols an owner and is signed by that key itself; each later
 * one is signed by an owner who is active at that point. So nobody who can merely write to the disk becomes an owner,
 * and a record taken from the middle breaks the chain. What is cut off the end, the journal finds.
 */
export function applyRecord(history: History, envelope: Uint8Array): Result<History, Finding> {
  const where = `record ${history.records.length}`;
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) return err(finding('identity.record-unreadable', where, { observed: reasonOf(parsed.error) }));
  // The next record names this one by its bytes, so that they have one spelling.
  if (!equalBytes(envelopeBytes(parsed.value), envelope)) {
    return err(finding('identity.record-unreadable', where, { observed: 'an envelope that is not canonical' }));
  }
  const record = decodeRecord(parsed.value.payload, where);
  if (!record.ok) return record;
  if (record.value.sequence !== history.records.length || record.value.previous !== history.head) {
    return err(finding('identity.record-order', where, { observed: `record ${record.value.sequence}` }));
  }
  const signer = signerOf(history, envelope, record.value);
  if (signer === null) return err(finding('identity.record-unsigned', where));
  const identities = applyChange(history.identities, record.value, signer);
  if (identities === null) {
    return err(finding('identity.record-contradicts', where, { observed: record.value.change.kind }));
  }
  return ok({ identities, records: [...history.records, envelope], head: sha256Hex(envelope) });
}

/** What is wrong with the envelope. Its own way out is that of a file that somebody carried here, which a record is not. */
function reasonOf([first]: readonly Finding[]): string {
  return first === undefined ? 'no envelope' : findingText(first.code, RECORDED).sentence;
}

/** The keyid of the one owner who signed; `null` when no one did who could. */
function signerOf(history: History, envelope: Uint8Array, record: IdentityRecord): Sha256 | null {
  const owners =
    history.records.length === 0
      ? firstOwner(record)
      : [...history.identities.values()].filter(isActiveOwner).map(trustedKeyOf);
  const verified = verifyEnvelope(envelope, owners);
  return verified.ok ? (verified.value.signers[0]?.key.keyid ?? null) : null;
}

function firstOwner({ change }: IdentityRecord): Parameters<typeof verifyEnvelope>[1] {
  if (change.kind !== 'enrol' || !change.roles.includes('owner')) return [];
  const key = keyOfLine(change.publicKey);
  return key.ok ? [{ key: key.value, name: change.name, roles: change.roles }] : [];
}

/** `null` when the change does not fit what is there. */
function applyChange(
  identities: ReadonlyMap<Sha256, Identity>,
  { identity: id, change, at }: IdentityRecord,
  by: Sha256,
): ReadonlyMap<Sha256, Identity> | null {
  const known = identities.get(id);
  switch (change.kind) {
    case 'enrol': {
      const key = keyOfLine(change.publicKey);
      if (known !== undefined || !key.ok || key.value.keyid !== id) return null;
      if (isMaterialKnown(identities, key.value)) return null;
      const { name, roles, custody } = change;
      const state = { kind: 'active' } as const;
      const identity = { id, name, roles, publicKey: key.value, custody, enrolledAt: at, enrolledBy: by, state };
      return new Map(identities).set(id, identity);
    }
    case 'retire':
    case 'revoke': {
      if (known === undefined || known.state.kind === 'revoked') return null;
      if (change.kind === 'retire' && known.state.kind === 'retired') return null;
      const kind = change.kind === 'retire' ? 'retired' : 'revoked';
      const changed = new Map(identities).set(id, { ...known, state: { kind, at, reason: change.reason, by } });
      // Without an active owner nobody could ever be enrolled again.
      return [...changed.values()].some(isActiveOwner) ? changed : null;
    }
    default:
      return assertNever(change, 'identity change');
  }
}

/** One key under two kinds (in software and in a token) would count twice. */
function isMaterialKnown(identities: ReadonlyMap<Sha256, Identity>, key: PublicKey): boolean {
  return [...identities.values()].some((one) => equalBytes(one.publicKey.bytes, key.bytes));
}
