import * as z from 'zod';
import {
  actorField,
  checkField,
  circumstances,
  evidenceField,
  grantUseField,
  listOf,
  nameField,
  nonceField,
  packetField,
  reasonField,
  sha256Field,
  textField,
  timestampField,
  uuidField,
} from './fields.ts';

export const GRANT_TYPE = 'urn:holdfast:grant:v1';
export const DISCHARGE_TYPE = 'urn:holdfast:discharge:v1';
export const REVOCATION_TYPE = 'urn:holdfast:revocation:v1';

/** Authority for one action of one packet revision, once, until it expires. Signed by an owner. */
export const grantPredicate = z
  .strictObject({
    grantId: uuidField,
    /** A grant as the packet names it, or `separateAuthorityAction(blocker)`. */
    action: nameField,
    packet: packetField,
    nonce: nonceField,
    reason: reasonField,
    ...circumstances,
    notBefore: timestampField,
    expires: timestampField,
  })
  .readonly();
export type GrantPredicate = z.infer<typeof grantPredicate>;

/** A blocker, or one leg of it, is closed. Signed by all its actors, each with a key of their own. */
export const dischargePredicate = z
  .strictObject({
    dischargeId: uuidField,
    packet: packetField,
    /** `leg` null: the whole blocker. `gate`: the condition as the packet writes it. */
    blocker: z.strictObject({ id: nameField, leg: nameField.nullable(), gate: textField }).readonly(),
    /** The roles that must sign: the blocker's actors in the packet. */
    actors: z.array(actorField).min(1).max(3).readonly().meta({ uniqueItems: true }),
    separateAuthority: z.boolean(),
    /** The grant that separate authority asks for; empty where none is asked. */
    grants: listOf(grantUseField, 16),
    reason: reasonField,
    /** What shows that the gate was met. */
    evidence: z.array(evidenceField).min(1).max(1000).readonly(),
    checks: listOf(checkField),
    ...circumstances,
    notBefore: timestampField,
    expires: timestampField.nullable(),
  })
  .readonly();
export type DischargePredicate = z.infer<typeof dischargePredicate>;

/** Takes back one grant, discharge or decision from now on. Signed by an owner. */
export const revocationPredicate = z
  .strictObject({
    revocationId: uuidField,
    packet: packetField,
    revokes: z
      .strictObject({
        kind: z.enum(['grant', 'discharge', 'decision']),
        id: uuidField,
        /** SHA-256 of the revoked statement's payload. */
        statementSha256: sha256Field,
      })
      .readonly(),
    reason: reasonField,
    ...circumstances,
  })
  .readonly();
export type RevocationPredicate = z.infer<typeof revocationPredicate>;
