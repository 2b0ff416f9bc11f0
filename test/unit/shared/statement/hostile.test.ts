// Whatever bytes come in, each reader gives a value or findings; none throws, none runs away.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../../../shared/bytes.ts';
import { parseCheckpoint } from '../../../../shared/journal/checkpoint.ts';
import { formatVerifier, noteVerifier, openNote, parseVerifier, signNote } from '../../../../shared/journal/note.ts';
import { parseEnvelope } from '../../../../shared/statement/dsse.ts';
import { inEnvelope, openSigned } from '../../../../shared/statement/open.ts';
import { parsePublicKey, toOpenSsh, toSpkiDer, toSpkiPem } from '../../../../shared/statement/public-key.ts';
import { parseSshsig, signSsh } from '../../../../shared/statement/sshsig.ts';
import { parseStatement, statementBytes } from '../../../../shared/statement/statement.ts';
import {
  complete,
  drafts,
  holdDraft,
  operator,
  operatorKey,
  owner,
  ownerKey,
  sealed,
} from '../../../helpers/statements.ts';

const payload = statementBytes(complete(holdDraft));
const envelope = await sealed(payload, ownerKey, operatorKey);
const sshsig = utf8(await signSsh(payload, 'decision@holdfast', ownerKey.key, ownerKey.sign));
const verifier = noteVerifier('station', ownerKey.key);
const note = await signNote('station\n3\nAAAA\n', verifier, ownerKey.sign);

const readers: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => unknown])[] = [
  ['parseStatement', payload, parseStatement],
  ['parseEnvelope', envelope, parseEnvelope],
  ['openSigned, an envelope', envelope, (bytes) => openSigned(inEnvelope(bytes), [owner, operator])],
  [
    'openSigned, an OpenSSH signature',
    sshsig,
    (bytes) => openSigned({ envelope: null, payload, sshsigs: [bytes] }, [owner, operator]),
  ],
  ['parseSshsig', sshsig, parseSshsig],
  ['parsePublicKey, OpenSSH', utf8(toOpenSsh(ownerKey.key, 'x')), parsePublicKey],
  ['parsePublicKey, PEM', utf8(toSpkiPem(ownerKey.key)), parsePublicKey],
  ['parsePublicKey, DER', toSpkiDer(ownerKey.key), parsePublicKey],
  ['openNote', note, (bytes) => openNote(bytes, [verifier])],
  ['parseCheckpoint', utf8('o\n1\nAAAA\n'), (bytes) => parseCheckpoint(new TextDecoder().decode(bytes))],
  ['parseVerifier', utf8(formatVerifier(verifier)), (bytes) => parseVerifier(new TextDecoder().decode(bytes))],
];

for (const [name, good, read] of readers) {
  test(`${name} never throws`, () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutations(good)), (bytes) => {
        assert.doesNotThrow(() => read(bytes));
      }),
      { numRuns: 150 },
    );
  });
}

test('a signed envelope that was changed in any way is never opened as another statement', () => {
  const genuine = JSON.stringify(complete(holdDraft));
  fc.assert(
    fc.property(mutations(envelope), (bytes) => {
      const opened = openSigned(inEnvelope(bytes), [owner, operator]);
      if (opened.ok) assert.equal(JSON.stringify(opened.value.statement), genuine);
    }),
    { numRuns: 150 },
  );
});

test('only the canonical bytes of a statement are read as it', () => {
  for (const draft of Object.values(drafts)) {
    const bytes = statementBytes(complete(draft));
    fc.assert(
      fc.property(mutations(bytes), (changed) => {
        const read = parseStatement(changed);
        if (read.ok) assert.deepEqual(statementBytes(read.value), changed);
      }),
      { numRuns: 100 },
    );
  }
});

/** The bytes with a stretch cut out and another put in, or one byte changed. */
function mutations(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const insert = fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc.constantFrom('"', '{}', '[[', ',', '\\u0000', '=', '\n').map(utf8),
  );
  return fc.tuple(fc.nat(bytes.length), fc.nat(12), insert).map(([at, cut, put]) => {
    return Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + cut)]);
  });
}
