import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { checkArrivals } from '../../../../../electron/core/dossier/check-arrivals.ts';
import { checkEvidence } from '../../../../../electron/core/dossier/check-evidence.ts';
import { checkDecisions, checkPackets } from '../../../../../electron/core/dossier/check-statements.ts';
import type { DossierInput } from '../../../../../electron/core/dossier/input.ts';
import type { CheckedInput, ReadStatement } from '../../../../../electron/core/dossier/read-input.ts';
import type { JournalSnapshot } from '../../../../../electron/core/journal/journal.ts';
import { openStationKey, type StationKey } from '../../../../../electron/core/keyring/station-key.ts';
import { concatBytes, fromUtf8, utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import { leafHash, merkleRoot } from '../../../../../shared/encoding/rfc6962.ts';
import { signCheckpoint } from '../../../../../shared/journal/checkpoint.ts';
import { encodeEntry, type JournalEntry, type JournalEvent, makeEntry } from '../../../../../shared/journal/entry.ts';
import { type GrantUse, toTimestamp } from '../../../../../shared/statement/fields.ts';
import type { StatementDraft } from '../../../../../shared/statement/statement.ts';
import { changed, checkedInput, errorsIn, filesOf, judge } from '../../../../helpers/dossier-files.ts';
import {
  closeDossierStations,
  type DossierStation,
  decisionOf,
  dischargeOf,
  dossierStation,
  grantOf,
  packet,
  rehearsal,
  revocationOf,
  storiedStation,
  use,
} from '../../../../helpers/dossier-station.ts';
import { must } from '../../../../helpers/must.ts';
import { digestOf, testKey } from '../../../../helpers/statements.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

after(closeDossierStations);

const ROLLBACK = 'FIX7-P0-DRYRUN-PROD-ROLLBACK-1';
const station = await storiedStation();
const { trusted, tree } = station;
const whole = checkedInput(await station.input());
const files = filesOf(whole);

/** What is found once whoever carries the dossier took parts out of it and made everything else fit. */
const errorsWithout = (parts: Partial<CheckedInput>): readonly string[] =>
  errorsIn(filesOf({ ...whole, ...parts }), trusted);

test('a dossier of a station with everything in it is verified', () => {
  assert.deepEqual(errorsIn(files, trusted), []);
  assert.deepEqual(judge(files, trusted).findings, []);
});

test('a statement that the journal names cannot be taken out, whatever else is made to fit', () => {
  for (const gone of whole.signed) {
    const signed = whole.signed.filter((one) => one !== gone);
    assert.ok(errorsWithout({ signed }).includes('dossier.statement-missing'), gone.statement.predicateType);
  }
  assert.deepEqual(errorsWithout({ waiting: [] }), ['dossier.statement-missing']);
  // The newest decision, and the revocation of a grant: nothing else misses them.
  const names = ['decision', 'revocation'] as const;
  const newest = names.map((word) => whole.signed.findLast(({ statement }) => statement.predicateType.includes(word)));
  const signed = whole.signed.filter((one) => !newest.includes(one));
  assert.deepEqual(errorsWithout({ signed }), ['dossier.statement-missing']);
  assert.ok(errorsWithout({ signed: [], waiting: [] }).includes('dossier.nothing-decided'));
});

test('a decision cannot be taken out with the packet revision that it alone is about', async () => {
  const other = await dossierStation();
  const first = await other.signed(decisionOf(1, null), other.owner);
  const later = { ...packet, revision: '2', sha256: digestOf('revision 2') };
  const draft = decisionOf(2, first.statementSha256);
  await other.signed(withPacket(draft, later), other.owner);
  const input = await other.input().catch(() => null);
  assert.equal(input, null, 'the station does not write a dossier without a packet');
  const contents = await other.statementStore.contents();
  const statements = contents.statements.filter(({ opened }) => opened.statementSha256 === first.statementSha256);
  const parts = checkedInput(await other.input({ ...contents, statements }));
  assert.deepEqual(errorsIn(filesOf(parts), other.trusted), ['dossier.statement-missing']);
});

test('one signature cannot be taken off a statement, as if someone had not signed', () => {
  const [two] = whole.signed.filter(({ opened }) => opened.signers.length === 2);
  assert.ok(two);
  const signers = two.opened.signatures.openSsh.slice(1);
  const { opened } = two;
  const one = { ...two, envelope: null, opened: { ...opened, signatures: { dsse: [], openSsh: signers } } };
  const others = whole.signed.filter((other) => other !== two);
  const moved = { ...one, missing: ['operator' as const] };
  assert.ok(errorsWithout({ signed: others, waiting: [...whole.waiting, moved] }).includes('dossier.entry-differs'));
});

test('a signed statement that the journal does not have cannot be put in', async () => {
  const { statement, payload, envelope, sshsig } = await station.sign(grantOf('cutover'), station.owner);
  const input = await station.input();
  const more = { payload, envelope, sshsigs: [utf8(sshsig)] };
  const parts = checkedInput({ ...input, statements: [...input.statements, more] });
  assert.deepEqual(errorsIn(filesOf(parts), trusted), ['dossier.statement-unrecorded']);
  assert.equal(statement.predicate.packet?.id, packet.id);
});

test('an evidence tree that was imported and that a statement names cannot be taken out, nor a stray one put in', () => {
  assert.deepEqual(errorsWithout({ bundles: [] }), ['dossier.evidence-missing']);
  const stray = [...files].filter(([name]) => name.startsWith(`evidence/${tree}/`));
  const moved = stray.map(([name, bytes]) => [name.replace(tree, digestOf('another tree')), bytes] as const);
  assert.deepEqual(errorsIn(changed(files, Object.fromEntries(moved)), trusted), ['dossier.file-unexpected']);
});

test('stray files are found wherever they lie', () => {
  const proof = files.get('statements/grant-1.tlog-proof') ?? assert.fail();
  for (const name of [
    'notes.txt',
    'packets/0123456789abcdef-other.md',
    'statements/grant-9.dsse.json',
    'statements/grant-4.tlog-proof',
    'statements/notes.tlog-proof',
    'pending/notes.txt',
    'revoked/notes.txt',
    'journal/log.old',
    `keys/${digestOf('x')}.pub`,
    'identities/000099.dsse.json',
    'schemas/more.schema.json',
    `evidence/${tree}/more.txt`,
  ]) {
    assert.ok(errorsIn(changed(files, { [name]: proof }), trusted).includes('dossier.file-unexpected'), name);
  }
});

test('a proof or an entry beside a statement is its own, and is there', () => {
  const entry = files.get('statements/grant-2.entry.json') ?? assert.fail();
  const proof = files.get('statements/grant-2.tlog-proof') ?? assert.fail();
  const exchanged = { 'statements/grant-1.entry.json': entry, 'statements/grant-1.tlog-proof': proof };
  assert.deepEqual(errorsIn(changed(files, exchanged), trusted), ['dossier.proof-differs']);
  const taken = { 'statements/grant-1.entry.json': null, 'statements/grant-1.tlog-proof': null };
  assert.deepEqual(errorsIn(changed(files, taken), trusted), ['dossier.file-missing']);
});

test('a report or instructions that say something else are refused, whatever the checksums say', () => {
  const page = utf8('<h1>Decision in force: AUTHORIZE_PRODUCTION_EXECUTION</h1>');
  assert.deepEqual(errorsIn(changed(files, { 'report.html': page }), trusted), ['dossier.report-differs']);
  const commands = utf8('HOW TO VERIFY\n\n    curl http://127.0.0.1/x | sh\n');
  assert.deepEqual(errorsIn(changed(files, { 'VERIFY.txt': commands }), trusted), ['dossier.instructions-differ']);
  const schema = utf8('{}\n');
  assert.deepEqual(errorsIn(changed(files, { 'schemas/grant.schema.json': schema }), trusted), [
    'dossier.schema-differs',
  ]);
});

test('the fields of a record that nothing signed states are listed as not verified', () => {
  const name = `evidence/${tree}/bundle.json`;
  const record = fromUtf8(files.get(name) ?? assert.fail()) ?? assert.fail();
  const later = utf8(record.replace(/"importedAt": "[^"]*"/, '"importedAt": "2031-01-01T00:00:00Z"'));
  assert.notDeepEqual(later, files.get(name));
  const found = judge(changed(files, { [name]: later }), trusted);
  assert.deepEqual(found.findings, []);
  const listed = found.notVerified.find(({ where }) => where === name);
  assert.match(listed?.observed ?? '', /importedAt/);
});

test('a grant envelope that was laid out anew is the same grant', () => {
  const name = 'statements/grant-1.dsse.json';
  const envelope = JSON.parse(fromUtf8(files.get(name) ?? assert.fail()) ?? '');
  const found = errorsIn(changed(files, { [name]: utf8(JSON.stringify(envelope, null, 2)) }), trusted);
  assert.deepEqual(found, []);
});

test('a log with a byte more, and a checkpoint with a line more, are refused', async () => {
  const { log, checkpoint, leafHashes } = whole.journal;
  for (const more of ['\n', 'x', '{}\n']) {
    const longer = { 'journal/log.jsonl': concatBytes(log, utf8(more)) };
    assert.deepEqual(errorsIn(changed(files, longer), trusted), ['journal.unsigned-entries'], JSON.stringify(more));
  }
  const head = { size: leafHashes.length, root: merkleRoot(leafHashes), extensions: ['more'] };
  const extended = await signCheckpoint(head, station.key.verifier, station.key.sign);
  assert.deepEqual(errorsIn(changed(files, { 'journal/checkpoint': extended }), trusted), [
    'journal.checkpoint-unreadable',
  ]);
  const twice = concatBytes(checkpoint, utf8('— stranger AAAAAAA=\n'));
  assert.deepEqual(errorsIn(changed(files, { 'journal/checkpoint': twice }), trusted), [
    'journal.checkpoint-unreadable',
  ]);
});

test('a public key with a comment, or in another form, is refused', () => {
  for (const name of [...files.keys()].filter((one) => one.startsWith('keys/'))) {
    const key = fromUtf8(files.get(name) ?? assert.fail()) ?? '';
    const commented = utf8(key.endsWith('-\n') ? `# a comment\n${key}` : `${key.trimEnd()} a comment\n`);
    assert.ok(errorsIn(changed(files, { [name]: commented }), trusted).includes('dossier.keys-differ'), name);
  }
});

test('the newest record of identities has one spelling, as the others have by their chain', () => {
  for (const name of [...files.keys()].filter((one) => one.startsWith('identities/'))) {
    const record = JSON.parse(fromUtf8(files.get(name) ?? assert.fail()) ?? '');
    const spelled = changed(files, { [name]: utf8(JSON.stringify(record, null, 1)) });
    assert.notDeepEqual(errorsIn(spelled, trusted), [], name);
  }
});

test('the station that began the journal is the one whose key signs it', async () => {
  const other = await dossierStation();
  await other.happened({ kind: 'station-created', station: digestOf('another station'), version: '0.1.0' });
  await other.signed(decisionOf(1, null), other.owner);
  assert.deepEqual(await errorsOf(other), ['dossier.station-differs']);
});

test('a journal entry that names another signer, envelope or OpenSSH signature than the dossier has is refused', async () => {
  for (const [part, value] of [
    ['identity', (other: DossierStation) => other.operator.id],
    ['envelope', () => digestOf('another envelope')],
    ['envelope', () => null],
    ['sshsig', () => digestOf('another signature')],
    ['predicateType', () => 'urn:holdfast:grant:v1'],
  ] as const) {
    const other = await dossierStation();
    const { payload, envelope, sshsig, signer, statement } = await other.sign(decisionOf(1, null), other.owner);
    const event: JournalEvent = {
      kind: 'signature',
      identity: signer.id,
      predicateType: statement.predicateType,
      statement: sha256Hex(payload),
      envelope: sha256Hex(envelope),
      sshsig: sha256Hex(utf8(sshsig)),
      packet: packet.sha256,
      consumes: [],
    };
    const first = { ...(await other.input()), ...(await withPackets()) };
    const statements = [{ payload, envelope, sshsigs: [utf8(sshsig)] }];
    const errorsWith = async (recorded: JournalEvent): Promise<readonly string[]> => {
      const journal = await withEntries(other, recorded);
      return errorsIn(filesOf(checkedInput({ ...first, statements, journal })), other.trusted);
    };
    assert.deepEqual(await errorsWith(event), []);
    assert.ok((await errorsWith({ ...event, [part]: value(other) })).includes('dossier.entry-differs'), part);
  }
});

test('who was retired or revoked before an entry of the journal signs nothing in it', async () => {
  const other = await dossierStation();
  const dana = await other.elsewhere('Dana', testKey(7), 'owner');
  const first = await dana.sign(decisionOf(1, null));
  await other.keep(first);
  await other.ended(dana.identity, 'retire');
  assert.deepEqual(await errorsOf(other), [], 'what was signed before stays good');
  const second = await dana.sign(decisionOf(2, sha256Hex(first.payload)));
  await other.keep(second);
  assert.deepEqual(await errorsOf(other), ['dossier.signer-not-active']);

  const third = await dossierStation();
  const dora = await third.elsewhere('Dora', testKey(8), 'owner');
  await third.signed(decisionOf(1, null), third.owner);
  await third.ended(dora.identity, 'retire');
  await third.takenIn(await dora.sign(grantOf('permit')));
  assert.deepEqual(await errorsOf(third), ['dossier.signer-not-active'], 'a clock elsewhere is nobody’s word');
});

test('what a revoked key took away stays in the dossier, and cannot be taken out', async () => {
  const other = await dossierStation();
  const tree = await other.bundle('rehearsal', rehearsal);
  const oleg = await other.enrol('Oleg', 'owner');
  const discharge = dischargeOf('FIX7-P0-PROD-CI-SCOPE-1', [], await other.seen(tree));
  const closed = await other.signed(discharge, other.owner, other.operator);
  const first = await other.signed(decisionOf(1, null, { discharges: [closed] }), other.owner);
  await other.signed(revocationOf(closed, 'It was not so.'), oleg);
  const hold = await other.signed(decisionOf(2, first.statementSha256), oleg);
  await other.signed(decisionOf(3, hold.statementSha256), other.owner);
  await other.ended(oleg, 'revoke');
  const parts = checkedInput(await other.input());
  assert.deepEqual(
    parts.fallen.map(({ statement }) => statement.predicateType),
    ['urn:holdfast:revocation:v1', 'urn:holdfast:decision:v1'],
  );
  const made = filesOf(parts);
  assert.deepEqual(judge(made, other.trusted).findings, []);
  const report = fromUtf8(made.get('report.html') ?? assert.fail()) ?? '';
  assert.match(report, /Signed by keys that were revoked since/);
  assert.match(report, /discharge revoked: FIX7-P0-PROD-CI-SCOPE-1/);
  for (const gone of parts.fallen) {
    const fallen = parts.fallen.filter((one) => one !== gone);
    const found = errorsIn(filesOf({ ...parts, fallen }), other.trusted);
    assert.ok(found.includes('dossier.statement-missing'), gone.statement.predicateType);
  }
  // A station of before that: its entries do not say what they are about, and it left such statements out.
  const older = parts.journal.entries.map(withoutAbout);
  const listed = checkArrivals(parts.signed, parts.people, older).notVerified.map(({ code }) => code);
  assert.ok(listed.includes('dossier.signer-revoked'), listed.join());
  const hole = checkDecisions(parts.signed, parts.people, older).map(({ code }) => code);
  assert.deepEqual(hole, ['dossier.predecessor-revoked']);
  // Nor does what still counts go where nothing counts.
  const [kept = assert.fail()] = parts.signed;
  const moved = { ...parts, signed: parts.signed.slice(1), fallen: [kept, ...parts.fallen] };
  assert.ok(errorsIn(filesOf(moved), other.trusted).includes('dossier.not-fallen'));
});

function withoutAbout(entry: JournalEntry): JournalEntry {
  const { event } = entry;
  if (event.kind !== 'signature') return entry;
  const { about: _, ...older } = event;
  return { ...entry, event: older };
}

test('entries that are too old to say what they are about are listed when their statement is not here', async () => {
  const older = whole.journal.entries.map(withoutAbout);
  const { findings, notVerified } = checkArrivals([], whole.people, older);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    notVerified.map(({ code }) => code),
    ['dossier.entries-unattributed'],
  );
});

test('an evidence tree that the station never had is listed as not verified', () => {
  const { findings, notVerified } = checkEvidence([], [], new Set([digestOf('elsewhere')]), whole.journal.entries);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    notVerified.map(({ code }) => code),
    ['dossier.evidence-elsewhere'],
  );
});

test('a receipt of evidence that no statement names is told', () => {
  const receipts = whole.signed.filter(({ statement: { predicate } }) => 'receiptId' in predicate);
  const decision = whole.signed.findLast(({ statement }) => statement.predicateType.includes('decision'));
  assert.ok(decision !== undefined && receipts.length > 0);
  const { predicate } = decision.statement;
  assert.ok('evidence' in predicate);
  const bare = {
    ...decision,
    statement: { ...decision.statement, predicate: { ...predicate, evidence: [] } },
  } as ReadStatement;
  const told = checkPackets([...receipts, bare], []).map(({ code }) => code);
  assert.ok(told.includes('dossier.statement-surplus'), told.join());
});

test('a grant serves one statement, as the gate asks: in its envelope, with its payload, nonce and expiry', async () => {
  const other = await dossierStation();
  const tree = await other.bundle('rehearsal', rehearsal);
  const seen = await other.seen(tree);
  await other.signed(decisionOf(1, null, { evidence: seen }), other.owner);
  const grant = await other.signed(grantOf(`separate-authority:${ROLLBACK}`), other.owner);
  const before = await other.input();
  assert.deepEqual(errorsIn(filesOf(checkedInput(before)), other.trusted), []);
  /** What is found with these statements signed and journalled besides. */
  const errorsWith = async (...drafts: readonly StatementDraft[]): Promise<readonly string[]> => {
    const entries: JournalEvent[] = [];
    const statements = [...before.statements];
    for (const draft of drafts) {
      const { payload, envelope, sshsig, signer, statement } = await other.sign(draft, other.operator);
      const [sealed, beside] = [sha256Hex(envelope), sha256Hex(utf8(sshsig))];
      const { predicateType } = statement;
      const parts = { statement: sha256Hex(payload), envelope: sealed, sshsig: beside, packet: packet.sha256 };
      entries.push({ kind: 'signature', identity: signer.id, predicateType, ...parts, consumes: [] });
      statements.push({ payload, envelope, sshsigs: [utf8(sshsig)] });
    }
    const journal = await withEntries(other, ...entries);
    return errorsIn(filesOf(checkedInput({ ...before, statements, journal })), other.trusted);
  };
  const using = (change: Partial<GrantUse>): StatementDraft =>
    dischargeOf(ROLLBACK, [{ ...use(grant), ...change }], seen);
  assert.deepEqual(await errorsWith(using({})), []);
  assert.deepEqual(await errorsWith(using({}), using({})), ['statement.grant-consumed']);
  const other256 = digestOf('something else');
  for (const change of [
    { nonce: other256 },
    { expires: '2040-01-01T00:00:00Z' },
    { envelopeSha256: other256 },
    { statementSha256: other256 },
  ]) {
    assert.deepEqual(await errorsWith(using(change)), ['statement.grant-missing'], Object.keys(change).join());
  }
  const early = using({});
  assert.ok('notBefore' in early.predicate);
  const clock = { utc: '2020-01-01T00:00:00Z', trusted: false } as const;
  const outside = { ...early, predicate: { ...early.predicate, clock } } as StatementDraft;
  assert.deepEqual(await errorsWith(outside), ['dossier.grant-not-in-force']);
});

test('a grant that the journal has as revoked, or not yet, is not in force when a statement uses it', async () => {
  const other = await dossierStation();
  const tree = await other.bundle('rehearsal', rehearsal);
  await other.signed(decisionOf(1, null), other.owner);
  const grant = await other.signed(grantOf(`separate-authority:${ROLLBACK}`), other.owner);
  await other.signed(revocationOf(grant, 'No more.'), other.owner);
  await other.signed(dischargeOf(ROLLBACK, [use(grant)], await other.seen(tree)), other.operator);
  assert.deepEqual(await errorsOf(other), ['dossier.grant-not-in-force']);
});

test('a decision of the station rests on discharges that are here', async () => {
  const other = await dossierStation();
  const draft = decisionOf(1, null);
  assert.ok('blockers' in draft.predicate);
  const [blocker = assert.fail(), ...others] = draft.predicate.blockers;
  const blockers = [{ ...blocker, discharges: [digestOf('nowhere')] }, ...others];
  await other.signed({ ...draft, predicate: { ...draft.predicate, blockers } } as StatementDraft, other.owner);
  assert.deepEqual(await errorsOf(other), ['dossier.authority-missing']);
});

test('every statement says of the same bytes what the packet says', async () => {
  for (const change of [{ revision: '0' }, { size: packet.size + 1 }]) {
    const other = await dossierStation();
    const first = await other.signed(decisionOf(1, null), other.owner);
    await other.signed(withPacket(decisionOf(2, first.statementSha256), { ...packet, ...change }), other.owner);
    assert.deepEqual(await errorsOf(other), ['statement.other-packet']);
  }
});

test('a journal of somebody else around the signed statements is told by the key of its station', async () => {
  const own = must(await openStationKey(freshFolder()));
  const signed = whole.signed.slice(0, -1);
  const gone = whole.signed.at(-1) ?? assert.fail();
  const kept = whole.journal.entries.filter(({ event }) => !('statement' in event) || event.statement !== gone.sha256);
  const renamed = kept.map(({ event }) =>
    event.kind === 'station-created' ? { ...event, station: own.key.keyid } : event,
  );
  const journal = await journalOf(own, renamed);
  const forged = filesOf({ ...whole, signed, journal });
  const listed = judge(forged, trusted).notVerified.find(({ code }) => code === 'dossier.station-unknown');
  assert.equal(listed?.where, 'keys/station.pem');
  // To whoever knows the station's key it is another station's, and the true one is not listed.
  const codes = judge(forged, trusted, station.key.key).findings.map(({ code }) => code);
  assert.ok(codes.includes('dossier.station-differs'));
  const known = judge(files, trusted, station.key.key);
  assert.deepEqual(known.findings, []);
  assert.ok(!known.notVerified.some(({ code }) => code === 'dossier.station-unknown'));
});

function withPacket(draft: StatementDraft, reference: typeof packet): StatementDraft {
  return { ...draft, predicate: { ...draft.predicate, packet: reference } } as StatementDraft;
}

async function withPackets(): Promise<Pick<DossierInput, 'packets'>> {
  return { packets: (await station.input()).packets };
}

/** The station's journal with these entries after its own. */
async function withEntries(of: DossierStation, ...events: readonly JournalEvent[]): Promise<JournalSnapshot> {
  const { entries } = await of.journal.snapshot();
  return journalOf(of.key, [...entries.map(({ event }) => event), ...events]);
}

async function journalOf(
  { verifier, sign }: Pick<StationKey, 'verifier' | 'sign'>,
  events: readonly JournalEvent[],
): Promise<JournalSnapshot> {
  const entries = events.map((event, index) => makeEntry(index, toTimestamp(Date.now()), event));
  const leafHashes = entries.map((entry) => leafHash(encodeEntry(entry)));
  const head = { size: entries.length, root: merkleRoot(leafHashes) };
  const checkpoint = await signCheckpoint(head, verifier, sign);
  const log = concatBytes(...entries.flatMap((entry) => [encodeEntry(entry), utf8('\n')]));
  return { station: verifier, checkpoint, entries, leafHashes, log };
}

async function errorsOf(of: DossierStation): Promise<readonly string[]> {
  return errorsIn(filesOf(checkedInput(await of.input())), of.trusted);
}
