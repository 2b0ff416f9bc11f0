import assert from 'node:assert/strict';
import test from 'node:test';
import { separateAuthorityAction } from '../../../../shared/rules/grants.ts';
import type { GrantUse } from '../../../../shared/statement/fields.ts';
import {
  authorityOf,
  checkGrantUses,
  checkPacket,
  checkRevoked,
  checkWindow,
  takenAwayBy,
} from '../../../../shared/statement/in-force.ts';
import { inEnvelope, type OpenedStatement, openSigned } from '../../../../shared/statement/open.ts';
import type { StatementDraft } from '../../../../shared/statement/statement.ts';
import {
  digestOf,
  dischargeDraft,
  grantDraft,
  holdDraft,
  operator,
  operatorKey,
  owner,
  ownerKey,
  packet,
  revocationDraft,
  sealedDraft,
} from '../../../helpers/statements.ts';

const grant = await opened(grantDraft);
const use: GrantUse = {
  envelopeSha256: grant.envelopeSha256,
  statementSha256: grant.statementSha256,
  action: 'REAL_RUN',
  nonce: '11'.repeat(32),
  expires: '2026-06-13T08:00:00Z',
};
const decision = await decisionUsing(use, 'first');
const revocation = await opened({
  ...revocationDraft,
  predicate: {
    ...revocationDraft.predicate,
    revokes: { ...revocationDraft.predicate.revokes, statementSha256: grant.statementSha256 },
  },
});

test('a revocation takes back what it names, and nothing else', () => {
  const takenAway = takenAwayBy([revocation, grant, decision]);
  assert.deepEqual(
    checkRevoked(grant.statementSha256, takenAway).map(({ code }) => code),
    ['statement.revoked'],
  );
  assert.deepEqual(checkRevoked(decision.statementSha256, takenAway), []);
  assert.equal(authorityOf([grant], takenAway).grants[0]?.revoked, true);
  assert.equal(authorityOf([grant], takenAwayBy([grant])).grants[0]?.revoked, false);
});

test('a grant is used up by the decision that names it, which may look at it again', () => {
  const takenAway = takenAwayBy([grant, decision]);
  assert.equal(authorityOf([grant], takenAway).grants[0]?.consumedBy, decision.statementSha256);
  assert.equal(authorityOf([grant], takenAway, { user: decision.statementSha256 }).grants[0]?.consumedBy, null);
  assert.deepEqual(checkGrantUses(decision, [grant], takenAway), []);
});

test('a second statement cannot use it', async () => {
  const second = await decisionUsing(use, 'second');
  const found = checkGrantUses(second, [grant], takenAwayBy([decision, second]));
  assert.deepEqual(
    found.map(({ code }) => code),
    ['statement.grant-consumed'],
  );
});

for (const [name, change] of [
  ['another envelope', { envelopeSha256: digestOf('x') }],
  ['another statement', { statementSha256: digestOf('x') }],
  ['another action', { action: 'cutover' }],
  ['another nonce', { nonce: '33'.repeat(32) }],
  ['another expiry', { expires: '2026-06-14T08:00:00Z' }],
] as const) {
  test(`a use that names ${name} is of a grant that is not here`, async () => {
    const stray = await decisionUsing({ ...use, ...change }, name);
    assert.deepEqual(
      checkGrantUses(stray, [grant], takenAwayBy([])).map(({ code }) => code),
      ['statement.grant-missing'],
    );
  });
}

test('a discharge is held with its actors, its leg and the grants that it used', async () => {
  const action = separateAuthorityAction('ROLLBACK-1');
  const separate = await opened({ ...grantDraft, predicate: { ...grantDraft.predicate, action } });
  const separateUse: GrantUse = {
    ...{ ...use, action },
    envelopeSha256: separate.envelopeSha256,
    statementSha256: separate.statementSha256,
  };
  const discharge = await opened({
    ...dischargeDraft,
    predicate: { ...dischargeDraft.predicate, grants: [separateUse] },
  });
  const takenAway = takenAwayBy([discharge]);
  assert.equal(takenAway.consumed.get(use.nonce), discharge.statementSha256);
  const recordedAt = new Map([[discharge.statementSha256, '2026-06-12T08:00:09Z']]);
  assert.deepEqual(authorityOf([separate, discharge], takenAway, { recordedAt }).discharges, [
    {
      statementSha256: discharge.statementSha256,
      packet,
      blocker: 'ROLLBACK-1',
      leg: 'production',
      gate: 'prove snapshot and restore',
      signedBy: ['owner', 'operator'],
      signedAt: '2026-06-12T08:00:00Z',
      recordedAt: '2026-06-12T08:00:09Z',
      notBefore: '2026-06-12T08:00:00Z',
      expires: null,
      revoked: false,
      unfitEvidence: [],
      grants: [separate.statementSha256],
    },
  ]);
  const otherNonce = { ...separateUse, nonce: '22'.repeat(32) };
  const stray = await opened({ ...dischargeDraft, predicate: { ...dischargeDraft.predicate, grants: [otherNonce] } });
  assert.deepEqual(authorityOf([separate, stray], takenAwayBy([stray])).discharges[0]?.grants, []);
});

test('a window holds from its first second to the one before it expires', () => {
  const window = { notBefore: '2026-06-12T08:00:00Z', expires: '2026-06-13T08:00:00Z' };
  const codesAt = (at: string) => checkWindow(window, at).map(({ code }) => code);
  assert.deepEqual(codesAt('2026-06-12T07:59:59Z'), ['statement.not-yet-valid']);
  assert.deepEqual(codesAt('2026-06-12T08:00:00Z'), []);
  assert.deepEqual(codesAt('2026-06-13T07:59:59Z'), []);
  assert.deepEqual(codesAt('2026-06-13T08:00:00Z'), ['statement.expired']);
  assert.deepEqual(checkWindow({ ...window, expires: null }, '2099-01-01T00:00:00Z'), []);
});

test('a packet is the same only in id, revision, digest and size', () => {
  assert.deepEqual(checkPacket({ ...packet }, packet), []);
  for (const change of [{ id: 'X' }, { revision: '2' }, { sha256: digestOf('x') }, { size: 1 }]) {
    assert.deepEqual(
      checkPacket({ ...packet, ...change }, packet).map(({ code }) => code),
      ['statement.other-packet'],
    );
  }
});

function decisionUsing(one: GrantUse, reason: string): Promise<OpenedStatement> {
  return opened({ ...holdDraft, predicate: { ...holdDraft.predicate, grants: [one], reason } });
}

async function opened(draft: StatementDraft): Promise<OpenedStatement> {
  const result = openSigned(inEnvelope(await sealedDraft(draft, ownerKey, operatorKey)), [owner, operator]);
  assert.ok(result.ok);
  return result.value;
}
