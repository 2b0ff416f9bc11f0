import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Hex } from '../../../../shared/encoding/digest.ts';
import type { BundleRecord, CheckOutcome, EvidenceReferenceState } from '../../../../shared/evidence/types.ts';
import { availability } from '../../../../shared/rules/availability.ts';
import { separateAuthorityAction } from '../../../../shared/rules/grants.ts';
import { type Authority, type HeldDischarge, type HeldGrant, NO_AUTHORITY } from '../../../../shared/rules/types.ts';
import { broken, markdown, read, utf8 } from '../packet/fixtures.ts';

const reading = read(markdown);
const [treeHash = ''] = reading.packet.evidence.map((one) => one.treeHash);
const [HOLD, DRYRUN, PRECHECK, EXECUTION] = [
  'HOLD_PRODUCTION',
  'AUTHORIZE_PRODUCTION_DRYRUN_ONLY',
  'AUTHORIZE_PRODUCTION_REALRUN_PRECHECK_ONLY',
  'AUTHORIZE_PRODUCTION_EXECUTION',
];
const now = '2026-07-01T12:00:00Z';
const { id, revision } = reading.packet;
const packet = { id, revision, sha256: reading.sha256, size: reading.size };
/** Each differs from the packet in one thing. */
const otherPackets = [
  { ...packet, id: 'KB-0000' },
  { ...packet, revision: '0' },
  { ...packet, sha256: sha256Hex(utf8('other')) },
  { ...packet, size: reading.size + 1 },
];

const grantFor = (action: string): HeldGrant => ({
  statementSha256: sha256Hex(utf8(action)),
  packet,
  action,
  notBefore: '2026-06-20T00:00:00Z',
  expires: '2026-07-20T00:00:00Z',
  revoked: false,
  consumedBy: null,
});

const ROLLBACK = 'FIX7-P0-DRYRUN-PROD-ROLLBACK-1';
const separate = grantFor(separateAuthorityAction(ROLLBACK));

const dischargeOf = (blocker: string, leg: string | null = null): HeldDischarge => ({
  statementSha256: sha256Hex(utf8(`${blocker} ${leg}`)),
  packet,
  blocker,
  leg,
  gate: reading.packet.blockers.find((one) => one.id === blocker)?.gate ?? '',
  signedBy: reading.packet.blockers.find((one) => one.id === blocker)?.actors ?? [],
  signedAt: '2026-06-25T00:00:00Z',
  recordedAt: '2026-06-25T00:00:05Z',
  notBefore: '2026-06-25T00:00:00Z',
  expires: null,
  revoked: false,
  unfitEvidence: [],
  grants: blocker === ROLLBACK ? [separate.statementSha256] : [],
});

const full: Authority = {
  grants: [...reading.packet.grants.map(grantFor), separate],
  discharges: reading.packet.blockers.map((blocker) => dischargeOf(blocker.id)),
};

function bundle(verdict: BundleRecord['verdict'], checks: readonly CheckOutcome[] = ['pass']): BundleRecord {
  const digest = sha256Hex(utf8('bundle'));
  const hashes = { dirHash: digest, gitTreeSha256: '', gitTreeSha1: '', merkleSha256: '', sha256sumDot: '' };
  return {
    id: digest,
    label: 'rehearsal',
    form: 'directory',
    layout: 'plain',
    summary: { files: 1, bytes: 1, ...hashes },
    verdict,
    findings: [],
    checks: checks.map((result, i) => ({
      id: `check-${i}`,
      type: 'seal',
      title: '',
      result,
      reason: '',
      observed: {},
    })),
    importedAt: now,
  };
}

const matched = (one: BundleRecord): EvidenceReferenceState => ({
  treeHash,
  match: { kind: 'matched', algorithm: 'dirHash' },
  bundles: [one],
});
const good = [matched(bundle('verified'))];

function optionOf(
  option: string | undefined,
  evidence: readonly EvidenceReferenceState[],
  authority: Authority,
  at = now,
  from = reading,
) {
  const found = availability({ reading: from, evidence, authority, now: at }).find((one) => one.option === option);
  assert.ok(found !== undefined);
  return found;
}

const kindsOf = (...args: Parameters<typeof optionOf>) => optionOf(...args).locks.map((lock) => lock.kind);

/** The whole authority with one grant or one discharge changed. */
const withGrant = (action: string, change: Partial<HeldGrant>): Authority => ({
  ...full,
  grants: full.grants.map((one) => (one.action === action ? { ...one, ...change } : one)),
});
const withDischarge = (blocker: string, ...instead: readonly HeldDischarge[]): Authority => ({
  ...full,
  discharges: [...full.discharges.filter((one) => one.blocker !== blocker), ...instead],
});

test('the first packet with nothing else: the default is free, what reads is to be acknowledged, execution is locked', () => {
  assert.deepEqual(optionOf(HOLD, [], NO_AUTHORITY), {
    option: HOLD,
    isDefault: true,
    available: true,
    locks: [],
    acknowledge: [],
    owed: [],
    cautions: [],
  });
  for (const option of [DRYRUN, PRECHECK]) {
    const found = optionOf(option, [], NO_AUTHORITY);
    assert.equal(found.available, true);
    assert.deepEqual(
      found.acknowledge,
      reading.packet.blockers.map((blocker) => blocker.id),
    );
    assert.deepEqual(found.cautions, [{ kind: 'evidence-not-supplied', treeHash }]);
  }
  assert.deepEqual(kindsOf(EXECUTION, [], NO_AUTHORITY), [
    ...reading.packet.blockers.map(() => 'blocker-open'),
    ...reading.packet.grants.map(() => 'grant-missing'),
  ]);
  assert.deepEqual(optionOf(EXECUTION, [], NO_AUTHORITY).cautions, [{ kind: 'evidence-not-supplied', treeHash }]);
});

test('with seven discharges, eight grants, a separate authority and good evidence execution opens', () => {
  const found = optionOf(EXECUTION, good, full);
  assert.deepEqual([found.available, found.locks, found.acknowledge], [true, [], []]);
});

test('evidence that is not at hand is a caution for execution, and locks nothing', () => {
  const unmatched: EvidenceReferenceState = { treeHash, match: { kind: 'unmatched' }, bundles: [bundle('verified')] };
  for (const [evidence, kind] of [
    [[], 'evidence-not-supplied'],
    [[unmatched], 'evidence-unmatched'],
  ] as const) {
    const found = optionOf(EXECUTION, evidence, full);
    assert.deepEqual([found.available, found.locks, found.cautions], [true, [], [{ kind, treeHash }]]);
  }
});

test('matched evidence that was refused, or whose checks do not pass, locks execution', () => {
  assert.deepEqual(kindsOf(EXECUTION, [matched(bundle('refused'))], full), ['evidence-refused']);
  assert.deepEqual(kindsOf(EXECUTION, [matched(bundle('refused', ['pass', 'unknown', 'fail']))], full), [
    'check-not-passed',
    'check-not-passed',
  ]);
});

test('matched evidence that claims nothing locks nothing: the tree hash that the packet names vouches for it', () => {
  for (const option of [DRYRUN, EXECUTION]) assert.deepEqual(kindsOf(option, [matched(bundle('read'))], full), []);
});

test('an option that changes nothing is locked only by evidence that speaks against the packet', () => {
  assert.deepEqual(kindsOf(DRYRUN, [matched(bundle('refused', ['unknown']))], NO_AUTHORITY), []);
  assert.deepEqual(kindsOf(DRYRUN, [matched(bundle('refused', ['fail']))], NO_AUTHORITY), ['check-not-passed']);
  assert.deepEqual(kindsOf(DRYRUN, [matched(bundle('refused'))], NO_AUTHORITY), ['evidence-refused']);
  assert.equal(optionOf(HOLD, [matched(bundle('refused'))], NO_AUTHORITY).available, true);
});

test('a grant that is expired, not yet valid, revoked, consumed or for another revision gives its reason', () => {
  for (const [change, kind] of [
    [{ expires: now }, 'grant-expired'],
    [{ notBefore: '2026-07-01T12:00:01Z' }, 'grant-not-yet-valid'],
    [{ revoked: true }, 'grant-revoked'],
    [{ consumedBy: sha256Hex(utf8('decision')) }, 'grant-consumed'],
    ...otherPackets.map((other) => [{ packet: other }, 'grant-other-revision'] as const),
  ] as const) {
    assert.deepEqual(kindsOf(EXECUTION, good, withGrant('cutover', change)), [kind]);
  }
});

test('a second grant of the same name that serves is enough', () => {
  const again = { ...full, grants: [{ ...grantFor('cutover'), revoked: true }, ...full.grants] };
  assert.equal(optionOf(EXECUTION, good, again).available, true);
});

test('a discharge that does not count gives its reason beside the open blocker', () => {
  const blocker = 'FIX7-P0-PROD-CI-SCOPE-1';
  for (const [change, kind] of [
    [{ signedBy: ['owner'] }, 'discharge-unsigned'],
    [{ revoked: true }, 'discharge-revoked'],
    [{ unfitEvidence: ['ab'.repeat(32)] }, 'discharge-evidence-unfit'],
    [{ expires: now }, 'discharge-expired'],
    [{ notBefore: '2026-07-02T00:00:00Z' }, 'discharge-not-yet-valid'],
    [{ gate: 'have a coffee' }, 'discharge-other-gate'],
    ...otherPackets.map((other) => [{ packet: other }, 'discharge-other-revision'] as const),
  ] as const) {
    const authority = withDischarge(blocker, { ...dischargeOf(blocker), ...change });
    assert.deepEqual(kindsOf(EXECUTION, good, authority), ['blocker-open', kind]);
  }
});

test('a missing signature names who is missing', () => {
  const blocker = 'FIX7-P0-PROD-CI-SCOPE-1';
  const found = optionOf(
    EXECUTION,
    good,
    withDischarge(blocker, { ...dischargeOf(blocker), signedBy: ['owner', 'auditor'] }),
  );
  assert.deepEqual(found.locks[1], { kind: 'discharge-unsigned', blocker, leg: null, missing: ['operator'] });
});

test('the open legs cover a blocker, other legs do not', () => {
  assert.equal(optionOf(EXECUTION, good, withDischarge(ROLLBACK, dischargeOf(ROLLBACK, 'production'))).available, true);
  assert.deepEqual(kindsOf(EXECUTION, good, withDischarge(ROLLBACK, dischargeOf(ROLLBACK, 'clone'))), ['blocker-open']);
  const unnamed = 'FIX7-P0-PROD-OPT4-1';
  assert.deepEqual(kindsOf(EXECUTION, good, withDischarge(unnamed, dischargeOf(unnamed, 'production'))), [
    'blocker-open',
  ]);
});

test('a blocker with separate authority needs a grant of its own, and each way in which it lacks one has its reason', () => {
  const discharge = dischargeOf(ROLLBACK);
  const other = sha256Hex(utf8('something else'));
  assert.deepEqual(kindsOf(EXECUTION, good, withDischarge(ROLLBACK, { ...discharge, grants: [] })), [
    'blocker-open',
    'separate-authority-missing',
  ]);
  for (const [change, kind] of [
    [{ revoked: true }, 'separate-authority-revoked'],
    [{ consumedBy: other }, 'separate-authority-consumed'],
    [{ notBefore: '2026-06-25T00:00:01Z' }, 'separate-authority-not-yet-valid'],
    [{ expires: discharge.signedAt }, 'separate-authority-expired'],
    ...otherPackets.map((packet) => [{ packet }, 'separate-authority-other-revision'] as const),
  ] as const) {
    assert.deepEqual(kindsOf(EXECUTION, good, withGrant(separate.action, change)), ['blocker-open', kind]);
  }
  assert.deepEqual(kindsOf(EXECUTION, good, withGrant(separate.action, { consumedBy: discharge.statementSha256 })), []);
});

test('a separate authority was in force when it was used: by the journal, and without one as if it were used now', () => {
  const expires = '2026-06-26T00:00:00Z';
  const recorded = (recordedAt: string | null): Authority => ({
    grants: withGrant(separate.action, { expires }).grants,
    discharges: withDischarge(ROLLBACK, { ...dischargeOf(ROLLBACK), recordedAt }).discharges,
  });
  const late = ['blocker-open', 'separate-authority-expired'];
  assert.deepEqual(kindsOf(EXECUTION, good, recorded('2026-06-25T23:59:59Z')), []);
  assert.deepEqual(kindsOf(EXECUTION, good, recorded(expires)), late);
  assert.deepEqual(kindsOf(EXECUTION, good, recorded(null)), late);
  assert.deepEqual(kindsOf(DRYRUN, good, recorded(null), '2026-06-25T12:00:00Z'), []);
  const [open] = optionOf(DRYRUN, good, recorded(null), '2026-06-25T12:00:00Z').acknowledge.filter(
    (blocker) => blocker === ROLLBACK,
  );
  assert.equal(open, undefined);
});

test('an error in the packet leaves the default alone; without a default nothing is left', () => {
  const damaged = read(broken(markdown, '| FIX7-P0-PLAN-REALRUN-1 | OPEN |', '| FIX7-P0-PLAN-REALRUN-1 |'));
  const all = availability({ reading: damaged, evidence: good, authority: full, now });
  assert.deepEqual(
    all.filter((one) => one.available).map((one) => one.option),
    [HOLD],
  );
  const twoDefaults = read(
    broken(markdown, '`AUTHORIZE_PRODUCTION_DRYRUN_ONLY` —', '`AUTHORIZE_PRODUCTION_DRYRUN_ONLY` (default) —'),
  );
  const none = availability({ reading: twoDefaults, evidence: good, authority: full, now });
  assert.deepEqual(
    none.filter((one) => one.available),
    [],
  );
  assert.ok(none.every((one) => one.locks.some((lock) => lock.kind === 'no-safe-default')));
});

test('a warning locks nothing', () => {
  const warned = read(broken(markdown, '| classified |', '| under study |'));
  assert.equal(warned.findings.length, 1);
  assert.equal(optionOf(DRYRUN, [], NO_AUTHORITY, now, warned).available, true);
});
