import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { continuationOf } from '../../../../../electron/core/dossier/continuation.ts';
import { exportDossier, type PrintReport } from '../../../../../electron/core/dossier/export.ts';
import { dossierAt } from '../../../../../electron/core/dossier/find-folder.ts';
import type { DossierInput } from '../../../../../electron/core/dossier/input.ts';
import { verifyDossier } from '../../../../../electron/core/dossier/verify.ts';
import { verifyDossierFolder } from '../../../../../electron/core/dossier/verify-folder.ts';
import type { JournalSnapshot } from '../../../../../electron/core/journal/journal.ts';
import { openStationKey } from '../../../../../electron/core/keyring/station-key.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import { merkleRoot } from '../../../../../shared/encoding/rfc6962.ts';
import { signCheckpoint } from '../../../../../shared/journal/checkpoint.ts';
import { ok } from '../../../../../shared/result.ts';
import type { ReadRecord } from '../../../../../shared/statement/read-record.ts';
import type { TrustedKey } from '../../../../../shared/statement/trust.ts';
import { speak } from '../../../../../shared/strings/language.ts';
import {
  closeDossierStations,
  type DossierStation,
  decisionOf,
  dossierStation,
  reading,
  rehearsal,
  storiedStation,
} from '../../../../helpers/dossier-station.ts';
import { some } from '../../../../helpers/long.ts';
import { must } from '../../../../helpers/must.ts';
import { holdDraft, owner as stranger } from '../../../../helpers/statements.ts';
import { changeOneByte, runInstructions } from '../../../../helpers/stock-tools.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-whole-'));
after(async () => {
  await closeDossierStations();
  await rm(root, { recursive: true });
});

/** A station with a history of every kind; what the tests break is a dossier of it. */
const station = await storiedStation();
const { journal, tree, trusted: ownerTrust } = station;
const whole = await exported();

/** Checkpoints of a journal with another history, where a dossier has its own: signed by this station, and by another. */
async function rebuilt(
  { leafHashes }: JournalSnapshot,
  change: (leaves: readonly Uint8Array[]) => readonly Uint8Array[],
): Promise<{ readonly sameKey: string; readonly otherKey: string }> {
  const leaves = change(leafHashes);
  const head = { size: leaves.length, root: merkleRoot(leaves) };
  const strangersKey = must(await openStationKey(await mkdtemp(join(root, 'stranger-'))));
  const folders = [];
  for (const by of [station.key, strangersKey]) {
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
async function exported(
  from: DossierStation = station,
  what?: DossierInput,
  print: PrintReport | null = null,
): Promise<string> {
  const medium = await mkdtemp(join(root, 'medium-'));
  const written = must(await exportDossier(medium, what ?? (await from.input()), 'folder', print));
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
  const judged = runInstructions(whole);
  assert.equal(judged.status, 0, judged.output);
  assert.equal(judged.output.match(/^OK$/gm)?.length, 7, judged.output);
  assert.equal(judged.output.match(/Good "[a-z]+@holdfast" signature/g)?.length, 13);
  assert.equal(judged.output.match(/Signature Verified Successfully/g)?.length, 14);
  const reading = await verifyDossier(whole, [ownerTrust]);
  assert.deepEqual(reading.findings, []);
  assert.equal(reading.statements.length, 11);
  assert.deepEqual(
    reading.waiting.map(({ missing }) => missing),
    [['operator']],
  );
  assert.equal(reading.entries.length, 22);
  assert.deepEqual(
    reading.people.map(({ state }) => state.kind),
    ['active', 'retired', 'active'],
  );
  assert.deepEqual(await errorsOf(whole, []), ['statement.not-signed-by-trusted-key']);
  assert.deepEqual(await errorsOf(whole, [stranger]), ['statement.not-signed-by-trusted-key']);
});

test('a report is verified in the language that it states, whatever the reader speaks, and refused in any other', async () => {
  speak('vi');
  const folder = await exported().finally(() => speak('en'));
  const path = join(folder, 'report.html');
  const written = await readFile(path, 'utf8');
  assert.match(written, /^<!doctype html>\n<html lang="vi">.*<h1>Hồ sơ về /s);
  assert.deepEqual(await errorsOf(folder), []);
  for (const [from, to] of [
    ['lang="vi"', 'lang="en"'],
    ['lang="vi"', 'lang="fr"'],
    ['<h1>Hồ sơ về ', '<h1>Dossier on '],
  ] as const) {
    await writeFile(path, written.replace(from, to));
    sumAnew(folder);
    assert.deepEqual(await errorsOf(folder), ['dossier.report-differs'], to);
  }
});

test('what no reader can make again is listed as not verified', async () => {
  const { notVerified } = await verifyDossier(whole, [ownerTrust]);
  assert.deepEqual(
    notVerified.map(({ code }) => code),
    ['dossier.record-not-recomputed', 'dossier.station-unknown', 'dossier.later-unknown'],
  );
  assert.equal(notVerified[0]?.observed, 'checks[].title, spellings, manifests, asListed, importedAt');
  const printed = await exported(station, undefined, async () => ok(utf8('%PDF-1.7')));
  const found = await verifyDossier(printed, [ownerTrust]);
  assert.deepEqual(found.findings, []);
  assert.ok(found.notVerified.some(({ where }) => where === 'report.pdf'));
});

test('one changed byte in a file of any kind is refused by the stock commands and by verifyDossier', async (t) => {
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

test('a changed byte is refused also when the checksums were made to fit', async (t) => {
  const summed = oneOfEachKind(await filesOf(whole)).filter((one) => one !== 'SHA256SUMS');
  for (const name of some(summed, 6)) {
    await t.test(name, async () => {
      const folder = await copyOf(whole);
      changeOneByte(join(folder, name));
      sumAnew(folder);
      assert.notDeepEqual(await errorsOf(folder), []);
    });
  }
});

test('stock commands find changed statements, signatures, envelopes, packets, manifests and heads by themselves', async (t) => {
  const telling =
    /^(?:statements\/.*(?:\.sig|\.statement\.json|\.rendered\.txt)|packets\/.*|.*manifest\.txt|journal\/checkpoint)$/;
  for (const name of some(
    oneOfEachKind(await filesOf(whole)).filter((one) => telling.test(one)),
    4,
  )) {
    await t.test(name, async () => {
      const folder = await copyOf(whole);
      changeOneByte(join(folder, name));
      sumAnew(folder);
      assert.notEqual(runInstructions(folder).status, 0);
    });
  }
});

test('a record or a tree hash that says something else than the manifest or a receipt is found', async () => {
  const record = `evidence/${tree}/bundle.json`;
  const changed = async (from: string, to: string) => {
    const folder = await copyOf(whole);
    const text = await readFile(join(folder, record), 'utf8');
    assert.ok(text.includes(from), from);
    await writeFile(join(folder, record), text.replace(from, to));
    sumAnew(folder);
    return [...new Set(await errorsOf(folder))];
  };
  assert.deepEqual(await changed('"files": 3', '"files": 2'), ['statement.receipt-differs']);
  assert.deepEqual(await changed('"result": "pass"', '"result": "fail"'), ['statement.receipt-differs']);
  // A verdict that the findings beside it do not bear.
  assert.ok((await changed('"verdict": "verified"', '"verdict": "refused"')).length > 0);
  const { merkleSha256, sha256sumDot } = must(await station.vault.bundle(tree)).summary;
  for (const hash of [merkleSha256, sha256sumDot]) {
    const codes = await changed(hash, '0'.repeat(64));
    assert.deepEqual(codes, ['dossier.evidence-differs', 'statement.receipt-differs']);
  }
  assert.ok((await changed('"form"', '"from"')).includes('dossier.evidence-differs'));
});

test('a discharge that waits for a signature is told as that, closes nothing, and cannot hide one that waits for none', async () => {
  const report = await readFile(join(whole, 'report.html'), 'utf8');
  assert.match(report, /pending, closes nothing: not signed by operator/);
  assert.match(report, /discharge unsigned: FIX7-P0-PROD-BIRTH-SURFACE-1 \(not signed by: operator\)/);
  const full = await station.input();
  const closed = full.statements.filter(({ payload }) => utf8Text(payload).includes('FIX7-P0-PROD-CI-SCOPE-1","leg"'));
  assert.equal(closed.length, 1);
  const written = await exportDossier(root, { ...full, pending: closed }, 'folder', null);
  assert.ok(!written.ok && written.error.code === 'export/refused');
  assert.deepEqual(
    written.error.findings.map(({ code }) => code),
    ['dossier.not-waiting'],
  );
  const moved = await copyOf(whole);
  for (const name of await filesOf(moved)) {
    if (!name.startsWith('statements/discharge-1.')) continue;
    await cp(join(moved, name), join(moved, name.replace('statements/discharge-1', 'pending/discharge-2')));
    await rm(join(moved, name));
  }
  sumAnew(moved);
  assert.ok((await errorsOf(moved)).includes('dossier.not-waiting'));
});

test('each file that a check names is proven part of its tree, and a proof of another file or tree is found', async () => {
  const proof = `evidence/${tree}/proof-0.json`;
  assert.equal((await filesOf(whole)).filter((name) => name.includes('/proof-')).length, 3);
  for (const [from, to, code] of [
    ['after/dump.sql', 'after/dumb.sql', 'evidence.inclusion-proof-refused'],
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
  const report = await readFile(join(whole, 'report.html'), 'utf8');
  for (const { id: blocker } of reading.packet.blockers) assert.ok(report.includes(blocker.replaceAll('_', '_<wbr>')));
  assert.match(report, /locked: blocker open: /);
  assert.match(report, /grant missing: cutover/);
  assert.match(report, /<td class="short"><bdi>not locked<\/bdi><\/td>/);
});

test('a receipt that says something else than the journal is found, and what has none is listed', async () => {
  const other = await dossierStation();
  const bundle = await other.bundle('rehearsal', rehearsal);
  const first = await other.signed(decisionOf(1, null, { evidence: await other.seen(bundle) }), other.owner);
  const report = await readFile(join(await exported(other), 'report.html'), 'utf8');
  assert.match(report, /no receipt signed/);
  await other.receipt(bundle, other.owner);
  assert.deepEqual(await errorsOf(await exported(other), [other.trusted]), []);
  assert.match(await readFile(join(await exported(other), 'report.html'), 'utf8'), /Olga Owner: DSSE and OpenSSH/);
  const { receipt } = other;
  await receipt('packet', other.owner, (predicate) => {
    return { ...predicate, medium: { ...predicate.medium, label: 'ANOTHER' } };
  });
  assert.deepEqual(await errorsOf(await exported(other), [other.trusted]), ['statement.receipt-differs']);
  assert.equal(first.statement.predicateType, holdDraft.predicateType);
});

test('what the station itself would refuse is not written', async () => {
  const medium = await mkdtemp(join(root, 'medium-'));
  const good = await station.input();
  const [one, two] = good.statements;
  assert.ok(one && two);
  const refusedCodes = async (what: DossierInput) => {
    const written = await exportDossier(medium, what, 'folder', null);
    assert.ok(!written.ok && written.error.code === 'export/refused');
    return written.error.findings.map(({ code }) => code);
  };
  const [record] = good.identities;
  assert.ok(record);
  assert.deepEqual(await refusedCodes({ ...good, identities: [record, record] }), ['identity.record-order']);
  const crossed = { ...one, envelope: two.envelope ?? assert.fail() };
  assert.deepEqual(await refusedCodes({ ...good, statements: [crossed] }), ['dossier.statement-differs']);
  const unsigned = { ...one, envelope: null, sshsigs: [] };
  assert.deepEqual(await refusedCodes({ ...good, statements: [unsigned] }), ['statement.not-signed-by-trusted-key']);
  assert.deepEqual(await readdir(medium), []);
});

test('a decision with an OpenSSH signature alone is verified, and the report says so', async () => {
  const other = await dossierStation();
  await other.signedBeside(decisionOf(1, null), other.owner);
  const folder = await exported(other);
  assert.equal(runInstructions(folder).status, 0, runInstructions(folder).output);
  assert.deepEqual(await errorsOf(folder, [other.trusted]), []);
  assert.match(await readFile(join(folder, 'report.html'), 'utf8'), /OpenSSH alone/);
});

test('the report shows foreign text as text, runs no script and loads nothing', async () => {
  const report = await readFile(join(whole, 'report.html'), 'utf8');
  assert.ok(report.includes('&lt;script&gt;alert(1)&lt;/script&gt;\\u{202e}'));
  assert.ok(
    !/<script|javascript:|\son[a-z]+=|<img|<link|<iframe|url\(|https?:/i.test(report),
    'no script, nothing to load',
  );
  assert.match(report, /default-src 'none'/);
});

test('the timeline tells imports, grants, discharges and decisions apart by shape, and lays each in its own lane', async () => {
  const report = await readFile(join(whole, 'report.html'), 'utf8');
  const marks = [...report.matchAll(/<path d="([^"]+)" transform="translate\((\d+) (\d+)\)" class="mark ([a-z]+)">/g)];
  const lanes = [...new Set(marks.map(([, , , , lane = '']) => lane))];
  const of = (lane: string) => marks.filter(([, , , , one]) => one === lane);
  const counted = Object.fromEntries(lanes.map((lane) => [lane, of(lane).length - 1]));
  const signed = { grant: 3, discharge: 4, decision: 2, signature: 3 };
  assert.deepEqual(counted, { import: 3, ...signed, export: 0, refusal: 0 });
  for (const which of [1, 3]) {
    const each = lanes.map((lane) => new Set(of(lane).map((mark) => mark[which])));
    assert.ok(each.every(({ size }) => size === 1));
    assert.equal(new Set(each.flatMap((one) => [...one])).size, lanes.length);
  }
});

test('the report begins with what was decided, how it stands, and whether it is the default', async () => {
  const report = await readFile(join(whole, 'report.html'), 'utf8');
  const [, answer = ''] = report.match(/<div class="answer default">(.*?)<\/div>/) ?? [];
  assert.match(answer, new RegExp(`^<p class="said"><bdi>${reading.packet.default}</bdi>`));
  assert.match(answer, /the latest, not revoked.*This is the default of the packet.*Olga Owner/);
  assert.ok(report.indexOf(answer) < report.indexOf('<table>'));
});

test('the report lists what was opened on the screen as the decision has it, and says what that does not mean', async () => {
  const other = await dossierStation();
  const seen = await other.seen(await other.bundle('rehearsal', rehearsal));
  const [{ treeHashes, files: filesTotal } = assert.fail()] = seen.evidence;
  const file = { evidence: treeHashes.dirHash, path: 'before/dump.sql', size: 8, shown: 6 };
  const read: ReadRecord = {
    since: '2026-06-12T08:00:00Z',
    packet: { size: 40, shown: 12, parts: [{ first: 1, last: 12 }] },
    filesTotal,
    files: [
      {
        ...file,
        parts: [
          { first: 0, last: 2 },
          { first: 5, last: 7 },
        ],
      },
    ],
    filesMore: 1,
  };
  const first = await other.signed(decisionOf(1, null, { evidence: seen, read }), other.owner);
  const unread: ReadRecord = {
    since: null,
    packet: { size: 40, shown: 0, parts: [] },
    filesTotal,
    files: [],
    filesMore: 0,
  };
  const again = decisionOf(2, first.statementSha256, { evidence: seen, read: unread });
  await other.signed(again, other.owner);
  const folder = await exported(other);
  const report = await readFile(join(folder, 'report.html'), 'utf8');
  const shown = report.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  assert.match(shown, /since 2026-06-12T08:00:00Z\. It does not say that it was read or understood\./);
  assert.match(shown, new RegExp(`Files of the evidence opened: 2 of ${filesTotal}\\.`));
  assert.match(shown, /the packet 12 of 40 lines 1-12 before\/dump\.sql 6 of 8 bytes 0-2, 5-7/);
  assert.match(shown, /Opened files that the decision does not list: 1\./);
  assert.match(shown, /Not recorded: the signer had not signed in before this act\./);
  assert.deepEqual(await errorsOf(folder, [other.trusted]), []);
});

test('the report says of each statement how it stands', async () => {
  const report = await readFile(join(whole, 'report.html'), 'utf8');
  assert.match(report, /followed by decision 2/);
  assert.match(report, /retired [0-9TZ:-]+: left the team/);
  assert.match(report, /revoked [0-9TZ:-]+/);
  assert.match(report, /used up/);
});

test('two dossiers of one station prove by stock tools that its history was only added to', async () => {
  const older = await exported();
  must(await journal.append({ kind: 'unlock', identity: station.owner.id }));
  const newer = await exported();
  const compare = `head -n "$(sed -n 2p '${older}/journal/checkpoint')" journal/log.jsonl | cmp - '${older}/journal/log.jsonl'`;
  execFileSync('sh', ['-c', compare], { cwd: newer });
  assert.equal(journal.compareWith(await readFile(join(older, 'journal/checkpoint'))), null);
});

test('a dossier proves that the journal of an earlier one was only added to, and to whom it does not', async () => {
  const older = await exported();
  must(await journal.append({ kind: 'unlock', identity: station.owner.id }));
  const newer = await exported();
  const { oldSize, newSize, proof } = must(await continuationOf(newer, older));
  assert.equal(newSize, oldSize + 1);
  assert.ok(proof.length > 0);
  assert.equal(must(await continuationOf(newer, newer)).proof.length, 0);

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
  assert.equal(await dossierAt(folder), folder);
  assert.deepEqual((await verifyDossierFolder(folder, [ownerTrust])).findings, []);
  await rm(join(folder, 'keys/allowed_signers'));
  assert.equal(await dossierAt(folder), folder);
  const codes = (await verifyDossierFolder(folder, [ownerTrust])).findings.map(({ code }) => code);
  assert.ok(codes.includes('dossier.file-missing'));
  assert.equal(await dossierAt(root), null);
});

test('a zip of the same dossier has the same bytes each time, and is verified and compared as the folder is', async () => {
  const [one, two] = [await mkdtemp(join(root, 'zip-')), await mkdtemp(join(root, 'zip-'))];
  const what = await station.input();
  const { name, digest } = must(await exportDossier(one, what, 'zip', null));
  must(await exportDossier(two, what, 'zip', null));
  const zip = join(one, name);
  assert.deepEqual(await readFile(zip), await readFile(join(two, name)));
  assert.equal(await dossierAt(zip), zip);
  assert.deepEqual((await verifyDossierFolder(zip, [ownerTrust])).findings, []);

  execFileSync('unzip', ['-q', zip, '-d', one]);
  const folder = zip.slice(0, -'.zip'.length);
  assert.equal(sha256Hex(await readFile(join(folder, 'SHA256SUMS'))), digest);
  assert.equal(runInstructions(folder).status, 0);
  assert.equal(must(await continuationOf(zip, folder)).proof.length, 0);

  changeOneByte(join(folder, 'journal/log.jsonl'));
  await rm(zip);
  execFileSync('zip', ['-qr', zip, folder.slice(one.length + 1)], { cwd: one });
  assert.ok((await errorsOf(zip)).includes('dossier.checksum'));
  await writeFile(zip, (await readFile(join(two, name))).subarray(0, -30));
  assert.notDeepEqual(await errorsOf(zip), []);
});

test('the schemas in a dossier are those that the documentation shows', async () => {
  const folder = join(await exported(), 'schemas');
  const documented = join(import.meta.dirname, '../../../../../docs/formats');
  const names = (await readdir(documented)).filter((name) => name.endsWith('.schema.json'));
  for (const name of await readdir(folder)) {
    assert.ok(names.includes(name), name);
    assert.equal(await readFile(join(folder, name), 'utf8'), await readFile(join(documented, name), 'utf8'), name);
  }
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

function utf8Text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
