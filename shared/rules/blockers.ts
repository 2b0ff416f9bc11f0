import type { PacketBlocker, PacketReading } from '../packet/types.ts';
import { isAboutPacket, separateAuthorityAction } from './grants.ts';
import { isAfter } from './time.ts';
import type { Authority, DischargeProblem, HeldDischarge, HeldGrant, SeparateAuthorityProblem } from './types.ts';

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
  if (!isAboutPacket(discharge.packet, reading)) {
    problems.push({ kind: 'discharge-other-revision', ...about, revision: discharge.packet.revision });
  }
  if (discharge.gate !== blocker.gate) problems.push({ kind: 'discharge-other-gate', ...about, gate: discharge.gate });
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
  if (blocker.separateAuthority) {
    problems.push(...separateProblems(discharge, reading, authority, now).map((one) => ({ ...one, ...about })));
  }
  return problems;
}

/**
 * What is wrong with the grant that a discharge uses up; nothing where one serves. A discharge that no journal has may
 * state an earlier time than it was signed at, so its grant must not have expired since: then `now` is when it was used.
 */
function separateProblems(
  discharge: HeldDischarge,
  reading: PacketReading,
  { grants }: Authority,
  now: string,
): readonly SeparateAuthorityProblem[] {
  const action = separateAuthorityAction(discharge.blocker);
  const named = grants.filter((grant) => grant.action === action && discharge.grants.includes(grant.statementSha256));
  if (named.length === 0) return [{ kind: 'separate-authority-missing' }];
  const used = discharge.recordedAt ?? now;
  const problems = named.map((grant) => problemsWhenUsed(grant, discharge, reading, used));
  return problems.some((found) => found.length === 0) ? [] : problems.flat();
}

/** In force by the discharge's own time and at `used`, not revoked since, and used by nothing else. */
function problemsWhenUsed(
  { packet, revoked, consumedBy, notBefore, expires }: HeldGrant,
  { statementSha256, signedAt }: HeldDischarge,
  reading: PacketReading,
  used: string,
): readonly SeparateAuthorityProblem[] {
  const problems: SeparateAuthorityProblem[] = [];
  if (!isAboutPacket(packet, reading)) {
    problems.push({ kind: 'separate-authority-other-revision', revision: packet.revision });
  }
  if (revoked) problems.push({ kind: 'separate-authority-revoked' });
  if (consumedBy !== null && consumedBy !== statementSha256) problems.push({ kind: 'separate-authority-consumed' });
  if (!isAfter(expires, signedAt) || !isAfter(expires, used)) {
    problems.push({
      kind: 'separate-authority-expired',
      expired: expires,
      used: isAfter(used, signedAt) ? used : signedAt,
    });
  }
  if (isAfter(notBefore, signedAt)) problems.push({ kind: 'separate-authority-not-yet-valid', notBefore });
  return problems;
}
