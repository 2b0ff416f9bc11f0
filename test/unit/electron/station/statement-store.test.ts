import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldAuthority } from '../../../../electron/station/packets/held-authority.ts';
import { decisionLinks } from '../../../../electron/station/statement-store.ts';
import { carriedWith } from '../../../../electron/station/statements/carried.ts';
import { adds, withOthers } from '../../../../electron/station/statements/cosigning.ts';
import { decisionViews } from '../../../../electron/station/views.ts';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import { nextInChain } from '../../../../shared/statement/chain.ts';
import { type StatementDraft, statementSha256 } from '../../../../shared/statement/statement.ts';
import { must } from '../../../helpers/must.ts';
import { smallStation } from '../../../helpers/small-station.ts';
import {
  complete,
  dischargeDraft,
  grantDraft,
  holdDraft,
  packet,
  revocationDraft,
} from '../../../helpers/statements.ts';
import { chosen } from '../../../helpers/typed.ts';

const hold = {
  ...holdDraft,
  predicate: {
    ...holdDraft.predicate,
    ...{ grants: [], expires: null, blockers: holdDraft.predicate.blockers.map((one) => ({ ...one, discharges: [] })) },
  },
};
const nonce = grantDraft.predicate.nonce;
const separateUse = dischargeDraft.predicate.grants[0] ?? assert.fail();

test('a discharge by two actors waits for the second, and is one statement with both signatures then', async () => {
  const { statementStore, owner, operator, sign, keep } = await smallStation();
  await keep(await sign(dischargeDraft, owner));
  const [pending] = (await statementStore.contents()).pending;
  assert.ok(pending);
  assert.deepEqual(pending.missing, ['operator']);
  assert.equal(adds(owner, pending), false);
  assert.equal(adds(operator, pending), true);
  const { authority } = heldAuthority(await statementStore.contents(), packet);
  assert.deepEqual(
    authority.discharges.map(({ signedBy }) => signedBy),
    [['owner']],
  );

  await keep(withOthers(await sign(dischargeDraft, operator), pending));
  const { statements, pending: left, failures } = await statementStore.contents();
  assert.deepEqual([left, failures], [[], []]);
  assert.deepEqual(
    statements.map(({ opened }) => opened.signers.map(({ name }) => name)),
    [['Olga Owner', 'Otto']],
  );
  assert.equal(statements[0]?.opened.signatures.openSsh.length, 2);
});

test('a grant is used up from the first signature of the discharge that names it, by the journal alone', async () => {
  const { statementStore, owner, sign, keep } = await smallStation();
  const using = { ...dischargeDraft.predicate, grants: [{ ...separateUse, nonce }] };
  await keep(await sign(grantDraft, owner));
  await keep(await sign({ ...dischargeDraft, predicate: using }, owner));
  const contents = await statementStore.contents();
  const discharge = statementSha256(complete({ ...dischargeDraft, predicate: using }));
  assert.deepEqual([...contents.consumed], [[nonce, discharge]]);
  const { authority } = heldAuthority(contents, packet);
  assert.deepEqual(
    authority.grants.map(({ consumedBy }) => consumedBy),
    [discharge],
  );
});

test('what only an operator signed where an owner must is a failure, and counts for nothing', async () => {
  const { statementStore, operator, sign, keep } = await smallStation();
  await keep(await sign(grantDraft, operator));
  const { statements, pending, failures } = await statementStore.contents();
  assert.deepEqual([statements, pending], [[], []]);
  assert.deepEqual(
    failures.map(({ code }) => code),
    ['decision/does-not-open'],
  );
});

test('what a revoked identity signed gives no authority any more, from that moment on', async () => {
  const { keyring, approving, statementStore, owner, sign, keep, password } = await smallStation();
  const second = must(
    await keyring.createIdentity({ name: 'Second', roles: ['owner'] }, await chosen(keyring, password), approving),
  );
  await keep(await sign(grantDraft, second));
  assert.equal((await statementStore.contents()).statements.length, 1);
  must(await keyring.revoke(second.id, 'The key was seen elsewhere.', approving));
  const { statements, failures } = await statementStore.contents();
  assert.deepEqual([statements.length, failures.length], [0, 1]);
  assert.equal(owner.state.kind, 'active');
});

/** Signed by a second owner, whose key is then revoked. */
async function takenAwayBySecond(what: (first: Sha256) => StatementDraft, first: StatementDraft) {
  const small = await smallStation();
  const { keyring, approving, password, statementStore, owner, sign, keep } = small;
  const second = must(
    await keyring.createIdentity({ name: 'Second', roles: ['owner'] }, await chosen(keyring, password), approving),
  );
  await keep(await sign(first, owner));
  await keep(await sign(what(statementSha256(complete(first))), second));
  const before = await statementStore.contents();
  must(await keyring.revoke(second.id, 'The laptop was stolen.', approving));
  return { before, after: await statementStore.contents() };
}

test('a grant that was revoked stays revoked when the key that revoked it is revoked', async () => {
  const { before, after } = await takenAwayBySecond(revokingGrant, grantDraft);
  for (const contents of [before, after]) {
    assert.deepEqual(
      heldAuthority(contents, packet).authority.grants.map(({ revoked }) => revoked),
      [true],
    );
  }
  assert.deepEqual([after.statements.length, after.fallen.length], [1, 1]);
  assert.deepEqual(
    after.failures.map(({ code }) => code),
    ['decision/signer-revoked'],
  );
});

test('a decision that was followed stays followed when the key that followed it is revoked, and keeps its place', async () => {
  const { before, after } = await takenAwayBySecond(
    (first) => ({ ...hold, predicate: { ...hold.predicate, sequence: 2, previousDecision: first } }),
    hold,
  );
  assert.deepEqual(
    decisionViews(before, []).map(({ sequence, state }) => [sequence, state]),
    [
      [2, 'in-force'],
      [1, 'followed'],
    ],
  );
  assert.deepEqual(
    decisionViews(after, []).map(({ sequence, state }) => [sequence, state]),
    [[1, 'followed']],
  );
  assert.equal(nextInChain(packet, decisionLinks(after)).sequence, 3);
});

test("another packet's statements are nothing to a packet; a revocation takes back what it names", async () => {
  const { statementStore, owner, sign, keep } = await smallStation();
  const other = { ...packet, id: 'KB-0000', sha256: statementSha256(complete(holdDraft)) };
  await keep(await sign({ ...grantDraft, predicate: { ...grantDraft.predicate, packet: other } }, owner));
  await keep(await sign(grantDraft, owner));
  const grant = statementSha256(complete(grantDraft));
  const held = heldAuthority(await statementStore.contents(), packet);
  assert.deepEqual(
    held.authority.grants.map(({ statementSha256: sha256, revoked }) => [sha256, revoked]),
    [[grant, false]],
  );

  await keep(await sign(revokingGrant(grant), owner));
  const after = heldAuthority(await statementStore.contents(), packet);
  assert.deepEqual(
    after.authority.grants.map(({ revoked }) => revoked),
    [true],
  );
});

test('a decision is carried with what it rests on and with what takes any of that back, and nothing else', async () => {
  const { statementStore, owner, sign, keep } = await smallStation();
  const grant = statementSha256(complete(grantDraft));
  const unused = { ...grantDraft.predicate, nonce: '33'.repeat(32) };
  const use = { ...(holdDraft.predicate.grants[0] ?? assert.fail()), statementSha256: grant };
  const blockers = holdDraft.predicate.blockers.map((one) => ({ ...one, discharges: [] }));
  await keep(await sign(grantDraft, owner));
  await keep(await sign({ ...grantDraft, predicate: unused }, owner));
  await keep(await sign({ ...holdDraft, predicate: { ...holdDraft.predicate, blockers, grants: [use] } }, owner));
  await keep(await sign(revokingGrant(grant), owner));
  const { statements } = await statementStore.contents();
  const decision = statements[2] ?? assert.fail();
  const types = carriedWith(decision, statements).map(({ opened }) => opened.statement.predicateType);
  assert.deepEqual(types, [grantDraft.predicateType, revocationDraft.predicateType]);
});

function revokingGrant(grant: ReturnType<typeof statementSha256>): StatementDraft {
  const revokes = { ...revocationDraft.predicate.revokes, statementSha256: grant };
  return { ...revocationDraft, predicate: { ...revocationDraft.predicate, revokes } };
}
