import assert from 'node:assert/strict';
import test from 'node:test';
import { fromUtf8, toBase64, utf8 } from '../../../../shared/encoding/bytes.ts';
import {
  envelopeBytes,
  pae,
  parseEnvelope,
  signEnvelope,
  verifyEnvelope,
  withSignature,
} from '../../../../shared/statement/dsse.ts';
import { inEnvelope, openSigned } from '../../../../shared/statement/open.ts';
import { statementBytes } from '../../../../shared/statement/statement.ts';
import {
  complete,
  dischargeDraft,
  grantDraft,
  holdDraft,
  operator,
  operatorKey,
  owner,
  ownerKey,
  receiptDraft,
  sealed,
  sealedDraft,
  strangerKey,
  testKey,
  trust,
} from '../../../helpers/statements.ts';

const payload = statementBytes(complete(grantDraft));

test('the pre-authentication encoding is that of the DSSE specification', () => {
  assert.equal(
    fromUtf8(pae(utf8('hello world'), 'http://example.com/HelloWorld')),
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  );
  assert.equal(fromUtf8(pae(utf8('é'), '')), 'DSSEv1 0  2 é');
});

test('what is signed is verified, and gives the payload and the signer', async () => {
  const envelope = await signEnvelope(payload, ownerKey.key, ownerKey.sign);
  assert.deepEqual(verifyEnvelope(envelope, [operator, owner]), {
    ok: true,
    value: { payload, signers: [owner], findings: [] },
  });
});

type Envelope = { payloadType: string; payload: string; signatures: { keyid?: string; sig: string }[] };

const defects: readonly (readonly [string, (envelope: Envelope) => unknown, string])[] = [
  [
    'another payload',
    (e) => ({ ...e, payload: toBase64(utf8('{}')) }),
    'statement.not-signed-by-trusted-key statement.signature-invalid',
  ],
  [
    'another payload type',
    (e) => ({ ...e, payloadType: 'application/vnd.in-toto+json; v=1' }),
    'statement.payload-type',
  ],
  ['no signature', (e) => ({ ...e, signatures: [] }), 'statement.signature-count'],
  [
    '65 signatures',
    (e) => ({ ...e, signatures: Array.from({ length: 65 }, () => e.signatures[0]) }),
    'statement.signature-count',
  ],
  ['a field in another case', (e) => ({ ...e, payloadtype: '' }), 'statement.unknown-field'],
  ['a field in another case, by a long s', (e) => ({ ...e, '\u017fignatures': [] }), 'statement.unknown-field'],
  ['a field of a signature in another case', (e) => withFirst(e, { '\u212aeyID': '' }), 'statement.unknown-field'],
  ['a payload that is no string', (e) => ({ ...e, payload: 1 }), 'statement.shape'],
  ['a payload in two alphabets', (e) => ({ ...e, payload: '+_8=' }), 'statement.base64'],
  ['a URL-safe payload with spare bits', (e) => ({ ...e, payload: '-_9=' }), 'statement.base64'],
  ['an unpadded payload', (e) => ({ ...e, payload: 'YQ' }), 'statement.base64'],
  ['a payload with spare bits', (e) => ({ ...e, payload: 'YR==' }), 'statement.base64'],
  [
    'a payload with a line break',
    (e) => ({ ...e, payload: `${e.payload.slice(0, 4)}\n${e.payload.slice(4)}` }),
    'statement.base64',
  ],
  ['an unpadded signature', (e) => withFirst(e, { sig: e.signatures[0]?.sig.replace(/=+$/, '') }), 'statement.base64'],
  [
    'a short signature',
    (e) => withFirst(e, { sig: 'AAAA' }),
    'statement.not-signed-by-trusted-key statement.signature-invalid',
  ],
];

for (const [name, edit, codes] of defects) {
  test(`refused: an envelope with ${name}`, async () => {
    const envelope = JSON.parse(fromUtf8(await sealed(payload, ownerKey)) ?? '');
    assert.equal(codesOf(utf8(JSON.stringify(edit(envelope)))), codes);
  });
}

test('an envelope that another tool has written anew is the same statement, called by the same digest', async () => {
  const file = await sealedDraft(dischargeDraft, ownerKey, operatorKey);
  const open = (bytes: Uint8Array) => openSigned(inEnvelope(bytes), [owner, operator]);
  const envelope: Envelope = JSON.parse(fromUtf8(file) ?? '');
  const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
  const { payloadType, payload: base64, signatures } = envelope;
  const written: readonly unknown[] = [
    { ...envelope, payload: urlSafe(base64), signatures: signatures.map((one) => ({ ...one, sig: urlSafe(one.sig) })) },
    { ...envelope, note: { deep: [[1.5, { payload: 'x' }]] } },
    { ...envelope, signatures: signatures.map((one) => ({ cert: 'PEM', ...one, timestamp: null })) },
    { signatures, payload: base64, payloadType },
  ];
  assert.ok(
    signatures.some(({ sig }) => sig !== urlSafe(sig)),
    'some signature tells the alphabets apart',
  );
  for (const one of written) {
    for (const text of [JSON.stringify(one), JSON.stringify(one, null, 2), ` ${JSON.stringify(one)}\r\n`]) {
      assert.deepEqual(open(utf8(text)), open(file), text);
      const parsed = parseEnvelope(utf8(text));
      assert.ok(parsed.ok);
      assert.deepEqual(envelopeBytes(parsed.value), file);
    }
  }
});

test('refused: a duplicate key in the envelope', async () => {
  const text = fromUtf8(await sealed(payload, ownerKey)) ?? '';
  assert.equal(codesOf(utf8(text.replace('{"payload"', '{"payload":"","payload"'))), 'json.duplicate-key');
});

test('refused: a signature by a key that is not enrolled', async () => {
  const codes = codesOf(await sealed(payload, strangerKey));
  assert.equal(codes, 'statement.not-signed-by-trusted-key statement.signer-unknown');
});

test('a key id is only a hint: absent or of another key, the signature still counts', async () => {
  const envelope: Envelope = JSON.parse(fromUtf8(await sealed(payload, ownerKey)) ?? '');
  for (const [keyid, findings] of [
    [undefined, []],
    ['', []],
    [operatorKey.key.keyid, ['statement.keyid-wrong']],
  ] as const) {
    const verified = verifyEnvelope(utf8(JSON.stringify(withFirst(envelope, { keyid }))), [owner, operator]);
    assert.ok(verified.ok);
    assert.deepEqual(verified.value.signers, [owner]);
    assert.deepEqual(
      verified.value.findings.map(({ code }) => code),
      findings,
    );
  }
});

test('a second signature by an unknown key is a warning, a broken one of an enrolled key a refusal', async () => {
  const known = await sealed(payload, ownerKey, strangerKey);
  const verified = verifyEnvelope(known, [owner]);
  assert.ok(verified.ok);
  assert.deepEqual(
    verified.value.findings.map(({ code }) => code),
    ['statement.signer-unknown'],
  );
  const envelope: Envelope = JSON.parse(fromUtf8(await sealed(payload, ownerKey, operatorKey)) ?? '');
  const broken = envelope.signatures.map((one, index) =>
    index === 1 ? { ...one, sig: toBase64(new Uint8Array(64)) } : one,
  );
  assert.equal(codesOf(utf8(JSON.stringify({ ...envelope, signatures: broken }))), 'statement.signature-invalid');
});

test('one key that signed twice is one signer', async () => {
  const verified = verifyEnvelope(await sealed(payload, ownerKey, ownerKey), [owner]);
  assert.ok(verified.ok);
  assert.deepEqual(verified.value.signers, [owner]);
});

test('a signer that gives a wrong signature is a bug, and no envelope comes out', async () => {
  await assert.rejects(signEnvelope(payload, ownerKey.key, operatorKey.sign));
});

test('a discharge needs each actor, with a key each', async () => {
  const both = trust('Both', ownerKey, 'owner', 'operator');
  const one = await sealedDraft(dischargeDraft, ownerKey);
  assert.equal(codesOpening(one, [owner, operator]), 'statement.signer-role');
  assert.equal(codesOpening(one, [both]), 'statement.signer-role');
  assert.equal(codesOpening(await sealedDraft(dischargeDraft, ownerKey, ownerKey), [both]), 'statement.signer-role');
  assert.equal(codesOpening(await sealedDraft(dischargeDraft, ownerKey, operatorKey), [owner, operator]), '');
  assert.equal(codesOpening(await sealedDraft(dischargeDraft, ownerKey, operatorKey), [both, operator]), '');
});

test('a key enrolled twice under two names and roles is still one key', async () => {
  const twice = [trust('One', ownerKey, 'owner'), trust('Two', ownerKey, 'operator')];
  assert.equal(codesOpening(await sealedDraft(dischargeDraft, ownerKey), twice), 'statement.signer-role');
});

test('a discharge carried to a second station gets its second signature there, the first untouched', async () => {
  const first = await sealedDraft(dischargeDraft, ownerKey);
  const envelope = parseEnvelope(first);
  assert.ok(envelope.ok);
  const signature = await operatorKey.sign(pae(envelope.value.payload));
  const both = withSignature(envelope.value, { key: operatorKey.key, signature });
  assert.deepEqual(both, await sealedDraft(dischargeDraft, ownerKey, operatorKey));
  assert.throws(() => withSignature(envelope.value, { key: testKey(9).key, signature }));
});

test('only an owner decides and grants; an operator may sign a receipt, an auditor none', async () => {
  const auditor = trust('Ada Auditor', strangerKey, 'auditor');
  assert.equal(codesOpening(await sealedDraft(holdDraft, operatorKey), [operator]), 'statement.signer-role');
  assert.equal(codesOpening(await sealedDraft(grantDraft, operatorKey), [operator]), 'statement.signer-role');
  assert.equal(codesOpening(await sealedDraft(receiptDraft, operatorKey), [operator]), '');
  assert.equal(codesOpening(await sealedDraft(receiptDraft, strangerKey), [auditor]), 'statement.signer-role');
});

test('a statement whose signer saw another text is refused', async () => {
  const text = fromUtf8(payload) ?? '';
  const changed = utf8(text.replace('"REAL_RUN"', '"cutover"'));
  assert.equal(codesOpening(await sealed(changed, ownerKey), [owner]), 'statement.rendered-mismatch');
});

function withFirst(envelope: Envelope, change: object): unknown {
  return {
    ...envelope,
    signatures: envelope.signatures.map((one, index) => (index === 0 ? { ...one, ...change } : one)),
  };
}

function codesOf(envelope: Uint8Array): string {
  const verified = verifyEnvelope(envelope, [owner, operator]);
  return verified.ok ? '' : codes(verified.error);
}

function codesOpening(envelope: Uint8Array, trusted: Parameters<typeof openSigned>[1]): string {
  const opened = openSigned(inEnvelope(envelope), trusted);
  return opened.ok ? '' : codes(opened.error);
}

function codes(findings: readonly { readonly code: string }[]): string {
  return [...new Set(findings.map(({ code }) => code))].sort().join(' ');
}
