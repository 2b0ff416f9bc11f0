// Cases of the gate: one packet, everything that its option needs, and each thing that shuts it.
import { assessTree } from '../../../electron/core/assess/assess.ts';
import { bundleRecord } from '../../../electron/core/assess/record.ts';
import { aboutOf } from '../../../electron/core/journal/about.ts';
import { fromUtf8, utf8 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { treeHashes } from '../../../shared/evidence/tree-fold.ts';
import type { JournalEvent } from '../../../shared/journal/entry.ts';
import { readPacket } from '../../../shared/packet/read.ts';
import type { Actor } from '../../../shared/packet/types.ts';
import { checkRecords, evidenceRecord } from '../../../shared/statement/evidence-records.ts';
import type { GrantUse } from '../../../shared/statement/fields.ts';
import { practise } from '../../../shared/statement/practice.ts';
import type { DecisionDraft, DischargeDraft, GrantDraft, StatementDraft } from '../../../shared/statement/statement.ts';
import { statementBytes } from '../../../shared/statement/statement.ts';
import { MemoryBundle } from '../../unit/shared/evidence/checks/bundle.ts';
import { BEGINNING, journalOf } from '../dossier-vectors.ts';
import { must } from '../must.ts';
import {
  complete,
  digestOf,
  dischargeDraft,
  grantDraft,
  holdDraft,
  operatorKey,
  ownerKey,
  receiptDraft,
  revocationDraft,
  sealed,
  strangerKey,
  type TestKey,
} from '../statements.ts';
import type { Expected, SuiteCase } from './case.ts';
import {
  asOperator,
  asOwner,
  type Cases,
  contentOf,
  EVERYONE,
  type Files,
  KEYS,
  path,
  STATION,
  STRANGER,
} from './parts.ts';

/** The evidence that the packet names: a list that covers every file. */
const EVIDENCE = {
  'before.sql': 'one\n',
  'after.sql': 'one\n',
  SHA256SUMS: ['after.sql', 'before.sql'].map((name) => `${sha256Hex(utf8('one\n'))}  ${name}\n`).join(''),
};
const tree = new MemoryBundle(EVIDENCE);
const hashes = treeHashes(tree.files);

export const PACKET_JSON = {
  id: 'GATE-1',
  revision: '1',
  date: '2026-06-12',
  title: 'Cutover',
  docStatus: 'ACTIVE',
  default: 'HOLD',
  options: [
    { rank: 1, id: 'HOLD', text: 'do nothing further.', mutates: false, needs: { blockers: 'none', grants: 'none' } },
    {
      rank: 2,
      id: 'DRYRUN',
      text: 'read-only dry-run, no mutation.',
      mutates: false,
      needs: { blockers: 'acknowledged', grants: 'none' },
    },
    { rank: 3, id: 'APPLY', text: 'apply to production.', mutates: true, needs: { blockers: 'closed', grants: 'all' } },
  ],
  blockers: [
    {
      id: 'ROLLBACK-1',
      status: 'open',
      statusText: 'OPEN',
      actors: ['operator'],
      separateAuthority: true,
      gate: 'prove snapshot and restore',
    },
    {
      id: 'REVIEW-2',
      status: 'open',
      statusText: 'OPEN',
      actors: ['owner', 'operator'],
      separateAuthority: false,
      gate: 'review the plan',
    },
  ],
  grants: ['CUTOVER'],
  evidence: [{ treeHash: hashes.dirHash }],
};

const AT = '2026-06-12T12:00:00Z';
const SEPARATE = 'separate-authority:ROLLBACK-1';
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A packet's file, and how statements name it. */
function packetOf(json: object) {
  const bytes = utf8(`${JSON.stringify(json, null, 1)}\n`);
  const { packet, sha256, size } = must(readPacket(bytes, { name: 'packet.json' }));
  return {
    bytes,
    options: packet.options,
    blockers: packet.blockers,
    about: { id: packet.id, revision: packet.revision, sha256, size },
  };
}

const packet = packetOf(PACKET_JSON);

interface Signed {
  readonly draft: StatementDraft;
  readonly envelope: string;
  readonly sha256: ReturnType<typeof sha256Hex>;
}

export async function signed(draft: StatementDraft, ...keys: readonly TestKey[]): Promise<Signed> {
  const payload = statementBytes(complete(draft));
  const envelope = await sealed(payload, ...(keys.length === 0 ? [ownerKey] : keys));
  return { draft, envelope: fromUtf8(envelope) ?? '', sha256: sha256Hex(payload) };
}

/** The same statement as a station for practice makes it. */
async function inPractice({ draft }: Signed): Promise<Signed> {
  practise(true);
  const payload = statementBytes(complete(draft));
  practise(false);
  return { draft, envelope: fromUtf8(await sealed(payload, ownerKey)) ?? '', sha256: sha256Hex(payload) };
}

type GrantFields = Partial<GrantDraft['predicate']>;

function grant(n: number, action: string, fields: GrantFields = {}, key = ownerKey): Promise<Signed> {
  const own = { grantId: uuid(n), action, nonce: String(n).repeat(64), packet: packet.about };
  return signed({ ...grantDraft, predicate: { ...grantDraft.predicate, ...own, ...fields } }, key);
}

function grantUse({ draft, envelope, sha256 }: Signed): GrantUse {
  if (draft.predicateType !== grantDraft.predicateType) throw new Error('it is a grant');
  const { action, nonce, expires } = draft.predicate;
  return { envelopeSha256: sha256Hex(utf8(envelope)), statementSha256: sha256, action, nonce, expires };
}

/** What statements say of the evidence: its record, and that it answers the packet's hash. */
async function seen() {
  const assessment = await assessTree({ reader: tree, form: 'directory', summary: hashes, label: 'rehearsal' });
  const record = bundleRecord(
    { form: 'directory', summary: hashes, findings: [], assessment },
    'rehearsal',
    new Date(AT),
  );
  const answers = { treeHash: hashes.dirHash, algorithm: 'dirHash' };
  return { evidence: [evidenceRecord(record, answers)], checks: [...checkRecords(record)] };
}

type DischargeFields = Partial<DischargeDraft['predicate']>;

async function discharge(
  id: string,
  n: number,
  uses: readonly Signed[],
  fields: DischargeFields = {},
  keys?: readonly TestKey[],
) {
  const blocker = packet.blockers.find((one) => one.id === id);
  if (blocker === undefined) throw new Error(`the packet has ${id}`);
  const { actors, separateAuthority, gate } = blocker;
  const own = {
    ...{
      dischargeId: uuid(n),
      packet: packet.about,
      blocker: { id, leg: null, gate },
      actors: [...actors],
      separateAuthority,
    },
    ...{ grants: uses.map(grantUse), clock: { utc: '2026-06-12T09:00:00Z', trusted: false as const } },
  };
  const who: Readonly<Record<Actor, TestKey>> = { owner: ownerKey, operator: operatorKey, auditor: strangerKey };
  return signed(
    { ...dischargeDraft, predicate: { ...dischargeDraft.predicate, ...own, ...(await seen()), ...fields } },
    ...(keys ?? actors.map((actor) => who[actor])),
  );
}

type DecisionFields = Partial<DecisionDraft['predicate']>;

async function decision(chosen: string, fields: DecisionFields = {}, of = packet, key = ownerKey): Promise<Signed> {
  const option = of.options.find((one) => one.id === chosen);
  if (option === undefined) throw new Error(`the packet offers ${chosen}`);
  const own = {
    decisionId: uuid(30),
    packet: of.about,
    optionsOffered: of.options.map(({ rank, id, text }) => ({ rank, id, text })),
    default: 'HOLD',
    chosen: { id: option.id, textSha256: digestOf(option.text) },
    reason: chosen === 'HOLD' ? '' : 'All is proven.',
    blockers: of.blockers.map(({ id, statusText, actors, separateAuthority }) => ({
      ...{ id, status: 'open' as const, statusText, actors: [...actors], separateAuthority, legs: [], discharges: [] },
    })),
    locks: [],
    grants: [],
    clock: { utc: '2026-06-12T10:00:00Z', trusted: false as const },
    ...(await seen()),
  };
  return signed({ ...holdDraft, predicate: { ...holdDraft.predicate, ...own, ...fields } }, key);
}

function revocation(of: Signed, kind: 'grant' | 'discharge' | 'decision', key = ownerKey): Promise<Signed> {
  const revokes = { kind, id: uuid(1), statementSha256: of.sha256 };
  return signed(
    { ...revocationDraft, predicate: { ...revocationDraft.predicate, packet: packet.about, revokes } },
    key,
  );
}

interface Asked {
  readonly decision: Signed;
  readonly option?: string;
  readonly statements?: readonly Signed[];
  readonly evidence?: boolean;
  readonly files?: Files;
  readonly input?: Partial<Extract<SuiteCase, { operation: 'gate' }>['input']>;
}

const OTHER_TIME = 'statement.gate-other-time';
const UNSEEN = ['statement.gate-no-journal', 'statement.gate-no-revocation-list', OTHER_TIME];
const open = (...codes: readonly string[]): Expected => ({ verdict: 'open', codes: [...codes], listed: [...UNSEEN] });
const shut = (...codes: readonly string[]): Expected => ({ verdict: 'shut', codes: [...codes] });

function gateCase(name: string, why: string, asked: Asked, expected: Expected): SuiteCase {
  const { statements = [], evidence = true, files = {}, input = {} } = asked;
  const named = statements.map(({ envelope }, at) => [`statements/${at + 1}.dsse.json`, envelope] as const);
  return {
    id: `gate/${name}`,
    part: 'gate',
    operation: 'gate',
    why,
    files: {
      ...KEYS,
      'packet.json': contentOf(packet.bytes),
      'decision.dsse.json': asked.decision.envelope,
      ...Object.fromEntries(named),
      ...(evidence
        ? Object.fromEntries(Object.entries(EVIDENCE).map(([file, text]) => [`evidence/${file}`, text]))
        : {}),
      ...files,
    },
    input: {
      packet: path('packet.json'),
      decision: path('decision.dsse.json'),
      option: asked.option ?? 'APPLY',
      trust: [...EVERYONE],
      revoked: [],
      statements: named.map(([file]) => path(file)),
      evidence: evidence ? [path('evidence')] : [],
      journal: null,
      station: null,
      at: AT,
      strict: false,
      ...input,
    },
    expected,
  };
}

export async function gateCases(): Promise<Cases> {
  const cutover = await grant(1, 'CUTOVER');
  const separate = await grant(2, SEPARATE);
  const rollback = await discharge('ROLLBACK-1', 11, [separate]);
  const review = await discharge('REVIEW-2', 12, []);
  const needed = [cutover, separate, rollback, review];
  const without = (gone: Signed, ...more: readonly Signed[]) => [...needed.filter((one) => one !== gone), ...more];
  const grants = [grantUse(cutover)];
  const changes = { effect: null, unread: [] };
  const apply = await decision('APPLY', { grants, ...changes });
  const hold = await decision('HOLD');
  const acknowledged = ['ROLLBACK-1', 'REVIEW-2'];
  const dryEffect = { clauses: ['read-only dry-run', 'no mutation'], saidBy: 'text' as const };
  const dryrun = await decision('DRYRUN', { acknowledged, effect: dryEffect, unread: [] });
  const all = { decision: apply, statements: needed };
  const holding = { decision: hold, option: 'HOLD', evidence: false };
  const second = (fields: DecisionFields) =>
    decision('APPLY', { decisionId: uuid(31), sequence: 2, grants, ...changes, ...fields });
  const LOCKED = 'statement.gate-locked';

  const basics: Cases = [
    gateCase('open', 'the option changes things, and everything that it needs is there', all, open()),
    gateCase('hold', 'the default needs nothing; evidence that the decision names was not seen', holding, {
      verdict: 'open',
      codes: [],
      listed: [...UNSEEN, 'statement.gate-evidence-absent'],
    }),
    gateCase(
      'dryrun',
      'an option that changes nothing needs every open blocker acknowledged',
      { decision: dryrun, option: 'DRYRUN' },
      open(),
    ),
    gateCase(
      'dryrun-not-acknowledged',
      'an open blocker was not acknowledged',
      {
        decision: await decision('DRYRUN', { acknowledged: ['REVIEW-2'], effect: dryEffect, unread: [] }),
        option: 'DRYRUN',
      },
      shut(LOCKED),
    ),
    gateCase(
      'dryrun-misquoted',
      'the decision quotes other clauses than the option has',
      {
        decision: await decision('DRYRUN', {
          acknowledged,
          effect: { ...dryEffect, clauses: ['no mutation'] },
          unread: [],
        }),
        option: 'DRYRUN',
      },
      shut(LOCKED),
    ),
    gateCase(
      'dryrun-older',
      'an older decision quotes no clauses',
      { decision: await decision('DRYRUN', { acknowledged }), option: 'DRYRUN' },
      open(),
    ),
    gateCase(
      'apply-with-effect',
      'an option that changes things has no clauses',
      { ...all, decision: await decision('APPLY', { grants, effect: dryEffect, unread: [] }) },
      shut(LOCKED),
    ),
    gateCase(
      'option-other',
      'another option was chosen',
      { ...holding, option: 'APPLY' },
      shut('statement.gate-option'),
    ),
    gateCase(
      'option-unknown',
      'the packet has no such option',
      { ...holding, option: 'NO_SUCH' },
      shut('statement.gate-option'),
    ),
    gateCase(
      'strict',
      'with --strict what is assumed shuts',
      { ...all, input: { strict: true } },
      { verdict: 'shut', codes: [], listed: [...UNSEEN] },
    ),
    gateCase(
      'packet-other-bytes',
      'the packet has a byte more, under the same id and revision',
      { ...holding, files: { 'packet.json': `${fromUtf8(packet.bytes)}\n` } },
      shut('statement.other-packet', 'packet.revision-repeated'),
    ),
    gateCase(
      'packet-empty',
      'a packet that cannot be read',
      { ...holding, files: { 'packet.json': '' } },
      shut('packet.empty'),
    ),
    gateCase(
      'reading-other',
      'the decision names another text of an option than the packet has',
      {
        ...holding,
        decision: await decision('HOLD', {
          optionsOffered: packet.options.map(({ rank, id, text }) => ({
            rank,
            id,
            text: id === 'APPLY' ? 'apply.' : text,
          })),
        }),
      },
      shut('statement.gate-reading'),
    ),
    gateCase(
      'reading-offer-twice',
      'the decision offers an option twice, which no reading of a packet does',
      {
        ...holding,
        decision: await decision('HOLD', {
          optionsOffered: [...packet.options, ...packet.options.slice(-1)].map(({ rank, id, text }) => ({
            rank,
            id,
            text,
          })),
        }),
      },
      shut('statement.gate-reading'),
    ),
    gateCase(
      'decision-is-grant',
      'a grant is no decision',
      { ...holding, decision: cutover },
      shut('statement.wrong-type'),
    ),
    gateCase(
      'decision-of-practice',
      'a decision that was signed in practice, by a key that is trusted',
      { ...holding, decision: await inPractice(await decision('HOLD')) },
      shut('statement.practice'),
    ),
    gateCase(
      'decision-of-stranger',
      'nobody who is trusted signed it',
      { ...holding, decision: await decision('HOLD', {}, packet, strangerKey) },
      shut('statement.not-signed-by-trusted-key', 'statement.signer-unknown'),
    ),
    gateCase(
      'decision-of-operator',
      'an owner decides',
      { ...holding, decision: await decision('HOLD', {}, packet, operatorKey) },
      shut('statement.signer-role'),
    ),
    gateCase(
      'receipt-among',
      'a receipt has no use here',
      { ...holding, statements: [await signed(receiptDraft)] },
      shut('statement.wrong-type'),
    ),
    gateCase(
      'statement-broken',
      'one statement that cannot be opened shuts the gate',
      { ...holding, statements: [{ ...cutover, envelope: '{}' }] },
      shut('statement.shape'),
    ),
    gateCase(
      'one-key-in-all-roles',
      'of several keys one has every role',
      {
        ...holding,
        input: {
          trust: [
            asOperator,
            ...(['owner', 'operator', 'auditor'] as const).map((role) => ({ role, key: path('keys/owner.pub') })),
          ],
        },
      },
      shut('statement.gate-role-unnamed'),
    ),
  ];

  const times: Cases = [
    gateCase(
      'not-yet',
      'a second before notBefore',
      { ...holding, input: { at: '2026-06-12T07:59:59Z' } },
      shut('statement.not-yet-valid'),
    ),
    gateCase(
      'at-not-before',
      'notBefore is in the window',
      { ...holding, input: { at: '2026-06-12T08:00:00Z' } },
      { verdict: 'open', codes: [] },
    ),
    gateCase(
      'last-second',
      'the last second of the window',
      { ...holding, input: { at: '2026-07-12T07:59:59Z' } },
      { verdict: 'open', codes: [] },
    ),
    gateCase(
      'at-expires',
      'expires is not in the window',
      { ...holding, input: { at: '2026-07-12T08:00:00Z' } },
      shut('statement.expired'),
    ),
    gateCase(
      'grant-expired',
      'a decision opens no longer than the first grant that it needs',
      { ...all, input: { at: '2026-06-13T08:00:00Z' } },
      shut(LOCKED),
    ),
    gateCase(
      'grant-not-yet',
      'a grant that is not in force yet',
      {
        decision: await decision('APPLY', {
          grants: [grantUse(await grant(1, 'CUTOVER', { notBefore: '2026-06-12T12:00:01Z' }))],
          ...changes,
        }),
        statements: without(cutover, await grant(1, 'CUTOVER', { notBefore: '2026-06-12T12:00:01Z' })),
      },
      shut(LOCKED),
    ),
    gateCase(
      'discharge-expired',
      'a discharge that is over',
      { decision: apply, statements: without(review, await discharge('REVIEW-2', 12, [], { expires: AT })) },
      shut(LOCKED),
    ),
    gateCase(
      'discharge-not-yet',
      'a discharge that is not in force yet',
      {
        decision: apply,
        statements: without(review, await discharge('REVIEW-2', 12, [], { notBefore: '2026-06-12T12:00:01Z' })),
      },
      shut(LOCKED),
    ),
  ];

  const other = { ...packet.about, revision: '0' };
  const authority: Cases = [
    gateCase(
      'grant-missing',
      'the grant that the decision uses is not here',
      { decision: apply, statements: without(cutover) },
      shut('statement.grant-missing', LOCKED),
    ),
    gateCase(
      'grant-unused',
      'the grant is here, and the decision does not use it',
      { decision: await decision('APPLY', changes), statements: needed },
      shut(LOCKED),
    ),
    gateCase(
      'grant-other-envelope',
      'the same grant in another envelope',
      {
        decision: await decision('APPLY', {
          grants: [{ ...grantUse(cutover), envelopeSha256: digestOf('x') }],
          ...changes,
        }),
        statements: needed,
      },
      shut('statement.grant-missing'),
    ),
    gateCase(
      'grant-laid-out',
      'an envelope in another layout is the same grant',
      {
        decision: apply,
        statements: without(cutover, { ...cutover, envelope: JSON.stringify(JSON.parse(cutover.envelope), null, 2) }),
      },
      open(),
    ),
    gateCase(
      'grant-other-revision',
      'a grant for another revision',
      {
        decision: await decision('APPLY', {
          grants: [grantUse(await grant(1, 'CUTOVER', { packet: other }))],
          ...changes,
        }),
        statements: without(cutover, await grant(1, 'CUTOVER', { packet: other })),
      },
      shut(LOCKED),
    ),
    gateCase(
      'grant-revoked',
      'the grant was revoked',
      { decision: apply, statements: [...needed, await revocation(cutover, 'grant')] },
      shut(LOCKED),
    ),
    gateCase(
      'grant-of-operator',
      'an owner grants',
      { decision: apply, statements: without(cutover, await grant(1, 'CUTOVER', {}, operatorKey)) },
      shut('statement.signer-role', 'statement.grant-missing', LOCKED),
    ),
    gateCase(
      'discharge-missing',
      'a blocker that nobody discharged',
      { decision: apply, statements: without(review) },
      shut(LOCKED),
    ),
    gateCase(
      'discharge-one-actor',
      'one of two actors signed',
      { decision: apply, statements: without(review, await discharge('REVIEW-2', 12, [], {}, [ownerKey])) },
      shut('statement.signer-role', LOCKED),
    ),
    gateCase(
      'discharge-fewer-actors',
      'the discharge names one actor, the packet two',
      {
        decision: apply,
        statements: without(review, await discharge('REVIEW-2', 12, [], { actors: ['owner'] }, [ownerKey])),
      },
      shut(LOCKED),
    ),
    gateCase(
      'discharge-leg',
      'a discharge of one leg does not close the blocker',
      {
        decision: apply,
        statements: without(
          review,
          await discharge('REVIEW-2', 12, [], { blocker: { id: 'REVIEW-2', leg: 'clone', gate: 'review the plan' } }),
        ),
      },
      shut(LOCKED),
    ),
    gateCase(
      'discharge-other-gate',
      'a discharge for another condition',
      {
        decision: apply,
        statements: without(
          review,
          await discharge('REVIEW-2', 12, [], { blocker: { id: 'REVIEW-2', leg: null, gate: 'read the plan' } }),
        ),
      },
      shut(LOCKED),
    ),
    gateCase(
      'discharge-other-revision',
      'a discharge for another revision',
      { decision: apply, statements: without(review, await discharge('REVIEW-2', 12, [], { packet: other })) },
      shut(LOCKED),
    ),
    gateCase(
      'discharge-revoked',
      'the discharge was revoked',
      { decision: apply, statements: [...needed, await revocation(review, 'discharge')] },
      shut(LOCKED),
    ),
    gateCase(
      'discharge-over-read',
      'a discharge rests on evidence that is verified',
      {
        decision: apply,
        statements: without(
          review,
          await discharge('REVIEW-2', 12, [], {
            evidence: (await seen()).evidence.map((one) => ({ ...one, verdict: 'read' as const })),
          }),
        ),
      },
      shut(LOCKED),
    ),
    gateCase(
      'separate-missing',
      'the separate authority is not here',
      { decision: apply, statements: without(separate) },
      shut(LOCKED),
    ),
    gateCase(
      'separate-used-late',
      'the separate authority had expired when the discharge was signed',
      await late(apply, without, separate, rollback, '2026-06-12T08:59:59Z'),
      shut(LOCKED),
    ),
    gateCase(
      'separate-expired',
      'it expired since; without a journal T counts as the time of its use',
      await late(apply, without, separate, rollback, '2026-06-12T11:00:00Z'),
      shut(LOCKED),
    ),
    gateCase(
      'revoked',
      'the decision was revoked',
      { ...holding, statements: [await revocation(hold, 'decision')] },
      shut('statement.revoked'),
    ),
    gateCase(
      'revocation-of-operator',
      'an owner revokes; what does not open shuts',
      { ...holding, statements: [await revocation(hold, 'decision', operatorKey)] },
      shut('statement.signer-role'),
    ),
    gateCase(
      'revoked-key',
      'what a revoked key signed gives nothing',
      {
        decision: apply,
        statements: needed,
        files: STRANGER,
        input: { revoked: [{ role: 'operator', key: path('keys/operator.pub') }], trust: [asOwner] },
      },
      shut(LOCKED),
    ),
    gateCase(
      'revoked-key-revokes',
      'what a revoked key took away stays away',
      {
        ...holding,
        statements: [await revocation(hold, 'decision', strangerKey)],
        files: STRANGER,
        input: { revoked: [{ role: 'owner', key: path('keys/stranger.pub') }] },
      },
      shut('statement.revoked'),
    ),
  ];

  const first = await decision('HOLD', { decisionId: uuid(29) });
  const followed = await second({ previousDecision: first.sha256 });
  const stranger = await decision('HOLD', { decisionId: uuid(29) }, packet, strangerKey);
  const late2 = await decision('HOLD', {
    decisionId: uuid(29),
    clock: { utc: '2026-06-12T10:00:01Z', trusted: false },
  });
  const usedBefore = await decision('APPLY', { decisionId: uuid(29), grants, ...changes });
  const revised = packetOf({ ...PACKET_JSON, revision: '2' });
  const rewritten = packetOf({ ...PACKET_JSON, title: 'Cutover again' });
  const draft = packetOf({ ...PACKET_JSON, docStatus: 'DRAFT' });
  const chain: Cases = [
    gateCase(
      'second',
      'the second decision, with the first',
      { decision: followed, statements: [...needed, first] },
      open(),
    ),
    gateCase(
      'predecessor-missing',
      'the decision before is not here',
      { decision: followed, statements: needed },
      shut('statement.predecessor-missing'),
    ),
    gateCase(
      'predecessor-wrong',
      'another decision has the place before',
      { decision: await second({ previousDecision: digestOf('another') }), statements: [...needed, first] },
      shut('statement.predecessor-wrong'),
    ),
    gateCase(
      'predecessor-vouched',
      'the decision before was signed by somebody unknown; this one vouches for it',
      { decision: await second({ previousDecision: stranger.sha256 }), statements: [...needed, stranger] },
      open('statement.vouched-unsigned'),
    ),
    gateCase(
      'predecessor-later-clock',
      'the clock went backwards: a warning',
      { decision: await second({ previousDecision: late2.sha256 }), statements: [...needed, late2] },
      open('statement.clock-backwards'),
    ),
    gateCase(
      'followed',
      'a later decision is here',
      {
        decision: hold,
        option: 'HOLD',
        evidence: false,
        statements: [await decision('HOLD', { decisionId: uuid(32), sequence: 2, previousDecision: hold.sha256 })],
      },
      shut('statement.decision-followed'),
    ),
    gateCase(
      'sequence-repeated',
      'another decision has the same place',
      { ...holding, statements: [await decision('HOLD', { decisionId: uuid(32) })] },
      shut('statement.sequence-repeated'),
    ),
    gateCase(
      'grant-consumed',
      'the decision before used the grant',
      { decision: await second({ previousDecision: usedBefore.sha256 }), statements: [...needed, usedBefore] },
      shut('statement.grant-consumed', LOCKED),
    ),
    gateCase(
      'revision-later',
      'a later revision was decided on',
      {
        ...holding,
        statements: [
          await decision('HOLD', { decisionId: uuid(32), sequence: 2, previousDecision: hold.sha256 }, revised),
        ],
      },
      shut('statement.decision-followed', 'statement.revision-superseded'),
    ),
    gateCase(
      'revision-repeated',
      'other bytes have the same id and revision',
      {
        ...holding,
        statements: [
          await decision('HOLD', { decisionId: uuid(32), sequence: 2, previousDecision: hold.sha256 }, rewritten),
        ],
      },
      shut('statement.decision-followed', 'packet.revision-repeated'),
    ),
    gateCase(
      'packet-not-live-hold',
      'a packet with an error can be held',
      { ...holding, decision: await decision('HOLD', {}, draft), files: { 'packet.json': contentOf(draft.bytes) } },
      { verdict: 'open', codes: [] },
    ),
    gateCase(
      'packet-not-live-apply',
      'and nothing else of it opens',
      {
        decision: await decision('DRYRUN', { acknowledged, effect: dryEffect, unread: [] }, draft),
        option: 'DRYRUN',
        files: { 'packet.json': contentOf(draft.bytes) },
      },
      shut(LOCKED),
    ),
  ];

  const evidence: Cases = [
    gateCase(
      'evidence-unseen',
      'the decision says what its evidence was; it was not seen here',
      { ...all, evidence: false },
      { verdict: 'open', codes: [], listed: [...UNSEEN, 'statement.gate-evidence-absent'] },
    ),
    gateCase(
      'evidence-other',
      'evidence that nobody names',
      { ...all, files: { 'evidence/more': 'x\n' } },
      { verdict: 'shut', codes: ['statement.gate-evidence'], listed: [...UNSEEN, 'statement.gate-evidence-absent'] },
    ),
    await exportAsEvidence(),
  ];

  return [
    ...[...basics, ...times, ...authority, ...chain, ...evidence],
    ...(await revisions(holding)),
    ...(await legs([cutover, separate])),
    ...(await journals(apply, needed)),
  ];
}

/** A grant for other bytes of the same packet id, under another revision: which of the two is the later one. */
async function revisions(holding: Asked): Promise<Cases> {
  const rows: readonly (readonly [string, string, string, Expected])[] = [
    ['2', '2', 'a larger number', shut('statement.revision-superseded')],
    ['10', '10', 'numbers are compared as numbers', shut('statement.revision-superseded')],
    ['0-9', '0.9', 'a smaller number', open()],
    ['1-0-1', '1.0.1', 'a number more', shut('statement.revision-superseded')],
    ['v1-0', 'v1.0', 'a number that is missing is 0: nobody can tell', shut('packet.revision-unordered')],
    ['1-final', '1-final', 'words behind the number say nothing', shut('packet.revision-unordered')],
    ['1a', '1a', 'a letter comes after none', shut('statement.revision-superseded')],
    ['rev-2', 'REV 2', 'rev before the number, in any case', shut('statement.revision-superseded')],
    ['word', 'draft', 'a revision without a number beside one with', open()],
    ['empty', '', 'no revision beside one with a number', open()],
    ['same', '1', 'the same revision with other bytes', shut('packet.revision-repeated')],
  ];
  return Promise.all(
    rows.map(async ([name, revision, why, expected]) => {
      const about = { id: PACKET_JSON.id, revision, sha256: digestOf(`revision ${revision}`), size: 1 };
      const other = await grant(9, 'OTHER', { packet: about });
      const listed = [...UNSEEN, 'statement.gate-evidence-absent'];
      return gateCase(`revision-${name}`, why, { ...holding, statements: [other] }, { ...expected, listed });
    }),
  );
}

/** A packet whose second blocker has an open leg. */
async function legs([cutover, separate]: readonly [Signed, Signed]): Promise<Cases> {
  const [rollback, review] = PACKET_JSON.blockers;
  const statusText = 'OPEN (production leg)';
  const of = packetOf({ ...PACKET_JSON, blockers: [rollback, { ...review, statusText }] });
  const about = { packet: of.about };
  const forIt = { ...(await grantOver(cutover, about)), separate: await grantOver(separate, about) };
  const closing = await discharge('ROLLBACK-1', 11, [forIt.separate.signed], about);
  const apply = await decision('APPLY', { grants: [grantUse(forIt.signed)], effect: null, unread: [] }, of);
  const legCase = async (name: string, why: string, leg: string | null, expected: Expected) => {
    const blocker = { id: 'REVIEW-2', leg, gate: 'review the plan' };
    const statements = [
      forIt.signed,
      forIt.separate.signed,
      closing,
      await discharge('REVIEW-2', 12, [], { ...about, blocker }),
    ];
    const files = { 'packet.json': contentOf(of.bytes) };
    return gateCase(`leg-${name}`, why, { decision: apply, statements, files }, expected);
  };
  return [
    await legCase('closed', 'each open leg is discharged', 'production', open()),
    await legCase(
      'other',
      'a discharge of a leg that the packet does not have',
      'clone',
      shut('statement.gate-locked'),
    ),
    await legCase('whole', 'the whole blocker is discharged', null, open()),
  ];
}

/** The same grant for another packet. */
async function grantOver({ draft }: Signed, fields: GrantFields): Promise<{ readonly signed: Signed }> {
  if (draft.predicateType !== grantDraft.predicateType) throw new Error('it is a grant');
  return { signed: await signed({ ...draft, predicate: { ...draft.predicate, ...fields } }) };
}

/** The separate authority expires at this time; the discharge used it at nine. */
async function late(
  apply: Signed,
  without: (gone: Signed, ...more: readonly Signed[]) => readonly Signed[],
  separate: Signed,
  rollback: Signed,
  expires: string,
): Promise<Asked> {
  const short = await grant(2, SEPARATE, { expires });
  const closing = await discharge('ROLLBACK-1', 11, [short]);
  return { decision: apply, statements: without(separate, short, closing).filter((one) => one !== rollback) };
}

/** A folder that verify would judge as an export is a tree like any other where the decision names it by its hashes. */
async function exportAsEvidence(): Promise<SuiteCase> {
  const files = { 'statement.json': '{}\n' };
  const bundle = new MemoryBundle(files);
  const summary = treeHashes(bundle.files);
  const assessment = await assessTree({ reader: bundle, form: 'directory', summary, label: 'export' });
  const record = bundleRecord({ form: 'directory', summary, findings: [], assessment }, 'export', new Date(AT));
  const named = await decision('HOLD', { evidence: [evidenceRecord(record, null)], checks: [] });
  return gateCase(
    'evidence-is-export',
    'a folder of an export is a tree like any other here',
    {
      decision: named,
      option: 'HOLD',
      evidence: false,
      files: { 'export/statement.json': files['statement.json'] },
      input: { evidence: [path('export')] },
    },
    open(),
  );
}

async function journals(apply: Signed, needed: readonly Signed[]): Promise<Cases> {
  const entryOf = ({ draft, envelope, sha256 }: Signed): JournalEvent => {
    const statement = complete(draft);
    const { predicate, predicateType } = statement;
    return {
      ...{ kind: 'signature', identity: ownerKey.key.keyid, predicateType, statement: sha256 },
      ...{
        envelope: sha256Hex(utf8(envelope)),
        sshsig: digestOf('none'),
        packet: packet.about.sha256,
        about: aboutOf(statement),
      },
      consumes: 'grants' in predicate ? predicate.grants.map(({ nonce }) => nonce) : [],
    };
  };
  const withJournal = async (
    name: string,
    why: string,
    signedHere: readonly Signed[],
    expected: Expected,
    edit = (log: string) => log,
    shown = needed,
  ) => {
    const { log, checkpoint } = await journalOf([...BEGINNING, ...signedHere.map(entryOf)]);
    const files: Files = {
      ...STATION,
      'journal/log.jsonl': edit(fromUtf8(log) ?? ''),
      'journal/checkpoint': contentOf(checkpoint),
    };
    const input = { journal: path('journal'), station: path('keys/station.pem') };
    return gateCase(`journal-${name}`, why, { decision: apply, statements: shown, files, input }, expected);
  };
  const later = await decision('HOLD', { decisionId: uuid(33), sequence: 2, previousDecision: apply.sha256 });
  const [cutover] = needed;
  if (cutover === undefined) throw new Error('there is a grant');
  const revoked = await revocation(cutover, 'grant');
  const another = await decision('APPLY', {
    decisionId: uuid(34),
    grants: [grantUse(cutover)],
    effect: null,
    unread: [],
  });
  const listed = [OTHER_TIME];
  const short = await grant(2, SEPARATE, { expires: '2026-06-12T11:00:00Z' });
  const [, , , review] = needed;
  if (review === undefined) throw new Error('there are four statements');
  const inTime = [cutover, short, await discharge('ROLLBACK-1', 11, [short]), review];
  return [
    await withJournal('whole', 'the journal has everything that is here, and nothing else', [...needed, apply], {
      verdict: 'open',
      codes: [],
      listed,
    }),
    await withJournal('not-recorded', 'the journal does not have the decision', needed, {
      verdict: 'shut',
      codes: ['statement.gate-not-recorded'],
      listed,
    }),
    await withJournal(
      'later-decision',
      'the journal has a later decision that is not here',
      [...needed, apply, later],
      { verdict: 'shut', codes: ['statement.gate-withheld'], listed },
    ),
    await withJournal('revocation', 'the journal has a revocation that is not here', [...needed, apply, revoked], {
      verdict: 'shut',
      codes: ['statement.gate-withheld'],
      listed,
    }),
    await withJournal(
      'used-before',
      'by the journal another statement used the grant first',
      [...needed, another, apply],
      { verdict: 'shut', codes: ['statement.grant-consumed', 'statement.gate-locked'] },
    ),
    await withJournal(
      'altered',
      'a journal that was changed',
      [...needed, apply],
      { verdict: 'shut', codes: ['journal.altered'], listed: [] },
      (log) => log.replace('Olga', 'Inga'),
    ),
    await withJournal(
      'longer',
      'a journal with more than its checkpoint covers',
      [...needed, apply],
      { verdict: 'shut', codes: ['journal.unsigned-entries'], listed: [] },
      (log) => `${log}x`,
    ),
    await withJournal(
      'separate-in-time',
      'the journal has the discharge from before its separate authority expired',
      [...inTime, apply],
      { verdict: 'open', codes: [], listed },
      undefined,
      inTime,
    ),
  ];
}
