import type { PacketReading } from '../packet/types.ts';
import { isAfter } from './time.ts';
import type { GrantProblem, HeldGrant, LockReason, StatedPacket } from './types.ts';

/** Why one needed grant is not there; nothing where one that serves is. Every grant of that name gives its reason. */
export function grantLocks(
  grant: string,
  reading: PacketReading,
  held: readonly HeldGrant[],
  now: string,
): readonly LockReason[] {
  const named = held.filter((one) => one.action === grant);
  if (named.length === 0) return [{ kind: 'grant-missing', grant }];
  const problems = named.map((one) => grantProblems(one, reading, now));
  return problems.some((found) => found.length === 0) ? [] : problems.flat();
}

/** The grant that an option or a discharge would use up for this action: the one that expires first of those that serve. */
export function servingGrant(
  action: string,
  reading: PacketReading,
  held: readonly HeldGrant[],
  now: string,
): HeldGrant | null {
  return held
    .filter((one) => one.action === action && grantProblems(one, reading, now).length === 0)
    .reduce<HeldGrant | null>(
      (first, one) => (first !== null && !isAfter(first.expires, one.expires) ? first : one),
      null,
    );
}

/** Everything that keeps one grant from serving this packet revision now. */
export function grantProblems(grant: HeldGrant, reading: PacketReading, now: string): GrantProblem[] {
  const problems: GrantProblem[] = [];
  const name = grant.action;
  if (!isAboutPacket(grant.packet, reading)) {
    problems.push({ kind: 'grant-other-revision', grant: name, revision: grant.packet.revision });
  }
  if (grant.revoked) problems.push({ kind: 'grant-revoked', grant: name });
  if (grant.consumedBy !== null) problems.push({ kind: 'grant-consumed', grant: name });
  if (!isAfter(grant.expires, now)) problems.push({ kind: 'grant-expired', grant: name, expired: grant.expires });
  if (isAfter(grant.notBefore, now)) {
    problems.push({ kind: 'grant-not-yet-valid', grant: name, notBefore: grant.notBefore });
  }
  return problems;
}

/** A statement is about a packet only where its id, revision, digest and size are all the packet's. */
export function isAboutPacket(stated: StatedPacket, { packet, sha256, size }: PacketReading): boolean {
  return (
    stated.sha256 === sha256 && stated.size === size && stated.id === packet.id && stated.revision === packet.revision
  );
}

/** The grant action that discharging a blocker marked `(+sep. auth)` uses up. */
export function separateAuthorityAction(blocker: string): string {
  return `separate-authority:${blocker}`;
}
