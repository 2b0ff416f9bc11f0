import type { Sha256 } from '../bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import type { Actor } from '../packet/types.ts';
import { assertNever, err, ok, type Result } from '../result.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from './authority.ts';
import { DECISION_TYPE } from './decision.ts';
import { sha256Hex } from './digest.ts';
import { verifyEnvelope } from './dsse.ts';
import { RECEIPT_TYPE } from './receipt.ts';
import { checkRendered } from './render.ts';
import { parseStatement, type Statement } from './statement.ts';
import { fillsRoles, type TrustedKey } from './trust.ts';

/** A statement that its roles have signed, and by which names other statements call it. */
export interface OpenedStatement<S extends Statement = Statement> {
  readonly statement: S;
  /** SHA-256 of the payload. */
  readonly statementSha256: Sha256;
  /** SHA-256 of the envelope's bytes as they were read. */
  readonly envelopeSha256: Sha256;
  readonly signers: readonly TrustedKey[];
  /** Warnings about signatures that count for nothing. */
  readonly findings: readonly Finding[];
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
  const verified = verifyEnvelope(envelope, trusted);
  if (!verified.ok) return verified;
  const { payload, signers, findings } = verified.value;
  const statement = parseStatement(payload);
  if (!statement.ok) return statement;
  const rendered = checkRendered(statement.value);
  if (rendered !== null) return err([rendered]);
  if (!rolesFilled(statement.value, signers)) {
    return err([
      finding('statement.signer-role', '/signatures', {
        observed: signers.map(({ name, roles }) => `${name} (${roles.join(', ')})`).join(', '),
        expected: describeRoles(statement.value),
      }),
    ]);
  }
  return ok({
    statement: statement.value,
    statementSha256: sha256Hex(payload),
    envelopeSha256: sha256Hex(envelope),
    signers,
    findings,
  });
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

function rolesFilled(statement: Statement, signers: readonly TrustedKey[]): boolean {
  const { need, roles } = signingRoles(statement);
  return need === 'all' ? fillsRoles(roles, signers) : roles.some((role) => fillsRoles([role], signers));
}

function describeRoles(statement: Statement): string {
  const { need, roles } = signingRoles(statement);
  return roles.join(need === 'all' ? ' and ' : ' or ');
}
