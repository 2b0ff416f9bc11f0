import type { PacketOption, PacketReading } from '../packet/types.ts';
import { evidenceLocks, isAbsence, isContradiction } from './evidence.ts';
import { grantLocks } from './grants.ts';
import { owedFor } from './owed.ts';
import { type BlockerStanding, blockerStandings, openIds } from './standing.ts';
import type { Authority, KnownEvidence, LockReason, OptionAvailability } from './types.ts';

/** Everything that the availability of a packet's options depends on. */
export interface RulesInput {
  readonly reading: PacketReading;
  /** One state for each evidence reference; a reference without one counts as not supplied. */
  readonly evidence: readonly KnownEvidence[];
  readonly authority: Authority;
  /** UTC, RFC 3339. The station's clock is not trusted; whoever asks says which time counts. */
  readonly now: string;
}

/**
 * How each option stands, with every reason:
 * - the default is always available, so long as it is safe; the packet reading sees to that and names none otherwise;
 * - an error in the packet, or no safe default, locks all others;
 * - an option that changes nothing asks that every open blocker be acknowledged. Evidence locks it only where it
 *   speaks against the packet (refused, a check failed); evidence that is absent or unknown is a caution;
 * - an option that changes things is locked by every blocker that is not closed, every grant that the packet names
 *   and that is not in force, and matched evidence that is anything but verified and passed. Evidence that is absent is
 *   a caution here too: what must be shown before production changes is shown by the discharges, each with evidence.
 * Needs that the packet states beyond these are kept; needs below them are not.
 */
export function availability(input: RulesInput): readonly OptionAvailability[] {
  const { packet, findings } = input.reading;
  const general: LockReason[] = findings
    .filter((one) => one.severity === 'error')
    .map(({ code, where }) => ({ kind: 'packet-finding', code, where }));
  if (packet.default === null) general.push({ kind: 'no-safe-default' });
  const every: AllLocks = {
    general,
    blockers: blockerStandings(input.reading, input.authority, input.now),
    grants: packet.grants.flatMap((grant) => grantLocks(grant, input.reading, input.authority.grants, input.now)),
    evidence: packet.evidence.flatMap(({ treeHash }) => evidenceLocks(stateOf(treeHash, input.evidence))),
  };
  return packet.options.map((option) => ofOption(option, option.id === packet.default, every, input.reading));
}

/** What is in the way, whichever option it may concern. */
interface AllLocks {
  readonly general: readonly LockReason[];
  readonly blockers: readonly BlockerStanding[];
  readonly grants: readonly LockReason[];
  readonly evidence: readonly LockReason[];
}

function ofOption(
  option: PacketOption,
  isDefault: boolean,
  every: AllLocks,
  reading: PacketReading,
): OptionAvailability {
  const blockers = every.blockers.flatMap((one) => one.locks);
  const all = [...every.general, ...blockers, ...every.grants, ...every.evidence];
  const locks = isDefault && !option.mutates ? [] : locksOf(option, every, blockers);
  const open = openIds(every.blockers);
  return {
    option: option.id,
    isDefault,
    available: locks.length === 0,
    locks,
    acknowledge: isDefault ? [] : open,
    owed: isDefault ? [] : owedFor(option, reading, open),
    cautions: isDefault ? [] : all.filter((reason) => !locks.includes(reason) && isCaution(reason)),
  };
}

function locksOf(option: PacketOption, every: AllLocks, blockers: readonly LockReason[]): LockReason[] {
  const needsClosed = option.mutates || option.needs.blockers === 'closed';
  const needsGrants = option.mutates || option.needs.grants === 'all';
  return [
    ...every.general,
    ...(needsClosed ? blockers : []),
    ...(needsGrants ? every.grants : []),
    ...every.evidence.filter(option.mutates ? (reason) => !isAbsence(reason) : isContradiction),
  ];
}

/** Open blockers are acknowledged one by one and grants are not asked for; what remains to be told is the evidence. */
function isCaution(reason: LockReason): boolean {
  switch (reason.kind) {
    case 'evidence-not-supplied':
    case 'evidence-unmatched':
    case 'evidence-not-computed':
    case 'evidence-refused':
    case 'check-not-passed':
      return true;
    default:
      return false;
  }
}

function stateOf(treeHash: string, states: readonly KnownEvidence[]): KnownEvidence {
  const state = states.find((one) => one.treeHash === treeHash);
  return state ?? { treeHash, match: { kind: 'not-supplied' }, bundles: [] };
}
