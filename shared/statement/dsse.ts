import * as z from 'zod';
import { concatBytes, fromEitherBase64, toBase64, utf8 } from '../encoding/bytes.ts';
import { toCanonicalJson } from '../encoding/canonical-json.ts';
import { isJsonObject, type JsonValue, parseStrictJson } from '../encoding/strict-json.ts';
import { type Finding, finding, hasError } from '../finding/index.ts';
import { verifyEd25519 } from '../key/ed25519.ts';
import type { Ed25519PublicKey } from '../key/public-key.ts';
import { err, ok, type Result } from '../result.ts';
import { shapeFindings } from './shape.ts';
import { distinctKeys, type TrustedKey } from './trust.ts';

/** The only payload type that Holdfast signs or reads. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

const MAX_SIGNATURES = 64;
/** Base64 of the largest statement, and room for signatures and for fields of others. */
const ENVELOPE_LIMITS = { maxBytes: 24 * 1024 * 1024, maxDepth: 32, fractions: true };

/** Fields that this reader does not know are passed over, as DSSE asks of readers: nothing signs them, nothing shows them. */
const envelopeSchema = z.object({
  payloadType: z.string(),
  payload: z.string(),
  signatures: z.array(z.object({ keyid: z.string().max(1024).optional(), sig: z.string().max(4096) })),
});

interface EnvelopeSignature {
  /** Which key made it, says whoever wrote the envelope. Never trusted. */
  readonly keyid: string;
  /** 64 bytes, or whatever was there instead. */
  readonly signature: Uint8Array;
}

/** A DSSE v1 envelope, decoded. */
export interface Envelope {
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

/** Who signed an envelope, as far as the reader knows them. */
export interface EnvelopeSigners {
  /** The enrolled keys that signed, each key material once. */
  readonly signers: readonly TrustedKey[];
  /**
   * `statement.signature-invalid` for a signature that names an enrolled key and verifies under none. Warnings:
   * signatures by keys that are not enrolled, hints that name the wrong key.
   */
  readonly findings: readonly Finding[];
}

/** DSSE v1 pre-authentication encoding: `DSSEv1 SP LEN(type) SP type SP LEN(payload) SP payload`. */
export function pae(payload: Uint8Array, payloadType: string = PAYLOAD_TYPE): Uint8Array<ArrayBuffer> {
  const type = utf8(payloadType);
  return concatBytes(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/**
 * A DSSE v1 envelope (protocol.md, envelope.md) in strict JSON, with exactly our payload type and one signature or more.
 * Base64 is standard or URL-safe. Unknown fields are passed over; one that differs from a known field by the case of its
 * letters alone is refused, because there are readers that take the one for the other.
 */
export function parseEnvelope(bytes: Uint8Array): Result<Envelope, readonly Finding[]> {
  const json = parseStrictJson(bytes, ENVELOPE_LIMITS);
  if (!json.ok) return err([json.error]);
  const alike = fieldsInAnotherCase(json.value);
  if (alike.length > 0) return err(alike);
  const shaped = envelopeSchema.safeParse(json.value);
  if (!shaped.success) return err(shapeFindings(shaped.error));
  const { payloadType, payload, signatures } = shaped.data;
  if (payloadType !== PAYLOAD_TYPE) {
    return err([finding('statement.payload-type', '/payloadType', { observed: payloadType, expected: PAYLOAD_TYPE })]);
  }
  if (signatures.length === 0 || signatures.length > MAX_SIGNATURES) {
    return err([
      finding('statement.signature-count', '/signatures', {
        observed: `${signatures.length}`,
        expected: `1 to ${MAX_SIGNATURES}`,
      }),
    ]);
  }
  const payloadBytes = fromEitherBase64(payload);
  if (payloadBytes === null) return err([finding('statement.base64', '/payload')]);
  const decoded: EnvelopeSignature[] = [];
  for (const [index, { keyid, sig }] of signatures.entries()) {
    const signature = fromEitherBase64(sig);
    if (signature === null) return err([finding('statement.base64', `/signatures/${index}/sig`)]);
    decoded.push({ keyid: keyid ?? '', signature });
  }
  return ok({ payload: payloadBytes, signatures: decoded });
}

const ENVELOPE_FIELDS = ['payloadType', 'payload', 'signatures'];
const SIGNATURE_FIELDS = ['keyid', 'sig'];

function fieldsInAnotherCase(envelope: JsonValue): readonly Finding[] {
  if (!isJsonObject(envelope)) return [];
  const { signatures } = envelope;
  return [
    ...alikeIn(envelope, ENVELOPE_FIELDS, ''),
    ...(Array.isArray(signatures) ? signatures : []).flatMap((one: JsonValue, index) =>
      alikeIn(one, SIGNATURE_FIELDS, `/signatures/${index}`),
    ),
  ];
}

function alikeIn(object: JsonValue, known: readonly string[], where: string): readonly Finding[] {
  const folded = known.map(withoutCase);
  return (isJsonObject(object) ? Object.keys(object) : [])
    .filter((field) => !known.includes(field) && folded.includes(withoutCase(field)))
    .map((field) => finding('statement.unknown-field', `${where}/${field}`));
}

/** Upper case first: two letters outside ASCII are `s` and `k` in another case (long s, Kelvin). */
function withoutCase(field: string): string {
  return field.toUpperCase().toLowerCase();
}

/** Tries every enrolled key on each signature. */
export function envelopeSigners({ payload, signatures }: Envelope, trusted: readonly TrustedKey[]): EnvelopeSigners {
  const message = pae(payload);
  const keys = distinctKeys(trusted).filter(({ key }) => key.kind === 'ed25519');
  const signers: TrustedKey[] = [];
  const findings: Finding[] = [];
  for (const [index, { keyid, signature }] of signatures.entries()) {
    const where = `/signatures/${index}`;
    const signer = hintedFirst(keys, keyid).find(({ key }) => verifyEd25519(key.bytes, message, signature));
    if (signer !== undefined) {
      signers.push(signer);
      if (keyid !== '' && keyid !== signer.key.keyid) {
        findings.push(finding('statement.keyid-wrong', where, { observed: keyid, expected: signer.key.keyid }));
      }
    } else if (keys.some(({ key }) => key.keyid === keyid)) {
      findings.push(finding('statement.signature-invalid', where, { observed: keyid }));
    } else {
      findings.push(finding('statement.signer-unknown', where, { observed: keyid }));
    }
  }
  return { signers: distinctKeys(signers), findings };
}

/** Reads an envelope that an enrolled key must have signed: `statement.not-signed-by-trusted-key` where none has. */
export function verifyEnvelope(
  bytes: Uint8Array,
  trusted: readonly TrustedKey[],
): Result<EnvelopeSigners & { readonly payload: Uint8Array }, readonly Finding[]> {
  const envelope = parseEnvelope(bytes);
  if (!envelope.ok) return envelope;
  const { signers, findings } = envelopeSigners(envelope.value, trusted);
  if (signers.length === 0) return err([...findings, finding('statement.not-signed-by-trusted-key', '/signatures')]);
  return hasError(findings) ? err(findings) : ok({ payload: envelope.value.payload, signers, findings });
}

/** The hint saves time, no more: all keys are tried. */
function hintedFirst(keys: readonly TrustedKey[], keyid: string): readonly TrustedKey[] {
  return [...keys].sort((a, b) => Number(b.key.keyid === keyid) - Number(a.key.keyid === keyid));
}

/** One signature to put into an envelope. */
export interface NewSignature {
  readonly key: Ed25519PublicKey;
  /** 64 bytes over `pae(payload)`. */
  readonly signature: Uint8Array;
}

/** The bytes of `*.dsse.json`: canonical JSON and one LF. Throws for a signature that does not verify: a bug. */
export function envelopeOf(payload: Uint8Array, signatures: readonly NewSignature[]): Uint8Array<ArrayBuffer> {
  const message = pae(payload);
  for (const { key, signature } of signatures) {
    if (!verifyEd25519(key.bytes, message, signature)) throw new Error(`the signature by ${key.keyid} does not verify`);
  }
  return envelopeBytes({
    payload,
    signatures: signatures.map(({ key, signature }) => ({ keyid: key.keyid, signature })),
  });
}

/** Signs with a key that this layer never sees: `sign` gets the PAE bytes and gives 64 bytes. */
export async function signEnvelope(
  payload: Uint8Array,
  key: Ed25519PublicKey,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  return envelopeOf(payload, [{ key, signature: await sign(pae(payload)) }]);
}

/** The same envelope with one signature more, the others untouched: how a discharge gets its second signer. */
export function withSignature(envelope: Envelope, { key, signature }: NewSignature): Uint8Array<ArrayBuffer> {
  const { payload, signatures } = envelope;
  if (!verifyEd25519(key.bytes, pae(payload), signature))
    throw new Error(`the signature by ${key.keyid} does not verify`);
  return envelopeBytes({ payload, signatures: [...signatures, { keyid: key.keyid, signature }] });
}

/**
 * Writes a decoded envelope again: canonical JSON, standard base64, the fields of DSSE and no others, one LF. Its signatures
 * are whoever's business who verified them.
 */
export function envelopeBytes({ payload, signatures }: Envelope): Uint8Array<ArrayBuffer> {
  const envelope = {
    payloadType: PAYLOAD_TYPE,
    payload: toBase64(payload),
    signatures: signatures.map(({ keyid, signature }) => ({ keyid, sig: toBase64(signature) })),
  };
  return concatBytes(toCanonicalJson(envelope), utf8('\n'));
}
