import * as z from 'zod';
import { equalBytes, type Sha256, utf8 } from '../../../shared/encoding/bytes.ts';
import { toCanonicalJson } from '../../../shared/encoding/canonical-json.ts';
import { documentedSchema } from '../../../shared/encoding/json-schema.ts';
import { parseStrictJson } from '../../../shared/encoding/strict-json.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { type PublicKey, parsePublicKey, toOpenSsh } from '../../../shared/key/public-key.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { actorField, countField, reasonField, sha256Field, timestampField } from '../../../shared/statement/fields.ts';
import { STATEMENT_LIMITS, STATEMENT_TYPE } from '../../../shared/statement/statement.ts';
import { RECORDED } from '../../../shared/strings/language.ts';
import { findingText } from '../../../shared/strings/say-finding.ts';
import { classOf, UNNAMEABLE_CODE_POINTS } from '../../../shared/text/code-points.ts';

const UNNAMEABLE = classOf(UNNAMEABLE_CODE_POINTS);
const PLAIN_NAME = new RegExp(`^[^${UNNAMEABLE}]+$`, 'u');

/** What an identity record is: one step of the keyring's own history, signed by an owner. */
const IDENTITY_TYPE = 'urn:holdfast:identity:v1';

/** The pattern says in the schema what `isPlainName` asks. */
const nameField = z
  .string()
  .refine(isPlainName, 'one line of visible text')
  .meta({ maxLength: 100, pattern: `^(?!\\s)[^${UNNAMEABLE}]+(?<!\\s)$` });

const change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('enrol'),
    name: nameField,
    roles: z.array(actorField).min(1).max(3).refine(allDifferent, 'each role once').meta({ uniqueItems: true }),
    /** One OpenSSH public key line without a comment or line end. */
    publicKey: z
      .string()
      .max(1000)
      .meta({ pattern: '^(?:ssh-ed25519|sk-ssh-ed25519@openssh\\.com) [A-Za-z0-9+/]+={0,2}$' }),
    custody: z.enum(['station', 'elsewhere']),
  }),
  z.strictObject({ kind: z.literal('retire'), reason: reasonField }),
  z.strictObject({ kind: z.literal('revoke'), reason: reasonField }),
]);

const predicate = z.strictObject({
  /** Counts from 0. */
  sequence: countField,
  /** SHA-256 of the record before this one, its envelope's bytes; null for the first. */
  previous: sha256Field.nullable(),
  at: timestampField,
  change,
});

const statement = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.tuple([z.strictObject({ name: z.literal('identity'), digest: z.strictObject({ sha256: sha256Field }) })]),
  predicateType: z.literal(IDENTITY_TYPE),
  predicate,
});

/** JSON Schema (draft 2020-12) of a record's payload, for readers without our code. */
export function recordJsonSchema(): object {
  return documentedSchema(statement);
}

/** What a record does to one identity. */
export type IdentityChange = z.infer<typeof change>;

export interface IdentityRecord {
  /** keyid of the identity that it is about. */
  readonly identity: Sha256;
  readonly sequence: number;
  readonly previous: Sha256 | null;
  readonly at: string;
  readonly change: IdentityChange;
}

/** One line for a screen: no control, format, bidi or line-separating characters, no blanks at its ends. */
export function isPlainName(name: string): boolean {
  return name.trim() === name && name.length <= 100 && PLAIN_NAME.test(name);
}

/** The payload to be signed: canonical JSON of an in-toto Statement v1 whose subject is the identity's key. */
export function encodeRecord(record: IdentityRecord): Uint8Array {
  const { identity, ...rest } = record;
  return toCanonicalJson(
    statement.parse({
      _type: STATEMENT_TYPE,
      subject: [{ name: 'identity', digest: { sha256: identity } }],
      predicateType: IDENTITY_TYPE,
      predicate: rest,
    }),
  );
}

/** Reads a record's payload: canonical JSON, its fields and no others. */
export function decodeRecord(payload: Uint8Array, where: string): Result<IdentityRecord, Finding> {
  const json = parseStrictJson(payload, STATEMENT_LIMITS);
  if (!json.ok) {
    const observed = findingText(json.error.code, RECORDED).sentence;
    return err(finding('identity.record-unreadable', where, { observed }));
  }
  const parsed = statement.safeParse(json.value);
  if (!parsed.success) {
    return err(finding('identity.record-unreadable', where, { observed: parsed.error.issues[0]?.message }));
  }
  if (!equalBytes(toCanonicalJson(json.value), payload)) {
    return err(finding('identity.record-unreadable', where, { observed: 'JSON that is not canonical' }));
  }
  return ok({ identity: parsed.data.subject[0].digest.sha256, ...parsed.data.predicate });
}

/** The key of an enrolment, exactly as `toOpenSshLine` wrote it: a record has one spelling. */
export function keyOfLine(line: string): Result<PublicKey, Finding> {
  const parsed = parsePublicKey(utf8(line));
  if (!parsed.ok) return parsed;
  const { key } = parsed.value;
  if (toOpenSshLine(key) === line) return ok(key);
  return err(finding('statement.key-unreadable', 'publicKey', { observed: 'more than the key type and the key' }));
}

export function toOpenSshLine(key: PublicKey): string {
  return toOpenSsh(key, '').trimEnd();
}

function allDifferent(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}
