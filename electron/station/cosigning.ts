import { equalBytes } from '../../shared/bytes.ts';
import { envelopeBytes, parseEnvelope, withSignature } from '../../shared/statement/dsse.ts';
import { missingRoles } from '../../shared/statement/trust.ts';
import { type Identity, trustedKeyOf } from '../keyring/identity.ts';
import type { PendingStatement } from './shelf.ts';
import type { SignedStatement } from './signed-statement.ts';

/** Whether this identity's key fills a role that nobody who has signed fills. */
export function adds(identity: Identity, { opened, missing }: PendingStatement): boolean {
  const { predicate } = opened.statement;
  if (!('actors' in predicate)) return false;
  return missingRoles(predicate.actors, [...opened.signers, trustedKeyOf(identity)]).length < missing.length;
}

/** The pending envelope with the new signature put beside those that are on it. */
export function withOthers(signed: SignedStatement, pending: PendingStatement): SignedStatement {
  const before = parseEnvelope(pending.envelope);
  const added = parseEnvelope(signed.envelope);
  const { publicKey } = signed.signer;
  const [own] = added.ok ? added.value.signatures : [];
  if (!before.ok || own === undefined || publicKey.kind !== 'ed25519') {
    throw new Error('an envelope of this station holds a signature by a key of this station');
  }
  return { ...signed, envelope: withSignature(before.value, { key: publicKey, signature: own.signature }) };
}

/** One envelope with the signatures of two around the same payload, each once. */
export function union(envelope: Uint8Array, other: Uint8Array): Uint8Array {
  const first = parseEnvelope(envelope);
  const second = parseEnvelope(other);
  if (!first.ok || !second.ok || !equalBytes(first.value.payload, second.value.payload)) {
    throw new Error('two envelopes that opened as the same statement hold the same payload');
  }
  const known = first.value.signatures;
  const added = second.value.signatures.filter(({ signature }) =>
    known.every((one) => !equalBytes(one.signature, signature)),
  );
  return envelopeBytes({ payload: first.value.payload, signatures: [...known, ...added] });
}
