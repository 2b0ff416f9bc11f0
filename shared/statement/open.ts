import { concatBytes, type Sha256 } from '../bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import type { Actor } from '../packet/types.ts';
import { assertNever, err, ok, type Result } from '../result.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from './authority.ts';
import { DECISION_TYPE } from './decision.ts';
import { sha256Hex } from './digest.ts';
import { verifyEnvelope } from './dsse.ts';
import { RECEIPT_TYPE } from './receipt.ts';
import { checkRendered } from './render.ts';
import { SSHSIG_NAMESPACE, verifySshsig } from './sshsig.ts';
import { parseStatement, type Statement, statementSha256 } from './statement.ts';
import { distinctKeys, missingRoles, type TrustedKey } from './trust.ts';

/** A statement that its roles have signed, and by which names other statements call it. */
export interface OpenedStatement<S extends Statement = Statement> {
  readonly statement: S;
  /** SHA-256 of the payload. */
  readonly statementSha256: Sha256;
  /** SHA-256 of the envelope's bytes as they were read; without an envelope, of the OpenSSH signature files. */
  readonly envelopeSha256: Sha256;
  readonly signers: readonly TrustedKey[];
  /** Warnings about signatures that count for nothing. */
  readonly findings: readonly Finding[];
}

/** A statement that verifies, with the roles that have yet to sign it; it counts for nothing while there is one. */
export interface PartlySigned {
  readonly signed: OpenedStatement;
  readonly missing: readonly Actor[];
}

/** The two forms in which a signed statement is carried. */
export type SignedStatement =
  | { readonly form: 'dsse'; readonly envelope: Uint8Array }
  /** Where a signer cannot sign the PAE (a FIDO token, some agents): the payload and one SSHSIG or more beside it. */
  | { readonly form: 'sshsig'; readonly statement: Uint8Array; readonly signatures: readonly Uint8Array[] };

/** `openStatement` or `openSshStatement`, by the form. */
export function openSigned(
  signed: SignedStatement,
  trusted: readonly TrustedKey[],
): Result<OpenedStatement, readonly Finding[]> {
  switch (signed.form) {
    case 'dsse':
      return openStatement(signed.envelope, trusted);
    case 'sshsig':
      return openSshStatement(signed.statement, signed.signatures, trusted);
    default:
      return assertNever(signed, 'form of a signed statement');
  }
}

/**
 * The whole border for signed statements: envelope, signatures by enrolled keys, statement, the digest of what its
 * signer saw, and the roles that its type asks for, each filled by a key of its own.
 * Time, order and revocation are for `chain.ts` and `standing.ts`.
 */
export function openStatement(
  envelope: Uint8Array,
  trusted: readonly TrustedKey[],
): Result<OpenedStatement, readonly Finding[]> {
  const partly = openPartly(envelope, trusted);
  return partly.ok ? wholly(partly.value) : partly;
}

/** The same border for an envelope that further roles may have to sign: a discharge on its way from actor to actor. */
export function openPartly(
  envelope: Uint8Array,
  trusted: readonly TrustedKey[],
): Result<PartlySigned, readonly Finding[]> {
  const verified = verifyEnvelope(envelope, trusted);
  if (!verified.ok) return verified;
  const { payload, signers, findings } = verified.value;
  const statement = parseStatement(payload);
  if (!statement.ok) return statement;
  return opened(statement.value, signers, findings, sha256Hex(envelope));
}

/** The same border where OpenSSH signatures stand alone. Each must verify, under its statement type's namespace. */
export function openSshStatement(
  payload: Uint8Array,
  signatures: readonly Uint8Array[],
  trusted: readonly TrustedKey[],
): Result<OpenedStatement, readonly Finding[]> {
  const statement = parseStatement(payload);
  if (!statement.ok) return statement;
  const namespace = SSHSIG_NAMESPACE[statement.value.predicateType];
  const verified = signatures.map((signature) => verifySshsig(signature, payload, namespace, trusted));
  const refused = verified.flatMap((one) => (one.ok ? [] : [one.error]));
  if (refused.length > 0) return err(refused);
  const signers = distinctKeys(verified.flatMap((one) => (one.ok ? [one.value] : [])));
  const partly = opened(statement.value, signers, [], sha256Hex(concatBytes(...signatures)));
  return partly.ok ? wholly(partly.value) : partly;
}

function opened(
  statement: Statement,
  signers: readonly TrustedKey[],
  findings: readonly Finding[],
  envelopeSha256: Sha256,
): Result<PartlySigned, readonly Finding[]> {
  const rendered = checkRendered(statement);
  if (rendered !== null) return err([rendered]);
  const signed = { statement, statementSha256: statementSha256(statement), envelopeSha256, signers, findings };
  return ok({ signed, missing: rolesLeft(statement, signers) });
}

function wholly({ signed, missing }: PartlySigned): Result<OpenedStatement, readonly Finding[]> {
  if (missing.length === 0) return ok(signed);
  return err([
    finding('statement.signer-role', '/signatures', {
      observed: signed.signers.map(({ name, roles }) => `${name} (${roles.join(', ')})`).join(', '),
      expected: describeRoles(signed.statement),
    }),
  ]);
}

/** The roles that must sign, each with its own key; a receipt needs any one of its list. */
export function signingRoles(statement: Statement): { readonly need: 'all' | 'one'; readonly roles: readonly Actor[] } {
  switch (statement.predicateType) {
    case DECISION_TYPE:
    case GRANT_TYPE:
    case REVOCATION_TYPE:
      return { need: 'all', roles: ['owner'] };
    case DISCHARGE_TYPE:
      return { need: 'all', roles: statement.predicate.actors };
    case RECEIPT_TYPE:
      return { need: 'one', roles: ['owner', 'operator'] };
    default:
      return assertNever(statement, 'statement type');
  }
}

function rolesLeft(statement: Statement, signers: readonly TrustedKey[]): readonly Actor[] {
  const { need, roles } = signingRoles(statement);
  if (need === 'all') return missingRoles(roles, signers);
  return roles.some((role) => missingRoles([role], signers).length === 0) ? [] : roles;
}

function describeRoles(statement: Statement): string {
  const { need, roles } = signingRoles(statement);
  return roles.join(need === 'all' ? ' and ' : ' or ');
}
