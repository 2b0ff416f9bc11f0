import type { EvidenceReferenceState } from '../../../shared/evidence/types.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { optionTextSha256 } from '../../../shared/packet/to-json.ts';
import type { PacketOption, PacketReading } from '../../../shared/packet/types.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { lockRecord } from '../../../shared/rules/lock-record.ts';
import { effectOf, passageRecords } from '../../../shared/rules/owed.ts';
import type { OptionAvailability } from '../../../shared/rules/types.ts';
import { DECISION_TYPE, type DecisionPredicate } from '../../../shared/statement/decision.ts';
import { checkRecords, evidenceRecord } from '../../../shared/statement/evidence-records.ts';
import { type EvidenceRecord, type GrantUse, packetReference } from '../../../shared/statement/fields.ts';
import type { ReadRecord } from '../../../shared/statement/read-record.ts';
import { withRenderedSha256 } from '../../../shared/statement/render.ts';
import type { DecisionStatement } from '../../../shared/statement/statement.ts';
import type { Moment } from '../signing/moment.ts';

/** What the owner chose in the review window: a proposal, which proves nothing. */
export interface DecisionProposal {
  readonly option: string;
  readonly reason: string;
  readonly acknowledged: readonly string[];
}

/** How things stand in the vault at the moment of deciding. */
export interface DecisionGround {
  readonly reading: PacketReading;
  readonly options: readonly OptionAvailability[];
  readonly evidence: readonly EvidenceReferenceState[];
  readonly blockers: DecisionPredicate['blockers'];
  /** The grants that choosing this option uses up. */
  readonly grants: readonly GrantUse[];
  /** What the signer opened before, of this packet and of the evidence that the decision names. */
  readonly opened: (evidence: readonly EvidenceRecord[]) => ReadRecord;
  readonly place: Pick<DecisionPredicate, 'sequence' | 'previousDecision'>;
}

/**
 * The decision statement for a proposal, or why it cannot be made: no such option, a lock, a reason or an
 * acknowledgement that is owed. Rebuilds everything from the ground; from the proposal come only the choice, the
 * reason and the acknowledgements.
 */
export function decisionStatement(
  proposal: DecisionProposal,
  ground: DecisionGround,
  { circumstances, id: decisionId }: Moment,
): Result<DecisionStatement, Failure> {
  const chosen = chosenOption(proposal, ground);
  if (!chosen.ok) return chosen;
  const { packet } = ground.reading;
  const { option, byDefault } = chosen.value;
  const matched = ground.evidence.flatMap(({ treeHash, match, bundles }) =>
    match.kind === 'matched'
      ? bundles.map((bundle) => ({ bundle, answers: { treeHash, algorithm: match.algorithm } }))
      : [],
  );
  const evidence = matched.map(({ bundle, answers }) => evidenceRecord(bundle, answers));
  const drafted = withRenderedSha256({
    predicateType: DECISION_TYPE,
    predicate: {
      decisionId,
      ...ground.place,
      packet: packetReference(ground.reading),
      optionsOffered: packet.options.map(({ rank, id, text }) => ({ rank, id, text })),
      default: byDefault,
      chosen: { id: option.id, textSha256: optionTextSha256(option.text) },
      reason: proposal.reason,
      blockers: ground.blockers,
      locks: ground.options
        .filter((one) => !one.available)
        .map((one) => ({ option: one.option, reasons: one.locks.map(lockRecord) })),
      acknowledged: acknowledgedBlockers(proposal, ground),
      effect: effectRecord(option, ground.reading),
      unread: [...passageRecords(option, ground.reading)],
      grants: [...ground.grants],
      evidence,
      checks: matched.flatMap(({ bundle }) => checkRecords(bundle)),
      read: ground.opened(evidence),
      ...circumstances,
      notBefore: circumstances.clock.utc,
      expires: earliestExpiry(ground.grants),
    },
  });
  if (!drafted.ok) {
    return err(failure('decision/not-a-statement', { findings: drafted.error.slice(0, 1) }));
  }
  if (drafted.value.predicateType !== DECISION_TYPE) throw new Error('a decision became another statement');
  return ok(drafted.value);
}

/** Of what the proposal acknowledges, the blockers that are open; of the rest, the statement has the passages' digests. */
function acknowledgedBlockers({ option, acknowledged }: DecisionProposal, { options }: DecisionGround): string[] {
  const given = new Set(acknowledged);
  return (options.find((one) => one.option === option)?.acknowledge ?? []).filter((blocker) => given.has(blocker));
}

function effectRecord(option: PacketOption, reading: PacketReading): DecisionPredicate['effect'] {
  const effect = effectOf(option, reading);
  return effect === null ? null : { clauses: [...effect.clauses], saidBy: effect.saidBy };
}

function chosenOption(
  { option: id, reason, acknowledged }: DecisionProposal,
  { reading, options }: DecisionGround,
): Result<{ option: PacketOption; byDefault: string }, Failure> {
  const option = reading.packet.options.find((one) => one.id === id);
  const standing = options.find((one) => one.option === id);
  const byDefault = reading.packet.default;
  if (option === undefined || standing === undefined) {
    return err(failure('decision/no-such-option', { where: id }));
  }
  if (byDefault === null) {
    return err(failure('decision/no-safe-default', { where: id }));
  }
  if (!standing.available) {
    return err(failure('decision/locked', { params: { reasons: standing.locks.length }, where: id }));
  }
  if (standing.isDefault) return ok({ option, byDefault });
  if (reason.trim() === '') return err(failure('decision/reason-owed', { where: id }));
  const given = new Set(acknowledged);
  const missing = standing.owed.filter(({ key }) => !given.has(key));
  if (missing.length > 0) {
    return err(failure('decision/not-acknowledged', { where: missing.map(({ key }) => key).join(', ') }));
  }
  return ok({ option, byDefault });
}

/** The end of the first grant that a decision rests on: it authorises nothing after that. */
function earliestExpiry(grants: readonly GrantUse[]): string | null {
  return grants.reduce<string | null>(
    (earliest, { expires }) => (earliest === null || expires < earliest ? expires : earliest),
    null,
  );
}
