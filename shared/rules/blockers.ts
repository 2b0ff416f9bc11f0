import type { PacketBlocker, PacketReading } from '../packet/types.ts';
import { separateAuthorityAction } from '../statement/authority.ts';
import { isAfter } from './time.ts';
import type { Authority, DischargeProblem, HeldDischarge, LockReason } from './types.ts';

/**
 * Why a blocker is not closed; nothing where it is. It is closed where the packet says so, or where discharges by all
 * of its actors cover it: one of the whole, or, where the packet names legs that are open, one of each of those.
 * A leg that the packet does not name covers nothing, since there may be others.
 */
export function blockerLocks(
  blocker: PacketBlocker,
  reading: PacketReading,
  authority: Authority,
  now: string,
): readonly LockReason[] {
  if (blocker.status === 'closed') return [];
  const discharges = authority.discharges
    .filter((discharge) => discharge.blocker === blocker.id)
    .map((discharge) => ({
      leg: discharge.leg,
      problems: dischargeProblems(discharge, blocker, reading, authority, now),
    }));
  const valid = new Set(discharges.filter(({ problems }) => problems.length === 0).map(({ leg }) => leg));
  const openLegs = reading.legs.filter((leg) => leg.blocker === blocker.id && leg.status === 'open');
  const covered = valid.has(null) || (openLegs.length > 0 && openLegs.every(({ leg }) => valid.has(leg)));
  if (covered) return [];
  const open: LockReason = { kind: 'blocker-open', blocker: blocker.id, statusText: blocker.statusText };
  return [open, ...discharges.flatMap(({ problems }) => problems)];
}

/** The discharges that close this blocker or one of its legs now. */
export function countingDischarges(
  blocker: PacketBlocker,
  reading: PacketReading,
  authority: Authority,
  now: string,
): readonly HeldDischarge[] {
  return authority.discharges.filter(
    (one) => one.blocker === blocker.id && dischargeProblems(one, blocker, reading, authority, now).length === 0,
  );
}

/** Everything that keeps one discharge from counting for this blocker of this packet revision now. */
export function dischargeProblems(
  discharge: HeldDischarge,
  blocker: PacketBlocker,
  reading: PacketReading,
  authority: Authority,
  now: string,
): DischargeProblem[] {
  const about = { blocker: blocker.id, leg: discharge.leg };
  const problems: DischargeProblem[] = [];
  const missing = blocker.actors.filter((actor) => !discharge.signedBy.includes(actor));
  // A blocker without actors has nobody who could close it.
  if (missing.length > 0 || blocker.actors.length === 0)
    problems.push({ kind: 'discharge-unsigned', ...about, missing });
  if (discharge.packet.sha256 !== reading.sha256) {
    problems.push({ kind: 'discharge-other-revision', ...about, revision: discharge.packet.revision });
  }
  if (discharge.revoked) problems.push({ kind: 'discharge-revoked', ...about });
  if (discharge.expires !== null && !isAfter(discharge.expires, now)) {
    problems.push({ kind: 'discharge-expired', ...about, expired: discharge.expires });
  }
  if (isAfter(discharge.notBefore, now)) {
    problems.push({ kind: 'discharge-not-yet-valid', ...about, notBefore: discharge.notBefore });
  }
  for (const evidence of discharge.unfitEvidence) {
    problems.push({ kind: 'discharge-evidence-unfit', ...about, evidence });
  }
  if (blocker.separateAuthority && !hasSeparateAuthority(discharge, reading, authority)) {
    problems.push({ kind: 'separate-authority-missing', ...about });
  }
  return problems;
}

/** The grant was in force when the discharge was signed with it, is not revoked since, and served nothing else. */
function hasSeparateAuthority(discharge: HeldDischarge, reading: PacketReading, authority: Authority): boolean {
  return authority.grants.some(
    (grant) =>
      discharge.grants.includes(grant.statementSha256) &&
      grant.action === separateAuthorityAction(discharge.blocker) &&
      grant.packet.sha256 === reading.sha256 &&
      !grant.revoked &&
      (grant.consumedBy === null || grant.consumedBy === discharge.statementSha256) &&
      !isAfter(grant.notBefore, discharge.signedAt) &&
      isAfter(grant.expires, discharge.signedAt),
  );
}
