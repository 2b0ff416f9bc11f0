import assert from 'node:assert/strict';
import test from 'node:test';
import { DISCHARGE_TYPE, GRANT_TYPE, separateAuthorityAction } from '../../../../shared/statement/authority.ts';
import { type OpenedStatement, openStatement } from '../../../../shared/statement/open.ts';
import {
  checkDischarge,
  checkGrant,
  checkGrantUses,
  checkWindow,
  grantUse,
  revokedBy,
  type Standing,
} from '../../../../shared/statement/standing.ts';
import type { DischargeStatement, GrantStatement, StatementDraft } from '../../../../shared/statement/statement.ts';
import {
  digestOf,
  dischargeDraft,
  grantDraft,
  operator,
  operatorKey,
  owner,
  ownerKey,
  packet,
  revocationDraft,
  sealedDraft,
} from '../../../helpers/statements.ts';

const now: Standing = { at: '2026-06-12T12:00:00Z', revoked: new Set(), consumed: new Map() };
const use = { action: 'REAL_RUN', packet, user: null };
const grant = await openedGrant({});

test('a grant serves its action on its packet within its time', () => {
  assert.deepEqual(checkGrant(grant, use, now), []);
});

const misuses: readonly (readonly [string, Parameters<typeof checkGrant>[1], Standing, string])[] = [
  ['another action', { ...use, action: 'cutover' }, now, 'statement.grant-action'],
  ['another packet', { ...use, packet: { ...packet, id: 'OTHER' } }, now, 'statement.other-packet'],
  ['another revision', { ...use, packet: { ...packet, revision: '2' } }, now, 'statement.other-packet'],
  ['other bytes', { ...use, packet: { ...packet, sha256: digestOf('x') } }, now, 'statement.other-packet'],
  ['a time before it', use, { ...now, at: '2026-06-12T07:59:59Z' }, 'statement.not-yet-valid'],
  ['the second at which it expires', use, { ...now, at: '2026-06-13T08:00:00Z' }, 'statement.expired'],
  ['a revocation', use, { ...now, revoked: new Set([grant.statementSha256]) }, 'statement.revoked'],
  [
    'an earlier use',
    use,
    { ...now, consumed: new Map([['11'.repeat(32), digestOf('user')]]) },
    'statement.grant-consumed',
  ],
];

for (const [name, asked, standing, code] of misuses) {
  test(`a grant does not serve with ${name}`, () => {
    assert.deepEqual(
      checkGrant(grant, asked, standing).map((one) => one.code),
      [code],
    );
  });
}

test('the statement that used a grant up may look at it again', () => {
  const user = digestOf('user');
  const consumed = { ...now, consumed: new Map([['11'.repeat(32), user]]) };
  assert.deepEqual(checkGrant(grant, { ...use, user }, consumed), []);
});

test('a window holds from its first second to the one before it expires', () => {
  const window = { notBefore: '2026-06-12T08:00:00Z', expires: '2026-06-13T08:00:00Z' };
  assert.deepEqual(checkWindow(window, '2026-06-12T08:00:00Z'), []);
  assert.deepEqual(checkWindow(window, '2026-06-13T07:59:59Z'), []);
  assert.deepEqual(checkWindow({ ...window, expires: null }, '2099-01-01T00:00:00Z'), []);
});

test('a revocation takes back what it names, and nothing else', async () => {
  const revocation = await opened({
    ...revocationDraft,
    predicate: {
      ...revocationDraft.predicate,
      revokes: { kind: 'grant', id: '00000000-0000-4000-8000-000000000001', statementSha256: grant.statementSha256 },
    },
  });
  assert.deepEqual(revokedBy([revocation, grant]), new Set([grant.statementSha256]));
});

test('a use must be of a grant that is here, in the very same envelope', async () => {
  const user = { packet, sha256: digestOf('user') };
  assert.deepEqual(checkGrantUses([grantUse(grant)], [grant], user, now), []);
  assert.deepEqual(
    checkGrantUses([grantUse(grant)], [], user, now).map(({ code }) => code),
    ['statement.grant-missing'],
  );
  const renamed = { ...grantUse(grant), envelopeSha256: digestOf('another envelope') };
  assert.deepEqual(
    checkGrantUses([renamed], [grant], user, now).map(({ code }) => code),
    ['statement.grant-missing'],
  );
});

const separate = await openedGrant({ action: separateAuthorityAction('ROLLBACK-1'), nonce: '22'.repeat(32) });
const discharge = await openedDischarge([grantUse(separate)]);
const blocker = { id: 'ROLLBACK-1', actors: ['operator'], separateAuthority: true };
const asked = { packet, blocker, grants: [separate] };

test('a discharge holds for its blocker with its separate grant', () => {
  assert.deepEqual(checkDischarge(discharge, asked, now), []);
});

const failures: readonly (readonly [string, Parameters<typeof checkDischarge>[1], Standing, string])[] = [
  ['another blocker', { ...asked, blocker: { ...blocker, id: 'OTHER' } }, now, 'statement.wrong-blocker'],
  [
    'an actor that did not sign',
    { ...asked, blocker: { ...blocker, actors: ['auditor'] } },
    now,
    'statement.wrong-blocker',
  ],
  ['another packet', { ...asked, packet: { ...packet, sha256: digestOf('x') } }, now, 'statement.other-packet'],
  ['its grant not here', { ...asked, grants: [] }, now, 'statement.grant-missing'],
  ['its grant revoked', asked, { ...now, revoked: new Set([separate.statementSha256]) }, 'statement.revoked'],
  ['itself revoked', asked, { ...now, revoked: new Set([discharge.statementSha256]) }, 'statement.revoked'],
];

for (const [name, question, standing, code] of failures) {
  test(`a discharge does not hold with ${name}`, () => {
    assert.ok(checkDischarge(discharge, question, standing).some((one) => one.code === code));
  });
}

async function openedGrant(change: object): Promise<OpenedStatement<GrantStatement>> {
  const { statement, ...names } = await opened({ ...grantDraft, predicate: { ...grantDraft.predicate, ...change } });
  assert.equal(statement.predicateType, GRANT_TYPE);
  if (statement.predicateType !== GRANT_TYPE) throw new Error('no grant');
  return { statement, ...names };
}

async function openedDischarge(
  grants: DischargeStatement['predicate']['grants'],
): Promise<OpenedStatement<DischargeStatement>> {
  const { statement, ...names } = await opened({
    ...dischargeDraft,
    predicate: { ...dischargeDraft.predicate, grants },
  });
  if (statement.predicateType !== DISCHARGE_TYPE) throw new Error('no discharge');
  return { statement, ...names };
}

async function opened(draft: StatementDraft): Promise<OpenedStatement> {
  const result = openStatement(await sealedDraft(draft, ownerKey, operatorKey), [owner, operator]);
  assert.ok(result.ok);
  return result.value;
}
