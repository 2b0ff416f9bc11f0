import { equalBytes, type Sha256 } from '../../../shared/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { sha256Hex } from '../../../shared/statement/digest.ts';
import { parseEnvelope } from '../../../shared/statement/dsse.ts';
import { openStatement, signingRoles } from '../../../shared/statement/open.ts';
import { checkRendered } from '../../../shared/statement/render.ts';
import { SSHSIG_NAMESPACE, verifySshsig } from '../../../shared/statement/sshsig.ts';
import { parseStatement, type Statement } from '../../../shared/statement/statement.ts';
import { fillsRoles, type TrustedKey } from '../../../shared/statement/trust.ts';
import { applyRecord, EMPTY_HISTORY, type History } from '../../keyring/history.ts';
import { type Identity, trustedKeyOf } from '../../keyring/identity.ts';
import type { DossierStatement } from './input.ts';

/** A statement of a dossier, every signature on it verified. */
export interface ReadStatement extends DossierStatement {
  readonly statement: Statement;
  readonly sha256: Sha256;
  readonly signatures: readonly { readonly sshsig: Uint8Array; readonly signer: TrustedKey }[];
}

/** Follows the keyring's records from the first owner on. */
export function readIdentities(records: readonly Uint8Array[]): Result<readonly Identity[], Finding> {
  let history: History = EMPTY_HISTORY;
  for (const record of records) {
    const next = applyRecord(history, record);
    if (!next.ok) return next;
    history = next.value;
  }
  return ok([...history.identities.values()]);
}

/** Keys whose signatures count: of everyone but the revoked. */
export function countingKeys(identities: readonly Identity[]): readonly TrustedKey[] {
  return identities.filter(({ standing }) => standing.kind !== 'revoked').map(trustedKeyOf);
}

/**
 * Opens a statement of a dossier: envelope and roles where there is an envelope, and every OpenSSH signature. A
 * statement without an envelope must have an OpenSSH signature at least.
 */
export function readStatement(
  one: DossierStatement,
  keys: readonly TrustedKey[],
): Result<ReadStatement, readonly Finding[]> {
  const parsed = parseStatement(one.payload);
  if (!parsed.ok) return parsed;
  const statement = parsed.value;
  const rendered = checkRendered(statement);
  if (rendered !== null) return err([rendered]);
  const wrongEnvelope = one.envelope === null ? null : checkEnvelope(one.envelope, one.payload, keys);
  if (wrongEnvelope !== null) return err(wrongEnvelope);
  const signatures: { sshsig: Uint8Array; signer: TrustedKey }[] = [];
  for (const sshsig of one.sshsigs) {
    const verified = verifySshsig(sshsig, one.payload, SSHSIG_NAMESPACE[statement.predicateType], keys);
    if (!verified.ok) return err([verified.error]);
    signatures.push({ sshsig, signer: verified.value });
  }
  const signers = signatures.map(({ signer }) => signer);
  if (one.envelope === null && !rolesFilled(statement, signers)) {
    return err([
      finding('statement.signer-role', 'signature', { observed: signers.map(({ name }) => name).join(', ') }),
    ]);
  }
  return ok({ ...one, statement, sha256: sha256Hex(one.payload), signatures });
}

function rolesFilled(statement: Statement, signers: readonly TrustedKey[]): boolean {
  const { need, roles } = signingRoles(statement);
  return need === 'all' ? fillsRoles(roles, signers) : roles.some((role) => fillsRoles([role], signers));
}

function checkEnvelope(
  envelope: Uint8Array,
  payload: Uint8Array,
  keys: readonly TrustedKey[],
): readonly Finding[] | null {
  const opened = openStatement(envelope, keys);
  if (!opened.ok) return opened.error;
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) return parsed.error;
  return equalBytes(parsed.value.payload, payload) ? null : [finding('dossier.statement-differs', 'the envelope')];
}
