import * as z from 'zod';
import {
  checkField,
  circumstances,
  countField,
  evidenceField,
  findingField,
  listOf,
  packetField,
  reasonField,
  textField,
  timestampField,
  uuidField,
} from './fields.ts';

export const RECEIPT_TYPE = 'urn:holdfast:receipt:v1';

/** See `StatedVerdict`. A packet, which claims nothing that could be verified, is `read`. */
const importVerdict = z.enum(['verified', 'unproven', 'read', 'refused']);

/** An import: what came from which medium, every tree hash, the findings, the verdict. Signed by who imported. */
export const receiptPredicate = z
  .strictObject({
    receiptId: uuidField,
    /** Null when only evidence was imported, or nothing was. */
    packet: packetField.nullable(),
    /** What the operating system said of the medium; empty text where it said nothing. */
    medium: z
      .strictObject({ label: textField, filesystem: textField, serial: textField, readOnly: z.boolean() })
      .readonly(),
    import: z
      .strictObject({
        /** The name on the medium of what was imported; untrusted text. */
        label: textField,
        /** Index of the entry with which the station's journal closed this import. */
        journalEntry: countField,
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
          verdict: importVerdict,
        })
        .readonly(),
      1000,
    ),
    checks: listOf(checkField),
    /** The first ones; `findingsTotal` counts all. */
    findings: listOf(findingField, 1000),
    findingsTotal: countField,
    verdict: importVerdict,
    /** Why nothing at all was imported; null where something was. */
    refusal: reasonField.nullable(),
    ...circumstances,
  })
  .readonly();
export type ReceiptPredicate = z.infer<typeof receiptPredicate>;
