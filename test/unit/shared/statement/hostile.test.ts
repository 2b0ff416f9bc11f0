// Whatever bytes come in, each reader gives a value or findings; none throws, none runs away.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { concatBytes, fromUtf8, utf8 } from '../../../../shared/encoding/bytes.ts';
import { toCanonicalJson } from '../../../../shared/encoding/canonical-json.ts';
import {
  inclusionProof,
  leafHash,
  merkleRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../../../shared/encoding/rfc6962.ts';
import { parseStrictJson } from '../../../../shared/encoding/strict-json.ts';
import { formatCheckpoint, parseCheckpoint } from '../../../../shared/journal/checkpoint.ts';
import { formatVerifier, noteVerifier, openNote, parseVerifier, signNote } from '../../../../shared/journal/note.ts';
import { parsePublicKey, toOpenSsh, toSpkiDer, toSpkiPem } from '../../../../shared/key/public-key.ts';
import { sshString, uint32 } from '../../../../shared/key/ssh-wire.ts';
import { err, ok } from '../../../../shared/result.ts';
import { envelopeBytes, parseEnvelope } from '../../../../shared/statement/dsse.ts';
import { inEnvelope, openSigned } from '../../../../shared/statement/open.ts';
import { armorSshsig, parseSshsig, type Sshsig, signSsh } from '../../../../shared/statement/sshsig.ts';
import { parseStatement, statementBytes } from '../../../../shared/statement/statement.ts';
import { tokenOf } from '../../../helpers/agents.ts';
import { harmed, holdsAgainstAnyBytes, hostile } from '../../../helpers/harmed.ts';
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
const checkpoint = { origin: 'station', size: 3, root: new Uint8Array(32).fill(7), extensions: ['more'] };

holdsAgainstAnyBytes('a statement', payload, parseStatement, { exactly: statementBytes });
holdsAgainstAnyBytes('an envelope', envelope, parseEnvelope, { alike: envelopeBytes });
holdsAgainstAnyBytes(
  'an envelope as others write it',
  utf8(JSON.stringify({ note: [1.5], ...JSON.parse(fromUtf8(envelope) ?? '') }, null, 1)),
  parseEnvelope,
  { alike: envelopeBytes },
);
holdsAgainstAnyBytes('strict JSON', envelope, parseStrictJson, { alike: toCanonicalJson });
holdsAgainstAnyBytes('an OpenSSH signature', sshsig, parseSshsig, { alike: armored });
for (const [form, good] of [
  ['OpenSSH', utf8(toOpenSsh(ownerKey.key, 'x'))],
  ['a token, in OpenSSH', utf8(toOpenSsh(tokenOf(ownerKey), 'x'))],
  [
    'OpenSSH with more around it',
    utf8(`\ufeff# owner\r\n\r\n${toOpenSsh(ownerKey.key, 'x').replaceAll(' ', '\t ')}\n`),
  ],
  ['PEM', utf8(toSpkiPem(ownerKey.key))],
  ['PEM with text around it', utf8(`Olga\r\n${toSpkiPem(ownerKey.key)}checked`)],
  ['DER', toSpkiDer(ownerKey.key)],
] as const) {
  holdsAgainstAnyBytes(`a public key: ${form}`, good, parsePublicKey, {
    alike: ({ key, comment }) => utf8(toOpenSsh(key, comment)),
  });
}
holdsAgainstAnyBytes('a checkpoint', utf8(formatCheckpoint(checkpoint)), fromText(parseCheckpoint), {
  exactly: (read) => utf8(formatCheckpoint(read)),
});
holdsAgainstAnyBytes(
  'a verifier key',
  utf8(formatVerifier(verifier)),
  fromText((text) => {
    const read = parseVerifier(text);
    return read === null ? err('no verifier key') : ok(read);
  }),
  { exactly: (read) => utf8(formatVerifier(read)) },
);

for (const [name, good, open] of [
  ['an envelope', envelope, inEnvelope],
  ['an OpenSSH signature', sshsig, (bytes: Uint8Array) => ({ envelope: null, payload, sshsigs: [bytes] })],
] as const) {
  test(`whatever was done to ${name}, the statement that opens is the one that was signed`, () => {
    fc.assert(
      fc.property(hostile(good), (bytes) => {
        const opened = openSigned(open(bytes), [owner, operator]);
        if (opened.ok) assert.deepEqual(statementBytes(opened.value.statement), payload);
        else assert.ok(opened.error.length > 0);
      }),
      { numRuns: 150 },
    );
  });
}

test('whatever was done to a note, the text that opens is the one that was signed', () => {
  fc.assert(
    fc.property(hostile(note), (bytes) => {
      const opened = openNote(bytes, [verifier]);
      if (opened.ok) assert.equal(opened.value.text, 'station\n3\nAAAA\n');
    }),
    { numRuns: 150 },
  );
});

test('only the canonical bytes of each kind of statement are read as it', () => {
  for (const draft of Object.values(drafts)) {
    const bytes = statementBytes(complete(draft));
    fc.assert(
      fc.property(harmed(bytes), (changed) => {
        const read = parseStatement(changed);
        if (read.ok) assert.deepEqual(statementBytes(read.value), changed);
      }),
      { numRuns: 100 },
    );
  }
});

test('what proves an entry of a tree proves no other one, however it was changed', () => {
  const leaves = Array.from({ length: 11 }, (_, i) => leafHash(utf8(`entry ${i}`)));
  const root = merkleRoot(leaves);
  fc.assert(
    fc.property(fc.nat(10), fc.nat(12), fc.nat(6), fc.uint8Array({ maxLength: 34 }), (of, index, at, put) => {
      const good = inclusionProof(leaves, of, 11);
      const proof = [...good];
      proof.splice(at, 1, ...(put.length > 0 ? [put] : []));
      for (const hashes of [proof, good]) {
        const claim = { leafHash: leaves[of] ?? assert.fail(), index, size: 11, proof: hashes, root };
        if (verifyInclusion(claim)) assert.deepEqual([index, hashes], [of, good]);
      }
      const oldRoot = merkleRoot(leaves.slice(0, of));
      assert.equal(
        verifyConsistency({ oldSize: of, newSize: 11, proof: [...proof, oldRoot], oldRoot, newRoot: root }),
        false,
      );
    }),
    { numRuns: 500 },
  );
});

/** As ssh-keygen writes it, of what was read alone. */
function armored({ key, namespace, hashAlgorithm, signature, token }: Sshsig): Uint8Array {
  const type = key.kind === 'ed25519' ? 'ssh-ed25519' : 'sk-ssh-ed25519@openssh.com';
  const blob = concatBytes(
    sshString(utf8(type)),
    sshString(signature),
    token === null ? new Uint8Array() : concatBytes(Uint8Array.of(token.flags), uint32(token.counter)),
  );
  assert.equal(hashAlgorithm, 'sha512', 'no harm makes the other hash of it');
  return utf8(armorSshsig(key, namespace, blob));
}

function fromText<T>(read: (text: string) => T): (bytes: Uint8Array) => T {
  return (bytes) => read(fromUtf8(bytes) ?? '');
}
