import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportStatement } from '../../../../../electron/core/decision-folder/carry.ts';
import { PacketReader } from '../../../../../electron/core/packet/packet-reader.ts';
import { carryIn } from '../../../../../electron/station/authority/carry-in.ts';
import { PacketStore } from '../../../../../electron/station/packet-store.ts';
import type { HeldStatement, PendingStatement } from '../../../../../electron/station/statement-store.ts';
import { carriedWith } from '../../../../../electron/station/statements/carried.ts';
import { withOthers } from '../../../../../electron/station/statements/cosigning.ts';
import { grantUse, isGrant } from '../../../../../shared/statement/in-force.ts';
import type { DecisionDraft, StatementDraft } from '../../../../../shared/statement/statement.ts';
import { tokenOf } from '../../../../helpers/agents.ts';
import { must } from '../../../../helpers/must.ts';
import { threadFile } from '../../../../helpers/parts.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { dischargeDraft, grantDraft, holdDraft, revocationDraft, testKey } from '../../../../helpers/statements.ts';
import { chosen } from '../../../../helpers/typed.ts';
import { markdown, read, utf8 } from '../../../shared/packet/fixtures.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-carry-in-'));
const reader = new PacketReader(threadFile('packet-worker'));
after(async () => {
  await reader.close();
  await rm(root, { recursive: true });
});

const reading = read(markdown);
const { id, revision } = reading.packet;
const packet = { id, revision, sha256: reading.sha256, size: reading.size };
const noGrants = { separateAuthority: false, grants: [] };
const discharge: StatementDraft = {
  ...dischargeDraft,
  predicate: { ...dischargeDraft.predicate, ...noGrants, packet },
};
const grant: StatementDraft = { ...grantDraft, predicate: { ...grantDraft.predicate, packet } };
const blockers = holdDraft.predicate.blockers.map((one) => ({ ...one, discharges: [] }));
const hold: DecisionDraft = { ...holdDraft, predicate: { ...holdDraft.predicate, packet, blockers, grants: [] } };

type Small = Awaited<ReturnType<typeof station>>;

/** A station with the first packet. */
async function station() {
  const small = await smallStation();
  const bytes = must(await small.vault.putSmall(utf8(markdown)));
  const about = { what: 'packet', label: 'packet.md', id: bytes, verdict: 'read', findings: [] } as const;
  must(await small.record({ kind: 'import-finished', ...about, findings: [] }));
  return { ...small, packetStore: new PacketStore(small.vault, small.journal, reader) };
}

/** Each trusts the identities of the other, as an owner has enrolled their public keys. */
async function acquainted(): Promise<readonly [Small, Small]> {
  const [one, other] = [await station(), await station()];
  for (const [here, there] of [
    [one, other],
    [other, one],
  ] as const) {
    for (const { name, roles, publicKey } of [there.owner, there.operator]) {
      must(await here.keyring.enrolPublicKey({ name, roles }, publicKey, here.approving));
    }
  }
  return [one, other];
}

async function carriedAway(from: Small, what: HeldStatement | undefined): Promise<string> {
  const medium = await mkdtemp(join(root, 'medium-'));
  assert.ok(what !== undefined);
  const { statements, fallen } = await from.statementStore.contents();
  const written = must(await exportStatement(medium, what, carriedWith(what, [...statements, ...fallen])));
  assert.deepEqual(await readdir(medium), [written.folder]);
  return join(medium, written.folder);
}

const pendingOf = async ({ statementStore }: Small): Promise<PendingStatement | undefined> =>
  (await statementStore.contents()).pending[0];

/** Codes of the journal's newest refusal. */
function refusalOf({ journal }: Small): readonly string[] {
  const event = journal.entries().at(-1)?.event;
  return event?.kind === 'import-refused' ? event.findings : [];
}

test('a discharge goes from the owner’s station to the operator’s and back, and is signed by both', async () => {
  const [first, second] = await acquainted();
  await first.keep(await first.sign(discharge, first.owner));
  const away = await carriedAway(first, await pendingOf(first));
  assert.deepEqual(must(await carryIn(second, away)), {
    taken: ['discharge.dsse.json'],
    known: [],
    refused: [],
    stopped: null,
  });
  assert.deepEqual(must(await carryIn(second, away)).known, ['discharge.dsse.json']);

  const pending = await pendingOf(second);
  assert.ok(pending);
  assert.deepEqual(pending.missing, ['operator']);
  await second.keep(withOthers(await second.sign(discharge, second.operator), pending));
  const [signed] = (await second.statementStore.contents()).statements;
  const back = await carriedAway(second, signed);
  assert.deepEqual(must(await carryIn(first, back)).taken, ['discharge.dsse.json']);
  const { statements, pending: left } = await first.statementStore.contents();
  assert.deepEqual(left, []);
  assert.deepEqual(
    statements.map(({ opened }) => [opened.signers.length, opened.signatures.openSsh.length]),
    [[2, 2]],
  );
});

test('an envelope that a tool has written anew on its way is kept as its signer’s station wrote it', async () => {
  const [first, second] = await acquainted();
  await first.keep(await first.sign(grant, first.owner));
  const [given] = (await first.statementStore.contents()).statements;
  const away = await carriedAway(first, given);
  const file = join(away, 'grant.dsse.json');
  const { payload, ...rest } = JSON.parse(await readFile(file, 'utf8'));
  const urlSafe = payload.replaceAll('+', '-').replaceAll('/', '_');
  await writeFile(file, JSON.stringify({ note: 'seen', ...rest, payload: urlSafe }, null, 2));
  assert.deepEqual(must(await carryIn(second, away)).taken, ['grant.dsse.json']);
  const [taken] = (await second.statementStore.contents()).statements;
  assert.equal(taken?.opened.envelopeSha256, given?.opened.envelopeSha256);
  assert.deepEqual(Buffer.from(taken?.envelope ?? []), Buffer.from(given?.envelope ?? []));
  assert.deepEqual(must(await carryIn(second, away)).known, ['grant.dsse.json']);
});

test('a grant is used up at the other station too, as soon as what uses it was carried there', async () => {
  const [first, second] = await acquainted();
  await first.keep(await first.sign(grant, first.owner));
  const [given] = (await first.statementStore.contents()).statements;
  assert.ok(given?.opened.statement.predicateType === grantDraft.predicateType);
  const { envelopeSha256, statementSha256 } = given.opened;
  const { action, nonce, expires } = given.opened.statement.predicate;
  const use = { envelopeSha256, statementSha256, action, nonce, expires };
  const using: StatementDraft = {
    ...holdDraft,
    predicate: { ...holdDraft.predicate, packet, blockers, grants: [use] },
  };
  await first.keep(await first.sign(using, first.owner));
  const decision = (await first.statementStore.contents()).statements.at(-1);
  assert.deepEqual(must(await carryIn(second, await carriedAway(first, decision))).taken, [
    'grant-1.dsse.json',
    'decision.dsse.json',
  ]);
  assert.equal((await second.statementStore.contents()).consumed.get(nonce), decision?.opened.statementSha256);
});

test('a grant stays used up when the key of the decision that used it, carried here, is revoked', async () => {
  const [first, second] = await acquainted();
  await first.keep(await first.sign(grant, first.owner));
  const [given] = (await first.statementStore.contents()).statements;
  assert.ok(given !== undefined && isGrant(given.opened));
  const use = grantUse(given.opened);
  await second.keep(await second.sign(hold, second.owner));
  const before = (await second.statementStore.contents()).statements.at(-1) ?? assert.fail();
  const place = { sequence: 2, previousDecision: before.opened.statementSha256 };
  must(await carryIn(second, await carriedAway(first, given)));
  await second.keep(
    await second.sign({ ...hold, predicate: { ...hold.predicate, ...place, grants: [use] } }, second.owner),
  );
  const using = (await second.statementStore.contents()).statements.at(-1);
  assert.equal(must(await carryIn(first, await carriedAway(second, using))).refused.length, 0);
  const users = async () => (await first.statementStore.contents()).consumed.get(use.nonce);
  assert.equal(await users(), using?.opened.statementSha256);
  const their = first.keyring.identities().find(({ id }) => id === second.owner.id) ?? assert.fail();
  must(await first.keyring.revoke(their.id, 'The key was lost.', first.approving));
  assert.equal(await users(), using?.opened.statementSha256);
});

test('a decision by a key that was revoked is taken in only before one that follows it, and gives nothing', async () => {
  const [first, second] = await acquainted();
  const { keyring, approving, password } = first;
  const left = must(
    await keyring.createIdentity({ name: 'Left', roles: ['owner'] }, await chosen(keyring, password), approving),
  );
  const there = must(
    await second.keyring.enrolPublicKey({ name: 'Left', roles: ['owner'] }, left.publicKey, second.approving),
  );
  const before = { ...hold, predicate: { ...hold.predicate, reason: 'Not yet.' } };
  await first.keep(await first.sign(before, left));
  must(await keyring.revoke(left.id, 'The key was lost.', approving));
  must(await second.keyring.revoke(there.id, 'The key was lost.', second.approving));
  const [fallen] = (await first.statementStore.contents()).fallen;
  assert.ok(fallen);
  assert.deepEqual(must(await carryIn(second, await carriedAway(first, fallen))).taken, []);

  const place = { sequence: 2, previousDecision: fallen.opened.statementSha256 };
  await first.keep(await first.sign({ ...hold, predicate: { ...hold.predicate, ...place } }, first.owner));
  const away = await carriedAway(first, (await first.statementStore.contents()).statements.at(-1));
  const { taken, refused } = must(await carryIn(second, away));
  assert.deepEqual([taken, refused], [['decision-1.dsse.json', 'decision.dsse.json'], []]);
  assert.deepEqual(must(await carryIn(second, away)).known.length, 2);
  const contents = await second.statementStore.contents();
  assert.deepEqual(
    contents.statements.map(({ opened }) => opened.signers.map(({ name }) => name)),
    [['Olga Owner']],
  );
  assert.deepEqual(
    contents.fallen.map(({ opened }) => opened.statementSha256),
    [fallen.opened.statementSha256],
  );
});

test('what no trusted key signed, or is about another packet, or damaged, is refused, journalled, and keeps nothing else out', async () => {
  const [first, second] = await acquainted();
  const stranger = await station();
  const other: StatementDraft = { ...grantDraft };
  const folder = await mkdtemp(join(root, 'mixed-'));
  const good = await first.sign(grant, first.owner);
  for (const [name, bytes, codes] of [
    [
      'stranger',
      (await stranger.sign(grant, stranger.owner)).envelope,
      ['statement.signer-unknown', 'statement.not-signed-by-trusted-key'],
    ],
    ['operator', (await first.sign(grant, first.operator)).envelope, ['statement.signer-role']],
    ['other', (await first.sign(other, first.owner)).envelope, ['statement.other-packet']],
    ['damaged', good.envelope.subarray(0, -9), ['json.syntax']],
  ] as const) {
    const alone = await mkdtemp(join(root, 'alone-'));
    for (const place of [alone, folder]) await writeFile(join(place, `${name}.dsse.json`), bytes);
    assert.equal(must(await carryIn(second, alone)).refused.length, 1, name);
    assert.deepEqual(refusalOf(second), codes, name);
  }
  await writeFile(join(folder, 'good.dsse.json'), good.envelope);
  const { taken, refused } = must(await carryIn(second, folder));
  assert.deepEqual([taken, refused.length], [['good.dsse.json'], 4]);
});

test('a decision that repeats a sequence, and one without its predecessor, are refused', async () => {
  const [first, second] = await acquainted();
  await second.keep(await second.sign(hold, second.owner));
  const later = { ...hold, predicate: { ...hold.predicate, sequence: 3, previousDecision: reading.sha256 } };
  const here = { ...hold.predicate, decisionId: '00000000-0000-4000-8000-00000000000a' };
  for (const [draft, code] of [
    [{ ...hold, predicate: here }, 'statement.sequence-repeated'],
    [later, 'statement.predecessor-missing'],
  ] as const) {
    const folder = await mkdtemp(join(root, 'order-'));
    await writeFile(join(folder, 'd.dsse.json'), (await first.sign(draft, first.owner)).envelope);
    assert.equal(must(await carryIn(second, folder)).refused.length, 1);
    assert.deepEqual(refusalOf(second), [code]);
  }
});

test('who was retired here signs nothing that is carried in afterwards, and what was here before stays', async () => {
  const [first, second] = await acquainted();
  await first.keep(await first.sign(discharge, first.owner));
  assert.deepEqual(must(await carryIn(second, await carriedAway(first, await pendingOf(first)))).refused, []);
  const [theirs] = second.keyring.identities().filter(({ id }) => id === first.owner.id);
  assert.ok(theirs);
  must(await second.keyring.retire(theirs.id, 'left', second.approving));
  assert.ok(await pendingOf(second));
  await first.keep(await first.sign(grant, first.owner));
  const [given] = (await first.statementStore.contents()).statements;
  assert.equal(must(await carryIn(second, await carriedAway(first, given))).refused.length, 1);
  assert.deepEqual(refusalOf(second), ['statement.signer-ended']);
});

test('a revocation that was carried here takes back what it names', async () => {
  const [first, second] = await acquainted();
  await first.keep(await first.sign(grant, first.owner));
  const [given] = (await first.statementStore.contents()).statements;
  assert.ok(given);
  const revokes = { ...revocationDraft.predicate.revokes, statementSha256: given.opened.statementSha256 };
  await first.keep(
    await first.sign({ ...revocationDraft, predicate: { ...revocationDraft.predicate, packet, revokes } }, first.owner),
  );
  assert.deepEqual(must(await carryIn(second, await carriedAway(first, given))).taken, [
    'grant.dsse.json',
    'revocation-1.dsse.json',
  ]);
});

test('a token’s signature travels beside the payload, and the other actor adds an envelope to it', async () => {
  const [first, second] = await acquainted();
  const token = await first.token('Tess Token', 'operator', testKey(7));
  must(
    await second.keyring.enrolPublicKey({ name: 'Tess', roles: ['operator'] }, tokenOf(testKey(7)), second.approving),
  );
  await first.keep(await token.sign(discharge));
  const pendingHere = await pendingOf(first);
  assert.deepEqual([pendingHere?.envelope, pendingHere?.missing], [null, ['owner']]);
  const away = await carriedAway(first, pendingHere);
  assert.deepEqual(
    (await readdir(away)).filter((name) => name.endsWith('.dsse.json')),
    [],
  );
  assert.deepEqual(must(await carryIn(second, away)), {
    taken: ['discharge.statement.json'],
    known: [],
    refused: [],
    stopped: null,
  });
  assert.deepEqual(must(await carryIn(second, away)).known, ['discharge.statement.json']);

  const pending = await pendingOf(second);
  assert.ok(pending);
  await second.keep(withOthers(await second.sign(discharge, second.owner), pending));
  const [signed] = (await second.statementStore.contents()).statements;
  const back = await carriedAway(second, signed);
  assert.deepEqual(must(await carryIn(first, back)).taken, ['discharge.dsse.json']);
  const { statements, pending: left, failures } = await first.statementStore.contents();
  assert.deepEqual([left, failures], [[], []]);
  assert.deepEqual(
    statements.map(({ opened: { signers, signatures } }) => [
      signers.map(({ name }) => name),
      signatures.dsse.length,
      signatures.openSsh.length,
    ]),
    [[['Olga Owner', 'Tess Token'], 1, 2]],
  );
});

test('a token’s grant is called by its payload, at every station, and is used up by what names it', async () => {
  const [first, second] = await acquainted();
  const token = await first.token('Tess Token', 'owner', testKey(7));
  must(await second.keyring.enrolPublicKey({ name: 'Tess', roles: ['owner'] }, tokenOf(testKey(7)), second.approving));
  await first.keep(await token.sign(grant));
  const [given] = (await first.statementStore.contents()).statements;
  assert.ok(given?.opened.statement.predicateType === grantDraft.predicateType);
  const { envelopeSha256, statementSha256 } = given.opened;
  assert.equal(envelopeSha256, statementSha256);
  const { action, nonce, expires } = given.opened.statement.predicate;
  const use = { envelopeSha256, statementSha256, action, nonce, expires };
  const predicate = { ...holdDraft.predicate, packet, blockers, grants: [use] };
  await first.keep(await token.sign({ ...holdDraft, predicate }));
  const decision = (await first.statementStore.contents()).statements.at(-1);
  assert.deepEqual(must(await carryIn(second, await carriedAway(first, decision))).taken, [
    'grant-1.statement.json',
    'decision.statement.json',
  ]);
  assert.equal((await second.statementStore.contents()).consumed.get(nonce), decision?.opened.statementSha256);
});

test('a decision that was carried here brings its OpenSSH signature, so that it can be carried on in both formats', async () => {
  const [first, second] = await acquainted();
  await first.keep(await first.sign(hold, first.owner));
  const [decision] = (await first.statementStore.contents()).statements;
  const folder = await carriedAway(first, decision);
  const sig = (await readdir(folder)).find((name) => name.endsWith('.sig')) ?? assert.fail();
  const bare = await mkdtemp(join(root, 'bare-'));
  await cp(join(folder, 'decision.dsse.json'), join(bare, 'decision.dsse.json'));
  assert.deepEqual(must(await carryIn(second, bare)).taken, ['decision.dsse.json']);
  const formats = async () =>
    (await second.statementStore.contents()).statements.map(({ opened: { signatures } }) => [
      signatures.dsse.length,
      signatures.openSsh.length,
    ]);
  assert.deepEqual(await formats(), [[1, 0]]);
  assert.deepEqual(must(await carryIn(second, folder)).taken, ['decision.dsse.json']);
  assert.deepEqual(await formats(), [[1, 1]]);
  assert.deepEqual(must(await carryIn(second, folder)).known, ['decision.dsse.json']);

  await writeFile(join(folder, sig), (await first.sign(grant, first.owner)).sshsig);
  assert.deepEqual(must(await carryIn(second, folder)).refused.length, 1);
  assert.deepEqual(refusalOf(second), ['statement.sshsig-namespace']);
});

test('what an earlier console carried in, an envelope alone in the journal as an import, is still held', async () => {
  const small = await station();
  const { envelope } = await small.sign(grant, small.owner);
  const id = must(await small.vault.putSmall(envelope));
  const about = { what: 'envelope', label: 'grant.dsse.json', id, verdict: 'verified' } as const;
  must(await small.record({ kind: 'import-finished', ...about, findings: [] }));
  const { statements } = await small.statementStore.contents();
  assert.deepEqual(
    statements.map(({ opened }) => opened.envelopeSha256),
    [id],
  );
});
