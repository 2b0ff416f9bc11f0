import * as z from 'zod';
import { documentedSchema } from '../encoding/json-schema.ts';
import {
  DISCHARGE_TYPE,
  dischargePredicate,
  GRANT_TYPE,
  grantPredicate,
  REVOCATION_TYPE,
  revocationPredicate,
} from './authority.ts';
import { DECISION_TYPE, decisionPredicate } from './decision.ts';
import { RECEIPT_TYPE, receiptPredicate } from './receipt.ts';
import { type PredicateType, STATEMENT_TYPE } from './statement.ts';

const PREDICATES: Readonly<Record<PredicateType, z.ZodType>> = {
  [DECISION_TYPE]: decisionPredicate,
  [GRANT_TYPE]: grantPredicate,
  [DISCHARGE_TYPE]: dischargePredicate,
  [REVOCATION_TYPE]: revocationPredicate,
  [RECEIPT_TYPE]: receiptPredicate,
};

const subject = z.strictObject({ name: z.string(), digest: z.record(z.string(), z.string()) });

/**
 * JSON Schema (draft 2020-12) of the statements of one type, for readers without our code. It says what fields there
 * are and what form each has; canonical bytes, subjects and fields that must agree are beyond a schema.
 */
export function jsonSchemaOf(predicateType: PredicateType): object {
  const statement = z.strictObject({
    _type: z.literal(STATEMENT_TYPE),
    subject: z.array(subject),
    predicateType: z.literal(predicateType),
    predicate: PREDICATES[predicateType],
  });
  return documentedSchema(statement);
}
