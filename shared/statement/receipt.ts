import * as z from 'zod';
import {
  checkField,
  circumstances,
  countField,
  evidenceField,
  findingField,
  listOf,
  packetField,
  textField,
  timestampField,
  uuidField,
} from './fields.ts';

export const RECEIPT_TYPE = 'urn:holdfast:receipt:v1';

/** An import: what came from which medium, every tree hash, the findings, the verdict. Signed by who imported. */
export const receiptPredicate = z
  .strictObject({
    receiptId: uuidField,
    /** Null when only evidence was imported. */
    packet: packetField.nullable(),
    /** What the operating system said of the medium; empty text where it said nothing. */
    medium: z
      .strictObject({ label: textField, filesystem: textField, serial: textField, readOnly: z.boolean() })
      .readonly(),
    import: z
      .strictObject({
        startedAt: timestampField,
        finishedAt: timestampField,
        filesRead: countField,
        bytesRead: countField,
        /** How often the import was interrupted and taken up again. */
        resumed: countField,
        durability: z.enum(['fsync', 'none']),
      })
      .readonly(),
    evidence: listOf(
      z
        .strictObject({
          ...evidenceField.unwrap().shape,
          form: z.enum(['directory', 'zip', 'tar', 'tar.gz']),
          layout: z.enum(['plain', 'bag', 'sha256sums']),
        })
        .readonly(),
      1000,
    ),
    checks: listOf(checkField),
    /** The first ones; `findingsTotal` counts all. */
    findings: listOf(findingField, 1000),
    findingsTotal: countField,
    verdict: z.enum(['verified', 'refused']),
    ...circumstances,
  })
  .readonly();
export type ReceiptPredicate = z.infer<typeof receiptPredicate>;
