// The vectors of test/vectors/dossier: a dossier of a station whose keys and clock are fixed, and each form that is refused.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessTree } from '../../electron/core/assess/assess.ts';
import { bundleRecord } from '../../electron/core/assess/record.ts';
import type { DossierBundle, DossierInput, DossierStatement } from '../../electron/core/dossier/input.ts';
import { DOSSIER_FORM, LAYOUT, SCHEMAS } from '../../electron/core/dossier/layout.ts';
import { schemaFiles } from '../../electron/core/dossier/schemas.ts';
import { aboutOf } from '../../electron/core/journal/about.ts';
import type { JournalSnapshot } from '../../electron/core/journal/journal.ts';
import { applyRecord, EMPTY_HISTORY, type History } from '../../electron/core/keyring/history.ts';
import { encodeRecord, type IdentityChange, toOpenSshLine } from '../../electron/core/keyring/record.ts';
import { recordDigest } from '../../electron/core/vault/store/bundle-store.ts';
import { concatBytes, fromUtf8, utf8 } from '../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../shared/encoding/digest.ts';
import { leafHash, merkleRoot } from '../../shared/encoding/rfc6962.ts';
import { treeHashes } from '../../shared/evidence/tree-fold.ts';
import { signCheckpoint, stationVerifier } from '../../shared/journal/checkpoint.ts';
import { encodeEntry, type JournalEvent, makeEntry } from '../../shared/journal/entry.ts';
import { toOpenSsh, toSpkiPem } from '../../shared/key/public-key.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { checkRecords, evidenceRecord } from '../../shared/statement/evidence-records.ts';
import type { GrantUse } from '../../shared/statement/fields.ts';
import { SSHSIG_NAMESPACE, signSsh } from '../../shared/statement/sshsig.ts';
import { type StatementDraft, statementBytes } from '../../shared/statement/statement.ts';
import { MemoryBundle } from '../unit/shared/evidence/checks/bundle.ts';
import { read } from '../unit/shared/packet/fixtures.ts';
import { changed, checkedInput, type Files, filesOf, judge, summed } from './dossier-files.ts';
import { must } from './must.ts';
import {
  complete,
  digestOf,
  dischargeDraft,
  grantDraft,
  holdDraft,
  operatorKey,
  owner,
  ownerKey,
  revocationDraft,
  sealed,
  strangerKey,
  type TestKey,
  testKey,
} from './statements.ts';

/** One file of test/vectors/dossier. Everything in it is text, so that any language can replay it. */
export interface DossierVector {
  readonly name: string;
  readonly description: string;
  /** `null` for the whole dossier; else the vector whose files these are, but for those in `files`. */
  readonly base: 'whole' | null;
  /** Files by their paths, without what `filesOfVector` adds; `null` for one that is not there. */
  readonly files: Readonly<Record<string, string | null>>;
  /** The key of the owner whom the reader trusts, and that of the station, in OpenSSH's form and as PEM. */
  readonly trusted: { readonly owner: string; readonly station: string };
  /** Codes of errors, and of what is listed as not verified: each once, sorted. Refused where there is an error. */
  readonly expected: { readonly errors: readonly string[]; readonly notVerified: readonly string[] };
}

const stationKey = testKey(9);
const station = stationVerifier(stationKey.key);

const PACKET = `<!-- KB: KB-9 -->
<!-- REVISION: 1 -->
<!-- DATE: 2026-06-12 -->
<!-- DOC_STATUS: ACTIVE -->

# Cutover decision

Default = \`HOLD_PROD\`.

## Options

1. \`HOLD_PROD\` (default) — do nothing.
2. \`APPLY_PROD\` — apply to production.

## Preconditions

| Blocker | Status | Actor | Gate |
|---|---|---|---|
| ROLLBACK-1 | OPEN | operator (+sep. auth) | prove snapshot and restore |
`;
const reading = read(PACKET);
const { id, revision, options, blockers } = reading.packet;
const packet = { id, revision, sha256: reading.sha256, size: reading.size };

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const minute = (n: number): string => `2026-06-12T08:${String(n).padStart(2, '0')}:00Z`;

/** An evidence tree with one check that passes, judged from its bytes. */
async function rehearsal(): Promise<DossierBundle> {
  const checks = [{ id: 'same', type: 'entry-exit', title: 'Nothing changed', entry: 'before.sql', exit: 'after.sql' }];
  const bundle = new MemoryBundle({
    'before.sql': 'one\n',
    'after.sql': 'one\n',
    'checks.json': `${JSON.stringify({ type: 'urn:holdfast:checks:v1', checks })}\n`,
  });
  const [summary, label] = [treeHashes(bundle.files), 'rehearsal'];
  const assessment = await assessTree({ reader: bundle, form: 'directory', summary, label });
  const record = bundleRecord({ form: 'directory', summary, findings: [], assessment }, label, new Date(minute(0)));
  const manifest = utf8(bundle.files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join(''));
  return { record, manifest, named: ['after.sql', 'before.sql', 'checks.json'] };
}

const evidence = await rehearsal();
const seen = { evidence: [evidenceRecord(evidence.record, null)], checks: [...checkRecords(evidence.record)] };

/** A signed statement, and the entry that the journal has of it. */
export interface Signed {
  readonly statement: DossierStatement;
  readonly sha256: ReturnType<typeof sha256Hex>;
  readonly entry: Extract<JournalEvent, { kind: 'signature' }>;
}

export async function signed(draft: StatementDraft, by: TestKey): Promise<Signed> {
  const statement = complete(draft);
  const payload = statementBytes(statement);
  const envelope = await sealed(payload, by);
  const sshsig = utf8(await signSsh(payload, SSHSIG_NAMESPACE[statement.predicateType], by.key, by.sign));
  const { predicate, predicateType } = statement;
  return {
    statement: { payload, envelope, sshsigs: [sshsig] },
    sha256: sha256Hex(payload),
    entry: {
      kind: 'signature',
      identity: by.key.keyid,
      predicateType,
      statement: sha256Hex(payload),
      envelope: sha256Hex(envelope),
      sshsig: sha256Hex(sshsig),
      packet: packet.sha256,
      consumes: 'grants' in predicate ? predicate.grants.map(({ nonce }) => nonce) : [],
      about: aboutOf(statement),
    },
  };
}

function grant(n: number, action: string, by = ownerKey): Promise<Signed> {
  const nonce = String(n).repeat(64);
  return signed({ ...grantDraft, predicate: { ...grantDraft.predicate, grantId: uuid(n), action, nonce, packet } }, by);
}

function grantUseOf({ statement, sha256, entry }: Signed, n: number, action: string): GrantUse {
  const { expires } = grantDraft.predicate;
  const envelopeSha256 = entry.envelope ?? sha256Hex(statement.payload);
  return { envelopeSha256, statementSha256: sha256, action, nonce: String(n).repeat(64), expires };
}

interface Discharge {
  readonly n?: number;
  /** When the discharge says that it was signed. */
  readonly utc?: string;
}

function discharge(use: GrantUse, { n = 20, utc = minute(0) }: Discharge = {}): Promise<Signed> {
  const [blocker] = blockers.map((one) => ({ id: one.id, leg: null, gate: one.gate }));
  if (blocker === undefined) throw new Error('the packet has a blocker');
  const clock = { utc, trusted: false } as const;
  const more = { dischargeId: uuid(n), packet, blocker, actors: ['operator'] as const, grants: [use], clock, ...seen };
  return signed(
    { ...dischargeDraft, predicate: { ...dischargeDraft.predicate, ...more, actors: [...more.actors] } },
    operatorKey,
  );
}

interface Decision {
  readonly packet?: typeof packet;
  readonly discharges?: readonly Signed[];
}

function decision(sequence: number, previous: Signed | null, { packet: of = packet, discharges = [] }: Decision = {}) {
  const [hold] = options;
  if (hold === undefined) throw new Error('the packet has an option');
  return signed(
    {
      ...holdDraft,
      predicate: {
        ...holdDraft.predicate,
        decisionId: uuid(30 + sequence),
        sequence,
        previousDecision: previous?.sha256 ?? null,
        packet: of,
        optionsOffered: options.map(({ rank, id: option, text }) => ({ rank, id: option, text })),
        default: hold.id,
        chosen: { id: hold.id, textSha256: digestOf(hold.text) },
        blockers: blockers.map(({ id: blocker, statusText, actors, separateAuthority }) => ({
          id: blocker,
          status: discharges.length > 0 ? ('closed' as const) : ('open' as const),
          statusText,
          actors: [...actors],
          separateAuthority,
          legs: [],
          discharges: discharges.map(({ sha256 }) => sha256),
        })),
        locks: [],
        grants: [],
        ...seen,
      },
    },
    ownerKey,
  );
}

function revocation(of: Signed, n: number): Promise<Signed> {
  const revokes = { kind: 'grant', id: uuid(n), statementSha256: of.sha256 } as const;
  return signed({ ...revocationDraft, predicate: { ...revocationDraft.predicate, packet, revokes } }, ownerKey);
}

/** Who is known: an owner, and an operator who may have been retired or revoked since. */
export async function identities(end: 'retire' | 'revoke' | null): Promise<History> {
  const enrol = ({ key }: TestKey, name: string, role: Actor): IdentityChange => ({
    kind: 'enrol',
    name,
    roles: [role],
    publicKey: toOpenSshLine(key),
    custody: 'station',
  });
  const changes: readonly (readonly [TestKey, IdentityChange])[] = [
    [ownerKey, enrol(ownerKey, 'Olga Owner', 'owner')],
    [operatorKey, enrol(operatorKey, 'Otto Operator', 'operator')],
    ...(end === null ? [] : [[operatorKey, { kind: end, reason: 'left' }] as const]),
  ];
  let history = EMPTY_HISTORY;
  for (const [{ key }, change] of changes) {
    const { records, head } = history;
    const record = { identity: key.keyid, sequence: records.length, previous: head, at: minute(0), change };
    history = must(applyRecord(history, await sealed(encodeRecord(record), ownerKey)));
  }
  return history;
}

const enrolled = (key: TestKey, name: string, role: Actor): JournalEvent => ({
  kind: 'identity-enrolled',
  identity: key.key.keyid,
  name,
  roles: [role],
  enrolledBy: ownerKey.key.keyid,
  custody: 'station',
});

/** How every station here begins. */
export const BEGINNING: readonly JournalEvent[] = [
  { kind: 'station-created', station: stationKey.key.keyid, version: '0.1.0' },
  {
    kind: 'console-started',
    version: '0.1.0',
    runtime: 'Node',
    buildSha256: digestOf('build'),
    dossierForm: DOSSIER_FORM,
  },
  enrolled(ownerKey, 'Olga Owner', 'owner'),
  enrolled(operatorKey, 'Otto Operator', 'operator'),
  {
    kind: 'import-finished',
    what: 'bundle',
    label: 'rehearsal',
    id: evidence.record.id,
    verdict: evidence.record.verdict,
    findings: [],
    record: recordDigest(evidence.record),
  },
];

/** A journal of these events, one a minute, signed by the station. */
export async function journalOf(
  events: readonly JournalEvent[],
  extensions: readonly string[] = [],
): Promise<JournalSnapshot> {
  const entries = events.map((event, index) => makeEntry(index, minute(index), event));
  const leafHashes = entries.map((entry) => leafHash(encodeEntry(entry)));
  const head = { size: entries.length, root: merkleRoot(leafHashes), extensions: [...extensions] };
  const checkpoint = await signCheckpoint(head, station, stationKey.sign);
  const log = concatBytes(...entries.flatMap((entry) => [encodeEntry(entry), utf8('\n')]));
  return { station, checkpoint, entries, leafHashes, log };
}

interface Story {
  /** In the order in which they happened. */
  readonly happened: readonly (Signed | JournalEvent)[];
  /** What is left out of the dossier, though the journal has it. */
  readonly without?: readonly Signed[];
  /** What a key signed that is revoked. */
  readonly fallen?: readonly Signed[];
  readonly beginning?: readonly JournalEvent[];
  readonly operator?: 'retire' | 'revoke' | null;
}

const isSigned = (one: Signed | JournalEvent): one is Signed => 'entry' in one;

/** The files of a dossier of what happened, every one of them as it follows from the others. */
async function dossierOf(story: Story): Promise<Files> {
  const { happened, without = [], fallen = [], beginning = BEGINNING, operator = null } = story;
  const statements = happened.filter(isSigned).filter((one) => ![...without, ...fallen].includes(one));
  const input: DossierInput = {
    packetId: id,
    packets: [{ bytes: utf8(PACKET), label: 'packet.md', reading }],
    statements: statements.map(({ statement }) => statement),
    pending: [],
    fallen: fallen.map(({ statement }) => statement),
    bundles: [evidence],
    identities: (await identities(operator)).records,
    journal: await journalOf([...beginning, ...happened.map((one) => (isSigned(one) ? one.entry : one))]),
  };
  return filesOf(checkedInput(input));
}

const SEPARATE = 'separate-authority:ROLLBACK-1';

/** Every vector, the whole dossier first. Deterministic: keys and times are fixed, and so are Ed25519 signatures. */
export async function dossierVectors(): Promise<readonly DossierVector[]> {
  const separate = await grant(1, SEPARATE);
  const use = grantUseOf(separate, 1, SEPARATE);
  const closed = await discharge(use);
  const first = await decision(1, null, { discharges: [closed] });
  const permit = await grant(2, 'PERMIT');
  const revoked = await revocation(permit, 2);
  const second = await decision(2, first, { discharges: [closed] });
  const happened = [separate, closed, first, permit, revoked, second];
  const whole = await dossierOf({ happened });
  const text = (name: string): string => fromUtf8(whole.get(name) ?? new Uint8Array()) ?? '';

  const vector = (name: string, description: string, files: Files, base: 'whole' | null = 'whole'): DossierVector => ({
    name,
    description,
    base,
    files: base === null ? textsOf(files) : difference(whole, files),
    trusted: { owner: toOpenSsh(ownerKey.key, 'Olga Owner'), station: toSpkiPem(stationKey.key) },
    expected: judged(files),
  });
  const told = async (name: string, description: string, story: Story) =>
    vector(name, description, await dossierOf(story));
  const edited = (name: string, description: string, change: Readonly<Record<string, Uint8Array | null>>) =>
    vector(name, description, changed(whole, change));
  /** The first decision again, after what is told of the grant and the discharge. */
  const afterFirst = (...more: readonly (Signed | JournalEvent)[]) => [separate, closed, first, ...more];
  const misused = async (name: string, what: string, change: Partial<GrantUse>) =>
    told(`grant-${name}`, `a discharge uses a grant with another ${what} than the grant has`, {
      happened: [separate, await discharge({ ...use, ...change }, { n: 21 }), await decision(1, null)],
    });
  const recorded = (name: string, what: string, part: Partial<Signed['entry']>) =>
    told(`entry-${name}`, `the journal's entry of the newest decision names another ${what}`, {
      happened: happened.map((one) => (one === second ? { ...one, entry: { ...one.entry, ...part } } : one)),
    });
  const [created, ...others] = BEGINNING;
  if (created?.kind !== 'station-created') throw new Error('a journal begins with its station');
  const { log } = await journalOf([...BEGINNING, ...happened.map(({ entry }) => entry)]);
  const { checkpoint } = await journalOf([...BEGINNING, ...happened.map(({ entry }) => entry)], ['more']);
  const gone = (prefix: string) =>
    Object.fromEntries([...whole.keys()].filter((name) => name.startsWith(prefix)).map((name) => [name, null]));
  const grantFile = 'statements/grant-1.dsse.json';
  const proof = 'statements/grant-1.tlog-proof';

  return [
    vector('whole', 'valid: grants, a discharge, a revocation and two decisions', whole, null),
    edited('grant-laid-out-anew', 'valid: the envelope of a grant was indented by a tool on its way', {
      [grantFile]: utf8(JSON.stringify(JSON.parse(text(grantFile)), null, 2)),
    }),
    await told('decision-taken-out', 'the newest decision is not there, and the journal has it', {
      happened,
      without: [second],
    }),
    await told('revocation-taken-out', 'a revocation is not there, and the journal has it', {
      happened,
      without: [revoked],
    }),
    await told('grant-taken-out', 'a grant that a discharge uses is not there', { happened, without: [separate] }),
    edited('statements-taken-out', 'there is no folder of statements', gone('statements/')),
    edited('evidence-taken-out', 'an evidence tree that statements name is not there', gone('evidence/')),
    await told('grant-used-twice', 'one grant is used by two discharges', {
      happened: afterFirst(await discharge(use, { n: 22 })),
    }),
    await misused('other-nonce', 'nonce', { nonce: digestOf('another nonce') }),
    await misused('other-expiry', 'expiry', { expires: '2027-01-01T00:00:00Z' }),
    await misused('other-envelope', 'envelope', { envelopeSha256: digestOf('another envelope') }),
    await misused('other-payload', 'payload', { statementSha256: digestOf('another payload') }),
    await told('grant-not-in-force', 'a discharge says that it was signed after the grant that it uses expired', {
      happened: [separate, await discharge(use, { n: 23, utc: '2026-06-14T08:00:00Z' }), await decision(1, null)],
    }),
    await told('grant-revoked-before', 'a discharge uses a grant that was revoked before', {
      happened: [separate, await revocation(separate, 1), closed, await decision(1, null)],
    }),
    ...(await Promise.all(
      (['retire', 'revoke'] as const).map((end) =>
        told(`signer-${end}d`, `the operator was ${end}d before the entry of the discharge`, {
          operator: end,
          fallen: end === 'revoke' ? [closed] : [],
          happened: [
            separate,
            {
              kind: end === 'retire' ? 'identity-retired' : 'identity-revoked',
              identity: operatorKey.key.keyid,
              reason: 'left',
              by: ownerKey.key.keyid,
            },
            closed,
            first,
          ],
        }),
      ),
    )),
    await recorded('other-identity', 'signer', { identity: operatorKey.key.keyid }),
    await recorded('other-envelope', 'envelope', { envelope: digestOf('another envelope') }),
    await recorded('other-signature', 'OpenSSH signature', { sshsig: digestOf('another signature') }),
    await told('station-other', 'the station that began the journal is another one than signs it', {
      beginning: [{ ...created, station: strangerKey.key.keyid }, ...others],
      happened,
    }),
    await told('revision-falls', 'a later decision states a lower revision of the same bytes', {
      happened: [separate, closed, first, await decision(2, first, { packet: { ...packet, revision: '0' } })],
    }),
    edited('log-longer', 'the log has a byte more than its checkpoint covers', {
      [LAYOUT.log]: concatBytes(log, utf8('\n')),
    }),
    edited('checkpoint-extended', 'the checkpoint has a line more, and is signed with it', {
      'journal/checkpoint': checkpoint,
    }),
    edited('key-with-comment', 'the public key of the owner has a comment', {
      [`keys/${ownerKey.key.keyid}.pub`]: utf8(`${text(`keys/${ownerKey.key.keyid}.pub`).trimEnd()} Olga\n`),
    }),
    edited('proof-of-another', 'the proof beside a grant is that of another', {
      [proof]: whole.get('statements/grant-2.tlog-proof') ?? null,
    }),
    edited('file-more', 'a file that the layout does not have', { 'notes.txt': utf8('Read this first.\n') }),
    edited('report-changed', 'report.html says something else', { [LAYOUT.report]: utf8('<h1>APPLY_PROD</h1>\n') }),
    edited('instructions-changed', 'VERIFY.txt has other commands', { [LAYOUT.instructions]: utf8('    sh run.sh\n') }),
  ];
}

function judged(files: Files): DossierVector['expected'] {
  const { findings, notVerified } = judge(files, owner, stationKey.key);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const codes = (all: typeof findings) => [...new Set(all.map(({ code }) => code))].sort();
  return { errors: codes(errors), notVerified: codes(notVerified) };
}

const folder = join(import.meta.dirname, '../vectors/dossier');

/** The names of the files in which vectors are kept. */
export function keptVectors(): readonly string[] {
  return readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
}

export function keptVector(name: string): DossierVector {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

/** The files of a vector as a dossier has them: with the schemas of `docs/formats`, and checksums that fit. */
export function filesOfVector({ base, files }: DossierVector): Files {
  const own = { ...(base === null ? {} : keptVector(base).files), ...files };
  const there = Object.entries(own).flatMap(([path, text]) => (text === null ? [] : [[path, utf8(text)] as const]));
  return summed(new Map([...there, ...schemaFiles().map(({ name, bytes }) => [name, bytes] as const)]));
}

/** Without what every dossier of this version has alike. */
function textsOf(files: Files): Record<string, string> {
  const own = [...files].filter(([name]) => !name.startsWith(SCHEMAS) && name !== LAYOUT.checksums);
  return Object.fromEntries(own.map(([name, bytes]) => [name, textOf(name, bytes)]));
}

function difference(base: Files, files: Files): Record<string, string | null> {
  const [before, after] = [textsOf(base), textsOf(files)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name] ?? null]),
  );
}

function textOf(name: string, bytes: Uint8Array): string {
  const text = fromUtf8(bytes);
  if (text === null) throw new Error(`${name} is not text`);
  return text;
}
