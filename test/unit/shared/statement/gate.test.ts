// The first real packet through the gate: held, executed with everything it asks for, and each thing taken away once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { parseSha256, type Sha256, utf8 } from '../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../shared/encoding/digest.ts';
import type { BundleRecord, TreeHashes } from '../../../../shared/evidence/types.ts';
import { hasError } from '../../../../shared/finding/index.ts';
import { readPacket } from '../../../../shared/packet/read.ts';
import { separateAuthorityAction } from '../../../../shared/rules/grants.ts';
import { passageRecords } from '../../../../shared/rules/owed.ts';
import type { DecisionPredicate } from '../../../../shared/statement/decision.ts';
import type { GrantUse, PacketReference } from '../../../../shared/statement/fields.ts';
import { type GateInput, gate } from '../../../../shared/statement/gate.ts';
import { inEnvelope, openSigned, type UnopenedStatement } from '../../../../shared/statement/open.ts';
import type { RecordedStatements } from '../../../../shared/statement/recorded.ts';
import { signSsh } from '../../../../shared/statement/sshsig.ts';
import {
  type DecisionDraft,
  type DischargeDraft,
  type GrantDraft,
  statementBytes,
  statementSha256,
} from '../../../../shared/statement/statement.ts';
import { ACTORS } from '../../../../shared/statement/trust.ts';
import {
  complete,
  digestOf,
  dischargeDraft,
  evidence,
  grantDraft,
  holdDraft,
  operator,
  operatorKey,
  owner,
  ownerKey,
  receiptDraft,
  revocationDraft,
  sealedDraft,
  strangerKey,
  trust,
} from '../../../helpers/statements.ts';

const packetName = 'fix7-p0-decision-packet.txt';
const packetBytes = new Uint8Array(readFileSync(`test/fixtures/packets/${packetName}`));
const read = readPacket(packetBytes, { name: packetName });
assert.ok(read.ok);
const reading = read.value;
const reference: PacketReference = {
  id: reading.packet.id,
  revision: reading.packet.revision,
  sha256: reading.sha256,
  size: reading.size,
};
const treeHash = reading.packet.evidence[0]?.treeHash ?? assert.fail();
const treeHashes: TreeHashes = { ...evidence.treeHashes, dirHash: parseSha256(treeHash) ?? assert.fail() };
const EXECUTE = 'AUTHORIZE_PRODUCTION_EXECUTION';
const DRYRUN = 'AUTHORIZE_PRODUCTION_DRYRUN_ONLY';

const grants = await Promise.all(reading.packet.grants.map((action, index) => grantFor(action, index + 1)));
const separate = await Promise.all(
  reading.packet.blockers
    .filter(({ separateAuthority }) => separateAuthority)
    .map(({ id }, index) => grantFor(separateAuthorityAction(id), index + 100)),
);
const discharges = await Promise.all(
  reading.packet.blockers.map((_, index) => sealedDraft(dischargeFor(index), ownerKey, operatorKey)),
);
const everything = [...grants, ...separate].map(({ envelope }) => envelope).concat(discharges);

/** The passages that choosing this option acknowledges. */
function unreadOf(id: string) {
  const option = reading.packet.options.find((one) => one.id === id) ?? assert.fail();
  return [...passageRecords(option, reading)];
}

const hold = decision({});
const dryrun = decision({
  chosen: chosen(DRYRUN),
  reason: 'Look before leaping.',
  acknowledged: reading.packet.blockers.map(({ id }) => id),
});
const execute = decision({
  chosen: chosen(EXECUTE),
  reason: 'All gates are met.',
  grants: grants.map(({ use }) => use),
  effect: null,
  unread: unreadOf(EXECUTE),
});

const executeSha256 = statementSha256(complete(execute));
const AT = '2026-06-12T12:00:00Z';

const nothingElse = { statements: [], bundles: [] };

test('HOLD passes with nothing but the packet and the signature', async () => {
  assert.deepEqual(
    await verdict({ ...nothingElse, decision: await sealedDraft(hold, ownerKey), option: 'HOLD_PRODUCTION' }),
    [],
  );
});

test('a read-only option passes with every open blocker acknowledged, and not with one left out', async () => {
  assert.deepEqual(
    await verdict({
      decision: await sealedDraft(dryrun, ownerKey),
      option: DRYRUN,
      statements: [],
      bundles: [bundle('verified')],
    }),
    [],
  );
  const forgetful = decision({ ...dryrun.predicate, acknowledged: dryrun.predicate.acknowledged.slice(1) });
  assert.deepEqual(
    await verdict({
      decision: await sealedDraft(forgetful, ownerKey),
      option: DRYRUN,
      statements: [],
      bundles: [bundle('verified')],
    }),
    ['statement.gate-locked'],
  );
});

test('execution is shut unless every unread passage of the packet was acknowledged', async () => {
  const all = unreadOf(EXECUTE);
  assert.ok(all.length > 5);
  const { unread: _, effect: _null, ...older } = execute.predicate;
  for (const predicate of [
    older,
    ...all.map((_, at) => ({ ...execute.predicate, unread: all.filter((_one, other) => other !== at) })),
  ]) {
    const forgetful = await sealedDraft(decision(predicate), ownerKey);
    assert.ok((await verdict({ decision: forgetful })).includes('statement.gate-locked'));
  }
});

test('a read-only option passes with its clauses as quoted, and not with others', async () => {
  const quoted = { clauses: ['production read-only dry-run', 'entry==exit', 'no mutation'], saidBy: 'text' as const };
  const withEffect = async (effect: typeof quoted | null) =>
    verdict({
      decision: await sealedDraft(decision({ ...dryrun.predicate, effect, unread: [] }), ownerKey),
      option: DRYRUN,
      statements: [],
      bundles: [bundle('verified')],
    });
  assert.deepEqual(await withEffect(quoted), []);
  assert.deepEqual(await withEffect({ ...quoted, clauses: ['no mutation'] }), ['statement.gate-locked']);
  assert.deepEqual(await withEffect(null), ['statement.gate-locked']);
});

test('execution passes with seven discharges, eight grants and the evidence', async () => {
  assert.deepEqual([discharges.length, grants.length], [7, 8]);
  assert.deepEqual(await verdict({}), []);
});

test('execution passes where the evidence is not at hand, which is told: the discharges say what was shown', async () => {
  const result = gate(await execution({ bundles: [] }));
  assert.ok(result.ok);
  assert.deepEqual(result.value.findings, []);
  assert.deepEqual(
    result.value.assumed.flatMap(({ code, where }) => (code === 'statement.gate-evidence-absent' ? [where] : [])),
    [treeHashes.dirHash, evidence.treeHashes.dirHash],
  );
});

/** A journal in which these statements are, in this order, each at its hour of 12 June. */
function journalOf(...statements: readonly Partial<RecordedStatements['statements'][number]>[]): RecordedStatements {
  const recorded = statements.map((one, index) => ({
    ...{ statement: executeSha256, at: `2026-06-12T${String(8 + index).padStart(2, '0')}:00:05Z` },
    ...{ predicateType: execute.predicateType, packet: reference.sha256 },
    ...one,
  }));
  return { until: '2026-06-12T23:00:00Z', statements: recorded, consumed: new Map() };
}

test('what a verdict rests on without having seen it is listed, and shuts where nothing may be assumed', async () => {
  const assumedWith = async (change: Change) => {
    const result = gate(await execution({ clock: AT, ...change }));
    const strictly = gate(await execution({ clock: AT, ...change, strict: true }));
    assert.ok(result.ok && strictly.ok);
    assert.equal(result.value.verdict, 'open', JSON.stringify(result.value.findings));
    const { assumed } = result.value;
    assert.deepEqual([strictly.value.verdict, strictly.value.assumed], [assumed.length > 0 ? 'shut' : 'open', assumed]);
    return assumed.map(({ code }) => code);
  };
  const journal = journalOf({});
  const unseen = ['statement.gate-no-journal', 'statement.gate-no-revocation-list'];
  assert.deepEqual(await assumedWith({}), unseen);
  assert.deepEqual(await assumedWith({ journal }), []);
  assert.deepEqual(await assumedWith({ journal, bundles: [bundle('verified')] }), ['statement.gate-evidence-absent']);
  assert.deepEqual(await assumedWith({ journal, clock: '2026-06-12T12:00:01Z' }), ['statement.gate-other-time']);
  const other = { statement: digestOf('not shown') };
  for (const [recorded, codes] of [
    [{ ...other, predicateType: null, packet: null }, ['statement.gate-not-shown']],
    [{ ...other, packet: digestOf('another packet') }, ['statement.gate-not-shown']],
    [{ ...other, predicateType: grantDraft.predicateType }, []],
    [{ ...other, predicateType: revocationDraft.predicateType, packet: digestOf('another packet') }, []],
  ] as const) {
    assert.deepEqual(await assumedWith({ journal: journalOf({}, recorded) }), codes);
  }
});

test('the order in which statements are handed in, and in which list they are, makes no difference', async () => {
  const hold = await sealedDraft(decision({ sequence: 2, previousDecision: executeSha256 }), ownerKey);
  const revocation = await revoking('grant', grants[0]?.use.statementSha256);
  for (const [more, codes] of [
    [[], []],
    [[hold], ['statement.decision-followed']],
    [[revocation], ['statement.gate-locked']],
  ] as const) {
    const all = [...everything, ...more];
    for (const [statements, previous] of [
      [all, []],
      [[], all],
      [[...all].reverse(), more],
    ] as const) {
      assert.deepEqual(await verdict({ statements, previous }), codes);
    }
  }
});

test('a decision whose predecessor no trusted key has signed stands, and what the predecessor used is used up', async () => {
  const follows = async (before: DecisionDraft) => {
    const previousDecision = statementSha256(complete(before));
    const after = decision({ ...execute.predicate, sequence: 2, previousDecision });
    return { decision: await sealedDraft(after, ownerKey), previous: [await sealedDraft(before, strangerKey)] };
  };
  assert.deepEqual(await verdict(await follows(hold)), ['statement.vouched-unsigned']);
  const codes = await verdict(await follows(execute));
  assert.ok(codes.includes('statement.grant-consumed'), codes.join());
  const stray = await sealedDraft(decision({ reason: 'nobody names this one' }), strangerKey);
  assert.ok((await verdict({ previous: [stray] })).includes('statement.not-signed-by-trusted-key'));
});

test('a key that was trusted and is revoked takes away, and gives nothing', async () => {
  const revoked = [trust('Sam Second', strangerKey, 'owner')];
  const revokes = await revokedBy(strangerKey, grants[0]?.use.statementSha256);
  assert.deepEqual(await verdict({ revoked, statements: [...everything, revokes] }), ['statement.gate-locked']);
  const previousDecision = executeSha256;
  const later = await sealedDraft(decision({ sequence: 2, previousDecision }), strangerKey);
  assert.deepEqual(await verdict({ revoked, previous: [later] }), ['statement.decision-followed']);
  const trusted = [owner, operator, ...revoked];
  for (const change of [{ statements: [...everything, revokes] }, { previous: [later] }]) {
    assert.notDeepEqual(await verdict({ revoked, trusted, ...change }), []);
  }
  assert.ok((await verdict({ revoked: [owner] })).includes('statement.not-signed-by-trusted-key'));
  const by = await sealedDraft(execute, strangerKey);
  assert.ok((await verdict({ revoked, decision: by })).includes('statement.not-signed-by-trusted-key'));
  const grant = await grantFor(grants[0]?.use.action ?? '', 1, {}, strangerKey);
  const uses = [grant, ...grants.slice(1)].map(({ use }) => use);
  assert.deepEqual(
    await verdict({
      ...{ revoked, statements: [...without(grants[0]?.envelope), grant.envelope] },
      decision: await sealedDraft(decision({ ...execute.predicate, grants: uses }), ownerKey),
    }),
    ['statement.gate-locked', 'statement.grant-missing'],
  );
});

const without = (taken: Uint8Array | undefined) => everything.filter((one) => one !== taken);
const later = async () => {
  const first = statementSha256(complete(execute));
  return sealedDraft(decision({ ...execute.predicate, sequence: 2, previousDecision: first }), ownerKey);
};

const closings: readonly (readonly [string, () => Promise<Change>, readonly string[]])[] = [
  ['another option is asked for', async () => ({ option: DRYRUN }), ['statement.gate-option']],
  [
    'a byte of the packet is changed',
    async () => ({ packet: withByteChanged(packetBytes) }),
    ['packet.revision-repeated', 'statement.gate-locked', 'statement.other-packet'],
  ],
  ['one discharge is missing', async () => ({ statements: without(discharges[0]) }), ['statement.gate-locked']],
  [
    'one grant is missing',
    async () => ({ statements: without(grants[3]?.envelope) }),
    ['statement.gate-locked', 'statement.grant-missing'],
  ],
  [
    'a separate grant is missing',
    async () => ({ statements: without(separate[0]?.envelope) }),
    ['statement.gate-locked'],
  ],
  [
    'a grant was revoked',
    async () => ({ statements: [...everything, await revoking('grant', grants[0]?.use.statementSha256)] }),
    ['statement.gate-locked'],
  ],
  [
    'a discharge was revoked',
    async () => ({ statements: [...everything, await revoking('discharge', payloadDigest(discharges[2]))] }),
    ['statement.gate-locked'],
  ],
  [
    'the decision was revoked',
    async () => ({ statements: [...everything, await revoking('decision', statementSha256(complete(execute)))] }),
    ['statement.revoked'],
  ],
  ['the grants have expired', async () => ({ at: '2026-06-13T08:00:00Z' }), ['statement.gate-locked']],
  [
    'the decision has expired',
    async () => ({ at: '2026-07-12T08:00:00Z' }),
    ['statement.expired', 'statement.gate-locked'],
  ],
  [
    'the decision is not in force yet',
    async () => ({ at: '2026-06-12T07:59:59Z' }),
    ['statement.gate-locked', 'statement.not-yet-valid'],
  ],
  ['the evidence was refused', async () => ({ bundles: [bundle('refused'), shown()] }), ['statement.gate-locked']],
  [
    'the decision itself says that its evidence was refused, and it is not at hand',
    async () => {
      const refused = [
        { ...evidence, treeHashes, verdict: 'refused', answers: { treeHash, algorithm: 'dirHash' } },
      ] as const;
      return {
        bundles: [],
        decision: await sealedDraft(decision({ ...execute.predicate, evidence: refused }), ownerKey),
      };
    },
    ['statement.gate-locked'],
  ],
  [
    'the evidence that discharges rest on is refused when it is looked at',
    async () => ({ bundles: [bundle('verified'), { ...shown(), verdict: 'refused' }] }),
    ['statement.gate-locked'],
  ],
  [
    'the evidence that discharges rest on claims nothing when it is looked at',
    async () => ({ bundles: [bundle('verified'), { ...shown(), verdict: 'read' }] }),
    ['statement.gate-locked'],
  ],
  [
    'a check of the evidence that discharges rest on is unknown when it is looked at',
    async () => {
      const seal = { id: 'seal', type: 'seal', title: '', result: 'unknown', reason: '', observed: {} } as const;
      return { bundles: [bundle('verified'), { ...shown(), verdict: 'refused', checks: [seal] }] };
    },
    ['statement.gate-locked'],
  ],
  [
    'a discharge says itself that its evidence was refused, and it is not at hand',
    async () => ({
      bundles: [],
      statements: await dischargedBy({ evidence: [{ ...evidence, verdict: 'refused' }] }),
    }),
    ['statement.gate-locked'],
  ],
  [
    'a discharge says itself that a check failed, and its evidence is not at hand',
    async () => {
      const checks = dischargeDraft.predicate.checks.map((check) => ({ ...check, result: 'fail' as const }));
      return { bundles: [], statements: await dischargedBy({ checks }) };
    },
    ['statement.gate-locked'],
  ],
  [
    'a discharge is for another revision',
    async () => ({
      statements: await dischargedBy({ packet: { ...reference, revision: '0', sha256: digestOf('0') } }),
    }),
    ['statement.gate-locked'],
  ],
  [
    'a discharge states another revision of the same bytes',
    async () => ({ statements: await dischargedBy({ packet: { ...reference, revision: '2' } }) }),
    ['statement.gate-locked'],
  ],
  [
    'a discharge is for another condition than the packet states',
    async () => {
      const { blocker } = dischargeFor(0).predicate;
      return { statements: await dischargedBy({ blocker: { ...blocker, gate: 'have a coffee' } }) };
    },
    ['statement.gate-locked'],
  ],
  [
    'a statement is about a later revision of the packet',
    async () => ({
      statements: [
        ...everything,
        (await grantFor('REAL_RUN', 90, { packet: { ...reference, revision: '2', sha256: digestOf('2') } })).envelope,
      ],
    }),
    ['statement.revision-superseded'],
  ],
  [
    'a statement is about other bytes with the same id and revision',
    async () => ({
      statements: [
        ...everything,
        (await grantFor('REAL_RUN', 90, { packet: { ...reference, sha256: digestOf('2') } })).envelope,
      ],
    }),
    ['packet.revision-repeated'],
  ],
  [
    'several keys are trusted and no role was named',
    async () => ({ trusted: [owner, operator].map((one) => ({ ...one, roles: ACTORS })) }),
    ['statement.gate-role-unnamed'],
  ],
  [
    'a receipt stands among its statements',
    async () => {
      const predicate = { ...receiptDraft.predicate, packet: reference };
      return { statements: [...everything, await sealedDraft({ ...receiptDraft, predicate }, ownerKey)] };
    },
    ['statement.wrong-type'],
  ],
  [
    'a discharge has used its grant by its own word alone, and the grant has expired since',
    async () => usedSeparate({ expires: '2026-06-12T11:00:00Z' }),
    ['statement.gate-locked'],
  ],
  [
    'the journal has a discharge only after its grant had expired',
    async () => {
      const change = await usedSeparate({ expires: '2026-06-12T08:30:00Z' });
      const late = { statement: change.discharge, predicateType: dischargeDraft.predicateType };
      return { ...change, journal: journalOf({}, late) };
    },
    ['statement.gate-locked'],
  ],
  [
    'the journal does not have the decision',
    async () => ({ journal: journalOf({ statement: digestOf('another') }) }),
    ['statement.gate-not-recorded'],
  ],
  [
    'the journal has a revocation that was not handed in',
    async () => {
      const revocation = { statement: digestOf('r'), predicateType: revocationDraft.predicateType };
      return { journal: journalOf(revocation, {}) };
    },
    ['statement.gate-withheld'],
  ],
  [
    'the journal has a later decision that was not handed in',
    async () => ({ journal: journalOf({}, { statement: digestOf('d') }) }),
    ['statement.gate-withheld'],
  ],
  [
    'the journal has another use of one of its grants',
    async () => ({
      journal: { ...journalOf({}), consumed: new Map([[grants[2]?.use.nonce ?? '', digestOf('before')]]) },
    }),
    ['statement.gate-locked', 'statement.grant-consumed'],
  ],
  [
    'a discharge has expired',
    async () => ({ statements: await dischargedBy({ expires: '2026-06-12T12:00:00Z' }) }),
    ['statement.gate-locked'],
  ],
  [
    'a discharge is not in force yet',
    async () => ({ statements: await dischargedBy({ notBefore: '2026-06-12T12:00:01Z', expires: null }) }),
    ['statement.gate-locked'],
  ],
  [
    'a discharge lacks the signature of one of its actors',
    async () => ({ statements: [...without(discharges[0]), await sealedDraft(dischargeFor(0), ownerKey)] }),
    ['statement.gate-locked', 'statement.signer-role'],
  ],
  [
    'a grant is for another packet',
    async () => grantedBy({ packet: { ...reference, id: 'ANOTHER', sha256: digestOf('another') } }),
    ['statement.gate-locked'],
  ],
  [
    'a grant is for another revision',
    async () => grantedBy({ packet: { ...reference, revision: '0', sha256: digestOf('0') } }),
    ['statement.gate-locked'],
  ],
  ['a grant is for another action', async () => grantedBy({ action: 'ANOTHER_ACTION' }), ['statement.gate-locked']],
  ['a grant is not valid yet', async () => grantedBy({ notBefore: '2026-06-12T12:00:01Z' }), ['statement.gate-locked']],
  [
    'another tree is here',
    async () => {
      const { summary } = bundle('verified');
      return { bundles: [{ ...bundle('verified'), summary: { ...summary, gitTreeSha1: 'cd'.repeat(20) } }, shown()] };
    },
    ['statement.gate-evidence'],
  ],
  [
    'a stranger signed the decision',
    async () => ({ decision: await sealedDraft(execute, strangerKey) }),
    ['statement.not-signed-by-trusted-key', 'statement.signer-unknown'],
  ],
  [
    'an operator signed it',
    async () => ({ decision: await sealedDraft(execute, operatorKey) }),
    ['statement.signer-role'],
  ],
  ['a grant stands in its place', async () => ({ decision: everything[0] ?? assert.fail() }), ['statement.wrong-type']],
  ['a statement cannot be read', async () => ({ statements: [...everything, utf8('{}')] }), ['statement.shape']],
  ['its predecessor is missing', async () => ({ decision: await later() }), ['statement.predecessor-missing']],
  [
    'its grants were used up by the decision before',
    async () => ({ decision: await later(), previous: [await sealedDraft(execute, ownerKey)] }),
    ['statement.gate-locked', 'statement.grant-consumed'],
  ],
  [
    'another decision has its place in the chain',
    async () => ({ previous: [await sealedDraft(hold, ownerKey)] }),
    ['statement.sequence-repeated'],
  ],
  [
    'its predecessor is about a later revision of the packet',
    async () => {
      const packet = { ...reference, revision: '99', sha256: digestOf('99') };
      const before = decision({ packet });
      const previousDecision = statementSha256(complete(before));
      const after = decision({ ...execute.predicate, sequence: 2, previousDecision });
      return { decision: await sealedDraft(after, ownerKey), previous: [await sealedDraft(before, ownerKey)] };
    },
    ['statement.revision-superseded'],
  ],
  [
    'the owner is trusted as an operator alone',
    async () => ({ trusted: [{ ...owner, roles: ['operator'] as const }, operator] }),
    ['statement.signer-role'],
  ],
  [
    'the operator is trusted as an auditor alone',
    async () => ({ trusted: [owner, { ...operator, roles: ['auditor'] as const }] }),
    ['statement.gate-locked', 'statement.signer-role'],
  ],
  [
    'a later decision holds',
    async () => {
      const previousDecision = statementSha256(complete(execute));
      return { previous: [await sealedDraft(decision({ sequence: 2, previousDecision }), ownerKey)] };
    },
    ['statement.decision-followed'],
  ],
  [
    'the decision was offered other words',
    async () => {
      const [first, ...others] = execute.predicate.optionsOffered;
      const optionsOffered = [{ rank: 1, id: first?.id ?? '', text: 'something else' }, ...others];
      return { decision: await sealedDraft(decision({ ...execute.predicate, optionsOffered }), ownerKey) };
    },
    ['statement.gate-reading'],
  ],
];

for (const [name, change, codes] of closings) {
  test(`execution is shut when ${name}`, async () => {
    assert.deepEqual(await verdict(await change()), codes);
  });
}

test('an OpenSSH signature alone passes as well, and not under another namespace', async () => {
  const statement = statementBytes(complete(execute));
  const input = await execution({});
  for (const [namespace, codes] of [
    ['decision@holdfast', ['statement.openssh-alone']],
    ['grant@holdfast', ['statement.not-signed-by-trusted-key', 'statement.sshsig-namespace']],
  ] as const) {
    const signature = utf8(await signSsh(statement, namespace, ownerKey.key, ownerKey.sign));
    const decisionFiles: UnopenedStatement = { envelope: null, payload: statement, sshsigs: [signature] };
    assert.deepEqual(verdictOn({ ...input, decision: decisionFiles }), codes);
  }
  const unsigned: UnopenedStatement = { envelope: null, payload: statement, sshsigs: [] };
  assert.deepEqual(verdictOn({ ...input, decision: unsigned }), ['statement.not-signed-by-trusted-key']);
});

test('a separate authority that expired since serves where the journal has its discharge in time', async () => {
  const { statements, discharge } = await usedSeparate({ expires: '2026-06-12T09:00:00Z' });
  const inTime = { statement: discharge, predicateType: dischargeDraft.predicateType };
  assert.deepEqual(await verdict({ statements, journal: journalOf(inTime, {}) }), []);
});

test('a packet that is none cannot be judged', async () => {
  const result = gate(await execution({ packet: new Uint8Array() }));
  assert.ok(!result.ok);
});

test('a grant that the decision does not name opens nothing for it', async () => {
  const bare = decision({ chosen: chosen(EXECUTE), reason: 'All gates are met.' });
  assert.deepEqual(await verdict({ decision: await sealedDraft(bare, ownerKey) }), ['statement.gate-locked']);
});

/** The discharge of one blocker of the packet. */
function dischargeFor(index: number, change: Partial<DischargeDraft['predicate']> = {}): DischargeDraft {
  const { id, gate: condition, actors, separateAuthority } = reading.packet.blockers[index] ?? assert.fail();
  return {
    ...dischargeDraft,
    predicate: {
      ...dischargeDraft.predicate,
      packet: reference,
      blocker: { id, leg: null, gate: condition },
      actors: [...actors],
      separateAuthority,
      grants: separate.map(({ use }) => use).filter(({ action }) => action === separateAuthorityAction(id)),
      ...change,
    },
  };
}

/** Everything, with another discharge in the place of the first. */
async function dischargedBy(change: Partial<DischargeDraft['predicate']>): Promise<readonly Uint8Array[]> {
  return [...without(discharges[0]), await sealedDraft(dischargeFor(0, change), ownerKey, operatorKey)];
}

/** Execution with another grant in the place of the first, which the decision names as its own. */
async function grantedBy(change: Partial<GrantDraft['predicate']>): Promise<Change> {
  const [first, ...others] = grants;
  const other = await grantFor(first?.use.action ?? '', 1, change);
  const uses = [other, ...others].map(({ use }) => use);
  return {
    decision: await sealedDraft(decision({ ...execute.predicate, grants: uses }), ownerKey),
    statements: [...without(first?.envelope), other.envelope],
  };
}

/** What a case changes, with envelopes for everything that is signed. */
type Change = Partial<Omit<GateInput, 'decision' | 'statements' | 'previous'>> & {
  readonly decision?: Uint8Array;
  readonly statements?: readonly Uint8Array[];
  readonly previous?: readonly Uint8Array[];
};

async function execution({ decision, statements, previous, ...others }: Change): Promise<GateInput> {
  return {
    packet: packetBytes,
    packetName,
    decision: inEnvelope(decision ?? (await sealedDraft(execute, ownerKey))),
    option: EXECUTE,
    trusted: [owner, operator],
    statements: (statements ?? everything).map(inEnvelope),
    previous: (previous ?? []).map(inEnvelope),
    bundles: [bundle('verified'), shown()],
    at: AT,
    ...others,
  };
}

async function verdict(change: Change): Promise<readonly string[]> {
  return verdictOn(await execution(change));
}

function verdictOn(input: GateInput): readonly string[] {
  const result = gate(input);
  assert.ok(result.ok);
  const told = result.value.findings.filter(({ code }) => code !== 'statement.gate-evidence-absent');
  const codes = [...new Set(told.map(({ code }) => code))].sort();
  assert.equal(result.value.verdict, hasError(result.value.findings) ? 'shut' : 'open');
  return codes;
}

function decision(change: Partial<Omit<DecisionPredicate, 'renderedSha256'>>): DecisionDraft {
  return {
    ...holdDraft,
    predicate: {
      ...holdDraft.predicate,
      packet: reference,
      optionsOffered: reading.packet.options.map(({ rank, id, text }) => ({ rank, id, text })),
      default: 'HOLD_PRODUCTION',
      chosen: chosen('HOLD_PRODUCTION'),
      blockers: reading.packet.blockers.map(({ id, status, statusText, actors, separateAuthority }) => {
        return { id, status, statusText, actors: [...actors], separateAuthority, legs: [], discharges: [] };
      }),
      locks: [],
      grants: [],
      evidence: [{ ...evidence, treeHashes }],
      ...change,
    },
  };
}

function chosen(id: string): DecisionPredicate['chosen'] {
  const text = reading.packet.options.find((one) => one.id === id)?.text ?? assert.fail();
  return { id, textSha256: digestOf(text) };
}

async function grantFor(
  action: string,
  serial: number,
  change: Partial<GrantDraft['predicate']> = {},
  key = ownerKey,
): Promise<{ envelope: Uint8Array; use: GrantUse }> {
  const nonce = serial.toString(16).padStart(64, '0');
  const draft = { ...grantDraft, predicate: { ...grantDraft.predicate, packet: reference, action, nonce, ...change } };
  const envelope = await sealedDraft(draft, key);
  return {
    envelope,
    use: {
      envelopeSha256: sha256Hex(envelope),
      statementSha256: statementSha256(complete(draft)),
      action: draft.predicate.action,
      nonce,
      expires: draft.predicate.expires,
    },
  };
}

function revokedBy(key: typeof ownerKey, statement: Sha256 | undefined): Promise<Uint8Array> {
  const revokes = { ...revocationDraft.predicate.revokes, statementSha256: statement ?? assert.fail() };
  return sealedDraft(
    { ...revocationDraft, predicate: { ...revocationDraft.predicate, packet: reference, revokes } },
    key,
  );
}

/** Everything, with another separate grant and the discharge that used it in the place of the first of these. */
async function usedSeparate(change: Partial<GrantDraft['predicate']>) {
  const index = reading.packet.blockers.findIndex(({ separateAuthority }) => separateAuthority);
  const { id } = reading.packet.blockers[index] ?? assert.fail();
  const grant = await grantFor(separateAuthorityAction(id), 100, change);
  const draft = dischargeFor(index, { grants: [grant.use] });
  const taken = [separate[0]?.envelope, discharges[index]];
  const others = everything.filter((one) => !taken.includes(one));
  return {
    statements: [...others, grant.envelope, await sealedDraft(draft, ownerKey, operatorKey)],
    discharge: statementSha256(complete(draft)),
  };
}

function revoking(
  kind: 'grant' | 'discharge' | 'decision',
  digest: ReturnType<typeof payloadDigest> | undefined,
): Promise<Uint8Array> {
  const revokes = { kind, id: grantDraft.predicate.grantId, statementSha256: digest ?? assert.fail() };
  const predicate = { ...revocationDraft.predicate, packet: reference, revokes };
  return sealedDraft({ ...revocationDraft, predicate }, ownerKey);
}

function payloadDigest(envelope: Uint8Array | undefined) {
  const opened = openSigned(inEnvelope(envelope ?? assert.fail()), [owner, operator]);
  assert.ok(opened.ok);
  return opened.value.statementSha256;
}

function bundle(result: 'verified' | 'refused'): BundleRecord {
  return {
    id: treeHashes.dirHash,
    label: 'rehearsal',
    form: 'directory',
    layout: 'plain',
    summary: { ...treeHashes, files: 12, bytes: 34567 },
    verdict: result,
    findings: [],
    checks: [],
    importedAt: '2026-06-12T07:00:00Z',
  };
}

/** The bundle that the discharges rest on, as it is found now. */
function shown(): BundleRecord {
  return {
    ...bundle('verified'),
    id: evidence.treeHashes.dirHash,
    summary: { ...evidence.treeHashes, files: 12, bytes: 34567 },
  };
}

/** A change in the prose, so that the packet still reads as it did. */
function withByteChanged(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes, 0x0a]);
}
