import { equalBytes } from '../../../shared/encoding/bytes.ts';
import { envelopeBytes, parseEnvelope } from '../../../shared/statement/dsse.ts';
import { missingRoles } from '../../../shared/statement/trust.ts';
import { type Identity, trustedKeyOf } from '../../core/keyring/identity.ts';
import type { SignedStatement } from '../signed-statement.ts';
import type { PendingStatement } from '../statement-store.ts';

/** Whether this identity's key fills a role that nobody who has signed fills. */
export function adds(identity: Identity, { opened, missing }: PendingStatement): boolean {
  const { predicate } = opened.statement;
  if (!('actors' in predicate)) return false;
  return missingRoles(predicate.actors, [...opened.signers, trustedKeyOf(identity)]).length < missing.length;
}

/** The new signature with those that the pending envelope holds; OpenSSH signatures lie beside one another as they are. */
export function withOthers(signed: SignedStatement, pending: PendingStatement): SignedStatement {
  return { ...signed, envelope: union(pending.envelope, signed.envelope) };
}

/** One envelope with the signatures of two around the same payload, each once; `null` where there is neither. */
export function union(envelope: Uint8Array | null, other: Uint8Array | null): Uint8Array | null {
  if (envelope === null || other === null) return envelope ?? other;
  const first = parseEnvelope(envelope);
  const second = parseEnvelope(other);
  if (!first.ok || !second.ok || !equalBytes(first.value.payload, second.value.payload)) {
    throw new Error('two envelopes that opened as the same statement hold the same payload');
  }
  const known = first.value.signatures;
  const added = second.value.signatures.filter(({ signature }) =>
    known.every((one) => !equalBytes(one.signature, signature)),
  );
  if (added.length === 0) return envelope;
  return envelopeBytes({ payload: first.value.payload, signatures: [...known, ...added] });
}
