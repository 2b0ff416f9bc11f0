import { join } from 'node:path';
import type { CarriedInView } from '../../../shared/contract/authority-views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { checkChain } from '../../../shared/statement/chain.ts';
import { envelopeBytes, parseEnvelope } from '../../../shared/statement/dsse.ts';
import { checkGrantUses, isDischarge, isGrant, takenAwayBy, usesOf } from '../../../shared/statement/in-force.ts';
import {
  type OpenedStatement,
  openKnown,
  openPartly,
  type PartlySigned,
  payloadOf,
  type SshSignature,
  type UnopenedStatement,
} from '../../../shared/statement/open.ts';
import { type PredicateType, parseStatement, type Statement } from '../../../shared/statement/statement.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import { RECORDED } from '../../../shared/strings/language.ts';
import { describeFinding } from '../../../shared/strings/say-finding.ts';
import { aboutOf } from '../../core/journal/about.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { mountLabelOf } from '../../core/media/volumes.ts';
import { passedOn } from '../passed-on.ts';
import type { Recorder } from '../recorder.ts';
import { chainLink, decisionLinks, type HeldStatements, isDecision, storeParts } from '../statement-store.ts';
import { union } from '../statements/cosigning.ts';
import type { Station } from '../station.ts';
import { type StatementFile, statementFiles } from './statement-files.ts';

type CarryingStation = Pick<Station, 'answers' | 'keyring' | 'packetStore' | 'statementStore' | 'vault'>;

/** What others rest on first, so that each finds it here. */
const ORDER: readonly PredicateType[] = [
  'urn:holdfast:grant:v1',
  'urn:holdfast:discharge:v1',
  'urn:holdfast:decision:v1',
  'urn:holdfast:revocation:v1',
];

/**
 * Takes in the signed statements of a folder (and of `authority/` in it) that keys trusted here have signed. Each is
 * judged by itself: what is refused is told and journalled, and keeps nothing else out. Where the station cannot go on
 * it stops, and says so beside what it has taken in by then.
 */
export async function carryIn(
  station: CarryingStation & Pick<Station, 'recordAlone'>,
  folder: string,
): Promise<Result<CarriedInView, Failure>> {
  const files = await statementFiles([folder, join(folder, 'authority')], station.answers);
  if (!files.ok) return err(passedOn('import', files.error));
  const medium = await mountLabelOf(folder);
  const vouched = vouchedFor(station, files.value);
  const taken: string[] = [];
  const known: string[] = [];
  const refused: { name: string; reason: string }[] = [];
  for (const file of [...files.value].sort(byOrder)) {
    const { name } = file;
    const how = { medium, isVouched: vouched.has(sha256Hex(payloadOf(file.signed))) };
    // Judged and taken in as one: nothing comes to the heldStatements in between.
    const outcome = await station.recordAlone((record) => takeIn(station, record, file, how));
    if (!outcome.ok) {
      // What was taken in before it is here and counts.
      return taken.length === 0 ? outcome : ok({ taken, known, refused, stopped: { name, failure: outcome.error } });
    }
    if (outcome.value === 'taken') taken.push(name);
    else if (outcome.value === 'known') known.push(name);
    else refused.push({ name, reason: outcome.value.map((one) => describeFinding(one)).join(' ') });
  }
  return ok({ taken, known, refused, stopped: null });
}

/** Findings where it is refused; an error only where the station itself cannot go on. */
async function takeIn(
  station: CarryingStation,
  record: Recorder,
  { name: label, signed }: StatementFile,
  { medium, isVouched }: { readonly medium: string; readonly isVouched: boolean },
): Promise<Result<'taken' | 'known' | readonly Finding[], Failure>> {
  const heldStatements = await station.statementStore.contents();
  const judged = await judge(station, signed, { heldStatements, isVouched });
  if (!judged.ok) {
    const recorded = await record({
      kind: 'import-refused',
      what: 'envelope',
      label,
      reason: judged.error.map((one) => describeFinding(one, RECORDED)).join(' '),
      findings: judged.error.map(({ code }) => code),
    });
    return recorded.ok ? ok(judged.error) : recorded;
  }
  if (judged.value === null) return ok('known');
  const stored = await storeParts(station.vault, judged.value);
  if (!stored.ok) return err(passedOn('import', stored.error));
  const { statement, envelope, sshsigs } = stored.value;
  const recorded = await record({
    kind: 'statement-taken-in',
    label,
    medium,
    statement,
    envelope,
    sshsigs: [...sshsigs],
    findings: judged.value.findings.map(({ code }) => code),
    about: aboutOf(judged.value.says),
    predicateType: judged.value.says.predicateType,
    consumes: usesOf(judged.value.says).map(({ nonce }) => nonce),
  });
  return recorded.ok ? ok('taken') : recorded;
}

interface Admitted {
  readonly payload: Uint8Array;
  /** With the signatures of the envelope that is here already. */
  readonly envelope: Uint8Array | null;
  /** Those that verify. */
  readonly sshsigs: readonly Uint8Array[];
  readonly findings: readonly Finding[];
  readonly says: Statement;
}

/** `null` where everything that it says is here already. */
async function judge(
  station: CarryingStation,
  carried: UnopenedStatement,
  { heldStatements, isVouched }: { readonly heldStatements: HeldStatements; readonly isVouched: boolean },
): Promise<Result<Admitted | null, readonly Finding[]>> {
  const trusted = station.keyring.trustedKeys();
  const partly = openPartly(carried, isVouched ? [...trusted, ...station.keyring.revokedKeys()] : trusted);
  if (!partly.ok) return partly;
  const { signed } = partly.value;
  const refusals = [...roleFindings(partly.value), ...(await packetFindings(station, partly.value))];
  if (refusals.length > 0) return err(refusals);
  const here = [...heldStatements.statements, ...heldStatements.pending, ...heldStatements.fallen].find(
    ({ opened }) => opened.statementSha256 === signed.statementSha256,
  );
  const late = endedSigners(signed, here?.opened.signers ?? [], station.keyring.identities());
  if (late.length > 0 && !isVouched) return err(late);
  const { statement: says, payload, findings, signatures } = signed;
  const sshsigs = signatures.openSsh.map(({ sshsig }) => sshsig);
  if (here !== undefined) {
    // Others name a grant by its envelope as well, so that this stays what it is.
    const adds = !isGrant(signed) && isMore(signatures.dsse, here.opened.signatures.dsse);
    const envelope = adds ? union(here.envelope, carried.envelope) : here.envelope;
    const isNew = adds || isMore(signatures.openSsh.map(signerOf), here.opened.signatures.openSsh.map(signerOf));
    return ok(isNew ? { payload, envelope, sshsigs, findings, says } : null);
  }
  const order = isVouched ? chainFindings(partly.value, heldStatements) : orderFindings(partly.value, heldStatements);
  return order.some(({ severity }) => severity === 'error')
    ? err(order)
    : ok({ payload, envelope: asWritten(carried.envelope), sshsigs, findings: [...findings, ...order], says });
}

/** An envelope that has opened, as it is written: other statements call it by the digest of that, however it was spelled. */
function asWritten(envelope: Uint8Array | null): Uint8Array | null {
  const parsed = envelope === null ? null : parseEnvelope(envelope);
  return parsed?.ok === true ? envelopeBytes(parsed.value) : null;
}

function signerOf({ signer }: SshSignature): TrustedKey {
  return signer;
}

/** Whether someone is among these who is not among those. */
function isMore(these: readonly TrustedKey[], those: readonly TrustedKey[]): boolean {
  return these.some(({ key }) => those.every((one) => one.key.keyid !== key.keyid));
}

/** Whoever was retired signs nothing any more. What a clock elsewhere says of when they signed is nobody's word. */
function endedSigners(
  { signers }: OpenedStatement,
  before: readonly TrustedKey[],
  identities: readonly Identity[],
): readonly Finding[] {
  const ended = new Set(identities.filter(({ state }) => state.kind !== 'active').map(({ id }) => id));
  return signers
    .filter(({ key }) => ended.has(key.keyid) && before.every((one) => one.key.keyid !== key.keyid))
    .map(({ key, name }) => finding('statement.signer-ended', key.keyid, { observed: name }));
}

/** Only a discharge may still wait for signatures; a receipt is no authority. */
function roleFindings({ signed, missing }: PartlySigned): readonly Finding[] {
  if (missing.length > 0 && !isDischarge(signed)) {
    return [finding('statement.signer-role', '/signatures', { expected: missing.join(', ') })];
  }
  const type = signed.statement.predicateType;
  return ORDER.includes(type) ? [] : [finding('statement.wrong-type', '/predicateType', { observed: type })];
}

/** It is about a packet that is here, byte for byte. */
async function packetFindings({ packetStore }: CarryingStation, { signed }: PartlySigned): Promise<readonly Finding[]> {
  const { packet } = signed.statement.predicate;
  const isHere = packet !== null && (await packetStore.packet(packet.sha256)).ok;
  return isHere ? [] : [finding('statement.other-packet', '/predicate/packet', { observed: packet?.sha256 })];
}

/** A decision continues its chain; whatever uses grants finds them here, used by nothing else. */
function orderFindings(partly: PartlySigned, heldStatements: HeldStatements): readonly Finding[] {
  const { signed } = partly;
  const opened = heldStatements.statements.map((one) => one.opened);
  return [
    ...chainFindings(partly, heldStatements),
    ...checkGrantUses(signed, opened, takenAwayBy([signed], heldStatements.consumed)),
  ];
}

function chainFindings({ signed }: PartlySigned, heldStatements: HeldStatements): readonly Finding[] {
  return isDecision(signed) ? checkChain(chainLink(signed), decisionLinks(heldStatements)) : [];
}

/**
 * Decisions whose signer was revoked, and which a decision by a trusted key names as what it follows: they are taken in
 * for their place in the chain, and give nothing.
 */
function vouchedFor({ keyring }: CarryingStation, files: readonly StatementFile[]): ReadonlySet<Sha256> {
  const signed = files.map((one) => one.signed);
  const { fallen } = openKnown(signed, { trusted: keyring.trustedKeys(), revoked: [] });
  return new Set(fallen.map(({ statementSha256 }) => statementSha256));
}

/** By type, decisions by sequence; what is no statement at all comes first and is refused. */
function byOrder(a: StatementFile, b: StatementFile): number {
  const [first, second] = [rankOf(a.signed), rankOf(b.signed)];
  return first.type - second.type || first.sequence - second.sequence;
}

/** As the file says of itself, which proves nothing: for the order alone. */
function rankOf({ envelope, payload }: UnopenedStatement): { readonly type: number; readonly sequence: number } {
  const sealed = envelope === null ? ok({ payload }) : parseEnvelope(envelope);
  const statement = sealed.ok ? parseStatement(sealed.value.payload) : sealed;
  if (!statement.ok) return { type: -1, sequence: 0 };
  const { predicateType, predicate } = statement.value;
  return { type: ORDER.indexOf(predicateType), sequence: 'sequence' in predicate ? predicate.sequence : 0 };
}
