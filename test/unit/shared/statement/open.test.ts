// One border for both formats: a key that signed counts once, whether in the envelope or beside it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fromUtf8, utf8 } from '../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../shared/encoding/digest.ts';
import type { Result } from '../../../../shared/result.ts';
import {
  inEnvelope,
  type OpenedStatement,
  openKnown,
  openPartly,
  openSigned,
  type UnopenedStatement,
} from '../../../../shared/statement/open.ts';
import { signSsh } from '../../../../shared/statement/sshsig.ts';
import { statementBytes } from '../../../../shared/statement/statement.ts';
import { tokenOf, tokenSshsig } from '../../../helpers/agents.ts';
import { withHash } from '../../../helpers/openssh-vectors.ts';
import {
  complete,
  dischargeDraft,
  grantDraft,
  holdDraft,
  operatorKey,
  ownerKey,
  sealed,
  strangerKey,
  type TestKey,
  trust,
} from '../../../helpers/statements.ts';

const owner = trust('Olga', ownerKey, 'owner');
const operator = trust('Otto', operatorKey, 'operator');
/** The same people, their keys in tokens. */
const ownerToken = { ...owner, key: tokenOf(ownerKey) };
const operatorToken = { ...operator, key: tokenOf(operatorKey) };

const grant = statementBytes(complete(grantDraft));
const discharge = statementBytes(complete(dischargeDraft));

const ssh = async (key: TestKey, payload: Uint8Array, namespace: 'grant@holdfast' | 'discharge@holdfast') =>
  utf8(await signSsh(payload, namespace, key.key, key.sign));

const sshText = (key: TestKey, payload: Uint8Array) => signSsh(payload, 'grant@holdfast', key.key, key.sign);

const alone = (payload: Uint8Array, ...sshsigs: readonly Uint8Array[]): UnopenedStatement => ({
  envelope: null,
  payload,
  sshsigs,
});

function codes(opened: Result<OpenedStatement, readonly { readonly code: string }[]>): readonly string[] {
  return (opened.ok ? opened.value.findings : opened.error).map(({ code }) => code);
}

test('a statement is the same in either format, and is called by its payload where it has no envelope', async () => {
  const envelope = await sealed(grant, ownerKey);
  const sshsig = await ssh(ownerKey, grant, 'grant@holdfast');
  const [byDsse, bySsh, byBoth] = [
    openSigned(inEnvelope(envelope), [owner]),
    openSigned(alone(grant, sshsig), [owner]),
    openSigned({ envelope, payload: grant, sshsigs: [sshsig] }, [owner]),
  ];
  assert.ok(byDsse.ok && bySsh.ok && byBoth.ok);
  assert.deepEqual(
    [byDsse, bySsh, byBoth].map(({ value }) => [
      value.envelopeSha256,
      value.signers.length,
      value.signatures.dsse.length,
      value.signatures.openSsh.length,
      ...value.findings.map(({ code }) => code),
    ]),
    [
      [sha256Hex(envelope), 1, 1, 0],
      [sha256Hex(grant), 1, 0, 1, 'statement.openssh-alone'],
      [sha256Hex(envelope), 1, 1, 1],
    ],
  );
  for (const { value } of [byDsse, bySsh, byBoth]) {
    assert.equal(value.statementSha256, sha256Hex(grant));
    assert.deepEqual(value.payload, grant);
  }
});

test('a token signs beside the payload, and its key in software signs no envelope for it', async () => {
  const sshsig = utf8(await tokenSshsig(ownerKey, grant, 'grant@holdfast'));
  assert.deepEqual(codes(openSigned(alone(grant, sshsig), [ownerToken])), ['statement.openssh-alone']);
  const envelope = await sealed(grant, ownerKey);
  assert.ok(codes(openSigned(inEnvelope(envelope), [ownerToken])).includes('statement.not-signed-by-trusted-key'));
});

test('two actors sign a discharge in the formats that they can: one in the envelope, one beside it', async () => {
  const envelope = await sealed(discharge, ownerKey);
  const sshsig = utf8(await tokenSshsig(operatorKey, discharge, 'discharge@holdfast'));
  const signed: UnopenedStatement = { envelope, payload: null, sshsigs: [sshsig] };
  const opened = openSigned(signed, [owner, operatorToken]);
  assert.deepEqual(codes(opened), ['statement.openssh-alone']);
  assert.ok(opened.ok);
  assert.deepEqual(
    opened.value.signers.map(({ name }) => name),
    ['Olga', 'Otto'],
  );
  const partly = openPartly(alone(discharge, sshsig), [owner, operatorToken]);
  assert.ok(partly.ok);
  assert.deepEqual(partly.value.missing, ['owner']);
});

test('one key fills one role, however often and in whichever format it signed', async () => {
  const both = trust('Olga', ownerKey, 'owner', 'operator');
  const envelope = await sealed(discharge, ownerKey);
  const sshsig = await ssh(ownerKey, discharge, 'discharge@holdfast');
  for (const signed of [
    alone(discharge, sshsig, sshsig),
    { envelope, payload: null, sshsigs: [sshsig, sshsig] },
  ] satisfies UnopenedStatement[]) {
    const partly = openPartly(signed, [both]);
    assert.ok(partly.ok);
    assert.deepEqual([partly.value.signed.signers.length, partly.value.missing.length], [1, 1]);
    assert.ok(codes(openSigned(signed, [both])).includes('statement.signer-role'));
  }
});

const broken: Readonly<Record<string, readonly [() => Promise<UnopenedStatement>, readonly string[]]>> = {
  'over another payload': [
    async () => alone(grant, await ssh(ownerKey, utf8('{}'), 'grant@holdfast')),
    ['statement.signature-invalid', 'statement.not-signed-by-trusted-key'],
  ],
  'under another namespace': [
    async () => alone(grant, await ssh(ownerKey, grant, 'discharge@holdfast')),
    ['statement.sshsig-namespace', 'statement.not-signed-by-trusted-key'],
  ],
  'by a stranger': [
    async () => alone(grant, await ssh(strangerKey, grant, 'grant@holdfast')),
    ['statement.signer-unknown', 'statement.not-signed-by-trusted-key'],
  ],
  'by a token under another application': [
    async () => alone(grant, utf8(await tokenSshsig(ownerKey, grant, 'grant@holdfast', { application: 'ssh:other' }))),
    ['statement.signer-unknown', 'statement.not-signed-by-trusted-key'],
  ],
  'by a token that nobody touched': [
    async () => alone(grant, utf8(await tokenSshsig(ownerKey, grant, 'grant@holdfast', { flags: 0 }))),
    ['statement.user-presence', 'statement.not-signed-by-trusted-key'],
  ],
  'with a hash that it was not made with': [
    async () => alone(grant, utf8(withHash(await sshText(ownerKey, grant), 'sha256'))),
    ['statement.signature-invalid', 'statement.not-signed-by-trusted-key'],
  ],
  'with a hash that there is not': [
    async () => alone(grant, utf8(withHash(await sshText(ownerKey, grant), 'sha999'))),
    ['statement.sshsig-unreadable', 'statement.not-signed-by-trusted-key'],
  ],
  'that is none': [
    async () => alone(grant, utf8('no signature')),
    ['statement.sshsig-unreadable', 'statement.not-signed-by-trusted-key'],
  ],
  'not at all': [async () => alone(grant), ['statement.not-signed-by-trusted-key']],
};

for (const [how, [make, expected]] of Object.entries(broken)) {
  test(`signed ${how}: refused alone, and beside an envelope that holds unless it is a stranger's`, async () => {
    const signed = await make();
    const trusted = [how.includes('token') ? ownerToken : owner];
    assert.deepEqual(codes(openSigned(signed, trusted)), expected);
    const envelope = await sealed(grant, operatorKey);
    const beside: UnopenedStatement = { envelope, payload: grant, sshsigs: signed.sshsigs };
    const opened = openSigned(beside, [...trusted, trust('Otto', operatorKey, 'owner')]);
    const isRemark = expected[0] === 'statement.signer-unknown' || expected.length === 1;
    assert.equal(opened.ok, isRemark);
    assert.deepEqual(codes(opened), expected.slice(0, -1));
  });
}

test('an envelope around another payload than the file beside it is refused', async () => {
  const envelope = await sealed(grant, ownerKey);
  assert.deepEqual(codes(openSigned({ envelope, payload: discharge, sshsigs: [] }, [owner])), [
    'dossier.statement-differs',
  ]);
});

test('an unsigned predecessor is vouched for by its payload alone, and only where its files agree', async () => {
  const predecessor = statementBytes(complete(holdDraft));
  const follower = complete({
    ...holdDraft,
    predicate: { ...holdDraft.predicate, sequence: 2, previousDecision: sha256Hex(predecessor) },
  });
  assert.ok(follower.predicateType === holdDraft.predicateType);
  const known = (signed: UnopenedStatement) => openKnown([signed], { trusted: [owner], revoked: [] }, [follower]);
  const envelope = await sealed(predecessor, strangerKey);
  const spaced = utf8(JSON.stringify(JSON.parse(fromUtf8(envelope) ?? ''), null, 2));
  for (const signed of [
    { envelope, payload: null, sshsigs: [] },
    { envelope: spaced, payload: predecessor, sshsigs: [] },
  ]) {
    const { fallen, findings } = known(signed);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['statement.vouched-unsigned'],
    );
    assert.equal(fallen[0]?.envelopeSha256, sha256Hex(envelope), 'of the written form');
  }
  for (const signed of [
    { envelope, payload: grant, sshsigs: [] },
    { envelope: utf8('{}'), payload: predecessor, sshsigs: [] },
  ]) {
    const { fallen, findings } = known(signed);
    assert.equal(fallen.length, 0);
    assert.ok(findings.some(({ severity }) => severity === 'error'));
  }
});
