import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { coded, type Failure, failure } from '../../../shared/failure/failure.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import { separateAuthorityAction } from '../../../shared/rules/grants.ts';
import { openIds } from '../../../shared/rules/standing.ts';
import {
  DISCHARGE_TYPE,
  GRANT_TYPE,
  REVOCATION_TYPE,
  type RevocationPredicate,
} from '../../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import { answersOf, checkRecords, evidenceRecord } from '../../../shared/statement/evidence-records.ts';
import { type EvidenceRecord, packetReference, toTimestamp } from '../../../shared/statement/fields.ts';
import type { OpenedStatement } from '../../../shared/statement/open.ts';
import { RECEIPT_TYPE } from '../../../shared/statement/receipt.ts';
import { withRenderedSha256 } from '../../../shared/statement/render.ts';
import type { Statement, StatementDraft } from '../../../shared/statement/statement.ts';
import { grantUseFor } from '../packets/held-authority.ts';
import { conflictFailure, type PacketStanding, supersededFailure } from '../packets/packets.ts';
import type { Moment } from '../signing/moment.ts';

const HOUR_MS = 3_600_000;

export interface GrantProposal {
  /** A grant as the packet names it, or `separateAuthorityAction` of one of its blockers. */
  readonly action: string;
  readonly reason: string;
  /** How long it may be used, from now. */
  readonly hours: number;
}

/** The grant statement, or why it cannot be: nothing needs it, or one that serves is here already. */
export function grantStatement(
  { action, reason, hours }: GrantProposal,
  standing: PacketStanding,
  { circumstances, id: grantId, nonce }: Moment,
): Result<Statement, Failure> {
  const closed = supersededFailure(standing) ?? conflictFailure(standing);
  if (closed !== null) return err(closed);
  const { reading } = standing.packet;
  if (!neededActions(standing).includes(action)) {
    return err(failure('authority/not-needed', { where: action }));
  }
  if (grantUseFor(action, reading, standing.held, standing.now) !== null) {
    return err(failure('authority/granted-already', { where: action }));
  }
  const { utc } = circumstances.clock;
  return drafted({
    predicateType: GRANT_TYPE,
    predicate: {
      grantId,
      action,
      packet: packetReference(reading),
      nonce,
      reason,
      ...circumstances,
      notBefore: utc,
      expires: toTimestamp(Date.parse(utc) + hours * HOUR_MS),
    },
  });
}

/** Every action that a grant for this packet may be for. */
export function neededActions({ packet: { reading } }: PacketStanding): readonly string[] {
  const { grants, blockers } = reading.packet;
  return [...grants, ...blockers.flatMap((one) => (one.separateAuthority ? [separateAuthorityAction(one.id)] : []))];
}

export interface DischargeProposal {
  readonly blocker: string;
  /** `null` for the whole blocker. */
  readonly leg: string | null;
  readonly reason: string;
}

/**
 * The discharge statement, for all actors of the blocker to sign, or why it cannot be. `bundles`: the imported bundles
 * it points at; each must be verified, by itself or by the packet's tree hash that it answers.
 */
export function dischargeStatement(
  { blocker: id, leg, reason }: DischargeProposal,
  bundles: readonly BundleRecord[],
  standing: PacketStanding,
  { circumstances, id: dischargeId }: Moment,
): Result<Statement, Failure> {
  const closed = supersededFailure(standing) ?? conflictFailure(standing);
  if (closed !== null) return err(closed);
  const { packet, held, blockers, evidence, now } = standing;
  const { reading } = packet;
  const blocker = reading.packet.blockers.find((one) => one.id === id);
  if (blocker === undefined) return err(failure('authority/no-such-blocker', { where: id }));
  if (!openIds(blockers).includes(id)) return err(failure('authority/closed-already', { where: id }));
  if (leg !== null && !reading.legs.some((one) => one.blocker === id && one.leg === leg && one.status === 'open')) {
    return err(failure('authority/no-such-leg', { where: leg }));
  }
  const named = bundles.map((bundle) => evidenceRecord(bundle, answersOf(bundle.id, evidence)));
  const unfit = named.find(({ verdict }) => verdict !== 'verified');
  if (unfit !== undefined) return err(unfitFailure(unfit));
  const action = separateAuthorityAction(id);
  const separate = blocker.separateAuthority ? grantUseFor(action, reading, held, now) : null;
  if (blocker.separateAuthority && separate === null) return withoutSeparateAuthority(action, standing);
  return drafted({
    predicateType: DISCHARGE_TYPE,
    predicate: {
      dischargeId,
      packet: packetReference(reading),
      blocker: { id, leg, gate: blocker.gate },
      actors: [...blocker.actors],
      separateAuthority: blocker.separateAuthority,
      grants: separate === null ? [] : [separate],
      reason,
      evidence: named,
      checks: bundles.flatMap(checkRecords),
      ...circumstances,
      notBefore: circumstances.clock.utc,
      expires: null,
    },
  });
}

/** A grant that was used up is another matter than one that was never given. */
function withoutSeparateAuthority(action: string, { held }: PacketStanding): Result<never, Failure> {
  const grants = held.authority.grants.filter((one) => one.action === action);
  if (grants.length > 0 && grants.every(({ consumedBy }) => consumedBy !== null)) {
    return err(failure('authority/separate-used', { where: action }));
  }
  return err(failure('authority/separate-missing', { where: action }));
}

/** The revocation of a grant, discharge or decision. */
export function revocationStatement(
  { statement, statementSha256 }: OpenedStatement,
  reason: string,
  { circumstances, id: revocationId }: Moment,
): Result<Statement, Failure> {
  const revokes = revokable(statement);
  if (revokes === null || statement.predicate.packet === null) {
    return err(failure('authority/not-revokable'));
  }
  const { kind, id } = revokes;
  return drafted({
    predicateType: REVOCATION_TYPE,
    predicate: {
      revocationId,
      packet: statement.predicate.packet,
      revokes: { kind, id, statementSha256 },
      reason,
      ...circumstances,
    },
  });
}

/** What a revocation calls a statement, and what an owner types to revoke it; `null` for what cannot be revoked. */
export function revokable(
  statement: Statement,
): { readonly kind: RevocationPredicate['revokes']['kind']; readonly id: string; readonly name: string } | null {
  switch (statement.predicateType) {
    case GRANT_TYPE:
      return { kind: 'grant', id: statement.predicate.grantId, name: statement.predicate.action };
    case DISCHARGE_TYPE:
      return { kind: 'discharge', id: statement.predicate.dischargeId, name: statement.predicate.blocker.id };
    case DECISION_TYPE:
      return { kind: 'decision', id: statement.predicate.decisionId, name: statement.predicate.chosen.id };
    case REVOCATION_TYPE:
    case RECEIPT_TYPE:
      return null;
    default:
      return assertNever(statement, 'statement type');
  }
}

function unfitFailure({ verdict, label: where }: EvidenceRecord): Failure {
  return verdict === 'read'
    ? coded('authority/evidence-unfit', failure('authority/evidence-unproven', { where }))
    : failure('authority/evidence-unfit', { where });
}

function drafted(draft: StatementDraft): Result<Statement, Failure> {
  const statement = withRenderedSha256(draft);
  if (statement.ok) return ok(statement.value);
  const [first] = statement.error;
  return err(failure('authority/not-a-statement', { findings: statement.error.slice(0, 1), where: first?.where }));
}
