import assert from 'node:assert/strict';
import test from 'node:test';
import { fromUtf8, utf8 } from '../../../../shared/encoding/bytes.ts';
import { formatVerifier, noteVerifier, openNote, parseVerifier, signNote } from '../../../../shared/journal/note.ts';
import { operatorKey, ownerKey, strangerKey } from '../../../helpers/statements.ts';

const station = noteVerifier('station.example/7', ownerKey.key);
const witness = noteVerifier('witness', operatorKey.key);
const text = 'If you think cryptography is the answer to your problem,\n\nthen you do not know what your problem is.\n';

/** The key and note of golang.org/x/mod/sumdb/note's documentation. */
const GO_VERIFIER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

test("Go's own note opens under Go's own verifier key", () => {
  const verifier = parseVerifier(GO_VERIFIER);
  assert.ok(verifier !== null);
  assert.equal(formatVerifier(verifier), GO_VERIFIER);
  const opened = openNote(utf8(GO_NOTE), [verifier]);
  assert.ok(opened.ok);
  assert.equal(opened.value.text, GO_NOTE.slice(0, GO_NOTE.indexOf('\n\n') + 1));
  assert.deepEqual(codeOf(GO_NOTE.replace('answer', 'Answer'), [verifier]), 'journal.checkpoint-signature');
});

test('a note comes back from its bytes, empty lines in its text included', async () => {
  const opened = openNote(await signNote(text, station, ownerKey.sign), [witness, station]);
  assert.deepEqual(opened, { ok: true, value: { text, signers: [station] } });
});

test('a signature by an unknown key is passed over, also one that claims a known name', async () => {
  const signed = await noteText();
  const impostor = noteVerifier('station.example/7', strangerKey.key);
  const line = (fromUtf8(await signNote(text, impostor, strangerKey.sign)) ?? '').split('\n').at(-2);
  assert.equal(codeOf(`${signed}${line}\n`, [station]), 'ok');
  assert.equal(codeOf(`${text}\n${line}\n`, [station]), 'journal.checkpoint-signature');
});

test('one bad signature by a known key refuses the whole note, though another is good', async () => {
  const line = (fromUtf8(await signNote('other\n', witness, operatorKey.sign)) ?? '').split('\n').at(-2);
  assert.equal(codeOf(`${await noteText()}${line}\n`, [station, witness]), 'journal.checkpoint-signature');
});

const defects: readonly (readonly [string, (signed: string) => string, string])[] = [
  ['a changed text', (s) => s.replace('problem', 'Failure'), 'journal.checkpoint-signature'],
  ['no signature', () => `${text}\n`, 'journal.checkpoint-unreadable'],
  ['no final line break', (s) => s.slice(0, -1), 'journal.checkpoint-unreadable'],
  ['a hyphen for the dash', (s) => s.replace('\u2014', '-'), 'journal.checkpoint-unreadable'],
  ['a line after the signatures', (s) => `${s}more\n`, 'journal.checkpoint-unreadable'],
  ['base64 without padding', (s) => s.replace(/=+\n$/, '\n'), 'journal.checkpoint-unreadable'],
  ['a carriage return', (s) => s.replace('\n', '\r\n'), 'journal.checkpoint-unreadable'],
  ['a control character', (s) => `\u0007${s}`, 'journal.checkpoint-unreadable'],
  ['101 signatures', (s) => s + (s.split('\n').at(-2) ?? '').concat('\n').repeat(100), 'journal.checkpoint-unreadable'],
];

for (const [name, edit, code] of defects) {
  test(`refused: a note with ${name}`, async () => {
    assert.equal(codeOf(edit(await noteText()), [station]), code);
  });
}

test('refused: a verifier key whose hash does not fit, or of another type', () => {
  const good = formatVerifier(station);
  assert.deepEqual(parseVerifier(good), station);
  assert.equal(parseVerifier(good.replace('station', 'stat1on')), null);
  assert.equal(parseVerifier(good.replace(/\+A[^+]*$/, '+AgAA')), null);
  assert.equal(parseVerifier(''), null);
});

test('a name that would break the format, and a text that is no lines, are bugs', async () => {
  for (const name of ['', 'a b', 'a+b', 'a\n']) assert.throws(() => noteVerifier(name, ownerKey.key));
  await assert.rejects(signNote('no line break', station, ownerKey.sign));
  await assert.rejects(signNote(text, station, strangerKey.sign));
});

async function noteText(): Promise<string> {
  return fromUtf8(await signNote(text, station, ownerKey.sign)) ?? assert.fail();
}

function codeOf(note: string, verifiers: Parameters<typeof openNote>[1]): string {
  const opened = openNote(utf8(note), verifiers);
  return opened.ok ? 'ok' : opened.error.code;
}
