import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { endedImports, receiptAgainstJournal } from '../../../../../electron/core/journal/ended-imports.ts';
import { MediaAnswers } from '../../../../../electron/core/media/answers.ts';
import { type Imported, receiptStatement } from '../../../../../electron/station/decisions/receipt-draft.ts';
import { importBundle } from '../../../../../electron/station/imports/import-bundle.ts';
import { importPacket } from '../../../../../electron/station/imports/import-packet.ts';
import { momentOf } from '../../../../../electron/station/signing/moment.ts';
import type { JobOutcome } from '../../../../../shared/contract/views.ts';
import { sayFailure } from '../../../../../shared/failure/say.ts';
import { ok } from '../../../../../shared/result.ts';
import { RECEIPT_TYPE } from '../../../../../shared/statement/receipt.ts';
import { receiptAgainstBundle } from '../../../../../shared/statement/receipt-check.ts';
import type { ReceiptStatement, Statement } from '../../../../../shared/statement/statement.ts';
import { must } from '../../../../helpers/must.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { grantDraft } from '../../../../helpers/statements.ts';
import { markdown, read } from '../../../shared/packet/fixtures.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-receipt-'));
after(() => rm(root, { recursive: true }));

const { console, airgap, clock } = grantDraft.predicate;
const moment = momentOf({ console, airgap, clock });
const station = await smallStation();

/** A bundle on a medium of its own. */
async function bundle(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(await mkdtemp(join(root, 'medium-')), name);
  await mkdir(folder);
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  return folder;
}

function importing(path: string, name: string): Promise<JobOutcome> {
  const candidate = { kind: 'bundle', name, form: 'directory', bytes: null, likely: true, path } as const;
  return importBundle(station, candidate, () => undefined).outcome;
}

function newest() {
  const ended = endedImports(station.journal.entries()).at(-1);
  assert.ok(ended !== undefined);
  return ended;
}

function receipt(statement: Statement): ReceiptStatement {
  assert.equal(statement.predicateType, RECEIPT_TYPE);
  if (statement.predicateType !== RECEIPT_TYPE) throw new Error('asserted before');
  return statement;
}

async function signed(imported: Imported) {
  const statement = receipt(must(receiptStatement(newest(), imported, moment)));
  await station.keep(
    await station.sign({ predicateType: RECEIPT_TYPE, predicate: statement.predicate }, station.operator),
  );
  return statement.predicate;
}

test('the receipt of a bundle says what the vault and the journal have of it, and an operator may sign it', async () => {
  const outcome = await importing(await bundle('plain', { 'a.txt': 'a', 'b.txt': 'bc' }), 'plain');
  assert.ok(outcome.kind === 'imported');
  const record = must(await station.vault.bundle(outcome.id));
  const said = await signed({ kind: 'bundle', record });
  assert.equal(said.packet, null);
  assert.equal(said.verdict, 'read', 'it claims nothing that could have been verified');
  const [evidence] = said.evidence;
  const { files, bytes, ...treeHashes } = record.summary;
  assert.deepEqual(evidence?.treeHashes, treeHashes);
  assert.deepEqual([evidence?.files, evidence?.bytes, evidence?.form], [files, bytes, 'directory']);
  assert.deepEqual([said.import.filesRead, said.import.bytesRead, said.import.resumed], [2, 3, 0]);
  assert.equal(said.import.label, 'plain');
  assert.match(said.medium.filesystem, /./);
  const { statements } = await station.statementStore.contents();
  assert.equal(statements.at(-1)?.opened.statement.predicateType, RECEIPT_TYPE);
  assert.deepEqual(
    statements.at(-1)?.opened.signers.map(({ name }) => name),
    ['Otto'],
  );
  assert.deepEqual(receiptAgainstBundle(said, record), []);
  assert.deepEqual(receiptAgainstJournal(said, station.journal.entries()), []);
});

test('a bundle that is refused gets a receipt that says so, with the findings', async () => {
  const outcome = await importing(
    await bundle('torn', { 'a.txt': 'a', SHA256SUMS: `${'0'.repeat(64)}  a.txt\n` }),
    'torn',
  );
  assert.ok(outcome.kind === 'imported');
  const said = await signed({ kind: 'bundle', record: must(await station.vault.bundle(outcome.id)) });
  assert.equal(said.verdict, 'refused');
  assert.equal(said.findingsTotal, outcome.findings.length);
  assert.ok(said.findings.some(({ severity }) => severity === 'error'));
});

test('an import that brought nothing gets a receipt that says why', async () => {
  await writeFile(join(root, 'no.zip'), 'no archive');
  const outcome = await importing(join(root, 'no.zip'), 'no.zip');
  assert.ok(outcome.kind === 'refused' && outcome.import !== null);
  const said = await signed({ kind: 'nothing', findings: ['evidence.fifo', 'a code of another version'] });
  assert.equal(said.verdict, 'refused');
  assert.equal(said.refusal, sayFailure(outcome.failure));
  assert.deepEqual([said.packet, said.evidence], [null, []]);
  assert.deepEqual(
    said.findings.map(({ code, severity }) => [code, severity]),
    [
      ['evidence.fifo', 'error'],
      ['a code of another version', 'error'],
    ],
  );
  assert.deepEqual(receiptAgainstJournal(said, station.journal.entries()), []);
});

test('the receipt of a packet names its bytes', async () => {
  const folder = await mkdtemp(join(root, 'medium-'));
  await writeFile(join(folder, 'packet.md'), markdown);
  const reading = read(markdown);
  const packetReader = { read: async () => ok(reading) };
  const candidate = { kind: 'packet', name: 'packet.md', form: 'markdown', bytes: 0, likely: true } as const;
  const outcome = await importPacket({ ...station, packetReader }, new MediaAnswers(), {
    ...candidate,
    paths: [join(folder, 'packet.md')],
  }).outcome;
  assert.ok(outcome.kind === 'imported');
  const said = await signed({ kind: 'packet', reading });
  assert.equal(said.packet?.sha256, reading.sha256);
  assert.deepEqual([said.verdict, said.evidence, said.import.filesRead], ['read', [], 1]);
});

test('an import by a console that wrote nothing down gets no receipt', async () => {
  const event = { kind: 'import-finished', what: 'bundle', label: 'old', verdict: 'verified' } as const;
  must(await station.record({ ...event, id: station.owner.id, findings: [] }));
  const made = receiptStatement(newest(), { kind: 'nothing', findings: [] }, moment);
  assert.ok(!made.ok);
  assert.equal(made.error.code, 'receipt/no-account');
});

test('a receipt that says something else than the bytes or the journal is found, at its place', async () => {
  const sums = `${'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'}  a.txt\n`;
  const outcome = await importing(await bundle('sums', { 'a.txt': 'a', SHA256SUMS: sums }), 'sums');
  assert.ok(outcome.kind === 'imported');
  const record = must(await station.vault.bundle(outcome.id));
  const said = await signed({ kind: 'bundle', record });
  assert.equal(said.verdict, 'verified');
  const places = (found: ReturnType<typeof receiptAgainstBundle>) => found.map(({ where }) => where);
  assert.deepEqual(places(receiptAgainstBundle(said, { ...record, verdict: 'refused' })), [
    '/predicate/evidence/0/verdict',
  ]);
  const other = { ...record, summary: { ...record.summary, merkleSha256: '0'.repeat(64), files: 3 } };
  assert.deepEqual(places(receiptAgainstBundle(said, other)), [
    '/predicate/evidence/0/treeHashes',
    '/predicate/evidence/0/files',
  ]);
  const elsewhere = { ...said, medium: { ...said.medium, serial: 'another stick' } };
  const entries = station.journal.entries();
  assert.deepEqual(places(receiptAgainstJournal(elsewhere, entries)), ['/predicate/import']);
  const another = { ...said, import: { ...said.import, journalEntry: 0 } };
  assert.deepEqual(places(receiptAgainstJournal(another, entries)), ['/predicate/import']);
  const aboutOther = {
    ...said,
    evidence: said.evidence.map((one) => ({ ...one, treeHashes: { ...one.treeHashes, dirHash: station.owner.id } })),
  };
  assert.deepEqual(places(receiptAgainstJournal(aboutOther, entries)), ['/predicate']);
});
