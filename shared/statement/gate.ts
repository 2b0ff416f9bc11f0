import { isSameTree } from '../evidence/match.ts';
import type { BundleRecord, TreeHashes } from '../evidence/types.ts';
import { type Finding, finding, hasError } from '../finding/index.ts';
import { readPacket } from '../packet/read.ts';
import type { Packet, PacketOption, PacketReading } from '../packet/types.ts';
import { ok, type Result } from '../result.ts';
import { availability } from '../rules/availability.ts';
import { lockRecord } from '../rules/lock-record.ts';
import { effectOf, passageRecords } from '../rules/owed.ts';
import { evidenceStates } from '../rules/reference-states.ts';
import { isLaterRevision, revisionFindings } from '../rules/revision-order.ts';
import type { KnownEvidence, OptionAvailability } from '../rules/types.ts';
import { checkChain, checkLatest } from './chain.ts';
import { DECISION_TYPE } from './decision.ts';
import { isTimestamp } from './fields.ts';
import { assumptions, withheldFindings } from './gate-assumptions.ts';
import {
  authorityOf,
  checkGrantUses,
  checkPacket,
  checkRevoked,
  checkWindow,
  isDischarge,
  type TakenAway,
  takenAwayBy,
} from './in-force.ts';
import { type KnownKeys, type OpenedStatement, openKnown, openSigned, type UnopenedStatement } from './open.ts';
import { RECEIPT_TYPE } from './receipt.ts';
import type { RecordedStatements } from './recorded.ts';
import type { DecisionStatement } from './statement.ts';
import { ACTORS, distinctKeys, type TrustedKey } from './trust.ts';

/** Everything that a gate looks at; it knows nothing else. */
export interface GateInput {
  /** The packet's bytes, and its file name, which only helps to tell the forms apart. */
  readonly packet: Uint8Array;
  readonly packetName: string;
  readonly decision: UnopenedStatement;
  /** The id of the option that the pipeline is about to carry out. */
  readonly option: string;
  /** Each in the role that it is trusted in. A single key may have every role; of several, each has its own. */
  readonly trusted: readonly TrustedKey[];
  /** Keys that were trusted and are revoked: what they signed takes authority away, and gives none. */
  readonly revoked?: readonly TrustedKey[];
  /**
   * Grants, discharges, revocations and decisions, in any order: each is used for what it is. Two lists, since a caller
   * may have two; it makes no difference in which one a statement is.
   */
  readonly statements: readonly UnopenedStatement[];
  readonly previous: readonly UnopenedStatement[];
  /** Every evidence tree at hand, as it was found now. */
  readonly bundles: readonly BundleRecord[];
  /** What a station's journal says, once it was verified. */
  readonly journal?: RecordedStatements | null;
  /** UTC, `YYYY-MM-DDTHH:MM:SSZ`. Throws for anything else: the caller reads it from a person. */
  readonly at: string;
  /** What the caller's own clock says, in the same form. */
  readonly clock?: string | null;
  /** Shut on anything that would have to be assumed. */
  readonly strict?: boolean;
}

export interface GateVerdict {
  readonly verdict: 'open' | 'shut';
  /** Every reason, not the first; with `open`, warnings at most. */
  readonly findings: readonly Finding[];
  /** What the verdict rests on without having been shown here. With `strict` each of it shuts. */
  readonly assumed: readonly Finding[];
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
  const keys = knownKeys(input);
  const roles = roleFindings(keys.trusted);
  const opened = openSigned(input.decision, keys.trusted);
  if (!opened.ok) return ok(shut([...roles, ...opened.error]));
  const decision = opened.value;
  if (!isDecision(decision)) return ok(shut([...roles, wrongType(decision, '--decision')]));
  const known = openKnown([input.decision, ...input.statements, ...input.previous], keys);
  const all = [...known.fallen, ...known.counting];
  const { bundles, journal = null } = input;
  const shown = { decision, known: all, journal };
  // The decision comes last: a grant that anything else has used is used up for it.
  const others = all.filter(({ statementSha256 }) => statementSha256 !== decision.statementSha256);
  const takenAway = takenAwayBy([...others, decision], journal?.consumed);
  const trees = namedTrees(decision, known.counting);
  const chosen = chosenOption(decision, reading.value, known.counting, takenAway, input);
  const findings = [
    ...roles,
    ...known.findings,
    ...all.filter(isReceipt).map((one) => wrongType(one, '--grant')),
    ...selectionFindings(decision.statement, reading.value, input.option),
    ...orderFindings(decision, all),
    ...revisionsFindings(reading.value, all),
    ...checkWindow(decision.statement.predicate, input.at),
    ...checkRevoked(decision.statementSha256, takenAway),
    ...checkGrantUses(decision, known.counting, takenAway),
    ...lockFindings(decision.statement, reading.value, chosen),
    ...strangeTrees(trees, bundles),
    ...withheldFindings(shown),
  ];
  const assumed = [...absentEvidence(trees, bundles, chosen), ...assumptions(shown, input.at, input.clock ?? null)];
  const isShut = hasError(findings) || (input.strict === true && assumed.length > 0);
  return ok({ verdict: isShut ? 'shut' : 'open', findings, assumed });
}

/** A key that is named as trusted and as revoked is revoked. */
function knownKeys({ trusted, revoked = [] }: GateInput): KnownKeys {
  const isRevoked = ({ key }: TrustedKey) => revoked.some((one) => one.key.keyid === key.keyid);
  return { trusted: trusted.filter((one) => !isRevoked(one)), revoked };
}

/** Of several keys each has the role that it is trusted in: one that has every role was given none. */
function roleFindings(trusted: readonly TrustedKey[]): readonly Finding[] {
  const keys = distinctKeys(trusted);
  if (keys.length < 2) return [];
  return keys
    .filter(({ roles }) => ACTORS.every((role) => roles.includes(role)))
    .map(({ name }) => finding('statement.gate-role-unnamed', name));
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
  known: readonly OpenedStatement[],
): readonly Finding[] {
  const links = known.filter(isDecision).map(linkOf);
  return [...checkChain(linkOf(decision), links), ...checkLatest(linkOf(decision), links)];
}

/**
 * What the statements tell of other bytes with this packet id: a later revision supersedes the packet, and bytes that
 * cannot be put in order with it are a conflict.
 */
function revisionsFindings(
  { packet: { id, revision }, sha256 }: PacketReading,
  known: readonly OpenedStatement[],
): readonly Finding[] {
  const stated = known.flatMap(({ statement: { predicate } }) =>
    predicate.packet !== null && id !== '' && predicate.packet.id === id ? [predicate.packet] : [],
  );
  const others = [...new Map(stated.map((one) => [`${one.sha256} ${one.revision}`, one])).values()];
  return [
    ...revisionFindings({ sha256, revision }, others),
    ...others
      .filter((one) => one.sha256 !== sha256 && isLaterRevision(one.revision, revision))
      .map((one) =>
        finding('statement.revision-superseded', '/predicate/packet/revision', {
          observed: revision,
          expected: one.revision,
        }),
      ),
  ];
}

/** How the chosen option stands by the grants that the decision names, and by all discharges; `null`: no such option. */
function chosenOption(
  decision: OpenedStatement<DecisionStatement>,
  reading: PacketReading,
  counting: readonly OpenedStatement[],
  takenAway: TakenAway,
  { bundles, journal, at }: GateInput,
): OptionAvailability | null {
  const { predicate } = decision.statement;
  const evidence = evidenceStates(reading.packet.evidence, bundles).map((state) =>
    state.match.kind === 'matched' ? state : (recordedEvidence(state.treeHash, predicate) ?? state),
  );
  const recordedAt = new Map(journal?.statements.map((one) => [one.statement, one.at]));
  const treeHashes = reading.packet.evidence.map(({ treeHash }) => treeHash);
  const user = decision.statementSha256;
  const held = authorityOf(counting, takenAway, { user, bundles, treeHashes, recordedAt });
  // A grant that the decision does not name opens nothing for it, unless a discharge has used it.
  const named = new Set<string>([
    ...predicate.grants.map(({ statementSha256 }) => statementSha256),
    ...held.discharges.flatMap(({ grants }) => grants),
  ]);
  const grants = held.grants.filter(({ statementSha256 }) => named.has(statementSha256));
  const options = availability({ reading, evidence, authority: { ...held, grants }, now: at });
  return options.find(({ option }) => option === predicate.chosen.id) ?? null;
}

/** Every lock of the chosen option, and every open blocker that its owner did not acknowledge. */
function lockFindings(
  { predicate }: DecisionStatement,
  reading: PacketReading,
  chosen: OptionAvailability | null,
): readonly Finding[] {
  if (chosen === null) return [finding('statement.gate-locked', predicate.chosen.id)];
  if (chosen.locks.length > 0) {
    return chosen.locks.map((lock) => {
      const { kind, about, detail } = lockRecord(lock);
      return finding('statement.gate-locked', about, { observed: detail === '' ? kind : `${kind}: ${detail}` });
    });
  }
  const option = reading.packet.options.find(({ id }) => id === predicate.chosen.id);
  return [
    ...chosen.acknowledge
      .filter((blocker) => !predicate.acknowledged.includes(blocker))
      .map((blocker) => finding('statement.gate-locked', blocker, { observed: 'open and not acknowledged' })),
    ...(option === undefined || chosen.isDefault ? [] : unreadFindings(option, reading, predicate)),
  ];
}

/**
 * An option that changes things was chosen with every passage acknowledged that no field was read from; one that changes
 * nothing by the clauses that say so. An older decision records no clauses, which locks nothing.
 */
function unreadFindings(
  option: PacketOption,
  reading: PacketReading,
  { effect, unread = [] }: DecisionStatement['predicate'],
): readonly Finding[] {
  const recorded = new Set(unread.map(({ line, sha256 }) => `${line} ${sha256}`));
  const missing = passageRecords(option, reading).filter(({ line, sha256 }) => !recorded.has(`${line} ${sha256}`));
  const clauses = effectOf(option, reading)?.clauses ?? null;
  const misquoted = effect !== undefined && JSON.stringify(effect?.clauses ?? null) !== JSON.stringify(clauses);
  return [
    ...missing.map(({ line }) =>
      finding('statement.gate-locked', `line ${line}`, { observed: 'unread and not acknowledged' }),
    ),
    ...(misquoted
      ? [finding('statement.gate-locked', option.id, { observed: 'its clauses are quoted otherwise' })]
      : []),
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

/** The trees that the decision and the discharges name. */
function namedTrees(
  decision: OpenedStatement<DecisionStatement>,
  counting: readonly OpenedStatement[],
): readonly TreeHashes[] {
  return [decision, ...counting.filter(isDischarge)].flatMap((one) =>
    one.statement.predicate.evidence.map(({ treeHashes }) => treeHashes),
  );
}

/** Each tree at hand is one that is named, under every algorithm that both know. */
function strangeTrees(named: readonly TreeHashes[], bundles: readonly BundleRecord[]): readonly Finding[] {
  return bundles
    .filter(({ summary }) => !named.some((tree) => isSameTree(tree, summary)))
    .map(({ id }) => finding('statement.gate-evidence', '/predicate/evidence', { observed: id }));
}

/** Named trees that are not at hand stand on the word of those who signed; the packet's own may not be here at all. */
function absentEvidence(
  named: readonly TreeHashes[],
  bundles: readonly BundleRecord[],
  chosen: OptionAvailability | null,
): readonly Finding[] {
  const referred = (chosen?.cautions ?? []).flatMap((caution) =>
    caution.kind === 'evidence-not-supplied' ||
    caution.kind === 'evidence-unmatched' ||
    caution.kind === 'evidence-not-computed'
      ? [caution.treeHash]
      : [],
  );
  const trees = new Set([...named.map(({ dirHash }) => dirHash), ...referred]);
  return [...trees]
    .filter((tree) => bundles.every(({ id }) => id !== tree))
    .map((tree) => finding('statement.gate-evidence-absent', tree));
}

function isDecision(one: OpenedStatement): one is OpenedStatement<DecisionStatement> {
  return one.statement.predicateType === DECISION_TYPE;
}

function isReceipt({ statement }: OpenedStatement): boolean {
  return statement.predicateType === RECEIPT_TYPE;
}

function wrongType({ statement }: OpenedStatement, where: string): Finding {
  return finding('statement.wrong-type', where, { observed: statement.predicateType });
}

function linkOf({ statement, statementSha256 }: OpenedStatement<DecisionStatement>) {
  return { sha256: statementSha256, decision: statement.predicate };
}

/** Before anything could be judged, nothing is assumed. */
function shut(findings: readonly Finding[]): GateVerdict {
  return { verdict: 'shut', findings, assumed: [] };
}
