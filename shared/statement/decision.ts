import * as z from 'zod';
import {
  actorField,
  checkField,
  circumstances,
  countField,
  evidenceField,
  grantUseField,
  listOf,
  nameField,
  packetField,
  sha256Field,
  textField,
  timestampField,
  uuidField,
} from './fields.ts';
import { readField } from './read-record.ts';

export const DECISION_TYPE = 'urn:holdfast:decision:v1';

/** One blocker as it stood when the owner decided. */
const blockerField = z
  .strictObject({
    id: nameField,
    status: z.enum(['open', 'partial', 'classified', 'narrowed', 'closed']),
    statusText: textField,
    actors: listOf(actorField, 3),
    separateAuthority: z.boolean(),
    legs: listOf(z.strictObject({ leg: nameField, status: z.enum(['open', 'closed']) }).readonly(), 64),
    /** SHA-256 of the payloads of the discharges that close it or one of its legs. */
    discharges: listOf(sha256Field, 64),
  })
  .readonly();

/** Why one option was locked: the kinds of `LockReason`, each with what it is about and a word on it. */
const lockField = z
  .strictObject({
    option: nameField,
    reasons: listOf(
      z
        .strictObject({
          kind: z
            .string()
            .regex(/^[a-z][a-z-]*$/)
            .max(64),
          about: textField,
          detail: textField,
        })
        .readonly(),
    ),
  })
  .readonly();

export const decisionPredicate = z
  .strictObject({
    decisionId: uuidField,
    /** 1 for a packet id's first decision, one more for each that follows, across revisions. */
    sequence: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    /** SHA-256 of the previous decision's payload (`statement.json`); null for the first. */
    previousDecision: sha256Field.nullable(),
    packet: packetField,
    optionsOffered: listOf(z.strictObject({ rank: countField, id: nameField, text: textField }).readonly()),
    default: nameField,
    /** `textSha256`: of the option's text in UTF-8. */
    chosen: z.strictObject({ id: nameField, textSha256: sha256Field }).readonly(),
    /** Owed for anything but the default; may be empty for the default. */
    reason: textField,
    blockers: listOf(blockerField),
    locks: listOf(lockField),
    /** Ids of the open blockers that the owner acknowledged one by one. */
    acknowledged: listOf(nameField).meta({ uniqueItems: true }),
    /**
     * Why the chosen option is taken to change nothing: its clauses as quoted, and whether its text says so or the
     * packet's own field alone. Null for an option that changes things; absent in older decisions.
     */
    effect: z
      .strictObject({ clauses: listOf(textField), saidBy: z.enum(['text', 'field']) })
      .readonly()
      .nullable()
      .optional(),
    /**
     * The passages of the packet that no field was read from, acknowledged for an option that changes things: line,
     * SHA-256 of the passage's lines, and whether it was acknowledged by itself. Absent in older decisions.
     */
    unread: listOf(
      z.strictObject({ line: countField, sha256: sha256Field, alone: z.boolean() }).readonly(),
      1100,
    ).optional(),
    grants: listOf(grantUseField),
    evidence: listOf(evidenceField, 1000),
    checks: listOf(checkField),
    /** What of this was opened on the screen before. Absent in older decisions. */
    read: readField.optional(),
    ...circumstances,
    notBefore: timestampField,
    /** Null: in force until another decision follows or it is revoked. */
    expires: timestampField.nullable(),
  })
  .readonly();

export type DecisionPredicate = z.infer<typeof decisionPredicate>;
