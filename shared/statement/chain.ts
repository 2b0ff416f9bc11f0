import type { Sha256 } from '../encoding/bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import { isLaterRevision } from '../rules/revision-order.ts';
import type { DecisionPredicate } from './decision.ts';
import type { PacketReference } from './fields.ts';

/** A decision in the chain of its packet id. */
export interface ChainLink {
  /** SHA-256 of the decision's payload. */
  readonly sha256: Sha256;
  readonly decision: DecisionPredicate;
}

/**
 * Whether a decision continues the chain of its packet id, given every other decision known here (of whatever packet;
 * those of others are passed over). Empty: it does. The candidate itself may be among the known.
 */
export function checkChain(candidate: ChainLink, known: readonly ChainLink[]): readonly Finding[] {
  const { decision } = candidate;
  const others = known.filter(
    (one) => one.sha256 !== candidate.sha256 && chainOf(one.decision.packet) === chainOf(decision.packet),
  );
  return [
    ...others
      .filter((one) => one.decision.sequence === decision.sequence)
      .map((one) => finding('statement.sequence-repeated', '/predicate/sequence', { observed: one.sha256 })),
    ...predecessorFindings(candidate, others),
    ...others
      .filter((one) => supersedes(one, candidate, others))
      .map((one) =>
        finding('statement.revision-superseded', '/predicate/packet/revision', {
          observed: decision.packet.revision,
          expected: one.decision.packet.revision,
        }),
      ),
  ];
}

/** `statement.decision-followed` for each known decision that comes after this one: it is not in force any more. */
export function checkLatest(candidate: ChainLink, known: readonly ChainLink[]): readonly Finding[] {
  return known
    .filter(
      ({ decision }) =>
        chainOf(decision.packet) === chainOf(candidate.decision.packet) &&
        decision.sequence > candidate.decision.sequence,
    )
    .map(({ sha256 }) => finding('statement.decision-followed', '/predicate/sequence', { observed: sha256 }));
}

/** What the next decision on this packet says of its place: its sequence and its predecessor. */
export function nextInChain(
  packet: Pick<PacketReference, 'id' | 'sha256'>,
  known: readonly ChainLink[],
): { readonly sequence: number; readonly previousDecision: Sha256 | null } {
  const last = known
    .filter(({ decision }) => chainOf(decision.packet) === chainOf(packet))
    .reduce<ChainLink | null>(
      (latest, one) => (latest === null || one.decision.sequence > latest.decision.sequence ? one : latest),
      null,
    );
  return { sequence: (last?.decision.sequence ?? 0) + 1, previousDecision: last?.sha256 ?? null };
}

/** The packet id; a packet that states none is a chain by itself, since nothing says that two of them belong together. */
function chainOf({ id, sha256 }: Pick<PacketReference, 'id' | 'sha256'>): string {
  return id === '' ? sha256 : id;
}

function predecessorFindings({ decision }: ChainLink, others: readonly ChainLink[]): readonly Finding[] {
  if (decision.previousDecision === null) return [];
  const predecessor = others.find(({ sha256 }) => sha256 === decision.previousDecision);
  const inPlace = others.find((one) => one.decision.sequence === decision.sequence - 1);
  if (predecessor === undefined && inPlace === undefined) {
    return [
      finding('statement.predecessor-missing', '/predicate/previousDecision', { expected: decision.previousDecision }),
    ];
  }
  if (predecessor === undefined || predecessor.decision.sequence !== decision.sequence - 1) {
    return [
      finding('statement.predecessor-wrong', '/predicate/previousDecision', {
        observed: decision.previousDecision,
        expected: inPlace?.sha256,
      }),
    ];
  }
  return decision.clock.utc < predecessor.decision.clock.utc
    ? [
        finding('statement.clock-backwards', '/predicate/clock/utc', {
          observed: decision.clock.utc,
          expected: `not before ${predecessor.decision.clock.utc}`,
        }),
      ]
    : [];
}

/**
 * A packet's bytes are superseded once the chain has moved on to other bytes: a decision before this one that is on
 * other bytes, after an earlier one on these; or whose revision is a later one.
 */
function supersedes(one: ChainLink, { decision }: ChainLink, others: readonly ChainLink[]): boolean {
  const { packet, sequence } = one.decision;
  if (packet.sha256 === decision.packet.sha256 || sequence >= decision.sequence) return false;
  const movedOn = others.some(
    (earlier) => earlier.decision.packet.sha256 === decision.packet.sha256 && earlier.decision.sequence < sequence,
  );
  return movedOn || isLaterRevision(packet.revision, decision.packet.revision);
}
