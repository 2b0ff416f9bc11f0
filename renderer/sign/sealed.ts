import { Encrypter } from 'age-encryption';
import type { KeyProof } from '../../shared/contract/sign.ts';
import type { SealedSecret, TypedSecret } from '../../shared/contract/typed.ts';
import { toBase64 } from '../../shared/encoding/bytes.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { ok, type Result } from '../../shared/result.ts';
import { ask } from './bridge.ts';
import type { TypedProof } from './key-proof.ts';

/** What was typed, sealed to a key process that waits for it: on the way there nothing else can read it. */
export async function sealed(typed: TypedSecret): Promise<Result<SealedSecret, Failure>> {
  const recipient = await ask('ceremony/seal-to', {});
  if (!recipient.ok) return recipient;
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient.value);
  const file = await encrypter.encrypt(JSON.stringify(typed));
  return ok({ to: recipient.value, sealed: toBase64(file) });
}

/** Seals what was typed, and sends it with a request. */
export async function withSealed<Answer>(
  typed: TypedSecret,
  send: (passphrase: SealedSecret) => Promise<Result<Answer, Failure>>,
): Promise<Result<Answer, Failure>> {
  const passphrase = await sealed(typed);
  return passphrase.ok ? send(passphrase.value) : passphrase;
}

/** The same with how a key is to be used: by an agent, nothing is sealed. */
export async function withProof<Answer>(
  typed: TypedProof,
  send: (proof: KeyProof) => Promise<Result<Answer, Failure>>,
): Promise<Result<Answer, Failure>> {
  if (typed.by === 'agent') return send(typed);
  const { passphrase } = typed;
  return withSealed({ kind: 'unlock', passphrase }, (sealed) => send({ by: 'passphrase', passphrase: sealed }));
}
