import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { isDossier, verifyDossierFolder } from '../../../../electron/dossier/verify-folder.ts';
import { continuationOf } from '../../../../electron/dossier/whole/continuation.ts';
import { closingSentence, exportDossier } from '../../../../electron/dossier/whole/export.ts';
import type { DossierInput } from '../../../../electron/dossier/whole/input.ts';
import { verifyDossier } from '../../../../electron/dossier/whole/verify.ts';
import { endedImports } from '../../../../electron/journal/ended-imports.ts';
import type { JournalEvent } from '../../../../electron/journal/entry.ts';
import { Journal, type JournalSnapshot } from '../../../../electron/journal/journal.ts';
import type { Identity } from '../../../../electron/keyring/identity.ts';
import { Keyring } from '../../../../electron/keyring/keyring.ts';
import { openStationKey } from '../../../../electron/keyring/station-key.ts';
import { receiptStatement } from '../../../../electron/station/receipt-draft.ts';
import { type Sha256, toHex, utf8 } from '../../../../shared/bytes.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import { signCheckpoint } from '../../../../shared/journal/checkpoint.ts';
import { leafHash, merkleRoot } from '../../../../shared/journal/rfc6962.ts';
import type { Result } from '../../../../shared/result.ts';
import { sha256Hex } from '../../../../shared/statement/digest.ts';
import { RECEIPT_TYPE } from '../../../../shared/statement/receipt.ts';
import { withRenderedSha256 } from '../../../../shared/statement/render.ts';
import { SSHSIG_NAMESPACE } from '../../../../shared/statement/sshsig.ts';
import { type StatementDraft, statementBytes } from '../../../../shared/statement/statement.ts';
import type { TrustedKey } from '../../../../shared/statement/trust.ts';
import { oneHostile } from '../../../helpers/harmed.ts';
import { keyWorkerFile } from '../../../helpers/key-worker.ts';
import { dischargeDraft, evidence, grantDraft, holdDraft, owner as stranger } from '../../../helpers/statements.ts';
import { changeOneByte, runInstructions } from '../../../helpers/stock-tools.ts';
import { markdown, read } from '../../shared/packet/fixtures.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-whole-'));
after(() => rm(root, { recursive: true }));

const PASSPHRASE = 'correct horse battery staple';
const packetBytes = utf8(markdown);
const reading = read(markdown);
const { id, revision } = reading.packet;
const packet = { id, revision, sha256: sha256Hex(packetBytes), size: packetBytes.length };
const manifest = utf8(`${sha256Hex(utf8('dump'))}  before/dump.sql\n`);

/** A station that has decided twice, granted once and keeps the receipt of an operator who was retired since. */
const station = granted(await openStationKey(join(root, 'station')));
const journal = granted(await Journal.open(join(root, 'journal'), station, { mayBeNew: true }));
const keyring = granted(await Keyring.open(join(root, 'keyring'), { workerFile: keyWorkerFile, workFactor: 2 }));
const owner = granted(await keyring.createFirstOwner('Olga <b>Owner</b>', PASSPHRASE));
const ownerSigner = granted(await keyring.unlock(owner.id, PASSPHRASE));
const operator = granted(await keyring.createIdentity({ name: 'Otto', roles: ['operator'] }, PASSPHRASE, ownerSigner));
const operatorSigner = granted(await keyring.unlock(operator.id, PASSPHRASE));

const grant = await sign({ ...grantDraft, predicate: { ...grantDraft.predicate, packet } }, owner);
const first = await sign({ ...holdDraft, predicate: { ...holdDraft.predicate, packet } }, owner);
const next = { sequence: 2, previousDecision: sha256Hex(first.payload) };
const reason = '<script>alert(1)</script>\u202e';
const second = await sign({ ...holdDraft, predicate: { ...holdDraft.predicate, packet, ...next, reason } }, owner);
const waiting = await sign(dischargeOf('FIX7-P0-PROD-CI-SCOPE-1'), owner);
const cosigned = await sign(dischargeOf('FIX7-P0-PROD-CI-SCOPE-1'), operator);
granted(await journal.append(imported()));
const receipt = await sign(receiptOf(bundle()), operator);
granted(await keyring.retire(operator.id, 'left the team', ownerSigner));
granted(await journal.append({ kind: 'identity-retired', identity: operator.id, reason: 'left', by: owner.id }));

const ownerTrust: TrustedKey = { key: owner.publicKey, name: 'Olga', roles: ['owner'] };

async function sign(draft: StatementDraft, identity: Identity) {
  const statement = granted(withRenderedSha256(draft));
  const payload = statementBytes(statement);
  const signer = identity.id === owner.id ? ownerSigner : operatorSigner;
  const envelope = granted(await signer.signDsse(payload));
  const sshsig = utf8(granted(await signer.signSsh(payload, SSHSIG_NAMESPACE[statement.predicateType])));
  const event: JournalEvent = {
    kind: 'signature',
    identity: identity.id,
    predicateType: statement.predicateType,
    statement: sha256Hex(payload),
    envelope: sha256Hex(envelope),
    sshsig: sha256Hex(sshsig),
    packet: packet.sha256,
    consumes: [],
  };
  granted(await journal.append(event));
  return { payload, envelope, sshsigs: [sshsig] };
}

/** Of one blocker of the packet, for the owner and the operator to sign. */
function dischargeOf(blocker: string): StatementDraft {
  return {
    ...dischargeDraft,
    predicate: {
      ...dischargeDraft.predicate,
      packet,
      blocker: { id: blocker, leg: null, gate: '' },
      separateAuthority: false,
      grants: [],
    },
  };
}

/** The entry that ends the import of the bundle. */
function imported(): JournalEvent {
  const medium = { label: 'STICK', filesystem: 'vfat', serial: '4C530001', readOnly: true };
  const begun = { import: '0123456789abcdef', medium, startedAt: '2026-06-12T08:00:00Z', resumed: 0 };
  return {
    kind: 'import-finished',
    what: 'bundle',
    label: 'rehearsal',
    id: sha256Hex(manifest),
    verdict: 'verified',
    findings: [],
    account: { ...begun, filesRead: 1, bytesRead: 4 },
  };
}

/** What the console would have signed of the newest import. */
function receiptOf(record: BundleRecord): StatementDraft {
  const ended = endedImports(journal.entries()).at(-1);
  assert.ok(ended !== undefined);
  const { console, airgap, clock } = holdDraft.predicate;
  const made = granted(receiptStatement(ended, { kind: 'bundle', record }, { console, airgap, clock }));
  assert.ok(made.predicateType === RECEIPT_TYPE);
  const { renderedSha256: _, ...predicate } = made.predicate;
  return { predicateType: RECEIPT_TYPE, predicate };
}

function bundle(): BundleRecord {
  const dirHash = sha256Hex(manifest);
  const line = `${sha256Hex(utf8('dump'))}  before/dump.sql`;
  const sha256sumDot = sha256Hex(utf8(`${line.replace('  ', '  ./')}\n`));
  const merkleSha256 = toHex(leafHash(utf8(line)));
  return {
    id: dirHash,
    label: 'rehearsal',
    form: 'directory',
    layout: 'plain',
    summary: { files: 1, bytes: 4, ...evidence.treeHashes, merkleSha256, sha256sumDot, dirHash },
    verdict: 'verified',
    findings: [],
    checks: [
      { id: 'r', type: 'entry-exit', title: 'read-only', result: 'pass', reason: 'equal', observed: { entry: 'ab' } },
    ],
    importedAt: '2026-06-12T08:00:00Z',
  };
}

async function input(): Promise<DossierInput> {
  return {
    packetId: 'KB-29B8',
    packets: [{ bytes: packetBytes, label: 'packet.md', reading }],
    statements: [grant, first, second, receipt],
    pending: [waiting],
    bundles: [{ record: bundle(), manifest, named: ['before/dump.sql', 'not in the tree'] }],
    identities: keyring.records(),
    journal: await journal.snapshot(),
  };
}

/** Checkpoints of a journal with another history, where a dossier has its own: signed by this station, and by another. */
async function rebuilt(
  { leafHashes }: JournalSnapshot,
  change: (leaves: readonly Uint8Array[]) => readonly Uint8Array[],
): Promise<{ readonly sameKey: string; readonly otherKey: string }> {
  const leaves = change(leafHashes);
  const head = { size: leaves.length, root: merkleRoot(leaves) };
  const stranger = granted(await openStationKey(await mkdtemp(join(root, 'stranger-'))));
  const folders = [];
  for (const by of [station, stranger]) {
    const folder = await mkdtemp(join(root, 'forked-'));
    await mkdir(join(folder, 'journal'));
    const signed = await signCheckpoint(head, by.verifier, (message) => by.sign(message));
    await writeFile(join(folder, 'journal/checkpoint'), signed);
    folders.push(folder);
  }
  const [sameKey = '', otherKey = ''] = folders;
  return { sameKey, otherKey };
}

/** A fresh dossier; its folder. */
async function exported(what?: DossierInput): Promise<string> {
  const medium = await mkdtemp(join(root, 'medium-'));
  const written = granted(await exportDossier(medium, what ?? (await input()), 'folder', null));
  return join(medium, written.name);
}

async function errorsOf(folder: string, trusted: readonly TrustedKey[] = [ownerTrust]): Promise<string[]> {
  const { findings } = await verifyDossier(folder, trusted);
  return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** Makes SHA256SUMS fit again, so that what is found is not found by it. */
function sumAnew(folder: string): void {
  const command = "find . -type f ! -name SHA256SUMS | sed 's|^[.]/||' | LC_ALL=C sort | xargs sha256sum > SHA256SUMS";
  execFileSync('sh', ['-c', command], { cwd: folder });
}

test('the dossier is verified by the commands of VERIFY.txt as they stand, and by whoever trusts the first owner', async () => {
  const folder = await exported();
  const judged = runInstructions(folder);
  assert.equal(judged.status, 0, judged.output);
  assert.equal(judged.output.match(/^OK$/gm)?.length, 7, judged.output);
  assert.equal(judged.output.match(/Good "[a-z]+@holdfast" signature/g)?.length, 5);
  assert.equal(judged.output.match(/Signature Verified Successfully/g)?.length, 6);
  const reading = await verifyDossier(folder, [ownerTrust]);
  assert.deepEqual(reading.findings, []);
  assert.equal(reading.statements.length, 4);
  assert.deepEqual(
    reading.waiting.map(({ missing }) => missing),
    [['operator']],
  );
  assert.equal(reading.entries.length, 8);
  assert.deepEqual(
    reading.people.map(({ standing }) => standing.kind),
    ['active', 'retired'],
  );
  assert.deepEqual(await errorsOf(folder, []), ['statement.not-signed-by-trusted-key']);
  assert.deepEqual(await errorsOf(folder, [stranger]), ['statement.not-signed-by-trusted-key']);
});

test('one changed byte in a file of any kind is refused by the stock commands and by verifyDossier', async (t) => {
  const whole = await exported();
  for (const name of oneOfEachKind(await filesOf(whole))) {
    await t.test(name, async () => {
      const folder = await copyOf(whole);
      changeOneByte(join(folder, name));
      assert.notEqual(runInstructions(folder).status, 0);
      const inSums = name === 'SHA256SUMS' ? /dossier\.(?:checksum|file-missing)/ : /dossier\.checksum/;
      assert.match((await errorsOf(folder)).join(' '), inSums);
    });
  }
});

test('a changed byte in anything that proves something is refused also when the checksums were made to fit', async (t) => {
  const whole = await exported();
  const unsigned = /^(?:SHA256SUMS|VERIFY\.txt|report\.html|schemas\/.*|evidence\/.*\/bundle\.json)$/;
  for (const name of oneOfEachKind(await filesOf(whole)).filter((one) => !unsigned.test(one))) {
    await t.test(name, async () => {
      const folder = await copyOf(whole);
      changeOneByte(join(folder, name));
      sumAnew(folder);
      assert.notDeepEqual(await errorsOf(folder), []);
    });
  }
});

test('whatever a file was changed into, checksums made to fit, it is read, and found where it proves something', async () => {
  const folder = await exported();
  const names = (await filesOf(folder)).filter((name) => name !== 'SHA256SUMS');
  const good = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  const proves = (name: string) => !/^(?:VERIFY\.txt|report\.html|schemas\/.*|evidence\/.*\/bundle\.json)$/.test(name);
  await fc.assert(
    fc.asyncProperty(oneHostile(good), async ([name, bytes]) => {
      await writeFile(join(folder, name), bytes);
      sumAnew(folder);
      const errors = await errorsOf(folder);
      const isSame = good.get(name)?.equals(bytes);
      if (proves(name) && !isSame) assert.notDeepEqual(errors, [], name);
      await writeFile(join(folder, name), good.get(name) ?? assert.fail());
    }),
    { numRuns: 25 },
  );
});

test('stock commands find changed statements, signatures, envelopes, packets, manifests and heads by themselves', async (t) => {
  const whole = await exported();
  const telling =
    /^(?:statements\/.*(?:\.sig|\.statement\.json|\.rendered\.txt)|packets\/.*|.*manifest\.txt|journal\/checkpoint)$/;
  for (const name of oneOfEachKind(await filesOf(whole)).filter((one) => telling.test(one))) {
    await t.test(name, async () => {
      const folder = await copyOf(whole);
      changeOneByte(join(folder, name));
      sumAnew(folder);
      assert.notEqual(runInstructions(folder).status, 0);
    });
  }
});

test('a decision, a journal entry or a revocation that was taken out is missed', async () => {
  const whole = await exported();
  const statements = (await filesOf(whole)).filter((name) => name.startsWith('statements/decision-1.'));
  const without = await copyOf(whole);
  for (const name of statements) await rm(join(without, name));
  sumAnew(without);
  assert.deepEqual(await errorsOf(without), ['statement.predecessor-missing']);
  const shorter = await copyOf(whole);
  const log = await readFile(join(shorter, 'journal/log.jsonl'), 'utf8');
  await writeFile(join(shorter, 'journal/log.jsonl'), log.slice(0, log.lastIndexOf('\n', log.length - 2) + 1));
  sumAnew(shorter);
  assert.deepEqual(await errorsOf(shorter), ['journal.truncated']);
  const forgetful = await copyOf(whole);
  await rm(join(forgetful, 'identities/000002.dsse.json'));
  sumAnew(forgetful);
  assert.ok((await errorsOf(forgetful)).includes('identity.record-order'));
});

test('a record, a receipt or a tree hash that says something else than the manifest is found', async () => {
  const whole = await exported();
  const record = `evidence/${sha256Hex(manifest)}/bundle.json`;
  const changed = async (from: string, to: string) => {
    const folder = await copyOf(whole);
    const text = await readFile(join(folder, record), 'utf8');
    assert.ok(text.includes(from), from);
    await writeFile(join(folder, record), text.replace(from, to));
    sumAnew(folder);
    return errorsOf(folder);
  };
  assert.deepEqual(await changed('"files": 1', '"files": 2'), ['statement.receipt-differs']);
  // The checks, and with them the verdict.
  assert.deepEqual(await changed('"result": "pass"', '"result": "fail"'), [
    'statement.receipt-differs',
    'statement.receipt-differs',
  ]);
  // A verdict that the findings beside it do not bear.
  assert.deepEqual(await changed('"verdict": "verified"', '"verdict": "refused"'), ['dossier.evidence-differs']);
  const { merkleSha256, gitTreeSha256 } = bundle().summary;
  assert.deepEqual(await changed(merkleSha256, '0'.repeat(64)), [
    'dossier.evidence-differs',
    'dossier.evidence-differs',
    'statement.receipt-differs',
  ]);
  assert.deepEqual(await changed(gitTreeSha256, '0'.repeat(64)), [
    'dossier.evidence-differs',
    'statement.receipt-differs',
  ]);
  assert.deepEqual(await changed('"form"', '"from"'), ['dossier.evidence-differs']);
});

test('a discharge that waits for a signature is told as that, closes nothing, and cannot hide one that waits for none', async () => {
  const whole = await exported();
  const report = await readFile(join(whole, 'report.html'), 'utf8');
  assert.match(report, /pending, closes nothing: not signed by operator/);
  assert.match(report, /discharge unsigned: FIX7-P0-PROD-CI-SCOPE-1 \(not signed by: operator\)/);
  const full = await input();
  const both = { ...waiting, envelope: null, sshsigs: [...waiting.sshsigs, ...cosigned.sshsigs] };
  const written = await exportDossier(root, { ...full, pending: [both] }, 'folder', null);
  assert.ok(!written.ok && written.error.code === 'refused');
  assert.deepEqual(
    written.error.findings.map(({ code }) => code),
    ['dossier.not-waiting'],
  );
  const closed = await exported({ ...full, statements: [...full.statements, both], pending: [] });
  assert.doesNotMatch(await readFile(join(closed, 'report.html'), 'utf8'), /blocker open: FIX7-P0-PROD-CI-SCOPE-1/);
  const moved = await copyOf(closed);
  for (const name of await filesOf(moved)) {
    if (name.startsWith('statements/discharge-1.')) {
      await mkdir(join(moved, 'pending'), { recursive: true });
      await cp(join(moved, name), join(moved, name.replace('statements/', 'pending/')));
      await rm(join(moved, name));
    }
  }
  sumAnew(moved);
  assert.ok((await errorsOf(moved)).includes('dossier.not-waiting'));
});

test('each file that a check names is proven part of its tree, and a proof of another file or tree is found', async () => {
  const whole = await exported();
  const proof = `evidence/${sha256Hex(manifest)}/proof-0.json`;
  assert.deepEqual(
    (await filesOf(whole)).filter((name) => name.includes('/proof-')),
    [proof],
  );
  for (const [from, to, code] of [
    ['before/dump.sql', 'before/dumb.sql', 'evidence.inclusion-proof-refused'],
    ['"index":0', '"index":1', 'dossier.evidence-differs'],
    ['"hashes"', '"hushes"', 'evidence.inclusion-proof-malformed'],
  ] as const) {
    const folder = await copyOf(whole);
    const text = await readFile(join(folder, proof), 'utf8');
    assert.ok(text.includes(from), from);
    await writeFile(join(folder, proof), text.replace(from, to));
    sumAnew(folder);
    const codes = await errorsOf(folder);
    assert.ok(codes.includes(code), `${from}: ${codes}`);
  }
});

test('the report says of each blocker and option what the rules say, with every reason', async () => {
  const report = await readFile(join(await exported(), 'report.html'), 'utf8');
  for (const { id: blocker } of reading.packet.blockers) assert.ok(report.includes(blocker.replaceAll('_', '_<wbr>')));
  assert.match(report, /locked: blocker open: /);
  assert.match(report, /grant missing: cutover/);
  assert.match(report, /<td class="short"><bdi>not locked<\/bdi><\/td>/);
});

test('a receipt that says something else than the journal is found, and what has none is listed', async () => {
  const draft = receiptOf(bundle());
  assert.ok(draft.predicateType === RECEIPT_TYPE);
  const elsewhere = { ...draft.predicate, medium: { ...draft.predicate.medium, label: 'ANOTHER' } };
  const lie = await sign({ ...draft, predicate: elsewhere }, owner);
  const good = await input();
  assert.deepEqual(await errorsOf(await exported({ ...good, statements: [...good.statements, lie] })), [
    'statement.receipt-differs',
  ]);
  const report = await readFile(join(await exported(good), 'report.html'), 'utf8');
  assert.match(report, /STICK, vfat, 4C530001, read-only/);
  assert.match(report, /no receipt signed/, 'the packet has none');
});

test('what the station itself would refuse is not written', async () => {
  const medium = await mkdtemp(join(root, 'medium-'));
  const good = await input();
  const refusedCodes = async (one: DossierInput) => {
    const written = await exportDossier(medium, one, 'folder', null);
    assert.ok(!written.ok && written.error.code === 'refused');
    return written.error.findings.map(({ code }) => code);
  };
  const [record] = good.identities;
  assert.ok(record);
  assert.deepEqual(await refusedCodes({ ...good, identities: [record, record] }), ['identity.record-order']);
  const crossed = { ...first, envelope: second.envelope };
  assert.deepEqual(await refusedCodes({ ...good, statements: [crossed] }), ['dossier.statement-differs']);
  const unsigned = { ...first, envelope: null, sshsigs: [] };
  assert.deepEqual(await refusedCodes({ ...good, statements: [unsigned] }), ['statement.not-signed-by-trusted-key']);
  assert.deepEqual(await readdir(medium), []);
});

test('a decision with an OpenSSH signature alone is verified, and the report says so', async () => {
  const folder = await exported({ ...(await input()), statements: [{ ...first, envelope: null }] });
  assert.equal(runInstructions(folder).status, 0, runInstructions(folder).output);
  assert.deepEqual(await errorsOf(folder), []);
  assert.match(await readFile(join(folder, 'report.html'), 'utf8'), /OpenSSH alone/);
});

test('the report shows foreign text as text, runs no script and loads nothing', async () => {
  const report = await readFile(join(await exported(), 'report.html'), 'utf8');
  assert.ok(report.includes('&lt;script&gt;alert(1)&lt;/script&gt;\\u{202e}'));
  assert.ok(report.includes('Olga &lt;b&gt;Owner&lt;/b&gt;'));
  assert.ok(
    !/<script|javascript:|\son[a-z]+=|<img|<link|<iframe|url\(|https?:/i.test(report),
    'no script, nothing to load',
  );
  assert.match(report, /default-src 'none'/);
  assert.equal(report.match(/<circle/g)?.length, 8);
});

test('the report says of each statement how it stands', async () => {
  const report = await readFile(join(await exported(), 'report.html'), 'utf8');
  assert.match(report, /followed by decision 2/);
  assert.match(report, /retired [0-9TZ:-]+: left the team/);
  assert.match(report, /expired [0-9TZ:-]+/);
});

test('two dossiers of one station prove by stock tools that its history was only added to', async () => {
  const older = await exported();
  granted(await journal.append({ kind: 'unlock', identity: owner.id }));
  const newer = await exported();
  const compare = `head -n "$(sed -n 2p '${older}/journal/checkpoint')" journal/log.jsonl | cmp - '${older}/journal/log.jsonl'`;
  execFileSync('sh', ['-c', compare], { cwd: newer });
  assert.equal(journal.compareWith(await readFile(join(older, 'journal/checkpoint'))), null);
});

test('a dossier proves that the journal of an earlier one was only added to, and to whom it does not', async () => {
  const older = await exported();
  granted(await journal.append({ kind: 'unlock', identity: owner.id }));
  const newer = await exported();
  const { oldSize, newSize, proof } = granted(await continuationOf(newer, older));
  assert.equal(newSize, oldSize + 1);
  assert.ok(proof.length > 0);
  assert.equal(granted(await continuationOf(newer, newer)).proof.length, 0);

  const refusedCode = async (now: string, then: string) => {
    const answer = await continuationOf(now, then);
    assert.ok(!answer.ok);
    return answer.error.code;
  };
  assert.equal(await refusedCode(older, newer), 'journal.rolled-back');
  const other = await rebuilt(await journal.snapshot(), (entries) => entries.slice(1));
  assert.equal(await refusedCode(newer, other.sameKey), 'journal.forked');
  assert.equal(await refusedCode(newer, other.otherKey), 'journal.checkpoint-signature');
  await rm(join(older, 'journal/checkpoint'));
  assert.equal(await refusedCode(newer, older), 'dossier.file-missing');
});

test('a folder is told for what it is, also when a file was taken from it', async () => {
  const folder = await exported();
  assert.ok(await isDossier(folder));
  assert.deepEqual(await verifyDossierFolder(folder, [ownerTrust]), []);
  await rm(join(folder, 'keys/allowed_signers'));
  assert.ok(await isDossier(folder));
  const codes = (await verifyDossierFolder(folder, [ownerTrust])).map(({ code }) => code);
  assert.ok(codes.includes('dossier.file-missing'));
  assert.ok(!(await isDossier(root)));
});

test('a zip of the same dossier has the same bytes each time, and is verified and compared as the folder is', async () => {
  const [one, two] = [await mkdtemp(join(root, 'zip-')), await mkdtemp(join(root, 'zip-'))];
  const what = await input();
  const { name, digest } = granted(await exportDossier(one, what, 'zip', null));
  granted(await exportDossier(two, what, 'zip', null));
  const zip = join(one, name);
  assert.deepEqual(await readFile(zip), await readFile(join(two, name)));
  assert.ok(await isDossier(zip));
  assert.deepEqual(await verifyDossierFolder(zip, [ownerTrust]), []);

  execFileSync('unzip', ['-q', zip, '-d', one]);
  const folder = zip.slice(0, -'.zip'.length);
  assert.equal(sha256Hex(await readFile(join(folder, 'SHA256SUMS'))), digest);
  assert.equal(runInstructions(folder).status, 0);
  assert.equal(granted(await continuationOf(zip, folder)).proof.length, 0);

  changeOneByte(join(folder, 'journal/log.jsonl'));
  await rm(zip);
  execFileSync('zip', ['-qr', zip, folder.slice(one.length + 1)], { cwd: one });
  assert.ok((await errorsOf(zip)).includes('dossier.checksum'));
  await writeFile(zip, (await readFile(join(two, name))).subarray(0, -30));
  assert.notDeepEqual(await errorsOf(zip), []);
});

test('the schemas in a dossier are those that the documentation shows', async () => {
  const folder = join(await exported(), 'schemas');
  const documented = join(import.meta.dirname, '../../../../docs/formats');
  const names = (await readdir(documented)).filter((name) => name.endsWith('.schema.json'));
  for (const name of await readdir(folder)) {
    assert.ok(names.includes(name), name);
    assert.equal(await readFile(join(folder, name), 'utf8'), await readFile(join(documented, name), 'utf8'), name);
  }
});

test('the closing sentence names the medium, the files and the digest', async () => {
  const medium = await mkdtemp(join(root, 'medium-'));
  const written = granted(await exportDossier(medium, await input(), 'folder', null));
  const sums = await readFile(join(medium, written.name, 'SHA256SUMS'));
  const sentence = closingSentence('STICK 1', written);
  const files = (await filesOf(join(medium, written.name))).length;
  assert.ok(sentence.includes(`on STICK 1: ${files} files`), sentence);
  assert.ok(sentence.endsWith(`SHA-256 of its SHA256SUMS: ${sha256Hex(sums)}.`));
});

test('the hole that a revoked signer leaves in the chain is told as that, and any other is refused', async () => {
  const other = granted(await keyring.createIdentity({ name: 'Oleg', roles: ['owner'] }, PASSPHRASE, ownerSigner));
  const { predicate } = holdDraft;
  const draft = (sequence: number, previousDecision: Sha256): StatementDraft => {
    return { ...holdDraft, predicate: { ...predicate, packet, sequence, previousDecision } };
  };
  const gone = statementBytes(granted(withRenderedSha256(draft(3, sha256Hex(second.payload)))));
  const after = await sign(draft(4, sha256Hex(gone)), owner);
  const good = await input();
  const statements = [...good.statements, after];
  assert.deepEqual(await errorsOf(await exported({ ...good, statements })), ['statement.predecessor-missing']);

  // The journal has the signature; as long as its key counts, what it signed must be here.
  const digest = sha256Hex(gone);
  const parts = { statement: digest, envelope: digest, sshsig: digest, packet: packet.sha256 };
  const event = { kind: 'signature', identity: other.id, predicateType: holdDraft.predicateType, ...parts } as const;
  granted(await journal.append({ ...event, consumes: [] }));
  assert.deepEqual(await errorsOf(await exported({ ...(await input()), statements })), [
    'statement.predecessor-missing',
  ]);

  granted(await keyring.revoke(other.id, 'the key was stolen', ownerSigner));
  const folder = await exported({ ...(await input()), statements });
  assert.deepEqual(await errorsOf(folder), []);
  const { findings } = await verifyDossier(folder, [ownerTrust]);
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [['dossier.predecessor-revoked', 'warning']],
  );
  assert.equal(runInstructions(folder).status, 0);
});

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

/** Digests and numbers in names apart, so that a kind of file is tried once. */
function oneOfEachKind(names: readonly string[]): readonly string[] {
  const byKind = new Map(
    names.map((name) => [
      name
        .replace(/[0-9a-f]{16,}|[0-9]+/g, '#')
        .replace(/decision|grant|discharge|revocation|receipt|journal-entry|identity/, '*'),
      name,
    ]),
  );
  return [...byKind.values()];
}

async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(root, 'copy-'));
  await cp(folder, copy, { recursive: true });
  return copy;
}

function granted<T>(result: Result<T, unknown>): T {
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.error));
  return result.value;
}
