import { basename, join } from 'node:path';
import type { CarriedInView } from '../../shared/contract/authority-views.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import { describeFinding, type Finding, finding } from '../../shared/finding/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { checkChain } from '../../shared/statement/chain.ts';
import { parseEnvelope } from '../../shared/statement/dsse.ts';
import { openPartly, type PartlySigned } from '../../shared/statement/open.ts';
import { checkGrantUses, isDischarge, standingOf } from '../../shared/statement/standing.ts';
import { type PredicateType, parseStatement } from '../../shared/statement/statement.ts';
import { mountLabelOf } from '../media/volumes.ts';
import { union } from './cosigning.ts';
import { type EnvelopeFile, envelopeFiles } from './envelope-files.ts';
import { problemOf } from './problems.ts';
import { chainLink, isDecision, type ShelfContents } from './shelf.ts';
import type { Station } from './station.ts';

type CarryingStation = Pick<Station, 'keyring' | 'library' | 'shelf' | 'vault' | 'record'>;

/** What others rest on first, so that each finds it here. */
const ORDER: readonly PredicateType[] = [
  'urn:holdfast:grant:v1',
  'urn:holdfast:discharge:v1',
  'urn:holdfast:decision:v1',
  'urn:holdfast:revocation:v1',
];

/**
 * Takes in the signed statements of a folder (and of `authority/` in it) that keys trusted here have signed. Each is
 * judged by itself: what is refused is told and journalled, and keeps nothing else out.
 */
export async function carryIn(station: CarryingStation, folder: string): Promise<Result<CarriedInView, Problem>> {
  const files = await envelopeFiles([folder, join(folder, 'authority')]);
  if (!files.ok) return err(problemOf('import', files.error));
  const medium = await mountLabelOf(folder);
  const taken: string[] = [];
  const known: string[] = [];
  const refused: { name: string; reason: string }[] = [];
  for (const file of [...files.value].sort(byOrder)) {
    const name = basename(file.path);
    const outcome = await takeIn(station, file, medium);
    if (!outcome.ok) return outcome;
    if (outcome.value === 'taken') taken.push(name);
    else if (outcome.value === 'known') known.push(name);
    else refused.push({ name, reason: outcome.value.map(describeFinding).join(' ') });
  }
  return ok({ taken, known, refused });
}

/** Findings where it is refused; an error only where the station itself cannot go on. */
async function takeIn(
  station: CarryingStation,
  { path, bytes }: EnvelopeFile,
  medium: string,
): Promise<Result<'taken' | 'known' | readonly Finding[], Problem>> {
  const label = basename(path);
  const shelf = await station.shelf.contents();
  const judged = await judge(station, bytes, shelf);
  if (!judged.ok) {
    const recorded = await station.record({
      kind: 'import-refused',
      what: 'envelope',
      label,
      reason: judged.error.map(describeFinding).join(' '),
      findings: judged.error.map(({ code }) => code),
    });
    return recorded.ok ? ok(judged.error) : recorded;
  }
  if (judged.value === null) return ok('known');
  const started = await station.record({ kind: 'import-started', what: 'envelope', label, medium });
  if (!started.ok) return started;
  const stored = await station.vault.putSmall(judged.value.envelope);
  if (!stored.ok) return err(problemOf('import', stored.error));
  const finished = await station.record({
    kind: 'import-finished',
    what: 'envelope',
    label,
    id: stored.value,
    verdict: 'verified',
    findings: judged.value.findings.map(({ code }) => code),
  });
  return finished.ok ? ok('taken') : finished;
}

interface Admitted {
  /** With the signatures of the envelope that is here already. */
  readonly envelope: Uint8Array;
  readonly findings: readonly Finding[];
}

/** `null` where everything that it says is here already. */
async function judge(
  station: CarryingStation,
  bytes: Uint8Array,
  shelf: ShelfContents,
): Promise<Result<Admitted | null, readonly Finding[]>> {
  const partly = openPartly(bytes, station.keyring.trustedKeys());
  if (!partly.ok) return partly;
  const { signed } = partly.value;
  const refusals = [...roleFindings(partly.value), ...(await packetFindings(station, partly.value))];
  if (refusals.length > 0) return err(refusals);
  const here = [...shelf.statements, ...shelf.pending].find(
    ({ opened }) => opened.statementSha256 === signed.statementSha256,
  );
  if (here !== undefined) {
    const isNew = signed.signers.some((one) => here.opened.signers.every((other) => other.key.keyid !== one.key.keyid));
    return ok(isNew ? { envelope: union(here.envelope, bytes), findings: signed.findings } : null);
  }
  const order = orderFindings(partly.value, shelf);
  return order.some(({ severity }) => severity === 'error')
    ? err(order)
    : ok({ envelope: bytes, findings: [...signed.findings, ...order] });
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
async function packetFindings({ library }: CarryingStation, { signed }: PartlySigned): Promise<readonly Finding[]> {
  const { packet } = signed.statement.predicate;
  const isHere = packet !== null && (await library.packet(packet.sha256)).ok;
  return isHere ? [] : [finding('statement.other-packet', '/predicate/packet', { observed: packet?.sha256 })];
}

/** A decision continues its chain; whatever uses grants finds them here, used by nothing else. */
function orderFindings({ signed }: PartlySigned, { statements, consumed }: ShelfContents): readonly Finding[] {
  const opened = statements.map((one) => one.opened);
  const links = opened.filter(isDecision).map(chainLink);
  return [
    ...(isDecision(signed) ? checkChain(chainLink(signed), links) : []),
    ...checkGrantUses(signed, opened, standingOf([...opened, signed], consumed)),
  ];
}

/** By type, decisions by sequence; what is no envelope at all comes first and is refused. */
function byOrder(a: EnvelopeFile, b: EnvelopeFile): number {
  const [first, second] = [rankOf(a.bytes), rankOf(b.bytes)];
  return first.type - second.type || first.sequence - second.sequence;
}

/** As the file says of itself, which proves nothing: for the order alone. */
function rankOf(bytes: Uint8Array): { readonly type: number; readonly sequence: number } {
  const envelope = parseEnvelope(bytes);
  const statement = envelope.ok ? parseStatement(envelope.value.payload) : envelope;
  if (!statement.ok) return { type: -1, sequence: 0 };
  const { predicateType, predicate } = statement.value;
  return { type: ORDER.indexOf(predicateType), sequence: 'sequence' in predicate ? predicate.sequence : 0 };
}
