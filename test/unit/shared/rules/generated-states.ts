import fc from 'fast-check';
import { sha256Hex } from '../../../../shared/encoding/digest.ts';
import type { CheckOutcome, EvidenceReferenceState, TreeMatch } from '../../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../../shared/finding/index.ts';
import { checkParts, needsOf } from '../../../../shared/packet/check.ts';
import type { Actor, BlockerLeg, PacketReading } from '../../../../shared/packet/types.ts';
import type { RulesInput } from '../../../../shared/rules/availability.ts';
import { separateAuthorityAction } from '../../../../shared/rules/grants.ts';
import type { HeldDischarge, HeldGrant } from '../../../../shared/rules/types.ts';
import { utf8 } from '../packet/fixtures.ts';

const IDS = ['B-1', 'B-2', 'B-3'];
const GRANTS = ['RUN', 'SWITCH'];
const TIMES = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'];
const PACKETS = [sha256Hex(utf8('packet')), sha256Hex(utf8('other'))] as const;

const actors = fc.uniqueArray(fc.constantFrom<Actor>('owner', 'operator'), { minLength: 1 });
const packet = fc.constantFrom(...PACKETS).map((sha256) => ({ id: 'P', revision: '1', sha256, size: 1 }));
const time = fc.constantFrom(...TIMES);

/** One blocker of this id, closed by the packet's word or not. */
export const blocker = (id: string) =>
  fc.record({ actors, separateAuthority: fc.boolean(), closed: fc.boolean() }).map(({ closed, ...rest }) => ({
    id,
    status: closed ? ('closed' as const) : ('open' as const),
    statusText: closed ? 'closed' : 'open',
    gate: 'a gate',
    ...rest,
  }));

const option = (rank: number) =>
  fc
    .boolean()
    .map((mutates) => ({ rank, id: `OPTION_${rank}`, text: 'text', mutates, needs: needsOf(mutates, rank === 1) }));

const grant: fc.Arbitrary<HeldGrant> = fc.record({
  statementSha256: fc.constantFrom('g1', 'g2'),
  packet,
  action: fc.constantFrom(...GRANTS, ...IDS.map(separateAuthorityAction)),
  notBefore: time,
  expires: time,
  revoked: fc.boolean(),
  consumedBy: fc.constantFrom(null, null, 'd1'),
});

const discharge: fc.Arbitrary<HeldDischarge> = fc.record({
  statementSha256: fc.constantFrom('d1', 'd2'),
  packet,
  blocker: fc.constantFrom(...IDS),
  leg: fc.constantFrom(null, 'clone', 'production'),
  gate: fc.constantFrom('a gate', 'a gate', 'another gate'),
  signedBy: actors,
  signedAt: time,
  recordedAt: fc.option(time),
  notBefore: time,
  expires: fc.option(time),
  revoked: fc.boolean(),
  unfitEvidence: fc.constantFrom([], [], ['tree']),
  grants: fc.subarray(['g1', 'g2']),
});

const leg: fc.Arbitrary<BlockerLeg> = fc.record({
  blocker: fc.constantFrom(...IDS),
  leg: fc.constantFrom('clone', 'production'),
  status: fc.constantFrom('open' as const, 'closed' as const),
  statedAs: fc.constant('words'),
});

const match: fc.Arbitrary<TreeMatch> = fc.constantFrom(
  { kind: 'matched', algorithm: 'dirHash' } as const,
  { kind: 'unmatched' } as const,
  { kind: 'not-supplied' } as const,
);

/** One reference to evidence, and what was found in its bundle. */
export const evidence: fc.Arbitrary<EvidenceReferenceState> = fc
  .record({
    match,
    verdict: fc.constantFrom('verified' as const, 'refused' as const),
    result: fc.constantFrom<CheckOutcome>('pass', 'fail', 'unknown'),
  })
  .map(({ match: found, verdict, result }) => {
    const digest = sha256Hex(utf8('bundle'));
    const hashes = { dirHash: digest, gitTreeSha256: '', gitTreeSha1: '', merkleSha256: '', sha256sumDot: '' };
    const check = { id: 'c', type: 'seal' as const, title: '', result, reason: '', observed: {} };
    const bundle = {
      id: digest,
      label: '',
      form: 'directory' as const,
      layout: 'plain' as const,
      summary: { files: 1, bytes: 1, ...hashes },
      verdict,
      findings: [],
      checks: [check],
      importedAt: TIMES[0] ?? '',
    };
    return { treeHash: 'tree', match: found, bundles: [bundle] };
  });

/** A packet with three options and three blockers, and whatever is granted, discharged and supplied for it. */
export const input: fc.Arbitrary<RulesInput> = fc
  .record({
    options: fc.tuple(option(1), option(2), option(3)),
    blockers: fc.tuple(...IDS.map(blocker)),
    legs: fc.array(leg, { maxLength: 3 }),
    grants: fc.array(grant, { maxLength: 8 }),
    discharges: fc.array(discharge, { maxLength: 8 }),
    state: evidence,
    damaged: fc.boolean(),
    now: time,
  })
  .map(({ options, blockers, legs, grants, discharges, state, damaged, now }) => {
    const place = <T>(value: T) => ({ value, where: 'line 1' });
    const parts = checkParts(options.map(place), blockers.map(place), 'OPTION_1');
    const more: Finding[] = damaged ? [finding('packet.blocker-row-unreadable', 'line 2')] : [];
    const reading: PacketReading = {
      sha256: PACKETS[0],
      size: 1,
      form: 'json',
      packet: {
        ...{ id: 'P', revision: '1', date: '', title: '', docStatus: '' },
        default: parts.default,
        options: parts.options,
        blockers: parts.blockers,
        grants: GRANTS,
        evidence: [{ treeHash: 'tree' }],
      },
      legs,
      effects: [],
      coverage: [],
      unread: [],
      source: [],
      document: [],
      findings: [...parts.findings, ...more],
    };
    return { reading, evidence: [state], authority: { grants, discharges }, now };
  });
