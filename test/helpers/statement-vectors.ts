// The vectors of test/vectors: a valid envelope and OpenSSH signature of each statement type, and each broken once.
import { fromUtf8, toBase64, utf8 } from '../../shared/encoding/bytes.ts';
import { toOpenSsh } from '../../shared/key/public-key.ts';
import { pae } from '../../shared/statement/dsse.ts';
import { jsonSchemaOf } from '../../shared/statement/json-schema.ts';
import { SSHSIG_NAMESPACE, signSsh } from '../../shared/statement/sshsig.ts';
import type { ReceiptDraft, StatementDraft } from '../../shared/statement/statement.ts';
import { statementBytes } from '../../shared/statement/statement.ts';
import {
  complete,
  drafts,
  malleated,
  operatorKey,
  ownerKey,
  receiptDrafts,
  sealed,
  strangerKey,
  type TestKey,
} from './statements.ts';

/** One file of test/vectors. Everything in it is text, so that any language can replay it. */
export interface StatementVector {
  readonly name: string;
  readonly description: string;
  /** Enrolled keys as OpenSSH lines, and what each may sign as. */
  readonly trusted: readonly { readonly name: string; readonly roles: readonly string[]; readonly key: string }[];
  /** The envelope file, byte for byte. */
  readonly envelope: string;
  /** The payload file that the OpenSSH signature is over. */
  readonly statement: string;
  readonly sshsig: string;
  readonly namespace: string;
  readonly expected: {
    /** Whether each signature of the envelope verifies under an enrolled key. */
    readonly dsse: readonly boolean[];
    /** Whether the OpenSSH signature verifies for this namespace under the owner's key. */
    readonly sshsig: boolean;
    /** Finding codes of the whole statement, warnings included; empty when it holds without a remark. */
    readonly findings: readonly string[];
  };
}

const trusted = [
  { name: 'Olga Owner', roles: ['owner'], key: toOpenSsh(ownerKey.key, 'Olga Owner') },
  { name: 'Otto Operator', roles: ['operator'], key: toOpenSsh(operatorKey.key, 'Otto Operator') },
];

/** Every vector, in the order of its file's name. Deterministic: keys are fixed, and so are Ed25519 signatures. */
export async function statementVectors(): Promise<readonly StatementVector[]> {
  const perType = await Promise.all(Object.entries(drafts).map(([type, draft]) => vectorsOf(type, draft)));
  const receipts = await Promise.all(Object.entries(receiptDrafts).map(otherReceipt));
  return [...perType.flat(), ...receipts].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The JSON Schema of each statement type, and the file that holds it. */
export function statementSchemas(): readonly { readonly file: string; readonly schema: object }[] {
  return Object.entries(drafts).map(([type, { predicateType }]) => ({
    file: `docs/formats/${type}.schema.json`,
    schema: jsonSchemaOf(predicateType),
  }));
}

/** The other receipts that a console makes, each signed by an operator. */
async function otherReceipt([name, draft]: [string, ReceiptDraft]): Promise<StatementVector> {
  const payload = statementBytes(complete(draft));
  const namespace = SSHSIG_NAMESPACE[draft.predicateType];
  return {
    name: `receipt-${name}`,
    description: `valid: a receipt of ${name.replaceAll('-', ' ')}`,
    trusted,
    envelope: textOf(await sealed(payload, operatorKey)),
    statement: textOf(payload),
    sshsig: await signSsh(payload, namespace, ownerKey.key, ownerKey.sign),
    namespace,
    expected: { dsse: [true], sshsig: true, findings: [] },
  };
}

async function vectorsOf(type: string, draft: StatementDraft): Promise<readonly StatementVector[]> {
  const payload = statementBytes(complete(draft));
  const text = fromUtf8(payload) ?? '';
  const namespace = SSHSIG_NAMESPACE[draft.predicateType];
  const signers = type === 'discharge' ? [ownerKey, operatorKey] : [ownerKey];
  const allGood = signers.map(() => true);

  const vector = async (
    name: string,
    description: string,
    change: Partial<Omit<StatementVector, 'expected' | 'name' | 'description'>>,
    expected: Partial<StatementVector['expected']>,
  ): Promise<StatementVector> => ({
    name: `${type}-${name}`,
    description,
    trusted,
    envelope: textOf(await sealed(payload, ...signers)),
    statement: text,
    sshsig: await signSsh(payload, namespace, ownerKey.key, ownerKey.sign),
    namespace,
    ...change,
    expected: { dsse: allGood, sshsig: true, findings: [], ...expected },
  });

  /** Signed as it should be, but what is signed is no good statement. */
  const badContent = async (name: string, description: string, bytes: Uint8Array, ...findings: readonly string[]) =>
    vector(
      name,
      description,
      {
        envelope: textOf(await sealed(bytes, ...signers)),
        statement: textOf(bytes),
        sshsig: await signSsh(bytes, namespace, ownerKey.key, ownerKey.sign),
      },
      { findings },
    );

  const badVerdict = () =>
    badContent(
      'bad-verdict',
      'verified, although its evidence was refused',
      utf8(text.replace('"verdict":"verified"', '"verdict":"refused"')),
      'statement.inconsistent',
    );

  const changed = utf8(text.replace('"revision":"1"', '"revision":"2"'));
  const otherType = Object.values(SSHSIG_NAMESPACE).find((one) => one !== namespace) ?? namespace;
  const good = envelopeWith(textOf(await sealed(payload, ...signers)));
  return Promise.all([
    vector('good', 'valid, signed by all whom it needs', {}, {}),
    vector(
      'bad-payload',
      'one character of the payload changed after signing',
      { envelope: good({ payload: toBase64(changed) }), statement: textOf(changed) },
      {
        dsse: signers.map(() => false),
        sshsig: false,
        findings: ['statement.not-signed-by-trusted-key', 'statement.signature-invalid'],
      },
    ),
    vector(
      'bad-signature',
      'one bit of the first signature changed',
      {
        envelope: good({ sig: toBase64(await flipped(ownerKey, pae(payload))) }),
        sshsig: await signSsh(payload, otherType, ownerKey.key, ownerKey.sign),
      },
      {
        dsse: allGood.with(0, false),
        sshsig: false,
        findings:
          signers.length === 1
            ? ['statement.not-signed-by-trusted-key', 'statement.signature-invalid']
            : ['statement.signature-invalid'],
      },
    ),
    vector(
      'bad-malleated',
      'S + L in place of S in the first signature: the same equation, another encoding',
      { envelope: good({ sig: toBase64(malleated(await ownerKey.sign(pae(payload)))) }) },
      {
        dsse: allGood.with(0, false),
        findings:
          signers.length === 1
            ? ['statement.not-signed-by-trusted-key', 'statement.signature-invalid']
            : ['statement.signature-invalid'],
      },
    ),
    vector(
      'bad-stranger',
      'signed by a key that is not enrolled',
      {
        envelope: textOf(await sealed(payload, strangerKey)),
        sshsig: await signSsh(payload, namespace, strangerKey.key, strangerKey.sign),
      },
      {
        dsse: [false],
        sshsig: false,
        findings: ['statement.not-signed-by-trusted-key', 'statement.signer-unknown'],
      },
    ),
    vector(
      'keyid-wrong',
      'the key id of the first signature names another key; a hint is never trusted, so the signature counts',
      { envelope: good({ keyid: strangerKey.key.keyid }) },
      { findings: ['statement.keyid-wrong'] },
    ),
    vector(
      'url-safe',
      'payload and signatures in URL-safe base64: the same bytes',
      { envelope: urlSafe(textOf(await sealed(payload, ...signers))) },
      {},
    ),
    vector(
      'more-fields',
      'fields that DSSE does not know, in the envelope and in its signatures: passed over',
      { envelope: withMoreFields(textOf(await sealed(payload, ...signers))) },
      {},
    ),
    type === 'receipt'
      ? vector(
          'operator',
          'signed by an operator alone, who may',
          { envelope: textOf(await sealed(payload, operatorKey)) },
          { dsse: [true] },
        )
      : vector(
          'bad-role',
          'signed by an operator alone',
          { envelope: textOf(await sealed(payload, operatorKey)) },
          { dsse: [true], findings: ['statement.signer-role'] },
        ),
    vector(
      'payload-type',
      'another payload type: the signature is over another pre-authentication encoding',
      { envelope: good({ payloadType: 'application/json' }) },
      { dsse: signers.map(() => false), findings: ['statement.payload-type'] },
    ),
    badContent(
      'bad-duplicate-key',
      'a key twice in the signed JSON',
      utf8(text.replace('"predicateType"', '"predicateType":"","predicateType"')),
      'json.duplicate-key',
    ),
    badContent(
      'bad-not-canonical',
      'a space in the signed JSON',
      utf8(text.replace('{', '{ ')),
      'statement.not-canonical',
    ),
    badContent(
      'bad-unknown-field',
      'a field that the format does not know',
      utf8(text.replace('"predicate":{', '"predicate":{"aaaa":0,')),
      'statement.unknown-field',
    ),
    badContent(
      'bad-unknown-type',
      'a later predicate type',
      utf8(text.replace(`${draft.predicateType}"`, `${draft.predicateType.replace(':v1', ':v9')}"`)),
      'statement.unknown-predicate-type',
    ),
    badContent(
      'bad-practice',
      'made in practice, otherwise good',
      utf8(text.replace('"urn:holdfast:', '"urn:holdfast:practice:')),
      'statement.practice',
    ),
    badContent(
      'bad-subject',
      'a subject that is not the packet of the predicate',
      utf8(text.replace(/("subject":\[\{"digest":\{"sha256":")../, '$1zz')),
      'statement.subject-mismatch',
    ),
    ...(type === 'receipt' ? [badVerdict()] : []),
    badContent(
      'bad-rendered',
      'a digest of the rendered text that is of another text',
      utf8(text.replace(/("renderedSha256":")......../, '$100000000')),
      'statement.rendered-mismatch',
    ),
  ]);
}

/** The envelope with another payload, payload type, or first signature. */
function envelopeWith(
  text: string,
): (change: { payload?: string; payloadType?: string; sig?: string; keyid?: string }) => string {
  return ({ payload, payloadType, sig, keyid }) => {
    const envelope = JSON.parse(text);
    envelope.payload = payload ?? envelope.payload;
    envelope.payloadType = payloadType ?? envelope.payloadType;
    envelope.signatures[0].sig = sig ?? envelope.signatures[0].sig;
    envelope.signatures[0].keyid = keyid ?? envelope.signatures[0].keyid;
    return `${JSON.stringify(envelope)}\n`;
  };
}

function urlSafe(text: string): string {
  const { payloadType, payload, signatures } = JSON.parse(text);
  const anew = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');
  const all = signatures.map((one: { keyid: string; sig: string }) => ({ ...one, sig: anew(one.sig) }));
  return `${JSON.stringify({ payloadType, payload: anew(payload), signatures: all })}\n`;
}

function withMoreFields(text: string): string {
  const envelope = JSON.parse(text);
  const signatures = envelope.signatures.map((one: object) => ({ ...one, timestamp: { unsigned: 1.5 } }));
  return `${JSON.stringify({ ...envelope, signatures, note: 'unsigned' }, null, 2)}\n`;
}

async function flipped(key: TestKey, message: Uint8Array): Promise<Uint8Array> {
  const signature = await key.sign(message);
  return signature.map((byte, at) => (at === 33 ? byte ^ 1 : byte));
}

function textOf(bytes: Uint8Array): string {
  return fromUtf8(bytes) ?? '';
}
