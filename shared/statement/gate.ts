import { evidenceStates } from '../evidence/reference-states.ts';
import type { BundleRecord, TreeHashes } from '../evidence/types.ts';
import { type Finding, finding, hasError } from '../finding/index.ts';
import { readPacket } from '../packet/read.ts';
import type { Packet, PacketReading } from '../packet/types.ts';
import { ok, type Result } from '../result.ts';
import { availability } from '../rules/availability.ts';
import { lockRecord } from '../rules/lock-record.ts';
import type { KnownEvidence } from '../rules/types.ts';
import { checkChain, checkLatest } from './chain.ts';
import { DECISION_TYPE } from './decision.ts';
import { isTimestamp } from './fields.ts';
import { type OpenedStatement, openSigned, type SignedStatement } from './open.ts';
import {
  authorityOf,
  checkGrantUses,
  checkPacket,
  checkRevoked,
  checkWindow,
  isDischarge,
  standingOf,
} from './standing.ts';
import type { DecisionStatement } from './statement.ts';
import type { TrustedKey } from './trust.ts';

/** Everything that a gate looks at; it knows nothing else, no vault and no journal. */
export interface GateInput {
  /** The packet's bytes, and its file name, which only helps to tell the forms apart. */
  readonly packet: Uint8Array;
  readonly packetName: string;
  readonly decision: SignedStatement;
  /** The id of the option that the pipeline is about to carry out. */
  readonly option: string;
  readonly trusted: readonly TrustedKey[];
  /** Grants, discharges and revocations. */
  readonly statements: readonly SignedStatement[];
  /** Other decisions on this packet id. */
  readonly previous: readonly SignedStatement[];
  /** Every evidence tree at hand, as it was found now. */
  readonly bundles: readonly BundleRecord[];
  /** UTC, `YYYY-MM-DDTHH:MM:SSZ`. Throws for anything else: the caller reads it from a person. */
  readonly at: string;
}

export interface GateVerdict {
  readonly verdict: 'open' | 'shut';
  /** Every reason, not the first; with `open`, warnings at most. */
  readonly findings: readonly Finding[];
}

/**
 * Open only when the decision selects this option for exactly these bytes, is signed by a trusted owner, is in force
 * and the latest in its chain, and every lock of the option is open at `at` by what was handed in. One statement that
 * cannot be read shuts it. A packet that cannot be read gives its findings as the error.
 */
export function gate(input: GateInput): Result<GateVerdict, readonly Finding[]> {
  if (!isTimestamp(input.at)) throw new Error(`${input.at} is no UTC time to the second`);
  const reading = readPacket(input.packet, { name: input.packetName });
  if (!reading.ok) return reading;
  const opened = openSigned(input.decision, input.trusted);
  if (!opened.ok) return ok(verdictOf(opened.error));
  const decision = opened.value;
  if (!isDecision(decision)) return ok(verdictOf([wrongType(decision, '--decision')]));
  const statements = openAll(input.statements, input.trusted);
  const previous = openAll(input.previous, input.trusted);
  return ok(
    verdictOf([
      ...decision.findings,
      ...statements.findings,
      ...previous.findings,
      ...previous.opened.filter((one) => !isDecision(one)).map((one) => wrongType(one, '--previous')),
      ...selectionFindings(decision.statement, reading.value, input.option),
      ...orderFindings(decision, previous.opened.filter(isDecision)),
      ...authorityFindings(decision, reading.value, [...previous.opened, ...statements.opened], input),
      ...treeFindings([decision, ...statements.opened], input.bundles),
    ]),
  );
}

/** This option, of this packet, read then as it is read now. */
function selectionFindings(
  { predicate }: DecisionStatement,
  { packet, sha256, size }: PacketReading,
  option: string,
): readonly Finding[] {
  const { id, revision } = packet;
  return [
    ...checkPacket(predicate.packet, { id, revision, sha256, size }),
    ...(sameOffer(predicate, packet) ? [] : [finding('statement.gate-reading', '/predicate/optionsOffered')]),
    ...(predicate.chosen.id === option
      ? []
      : [finding('statement.gate-option', '/predicate/chosen', { observed: predicate.chosen.id, expected: option })]),
  ];
}

function sameOffer(predicate: DecisionStatement['predicate'], packet: Packet): boolean {
  return (
    predicate.default === packet.default &&
    predicate.optionsOffered.length === packet.options.length &&
    packet.options.every(({ rank, id, text }, index) => {
      const offered = predicate.optionsOffered[index];
      return offered?.rank === rank && offered.id === id && offered.text === text;
    })
  );
}

function orderFindings(
  decision: OpenedStatement<DecisionStatement>,
  previous: readonly OpenedStatement<DecisionStatement>[],
): readonly Finding[] {
  const known = previous.map(linkOf);
  return [...checkChain(linkOf(decision), known), ...checkLatest(linkOf(decision), known)];
}

/** In force, not revoked, its grants here and its own, and every lock of the chosen option open. */
function authorityFindings(
  decision: OpenedStatement<DecisionStatement>,
  reading: PacketReading,
  statements: readonly OpenedStatement[],
  { bundles, at }: GateInput,
): readonly Finding[] {
  const { predicate } = decision.statement;
  const standing = standingOf([...statements, decision]);
  const used = new Set<string>(predicate.grants.map(({ statementSha256 }) => statementSha256));
  const evidence = evidenceStates(reading.packet.evidence, bundles).map((state) =>
    state.match.kind === 'matched' ? state : (recordedEvidence(state.treeHash, predicate) ?? state),
  );
  const treeHashes = reading.packet.evidence.map(({ treeHash }) => treeHash);
  const held = authorityOf(statements, standing, { user: decision.statementSha256, bundles, treeHashes });
  // A grant that the decision does not name opens nothing for it, unless a discharge has used it.
  const separate = new Set(held.discharges.flatMap(({ grants }) => grants));
  const grants = held.grants.filter(
    ({ statementSha256 }) => used.has(statementSha256) || separate.has(statementSha256),
  );
  const chosen = availability({ reading, evidence, authority: { ...held, grants }, now: at }).find(
    ({ option }) => option === predicate.chosen.id,
  );
  const acknowledged = new Set(predicate.acknowledged);
  return [
    ...checkWindow(predicate, at),
    ...checkRevoked(decision.statementSha256, standing),
    ...checkGrantUses(decision, statements, standing),
    ...(chosen === undefined ? [finding('statement.gate-locked', predicate.chosen.id)] : []),
    ...(chosen?.locks ?? []).map((lock) => {
      const { kind, about, detail } = lockRecord(lock);
      return finding('statement.gate-locked', about, { observed: detail === '' ? kind : `${kind}: ${detail}` });
    }),
    ...(chosen?.locks.length === 0 ? chosen.acknowledge : [])
      .filter((blocker) => !acknowledged.has(blocker))
      .map((blocker) => finding('statement.gate-locked', blocker, { observed: 'open and not acknowledged' })),
  ];
}

/** What the decision says of the tree that answered a reference, for one that is not at hand; `null` for nothing. */
function recordedEvidence(
  treeHash: string,
  { evidence, checks }: DecisionStatement['predicate'],
): KnownEvidence | null {
  const answers = evidence.filter((one) => one.answers?.treeHash === treeHash);
  if (answers.length === 0) return null;
  const bundles = answers.map(({ verdict, treeHashes }) => {
    return { verdict, checks: checks.filter((check) => check.evidence === treeHashes.dirHash) };
  });
  return { treeHash, match: { kind: 'matched' }, bundles };
}

/**
 * Each tree at hand is one that the decision or a discharge names, under every algorithm that both know. One that is
 * named and not at hand stands on the word of those who signed, which is told.
 */
function treeFindings(statements: readonly OpenedStatement[], bundles: readonly BundleRecord[]): readonly Finding[] {
  const named = statements.flatMap((one) =>
    isDecision(one) || isDischarge(one) ? one.statement.predicate.evidence.map(({ treeHashes }) => treeHashes) : [],
  );
  const strange = bundles.filter(({ summary }) => !named.some((tree) => sameTree(tree, summary)));
  const absent = new Set(named.map(({ dirHash }) => dirHash).filter((tree) => bundles.every(({ id }) => id !== tree)));
  return [
    ...strange.map(({ id }) => finding('statement.gate-evidence', '/predicate/evidence', { observed: id })),
    ...[...absent].map((tree) => finding('statement.gate-evidence-absent', tree)),
  ];
}

function sameTree(named: TreeHashes, tree: TreeHashes): boolean {
  return (
    named.dirHash === tree.dirHash &&
    named.gitTreeSha256 === tree.gitTreeSha256 &&
    named.gitTreeSha1 === tree.gitTreeSha1 &&
    named.merkleSha256 === tree.merkleSha256 &&
    named.sha256sumDot === tree.sha256sumDot &&
    (named.bagManifest === undefined || tree.bagManifest === undefined || named.bagManifest === tree.bagManifest)
  );
}

function openAll(
  signed: readonly SignedStatement[],
  trusted: readonly TrustedKey[],
): { readonly opened: readonly OpenedStatement[]; readonly findings: readonly Finding[] } {
  const results = signed.map((one) => openSigned(one, trusted));
  return {
    opened: results.flatMap((one) => (one.ok ? [one.value] : [])),
    findings: results.flatMap((one) => (one.ok ? one.value.findings : one.error)),
  };
}

function isDecision(one: OpenedStatement): one is OpenedStatement<DecisionStatement> {
  return one.statement.predicateType === DECISION_TYPE;
}

function wrongType({ statement }: OpenedStatement, where: string): Finding {
  return finding('statement.wrong-type', where, { observed: statement.predicateType, expected: DECISION_TYPE });
}

function linkOf({ statement, statementSha256 }: OpenedStatement<DecisionStatement>) {
  return { sha256: statementSha256, decision: statement.predicate };
}

function verdictOf(findings: readonly Finding[]): GateVerdict {
  return { verdict: hasError(findings) ? 'shut' : 'open', findings };
}
