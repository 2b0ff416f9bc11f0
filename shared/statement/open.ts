import { equalBytes, type Sha256 } from '../encoding/bytes.ts';
import { sha256Hex } from '../encoding/digest.ts';
import { type Finding, finding, hasError } from '../finding/index.ts';
import type { Actor } from '../packet/types.ts';
import { assertNever, err, ok, type Result } from '../result.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from './authority.ts';
import { DECISION_TYPE } from './decision.ts';
import { envelopeBytes, envelopeSigners, parseEnvelope } from './dsse.ts';
import { RECEIPT_TYPE } from './receipt.ts';
import { checkRendered } from './render.ts';
import { predecessorOf, restsOn } from './rests-on.ts';
import { SSHSIG_NAMESPACE, type SshsigNamespace, verifySshsig } from './sshsig.ts';
import { type DecisionStatement, parseStatement, type Statement } from './statement.ts';
import { distinctKeys, missingRoles, type TrustedKey } from './trust.ts';

/**
 * A signed statement as it is carried: DSSE's envelope, OpenSSH signatures beside the payload, or both. A key in a token
 * makes the latter alone, so that there may be no envelope; then the payload is a file of its own.
 */
export type UnopenedStatement =
  | {
      readonly envelope: Uint8Array;
      /** The payload's own file; `null` where there is none, since the envelope holds it. */
      readonly payload: Uint8Array | null;
      readonly sshsigs: readonly Uint8Array[];
    }
  | { readonly envelope: null; readonly payload: Uint8Array; readonly sshsigs: readonly Uint8Array[] };

/** An armored OpenSSH signature that verifies, and whose it is. */
export interface SshSignature {
  readonly signer: TrustedKey;
  readonly sshsig: Uint8Array;
}

/** A statement that its roles have signed, and by which names other statements call it. */
export interface OpenedStatement<S extends Statement = Statement> {
  readonly statement: S;
  /** The exact bytes that were signed. */
  readonly payload: Uint8Array;
  /** SHA-256 of the payload. */
  readonly statementSha256: Sha256;
  /**
   * SHA-256 of the envelope as it is written (`envelopeBytes`), however its file spells it; without an envelope, of the
   * payload once more.
   */
  readonly envelopeSha256: Sha256;
  /** Each key material once, in whichever form it signed. */
  readonly signers: readonly TrustedKey[];
  /** Who of them signed in the envelope, and who in OpenSSH's format; one signature a key. */
  readonly signatures: { readonly dsse: readonly TrustedKey[]; readonly openSsh: readonly SshSignature[] };
  /** Remarks: signatures that count for nothing, and who signed in OpenSSH's format alone. */
  readonly findings: readonly Finding[];
}

/** A statement that verifies, with the roles that have yet to sign it; it counts for nothing while there is one. */
export interface PartlySigned {
  readonly signed: OpenedStatement;
  readonly missing: readonly Actor[];
}

/** A statement of which there is the envelope alone. */
export function inEnvelope(envelope: Uint8Array): UnopenedStatement {
  return { envelope, payload: null, sshsigs: [] };
}

/**
 * The whole border for signed statements: signatures by enrolled keys, statement, the digest of what its signer saw, and
 * the roles that its type asks for, each filled by a key of its own.
 * Time, order and revocation are for `chain.ts` and `in-force.ts`.
 */
export function openSigned(
  signed: UnopenedStatement,
  trusted: readonly TrustedKey[],
): Result<OpenedStatement, readonly Finding[]> {
  const partly = openPartly(signed, trusted);
  return partly.ok ? wholly(partly.value) : partly;
}

/**
 * The same border for what further roles may have to sign: a discharge on its way from actor to actor. Every signature by
 * an enrolled key must verify, whatever its form; those by others count for nothing.
 */
export function openPartly(
  { envelope, payload: file, sshsigs }: UnopenedStatement,
  trusted: readonly TrustedKey[],
): Result<PartlySigned, readonly Finding[]> {
  const sealed = envelope === null ? ok(null) : parseEnvelope(envelope);
  if (!sealed.ok) return sealed;
  const payload = sealed.value?.payload ?? file ?? new Uint8Array();
  if (file !== null && !equalBytes(file, payload)) return err([finding('dossier.statement-differs', 'the envelope')]);
  const dsse = sealed.value === null ? { signers: [], findings: [] } : envelopeSigners(sealed.value, trusted);
  if (sshsigs.length === 0 && dsse.signers.length === 0) return err([...dsse.findings, nobody()]);
  if (hasError(dsse.findings)) return err(dsse.findings);
  const statement = parseStatement(payload);
  if (!statement.ok) return statement;
  const openSsh = sshSigners(sshsigs, payload, SSHSIG_NAMESPACE[statement.value.predicateType], trusted);
  const signers = distinctKeys([...dsse.signers, ...openSsh.signatures.map(({ signer }) => signer)]);
  const findings = [...dsse.findings, ...openSsh.findings, ...(signers.length === 0 ? [nobody()] : [])];
  if (hasError(findings)) return err(findings);
  const rendered = checkRendered(statement.value);
  if (rendered !== null) return err([rendered]);
  const statementSha256 = sha256Hex(payload);
  const signed = {
    statement: statement.value,
    payload,
    statementSha256,
    envelopeSha256: sealed.value === null ? statementSha256 : sha256Hex(envelopeBytes(sealed.value)),
    signers,
    signatures: { dsse: dsse.signers, openSsh: openSsh.signatures },
    findings: [...findings, ...withoutEnvelope(signers, dsse.signers)],
  };
  return ok({ signed, missing: rolesLeft(statement.value, signers) });
}

/** Keys by whether what they signed still gives authority. */
export interface KnownKeys {
  readonly trusted: readonly TrustedKey[];
  /** Keys that were trusted and are revoked: what they signed gives nothing, and takes away what it took away. */
  readonly revoked: readonly TrustedKey[];
}

/** Opened statements by what they still do. */
export interface KnownStatements {
  /** Signed by keys that are trusted: they give authority, and take it away. */
  readonly counting: readonly OpenedStatement[];
  /** Signed by keys that were trusted: they take away alone. */
  readonly fallen: readonly OpenedStatement[];
  /** Of all that were opened, and why each of the others was not. */
  readonly findings: readonly Finding[];
}

/**
 * Opens each statement with the keys that are trusted, or else together with those that were. A decision that a later
 * one names as its predecessor needs no signature, nor does what that decision rested on: the later one vouches for their
 * content. They are among the fallen: the decision has a place in the chain, and none of them gives authority.
 * `followers`: decisions that were opened already.
 */
export function openKnown(
  signed: readonly UnopenedStatement[],
  { trusted, revoked }: KnownKeys,
  followers: readonly DecisionStatement[] = [],
): KnownStatements {
  const counting: OpenedStatement[] = [];
  const fallen: OpenedStatement[] = [];
  const findings: Finding[] = [];
  const unopened: { readonly unsigned: OpenedStatement | null; readonly findings: readonly Finding[] }[] = [];
  for (const one of signed) {
    const opened = openSigned(one, trusted);
    const late = opened.ok || revoked.length === 0 ? opened : openSigned(one, [...trusted, ...revoked]);
    if (opened.ok) counting.push(opened.value);
    else if (late.ok) fallen.push(late.value);
    else unopened.push({ unsigned: withoutSignature(one), findings: opened.error });
    if (late.ok) findings.push(...late.value.findings);
  }
  const following = [...followers, ...counting.map(({ statement }) => statement)];
  const followed = following.flatMap((one) => predecessorOf(one) ?? []);
  const earlier = counting.filter(({ statementSha256 }) => followed.includes(statementSha256));
  const vouched = vouchedFor(
    unopened.flatMap(({ unsigned }) => unsigned ?? []),
    [...followed, ...[...earlier, ...fallen].flatMap(({ statement }) => restsOn(statement))],
  );
  const names = new Set(vouched.map(({ statementSha256 }) => statementSha256));
  const refused = unopened.filter(({ unsigned }) => unsigned === null || !names.has(unsigned.statementSha256));
  findings.push(...vouched.flatMap((one) => one.findings), ...refused.flatMap((one) => one.findings));
  return { counting, fallen: [...fallen, ...vouched], findings };
}

/** Those of the candidates that are named here, and what they rest on, step by step. */
function vouchedFor(candidates: readonly OpenedStatement[], named: readonly Sha256[]): readonly OpenedStatement[] {
  const byDigest = new Map(candidates.map((one) => [one.statementSha256, one]));
  const vouched = new Map<Sha256, OpenedStatement>();
  const wanted = [...named];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    const found = byDigest.get(next);
    if (found === undefined || vouched.has(next)) continue;
    vouched.set(next, found);
    wanted.push(...restsOn(found.statement));
  }
  return [...vouched.values()];
}

/** A statement that nobody who counts has signed; `null` where the payload is none, or its files disagree. */
function withoutSignature({ envelope, payload: file }: UnopenedStatement): OpenedStatement | null {
  const sealed = envelope === null ? ok(null) : parseEnvelope(envelope);
  if (!sealed.ok) return null;
  const payload = sealed.value?.payload ?? file ?? new Uint8Array();
  if (file !== null && !equalBytes(file, payload)) return null;
  const statement = parseStatement(payload);
  if (!statement.ok || checkRendered(statement.value) !== null) return null;
  const statementSha256 = sha256Hex(payload);
  return {
    statement: statement.value,
    payload,
    statementSha256,
    envelopeSha256: sealed.value === null ? statementSha256 : sha256Hex(envelopeBytes(sealed.value)),
    signers: [],
    signatures: { dsse: [], openSsh: [] },
    findings: [finding('statement.vouched-unsigned', statementSha256)],
  };
}

/** The bytes that are signed; none where the envelope cannot be read. */
export function payloadOf({ envelope, payload }: UnopenedStatement): Uint8Array {
  if (envelope === null) return payload;
  const sealed = parseEnvelope(envelope);
  return sealed.ok ? sealed.value.payload : new Uint8Array();
}

/** Each OpenSSH signature by an enrolled key; like an envelope's, one by a stranger is a remark and no more. */
function sshSigners(
  sshsigs: readonly Uint8Array[],
  payload: Uint8Array,
  namespace: SshsigNamespace,
  trusted: readonly TrustedKey[],
): { readonly signatures: readonly SshSignature[]; readonly findings: readonly Finding[] } {
  const signatures = new Map<Sha256, SshSignature>();
  const findings: Finding[] = [];
  for (const sshsig of sshsigs) {
    const verified = verifySshsig(sshsig, payload, namespace, trusted);
    if (verified.ok) {
      const { keyid } = verified.value.key;
      if (!signatures.has(keyid)) signatures.set(keyid, { signer: verified.value, sshsig });
    } else if (verified.error.code === 'statement.not-signed-by-trusted-key') {
      findings.push(finding('statement.signer-unknown', 'signature', { observed: verified.error.observed }));
    } else findings.push(verified.error);
  }
  return { signatures: [...signatures.values()], findings };
}

function withoutEnvelope(signers: readonly TrustedKey[], dsse: readonly TrustedKey[]): readonly Finding[] {
  return signers
    .filter(({ key }) => dsse.every((one) => one.key.keyid !== key.keyid))
    .map(({ key }) => finding('statement.openssh-alone', 'signature', { observed: key.keyid }));
}

function nobody(): Finding {
  return finding('statement.not-signed-by-trusted-key', '/signatures');
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
