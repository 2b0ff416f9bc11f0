// Replays test/vectors: our verdicts beside those of openssl, ssh-keygen and in-toto's securesystemslib.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { toHex, utf8 } from '../../shared/encoding/bytes.ts';
import { parsePublicKey, toSpkiPem } from '../../shared/key/public-key.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { verifyEnvelope } from '../../shared/statement/dsse.ts';
import { inEnvelope, openSigned } from '../../shared/statement/open.ts';
import { SSHSIG_NAMESPACE, verifySshsig } from '../../shared/statement/sshsig.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { type StatementVector, statementSchemas, statementVectors } from '../helpers/statement-vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-vectors-'));
after(() => rmSync(folder, { recursive: true }));
const made = await statementVectors();

test('the files are what the script makes, no more and no less', () => {
  const files = readdirSync('test/vectors').filter((name) => name.endsWith('.json'));
  assert.deepEqual(files.sort(), made.map(({ name }) => `${name}.json`).sort());
  for (const vector of made) assert.deepEqual(fileOf(vector.name), vector);
});

for (const { file, schema } of statementSchemas()) {
  test(`${file} is the schema that statements are read by`, () => {
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(JSON.stringify(schema)));
  });
}

for (const { name } of made) {
  const vector = fileOf(name);
  const trusted = vector.trusted.map(trustedKey);

  test(`${name}: our verdict on the whole statement`, () => {
    const opened = openSigned(inEnvelope(utf8(vector.envelope)), trusted);
    const findings = opened.ok ? opened.value.findings : opened.error;
    assert.deepEqual([...new Set(findings.map(({ code }) => code))].sort(), vector.expected.findings);
  });

  test(`${name}: the envelope's signatures, by us and by openssl`, () => {
    const { signatures } = JSON.parse(vector.envelope);
    const ours = signatures.map((_: unknown, index: number) => verifiedByUs(vector, index, trusted));
    const openssl = signatures.map((_: unknown, index: number) =>
      trusted.some((signer) => verifiedByOpenssl(vector, index, signer)),
    );
    assert.deepEqual({ ours, openssl }, { ours: vector.expected.dsse, openssl: vector.expected.dsse });
  });

  test(`${name}: the OpenSSH signature, by us and by ssh-keygen`, () => {
    const namespace = Object.values(SSHSIG_NAMESPACE).find((one) => one === vector.namespace) ?? assert.fail();
    const verified = verifySshsig(utf8(vector.sshsig), utf8(vector.statement), namespace, trusted.slice(0, 1));
    assert.equal(verified.ok, vector.expected.sshsig);
    assert.equal(verifiedBySshKeygen(vector), vector.expected.sshsig);
  });
}

test("in-toto's securesystemslib gives the same verdict on every signature", () => {
  const cases = made.flatMap((vector) =>
    JSON.parse(vector.envelope).signatures.flatMap((_: unknown, index: number) =>
      vector.trusted.map(trustedKey).map((signer) => ({
        key: toHex(signer.key.bytes),
        signature: signatureOf(vector, index).toString('hex'),
        message: preAuthenticationEncoding(vector).toString('hex'),
        expected: verifiedByUs(vector, index, [signer]),
      })),
    ),
  );
  const run = spawnSync('/usr/bin/python3', ['-c', SECURESYSTEMSLIB], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
  });
  assert.equal(run.status, 0, `needs the Debian package python3-securesystemslib: ${run.stderr}`);
  assert.deepEqual(
    JSON.parse(run.stdout),
    cases.map(({ expected }: { expected: boolean }) => expected),
  );
  assert.ok(cases.some(({ expected }: { expected: boolean }) => expected));
});

const SECURESYSTEMSLIB = `
import json, sys
from securesystemslib.exceptions import UnverifiedSignatureError
from securesystemslib.signer import Key, Signature
verdicts = []
for case in json.load(sys.stdin):
    key = Key.from_dict("00", {"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": case["key"]}})
    try:
        key.verify_signature(Signature("00", case["signature"]), bytes.fromhex(case["message"]))
        verdicts.append(True)
    except UnverifiedSignatureError:
        verdicts.append(False)
print(json.dumps(verdicts))
`;

function fileOf(name: string): StatementVector {
  return JSON.parse(readFileSync(join('test/vectors', `${name}.json`), 'utf8'));
}

function trustedKey({ name, roles, key }: StatementVector['trusted'][number]): TrustedKey {
  const read = parsePublicKey(utf8(key));
  assert.ok(read.ok);
  const all: readonly Actor[] = ['owner', 'operator', 'auditor'];
  return { key: read.value.key, name, roles: all.filter((role) => roles.includes(role)) };
}

/** The verdict on one signature alone: the envelope with only that one. */
function verifiedByUs(vector: StatementVector, index: number, trusted: readonly TrustedKey[]): boolean {
  const envelope = JSON.parse(vector.envelope);
  const single = { ...envelope, signatures: [envelope.signatures[index]] };
  return verifyEnvelope(utf8(JSON.stringify(single)), trusted).ok;
}

function verifiedByOpenssl(vector: StatementVector, index: number, { key }: TrustedKey): boolean {
  const [message, signature, pem] = ['message', 'signature', 'key.pem'].map((name) => join(folder, name));
  writeFileSync(message ?? '', preAuthenticationEncoding(vector));
  writeFileSync(signature ?? '', signatureOf(vector, index));
  writeFileSync(pem ?? '', toSpkiPem(key));
  const options = [
    '-verify',
    '-rawin',
    '-pubin',
    '-inkey',
    pem ?? '',
    '-sigfile',
    signature ?? '',
    '-in',
    message ?? '',
  ];
  return spawnSync('openssl', ['pkeyutl', ...options]).status === 0;
}

function verifiedBySshKeygen({ trusted, statement, sshsig, namespace }: StatementVector): boolean {
  const allowed = join(folder, 'allowed_signers');
  const signature = join(folder, 'statement.json.sig');
  writeFileSync(allowed, `owner ${trusted[0]?.key}`);
  writeFileSync(signature, sshsig);
  const options = ['-Y', 'verify', '-f', allowed, '-I', 'owner', '-n', namespace, '-s', signature];
  return spawnSync('ssh-keygen', options, { input: statement }).status === 0;
}

/** DSSE's PAE once more, written without our code. */
function preAuthenticationEncoding({ envelope }: StatementVector): Buffer {
  const { payloadType, payload } = JSON.parse(envelope);
  const body = Buffer.from(payload, 'base64');
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `;
  return Buffer.concat([Buffer.from(head), body]);
}

function signatureOf({ envelope }: StatementVector, index: number): Buffer {
  return Buffer.from(JSON.parse(envelope).signatures[index].sig, 'base64');
}
