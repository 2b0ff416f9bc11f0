import * as z from 'zod';
import { equalBytes, type Sha256 } from '../encoding/bytes.ts';
import { toCanonicalJson } from '../encoding/canonical-json.ts';
import { sha256Hex } from '../encoding/digest.ts';
import { type JsonValue, parseStrictJson } from '../encoding/strict-json.ts';
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import {
  DISCHARGE_TYPE,
  type DischargePredicate,
  dischargePredicate,
  GRANT_TYPE,
  type GrantPredicate,
  grantPredicate,
  REVOCATION_TYPE,
  type RevocationPredicate,
  revocationPredicate,
} from './authority.ts';
import { consistencyFindings } from './consistency.ts';
import { DECISION_TYPE, type DecisionPredicate, decisionPredicate } from './decision.ts';
import { statedType, writtenType } from './practice.ts';
import { RECEIPT_TYPE, type ReceiptPredicate, receiptPredicate } from './receipt.ts';
import { shapeFindings } from './shape.ts';
import type { Typed, TypedPredicate } from './typed-predicate.ts';

/** in-toto Statement v1: what `_type` says. */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** A statement has at most this many bytes of canonical JSON. */
export const STATEMENT_LIMITS = { maxBytes: 16 * 1024 * 1024, maxDepth: 16 };

/** One thing that a statement is about. Names are unique and ours: `packet`, `evidence/1`, `evidence/2`... */
type Subject = {
  readonly name: string;
  readonly digest: { readonly [algorithm: string]: string | undefined };
};

type Signed = { readonly _type: typeof STATEMENT_TYPE; readonly subject: readonly Subject[] };

type Unrendered<P> = Omit<P, 'renderedSha256'>;

export type DecisionDraft = Typed<typeof DECISION_TYPE, Unrendered<DecisionPredicate>>;
export type GrantDraft = Typed<typeof GRANT_TYPE, Unrendered<GrantPredicate>>;
export type DischargeDraft = Typed<typeof DISCHARGE_TYPE, Unrendered<DischargePredicate>>;
export type RevocationDraft = Typed<typeof REVOCATION_TYPE, Unrendered<RevocationPredicate>>;
export type ReceiptDraft = Typed<typeof RECEIPT_TYPE, Unrendered<ReceiptPredicate>>;

/** A statement before its text was rendered: everything but `renderedSha256` and what follows from the predicate. */
export type StatementDraft = DecisionDraft | GrantDraft | DischargeDraft | RevocationDraft | ReceiptDraft;

export type DecisionStatement = Signed & Typed<typeof DECISION_TYPE, DecisionPredicate>;
export type GrantStatement = Signed & Typed<typeof GRANT_TYPE, GrantPredicate>;
export type DischargeStatement = Signed & Typed<typeof DISCHARGE_TYPE, DischargePredicate>;
type RevocationStatement = Signed & Typed<typeof REVOCATION_TYPE, RevocationPredicate>;
export type ReceiptStatement = Signed & Typed<typeof RECEIPT_TYPE, ReceiptPredicate>;

/** What is signed: an in-toto Statement v1 with one of our five predicates. */
export type Statement =
  | DecisionStatement
  | GrantStatement
  | DischargeStatement
  | RevocationStatement
  | ReceiptStatement;

export type PredicateType = Statement['predicateType'];

const outerSchema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  // Kept as it was read: it is compared byte for byte, and a schema may drop what it does not look at.
  subject: z.custom<JsonValue>((value) => Array.isArray(value), 'a list of subjects'),
  predicateType: z.string(),
  predicate: z.unknown(),
});

/**
 * Reads the payload of an envelope. The bytes must be canonical JSON, so that one rendered text stands for one byte
 * string; subjects must be those that the predicate names; fields must not contradict each other. All findings of the
 * first step that fails are given. `renderedSha256` is checked by `checkRendered`.
 */
export function parseStatement(bytes: Uint8Array): Result<Statement, readonly Finding[]> {
  const json = parseStrictJson(bytes, STATEMENT_LIMITS);
  if (!json.ok) return err([json.error]);
  const outer = outerSchema.safeParse(json.value);
  if (!outer.success) return err(shapeFindings(outer.error));
  if (!equalBytes(toCanonicalJson(json.value), bytes)) {
    return err([finding('statement.not-canonical', 'the whole document')]);
  }
  const type = statedType(outer.data.predicateType);
  if (type === null)
    return err([finding('statement.practice', '/predicateType', { observed: outer.data.predicateType })]);
  const statement = statementOf(type, outer.data.predicate);
  if (!statement.ok) return statement;
  if (!equalBytes(toCanonicalJson(outer.data.subject), toCanonicalJson(statement.value.subject))) {
    return err([finding('statement.subject-mismatch', '/subject')]);
  }
  return statement;
}

/** The bytes that are signed: `statement.json`. Canonical JSON, no trailing newline. */
export function statementBytes(statement: Statement): Uint8Array<ArrayBuffer> {
  return toCanonicalJson({ ...statement, predicateType: writtenType(statement.predicateType) });
}

/** What other statements call this one by: SHA-256 of its payload. */
export function statementSha256(statement: Statement): Sha256 {
  return sha256Hex(statementBytes(statement));
}

/**
 * A predicate of a type that we know, read at this one border, with the subjects that follow from it.
 * For a predicate that is not read from a payload, `withRenderedSha256` is the way here.
 */
export function statementOf(predicateType: string, predicate: unknown): Result<Statement, readonly Finding[]> {
  const typed = typedPredicate(predicateType, predicate);
  if (!typed.ok) return typed;
  const findings = consistencyFindings(typed.value);
  if (findings.length > 0) return err(findings);
  return ok({ _type: STATEMENT_TYPE, subject: subjectOf(typed.value), ...typed.value });
}

function typedPredicate(predicateType: string, predicate: unknown): Result<TypedPredicate, readonly Finding[]> {
  switch (predicateType) {
    case DECISION_TYPE:
      return read(DECISION_TYPE, decisionPredicate, predicate);
    case GRANT_TYPE:
      return read(GRANT_TYPE, grantPredicate, predicate);
    case DISCHARGE_TYPE:
      return read(DISCHARGE_TYPE, dischargePredicate, predicate);
    case REVOCATION_TYPE:
      return read(REVOCATION_TYPE, revocationPredicate, predicate);
    case RECEIPT_TYPE:
      return read(RECEIPT_TYPE, receiptPredicate, predicate);
    default:
      return err([finding('statement.unknown-predicate-type', '/predicateType', { observed: predicateType })]);
  }
}

function read<T extends PredicateType, P>(
  predicateType: T,
  schema: z.ZodType<P>,
  predicate: unknown,
): Result<Typed<T, P>, readonly Finding[]> {
  const shaped = schema.safeParse(predicate);
  return shaped.success
    ? ok({ predicateType, predicate: shaped.data })
    : err(shapeFindings(shaped.error, ['predicate']));
}

/** The packet first, then each evidence tree with its tree hashes as the digest set. */
function subjectOf({ predicate }: TypedPredicate): readonly Subject[] {
  const packet = predicate.packet === null ? [] : [{ name: 'packet', digest: { sha256: predicate.packet.sha256 } }];
  const evidence = 'evidence' in predicate ? predicate.evidence : [];
  return [
    ...packet,
    ...evidence.map(({ treeHashes }, index) => ({ name: `evidence/${index + 1}`, digest: treeHashes })),
  ];
}
