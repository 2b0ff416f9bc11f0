// Histories of signed statements, and keys that are revoked later: what was taken away stays away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { availability } from '../../../../shared/rules/availability.ts';
import { separateAuthorityAction } from '../../../../shared/rules/grants.ts';
import { checkLatest } from '../../../../shared/statement/chain.ts';
import type { GrantUse } from '../../../../shared/statement/fields.ts';
import { authorityOf, checkRevoked, isDischarge, takenAwayBy } from '../../../../shared/statement/in-force.ts';
import { inEnvelope, type OpenedStatement, openKnown, openPartly } from '../../../../shared/statement/open.ts';
import { type StatementDraft, statementSha256 } from '../../../../shared/statement/statement.ts';
import type { TrustedKey } from '../../../../shared/statement/trust.ts';
import {
  complete,
  digestOf,
  dischargeDraft,
  grantDraft,
  holdDraft,
  operator,
  operatorKey,
  owner,
  ownerKey,
  revocationDraft,
  sealedDraft,
  type TestKey,
  testKey,
  trust,
} from '../../../helpers/statements.ts';
import { read } from '../packet/fixtures.ts';

const reading = read(`<!-- KB: KB-1 -->
<!-- REVISION: 1 -->
<!-- DOC_STATUS: ACTIVE -->
<!-- DATE: 2026-06-12 -->

# A packet

Default = \`HOLD_PRODUCTION\`.

## Options

1. \`HOLD_PRODUCTION\` (default) — do nothing further.
2. \`AUTHORIZE_EXECUTION\` — actual production apply.

## Preconditions

| blocker | status | actor | gate |
|---|---|---|---|
| P0-BACKUP-1 | OPEN | owner + operator | separate REAL_RUN grant |
| P0-SEP-2 | OPEN | operator (+sep. auth) | restore |
`);
const NOW = '2026-06-12T12:00:00Z';
const packet = { id: 'KB-1', revision: '1', sha256: reading.sha256, size: reading.size };
const SEPARATE = separateAuthorityAction('P0-SEP-2');
const secondKey = testKey(4);
const second = trust('Sam Second', secondKey, 'owner');
const everyone = [owner, second, operator];

interface Signed {
  readonly draft: StatementDraft;
  readonly envelope: Uint8Array;
  readonly sha256: ReturnType<typeof statementSha256>;
}

async function signed(draft: StatementDraft, ...keys: readonly TestKey[]): Promise<Signed> {
  return { draft, envelope: await sealedDraft(draft, ...keys), sha256: statementSha256(complete(draft)) };
}

async function grant(action: string, serial: number, key: TestKey): Promise<Signed & { readonly use: GrantUse }> {
  const nonce = serial.toString(16).padStart(64, '0');
  const one = await signed({ ...grantDraft, predicate: { ...grantDraft.predicate, packet, action, nonce } }, key);
  const { expires } = grantDraft.predicate;
  return {
    ...one,
    use: { envelopeSha256: envelopeDigest(one.envelope), statementSha256: one.sha256, action, nonce, expires },
  };
}

function envelopeDigest(envelope: Uint8Array) {
  const opened = openPartly(inEnvelope(envelope), everyone);
  assert.ok(opened.ok);
  return opened.value.signed.envelopeSha256;
}

function discharge(id: string, reason: string, use: GrantUse | null, ...keys: readonly TestKey[]): Promise<Signed> {
  const { gate, actors } = reading.packet.blockers.find((one) => one.id === id) ?? assert.fail();
  const predicate = {
    ...dischargeDraft.predicate,
    ...{ packet, reason, blocker: { id, leg: null, gate }, actors: [...actors] },
    ...{ separateAuthority: use !== null, grants: use === null ? [] : [use] },
  };
  return signed({ ...dischargeDraft, predicate }, ...keys);
}

function decision(sequence: number, before: Signed | null, use: GrantUse | null, key: TestKey): Promise<Signed> {
  const [hold, execute] = reading.packet.options;
  const chosen = (use === null ? hold : execute) ?? assert.fail();
  const predicate = {
    ...holdDraft.predicate,
    ...{ packet, sequence, previousDecision: before?.sha256 ?? null },
    optionsOffered: reading.packet.options.map(({ rank, id, text }) => ({ rank, id, text })),
    chosen: { id: chosen.id, textSha256: digestOf(chosen.text) },
    reason: key === ownerKey ? 'first' : 'second',
    ...{ blockers: [], locks: [], evidence: [], checks: [], grants: use === null ? [] : [use] },
  };
  return signed({ ...holdDraft, predicate }, key);
}

function revocation(kind: 'grant' | 'discharge' | 'decision', of: Signed, key: TestKey): Promise<Signed> {
  const revokes = { kind, id: grantDraft.predicate.grantId, statementSha256: of.sha256 };
  return signed({ ...revocationDraft, predicate: { ...revocationDraft.predicate, packet, revokes } }, key);
}

const grants = [
  await grant('REAL_RUN', 1, ownerKey),
  await grant('REAL_RUN', 2, secondKey),
  await grant(SEPARATE, 3, ownerKey),
  await grant(SEPARATE, 4, secondKey),
] as const;
const discharges = [
  await discharge('P0-BACKUP-1', 'first', null, ownerKey, operatorKey),
  await discharge('P0-BACKUP-1', 'second', null, secondKey, operatorKey),
  await discharge('P0-SEP-2', 'first', grants[2].use, operatorKey),
  await discharge('P0-SEP-2', 'second', grants[3].use, operatorKey),
];
const firstDecision = await decision(1, null, grants[0].use, ownerKey);
const secondDecision = await decision(2, firstDecision, grants[1].use, secondKey);
const decisions = [firstDecision, secondDecision, await decision(2, firstDecision, null, secondKey)];
const revocations = await Promise.all(
  [ownerKey, secondKey].flatMap((key) => [
    ...grants.map((one) => revocation('grant', one, key)),
    ...discharges.map((one) => revocation('discharge', one, key)),
    ...decisions.map((one) => revocation('decision', one, key)),
  ]),
);
/** Statements by a name, which a counterexample shows in place of their bytes. */
const named = (word: string, all: readonly Signed[]): (readonly [string, Signed])[] =>
  all.map((one, index) => [`${word} ${index}`, one]);
const pool = new Map([
  ...named('grant', grants),
  ...named('discharge', discharges),
  ...named('decision', decisions),
  ...named('revocation', revocations),
]);
const names = [...pool.keys()];
const giving = names.slice(0, grants.length + discharges.length);
const taking = names.slice(giving.length);
const NOBODY: readonly TrustedKey[] = [];
const revokedSets = [NOBODY, [owner], [second], [operator], [owner, second], [second, operator], [...everyone]];

/** Each statement as it opens while these keys are revoked; the discharges that lack a signature then wait for it. */
const opened = new Map(
  [...pool].map(([name, { envelope }]) => [
    name,
    revokedSets.map((revoked) => {
      const trusted = everyone.filter((key) => !revoked.includes(key));
      const { counting, fallen } = openKnown([inEnvelope(envelope)], { trusted, revoked });
      const partly = openPartly(inEnvelope(envelope), trusted);
      const waits = counting.length === 0 && partly.ok && isDischarge(partly.value.signed);
      return { counting, fallen, pending: waits && partly.ok ? [partly.value] : [] };
    }),
  ]),
);

interface Stand {
  readonly options: readonly string[];
  readonly decisions: readonly string[];
}

/** Which options are open and which decisions are in force after this history, while the keys of `revoked` are revoked. */
function standsAfter(history: readonly string[], revoked: number): Stand {
  const parts = history.map((one) => opened.get(one)?.[revoked] ?? assert.fail());
  const counting = parts.flatMap((one) => one.counting);
  const known = parts.flatMap((one) => [...one.counting, ...one.fallen]);
  const takenAway = takenAwayBy(known);
  const recordedAt = new Map(known.map((one) => [one.statementSha256, '2026-06-12T08:00:05Z']));
  const authority = authorityOf(counting, takenAway, { recordedAt, pending: parts.flatMap((one) => one.pending) });
  const links = known.flatMap(linkOf);
  return {
    options: availability({ reading, evidence: [], authority, now: NOW }).flatMap(({ option, available }) =>
      available ? [option] : [],
    ),
    decisions: counting
      .flatMap(linkOf)
      .filter((link) => checkLatest(link, links).length === 0 && checkRevoked(link.sha256, takenAway).length === 0)
      .map(({ sha256 }) => sha256),
  };
}

function linkOf({ statement, statementSha256: sha256 }: OpenedStatement) {
  return statement.predicateType === holdDraft.predicateType ? [{ sha256, decision: statement.predicate }] : [];
}

function opensNothing(before: Stand, after: Stand): void {
  for (const option of after.options) assert.ok(before.options.includes(option), `${option} opened`);
  for (const one of after.decisions) assert.ok(before.decisions.includes(one), `${one} came back into force`);
}

const history = fc
  .tuple(fc.shuffledSubarray(giving, { minLength: 5 }), fc.shuffledSubarray(taking, { maxLength: 6 }))
  .chain(([gives, takes]) => fc.shuffledSubarray([...gives, ...takes], { minLength: gives.length + takes.length }));

test('with all grants and discharges the option is open, and some histories of these tests leave it open', () => {
  assert.deepEqual(standsAfter(giving, 0).options, ['HOLD_PRODUCTION', 'AUTHORIZE_EXECUTION']);
  const sampled = fc.sample(history, { numRuns: 500, seed: 1 });
  assert.ok(sampled.some((one) => standsAfter(one, 0).options.length === 2));
  assert.ok(sampled.some((one) => standsAfter(one, 0).decisions.length > 0));
});

test('revoking a key never opens an option that was locked, nor brings a decision back into force', () => {
  fc.assert(
    fc.property(history, fc.nat(revokedSets.length - 1), fc.nat(revokedSets.length - 1), (one, fewer, more) => {
      const isMore = revokedSets[fewer]?.every((key) => revokedSets[more]?.includes(key)) ?? false;
      fc.pre(isMore);
      opensNothing(standsAfter(one, fewer), standsAfter(one, more));
    }),
    { numRuns: 1000 },
  );
});

test('a revocation, a later decision and the use of a grant that are added never open anything', () => {
  fc.assert(
    fc.property(
      history,
      fc.constantFrom(...names.filter((name) => name.startsWith('revocation'))),
      fc.nat(revokedSets.length - 1),
      (one, added, revoked) => {
        opensNothing(standsAfter(one, revoked), standsAfter([...one, added], revoked));
      },
    ),
    { numRuns: 1000 },
  );
  fc.assert(
    fc.property(
      history,
      fc.constantFrom(...names.filter((name) => name.startsWith('decision'))),
      fc.nat(revokedSets.length - 1),
      (one, added, revoked) => {
        const before = standsAfter(one, revoked);
        const after = standsAfter([...one, added], revoked);
        const itself = pool.get(added)?.sha256 ?? '';
        opensNothing({ ...before, decisions: [...before.decisions, itself] }, after);
      },
    ),
    { numRuns: 1000 },
  );
});
