import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dischargeStatement,
  grantStatement,
  neededActions,
  revocationStatement,
} from '../../../../../electron/station/authority/authority-drafts.ts';
import { authorityView } from '../../../../../electron/station/authority/authority-view.ts';
import { heldAuthority } from '../../../../../electron/station/packets/held-authority.ts';
import type { PacketStanding } from '../../../../../electron/station/packets/packets.ts';
import { momentOf } from '../../../../../electron/station/signing/moment.ts';
import type { HeldStatement } from '../../../../../electron/station/statement-store.ts';
import type { Sha256 } from '../../../../../shared/encoding/bytes.ts';
import type { BundleRecord } from '../../../../../shared/evidence/types.ts';
import { sayFailure } from '../../../../../shared/failure/say.ts';
import { finding } from '../../../../../shared/finding/index.ts';
import { availability } from '../../../../../shared/rules/availability.ts';
import { separateAuthorityAction } from '../../../../../shared/rules/grants.ts';
import { blockerStandings } from '../../../../../shared/rules/standing.ts';
import { inEnvelope, openSigned } from '../../../../../shared/statement/open.ts';
import type { Statement, StatementDraft } from '../../../../../shared/statement/statement.ts';
import {
  digestOf,
  evidence,
  grantDraft,
  owner,
  ownerKey,
  receiptDraft,
  sealedDraft,
} from '../../../../helpers/statements.ts';
import { markdown, read } from '../../../shared/packet/fixtures.ts';

const reading = read(markdown);
const { id, revision } = reading.packet;
const packet = { id, revision, sha256: reading.sha256, size: reading.size };
const now = '2026-06-12T09:00:00Z';
const { console, airgap } = grantDraft.predicate;
const circumstances = { console, airgap, clock: { utc: now, trusted: false } } as const;
const moment = momentOf(circumstances);
const stored = { sha256: reading.sha256, label: 'packet.md', importedAt: now, reading };

const ROLLBACK = 'FIX7-P0-DRYRUN-PROD-ROLLBACK-1';
const CI_SCOPE = 'FIX7-P0-PROD-CI-SCOPE-1';
const separate = separateAuthorityAction(ROLLBACK);

async function heldOf(...drafts: readonly StatementDraft[]): Promise<readonly HeldStatement[]> {
  return Promise.all(
    drafts.map(async (draft) => {
      const envelope = await sealedDraft(draft, ownerKey);
      const opened = openSigned(inEnvelope(envelope), [owner]);
      assert.ok(opened.ok);
      return { opened: opened.value, envelope, signedAt: now, recordedAt: now };
    }),
  );
}

async function standing(...drafts: readonly StatementDraft[]): Promise<PacketStanding> {
  const contents = {
    ...{ statements: await heldOf(...drafts), pending: [], fallen: [], failures: [], lost: [] },
    ...{ consumed: new Map(), revoked: new Set<Sha256>() },
  };
  const held = heldAuthority(contents, packet);
  return {
    packet: stored,
    evidence: [],
    options: availability({ reading, evidence: [], authority: held.authority, now }),
    blockers: blockerStandings(reading, held.authority, now),
    held,
    heldStatements: contents,
    heldBundles: { bundles: [], damaged: new Map() },
    supersededBy: null,
    now,
  };
}

const grantOf = (action: string): StatementDraft => ({
  ...grantDraft,
  predicate: { ...grantDraft.predicate, action, packet },
});

function bundle(verdict: BundleRecord['verdict'] = 'verified'): BundleRecord {
  const { label, treeHashes, files, bytes } = evidence;
  return {
    id: digestOf('dirHash'),
    label,
    form: 'directory',
    layout: 'plain',
    summary: { files, bytes, ...treeHashes },
    verdict,
    findings: [],
    checks: [],
    importedAt: now,
  };
}

function made(built: ReturnType<typeof grantStatement>): Statement {
  assert.ok(built.ok, built.ok ? '' : JSON.stringify(built.error));
  return built.value;
}

function codeOf(built: ReturnType<typeof grantStatement>): string {
  assert.ok(!built.ok, 'expected a refusal');
  return built.error.code;
}

const wanted = { action: 'REAL_RUN', reason: 'The rehearsal passed.', hours: 24 };
const discharging = { blocker: CI_SCOPE, leg: null, reason: 'The gate was designed.' };

test('the first packet needs eight grants and one separate authority', async () => {
  assert.deepEqual(neededActions(await standing()), [...reading.packet.grants, separate]);
});

test('a grant is for one action of these bytes, with a nonce of its own, until it expires', async () => {
  const here = await standing();
  const grants = [1, 2].map(() => made(grantStatement(wanted, here, momentOf(circumstances))).predicate);
  for (const grant of grants) {
    assert.ok('nonce' in grant);
    assert.deepEqual([grant.action, grant.packet, grant.notBefore], ['REAL_RUN', packet, now]);
    assert.equal(grant.expires, '2026-06-13T09:00:00Z');
  }
  assert.equal(new Set(grants.map((grant) => ('nonce' in grant ? grant.nonce : ''))).size, 2);
});

test('no grant is given for what the packet does not name, nor a second while one serves', async () => {
  assert.equal(codeOf(grantStatement({ ...wanted, action: 'else' }, await standing(), moment)), 'authority/not-needed');
  const granted = await standing(grantOf('REAL_RUN'));
  assert.equal(codeOf(grantStatement(wanted, granted, moment)), 'authority/granted-already');
  made(grantStatement({ ...wanted, action: 'cutover' }, granted, moment));
});

test('a discharge names its actors and its evidence, and asks for nothing that the blocker does not', async () => {
  const statement = made(dischargeStatement(discharging, [bundle()], await standing(), moment));
  assert.ok('actors' in statement.predicate);
  const { actors, separateAuthority, grants, blocker, evidence: shown } = statement.predicate;
  assert.deepEqual([actors, separateAuthority, grants], [['owner', 'operator'], false, []]);
  assert.equal(blocker.gate, reading.packet.blockers.find((one) => one.id === CI_SCOPE)?.gate);
  assert.deepEqual(shown, [{ ...evidence, answers: null }]);
});

test('a separate authority is used up by the discharge that needs it, of the whole or of an open leg', async () => {
  const granted = await standing(grantOf(separate));
  for (const leg of [null, 'production']) {
    const proposal = { blocker: ROLLBACK, leg, reason: 'x' };
    assert.equal(
      codeOf(dischargeStatement(proposal, [bundle()], await standing(), moment)),
      'authority/separate-missing',
    );
    const statement = made(dischargeStatement(proposal, [bundle()], granted, moment));
    assert.ok('grants' in statement.predicate);
    assert.deepEqual(
      statement.predicate.grants.map(({ action }) => action),
      [separate],
    );
  }
  const clone = { blocker: ROLLBACK, leg: 'clone', reason: 'x' };
  assert.equal(codeOf(dischargeStatement(clone, [bundle()], granted, moment)), 'authority/no-such-leg');
});

test('what cannot be discharged, or not by this evidence, says why', async () => {
  const here = await standing();
  const closed = { ...here, blockers: here.blockers.map((one) => ({ ...one, now: 'closed' as const })) };
  for (const [proposal, bundles, at, code] of [
    [{ ...discharging, blocker: 'NONE' }, [bundle()], here, 'authority/no-such-blocker'],
    [discharging, [bundle()], closed, 'authority/closed-already'],
    [discharging, [bundle('refused')], here, 'authority/evidence-unfit'],
    [discharging, [bundle('read')], here, 'authority/evidence-unfit'],
    [discharging, [], here, 'authority/not-a-statement'],
  ] as const) {
    assert.equal(codeOf(dischargeStatement(proposal, bundles, at, moment)), code);
  }
});

test('evidence that claims nothing carries a discharge only where the packet names its tree hash', async () => {
  const note = bundle('read');
  const here = await standing();
  const refusal = dischargeStatement(discharging, [note], here, moment);
  assert.equal(codeOf(refusal), 'authority/evidence-unfit');
  assert.match(refusal.ok ? '' : sayFailure(refusal.error), /no manifest and no checks/);
  const match = { kind: 'matched', algorithm: 'dirHash' } as const;
  const named = { ...here, evidence: [{ treeHash: note.id, match, bundles: [note] }] };
  const statement = made(dischargeStatement(discharging, [note], named, moment));
  assert.ok('evidence' in statement.predicate);
  const said = statement.predicate.evidence.map(({ verdict, answers }) => [verdict, answers]);
  assert.deepEqual(said, [['verified', { treeHash: note.id, algorithm: 'dirHash' }]]);
});

test('nothing is granted or discharged for a revision that a later one has taken the place of', async () => {
  const superseded = { ...(await standing()), supersededBy: stored };
  assert.equal(codeOf(grantStatement(wanted, superseded, moment)), 'packet/superseded');
  assert.equal(codeOf(dischargeStatement(discharging, [bundle()], superseded, moment)), 'packet/superseded');
});

test('nothing is granted or discharged for bytes that cannot be told from others with their id', async () => {
  const here = await standing();
  const findings = [finding('packet.revision-repeated', reading.sha256)];
  const inConflict = { ...here, packet: { ...stored, reading: { ...reading, findings } } };
  assert.equal(codeOf(grantStatement(wanted, inConflict, moment)), 'packet/in-conflict');
  assert.equal(codeOf(dischargeStatement(discharging, [bundle()], inConflict, moment)), 'packet/in-conflict');
});

test('a separate authority that another discharge used up is told as used up, not as missing', async () => {
  const here = await standing(grantOf(separate), grantOf('REAL_RUN'));
  const grants = here.held.authority.grants.map((one) => ({ ...one, consumedBy: digestOf('another discharge') }));
  const held = { ...here.held, authority: { ...here.held.authority, grants } };
  const used = { ...here, held };
  const proposal = { blocker: ROLLBACK, leg: null, reason: 'x' };
  assert.equal(codeOf(dischargeStatement(proposal, [bundle()], used, moment)), 'authority/separate-used');
  const stateOf = (standing: PacketStanding, action: string) =>
    authorityView(standing, []).needed.find((one) => one.action === action)?.state;
  assert.deepEqual(
    ['REAL_RUN', separate, 'cutover'].map((action) => [stateOf(here, action), stateOf(used, action)]),
    [
      ['in-force', 'used-up'],
      ['in-force', 'used-up'],
      ['missing', 'missing'],
    ],
  );
});

test('a revocation names the very payload; a receipt cannot be revoked', async () => {
  const [grant, receipt] = await heldOf(grantOf('REAL_RUN'), receiptDraft);
  assert.ok(grant !== undefined && receipt !== undefined);
  const statement = made(revocationStatement(grant.opened, 'Missed.', moment));
  assert.ok('revokes' in statement.predicate);
  const { grantId } = grantDraft.predicate;
  const { statementSha256 } = grant.opened;
  assert.deepEqual(statement.predicate.revokes, { kind: 'grant', id: grantId, statementSha256 });
  assert.equal(codeOf(revocationStatement(receipt.opened, 'x', moment)), 'authority/not-revokable');
});
