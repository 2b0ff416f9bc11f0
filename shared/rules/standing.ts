import type { PacketBlocker, PacketReading } from '../packet/types.ts';
import { dischargeProblems } from './blockers.ts';
import type { Authority, DischargeProblem, LockReason } from './types.ts';

/**
 * `partial`: a leg is closed and the blocker is not, or the packet says so. `waiting`: a discharge of it, or of a leg, lacks
 * nothing but signatures.
 */
export type BlockerNow = 'open' | 'partial' | 'waiting' | 'closed';

/** One leg that the packet names, as it stands now. */
export interface LegStanding {
  readonly leg: string;
  /** The packet's own words on it. */
  readonly statedAs: string;
  /** What the packet says. */
  readonly says: 'open' | 'closed';
  readonly now: 'open' | 'closed';
}

/**
 * How one blocker stands: what the packet says, and what is so now. Made here alone. Locks, acknowledgements, lists, the
 * signed text and the report all take it from here, so that they cannot say different things.
 */
export interface BlockerStanding {
  readonly blocker: PacketBlocker;
  readonly now: BlockerNow;
  readonly legs: readonly LegStanding[];
  /** The discharges (their payloads' SHA-256) that close it, or one of its legs, now. */
  readonly by: readonly string[];
  /** The discharges that lack nothing but signatures. */
  readonly waiting: readonly string[];
  /** Why it is not closed; empty exactly when it is. */
  readonly locks: readonly LockReason[];
}

/** Every blocker of a packet as it stands at `now` (UTC, RFC 3339), in the packet's order. */
export function blockerStandings(
  reading: PacketReading,
  authority: Authority,
  now: string,
): readonly BlockerStanding[] {
  return reading.packet.blockers.map((blocker) => blockerStanding(blocker, reading, authority, now));
}

/** The ids of those that are not closed. */
export function openIds(standings: readonly BlockerStanding[]): readonly string[] {
  return standings.filter(({ now }) => now !== 'closed').map(({ blocker }) => blocker.id);
}

/**
 * A blocker is closed where the packet says so, or where discharges by all of its actors cover it: one of the whole, or,
 * where the packet names legs that are open, one of each of those. A leg that the packet does not name covers nothing,
 * since there may be others.
 */
function blockerStanding(
  blocker: PacketBlocker,
  reading: PacketReading,
  authority: Authority,
  now: string,
): BlockerStanding {
  const discharges = authority.discharges
    .filter((discharge) => discharge.blocker === blocker.id)
    .map((discharge) => ({
      discharge,
      problems: dischargeProblems(discharge, blocker, reading, authority, now),
    }));
  const counting = discharges.filter(({ problems }) => problems.length === 0).map(({ discharge }) => discharge);
  const waiting = discharges.filter(({ problems }) => lacksSignaturesAlone(problems));
  const covers = (leg: string | null) => counting.some((one) => one.leg === leg);
  const legs = reading.legs
    .filter((one) => one.blocker === blocker.id)
    .map(({ leg, statedAs, status }): LegStanding => {
      const isClosed = status === 'closed' || covers(leg) || covers(null);
      return { leg, statedAs, says: status, now: isClosed ? 'closed' : 'open' };
    });
  const openLegs = legs.filter(({ says }) => says === 'open');
  const isClosed =
    blocker.status === 'closed' ||
    covers(null) ||
    (openLegs.length > 0 && openLegs.every((leg) => leg.now === 'closed'));
  const open: LockReason = { kind: 'blocker-open', blocker: blocker.id, statusText: blocker.statusText };
  return {
    blocker,
    now: isClosed ? 'closed' : notClosed(blocker, legs, waiting.length > 0),
    legs,
    by: counting.map(({ statementSha256 }) => statementSha256),
    waiting: waiting.map(({ discharge }) => discharge.statementSha256),
    locks: isClosed ? [] : [open, ...discharges.flatMap(({ problems }) => problems)],
  };
}

function notClosed(blocker: PacketBlocker, legs: readonly LegStanding[], isWaiting: boolean): BlockerNow {
  if (isWaiting) return 'waiting';
  return blocker.status === 'partial' || legs.some(({ now }) => now === 'closed') ? 'partial' : 'open';
}

/** A blocker without actors waits for nobody. */
function lacksSignaturesAlone(problems: readonly DischargeProblem[]): boolean {
  return problems.length > 0 && problems.every((one) => one.kind === 'discharge-unsigned' && one.missing.length > 0);
}
