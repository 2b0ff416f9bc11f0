import * as z from 'zod';
import { isSha256, type Sha256 } from '../encoding/bytes.ts';
import type { PacketReading } from '../packet/types.ts';

/** The fields that several predicates share, each with the one form it may have. */

const SHA256_PATTERN = /^[0-9a-f]{64}$/;
const GIT_SHA1_PATTERN = /^[0-9a-f]{40}$/;
const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIMESTAMP_PATTERN = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;

/**
 * What `isTimestamp` asks, as a JSON Schema can say it: no year 0000, days that the month has, and 29 February in leap
 * years.
 */
const EXISTING_TIMESTAMP = [
  '^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))',
  '|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)',
  'T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$',
].join('');

const sha256TextField = z.string().regex(SHA256_PATTERN, '64 lower-case hex digits');

/** 64 lower-case hex digits. */
export const sha256Field = sha256TextField.pipe(
  z.custom<Sha256>((value) => typeof value === 'string' && isSha256(value)),
);

/** UTC to the second, `2026-06-12T08:00:00Z`, a day and time that exist. No year 0000, which many languages lack. */
export const timestampField = z
  .string()
  .regex(TIMESTAMP_PATTERN, 'UTC as YYYY-MM-DDTHH:MM:SSZ')
  .refine(isTimestamp, 'a day and time that exist')
  .meta({ pattern: EXISTING_TIMESTAMP });

/** A random UUID in lower case: names one statement among people, never identifies its bytes. */
export const uuidField = z.string().regex(UUID_PATTERN, 'a lower-case UUID');

/** 32 random bytes as hex: what makes a grant single-use. */
export const nonceField = sha256TextField;

/** An id as a packet writes it. */
export const nameField = z.string().min(1).max(4096);

/** Free text of a person or a packet, in UTF-16 code units; the size of a statement limits it further. */
export const textField = z.string().max(1024 * 1024);

/** Free text that must say something. */
export const reasonField = textField
  .refine((text) => text.trim() !== '', 'a reason that says something')
  .meta({ pattern: '\\S' });

/** A count or a size in bytes. */
export const countField = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const actorField = z.enum(['owner', 'operator', 'auditor']);

/** At most `max` items; the size of a statement limits them further. */
export function listOf<T extends z.ZodType>(item: T, max = 10_000) {
  return z.array(item).max(max).readonly();
}

/**
 * The packet that a statement is about: which bytes, and what they call themselves. Empty where they state no id or
 * revision: such a packet can still be held.
 */
export const packetField = z
  .strictObject({ id: textField, revision: textField, sha256: sha256Field, size: countField })
  .readonly();
export type PacketReference = z.infer<typeof packetField>;

/**
 * The tree hashes of one evidence tree under the names of docs/formats/evidence.md. `dirHash` is in-toto's own
 * DigestSet name for just this; the others are names of ours that an in-toto reader ignores, since in-toto's `gitTree`
 * cannot hold a SHA-1 and a SHA-256 at once. git's ids are there where they were computed.
 */
export const treeHashesField = z
  .strictObject({
    dirHash: sha256Field,
    gitTreeSha256: sha256TextField.optional(),
    gitTreeSha1: z.string().regex(GIT_SHA1_PATTERN, '40 lower-case hex digits').optional(),
    merkleSha256: sha256TextField,
    sha256sumDot: sha256TextField,
    bagManifest: sha256TextField.optional(),
  })
  .readonly();

/** One evidence tree as the console found it. */
export const evidenceField = z
  .strictObject({
    /** The name it had on the medium; untrusted text. */
    label: textField,
    treeHashes: treeHashesField,
    files: countField,
    bytes: countField,
    /** See `BundleVerdict`. The tree hash that it answers vouches for it, too. */
    verdict: z.enum(['verified', 'read', 'refused']),
    /** Which of the packet's tree hashes it answers, and under which algorithm; null when it answers none. */
    answers: z.strictObject({ treeHash: nameField, algorithm: nameField }).readonly().nullable(),
  })
  .readonly();
export type EvidenceRecord = z.infer<typeof evidenceField>;

/** What the console itself observed for one check. */
export const checkField = z
  .strictObject({
    /** dirHash of the evidence tree that holds the check. */
    evidence: sha256Field,
    id: nameField,
    type: z.enum(['rollback-proof', 'entry-exit', 'probe-results', 'forbidden-tokens', 'seal']),
    result: z.enum(['pass', 'fail', 'unknown']),
    reason: textField,
    /** Observed values by name, in the order of their names. */
    observed: listOf(z.strictObject({ name: nameField, value: textField }).readonly()),
  })
  .readonly();
export type CheckRecord = z.infer<typeof checkField>;

/** A grant that a statement uses up. */
export const grantUseField = z
  .strictObject({
    /** SHA-256 of the grant's envelope file, byte for byte. */
    envelopeSha256: sha256Field,
    /** SHA-256 of the grant's payload: what a revocation names. */
    statementSha256: sha256Field,
    action: nameField,
    nonce: nonceField,
    expires: timestampField,
  })
  .readonly();
export type GrantUse = z.infer<typeof grantUseField>;

/** A finding as it stood when the statement was made; `code` is open, since old statements outlive code lists. */
export const findingField = z
  .strictObject({
    code: nameField,
    severity: z.enum(['error', 'warning', 'info']),
    where: textField,
    observed: textField.nullable(),
    expected: textField.nullable(),
  })
  .readonly();
export type FindingRecord = z.infer<typeof findingField>;

/** One thing that the seal takes away, and what came of trying it at the console's start. */
const sealProbeField = z
  .strictObject({
    probe: z.enum([
      'socket-families',
      'io-uring',
      'own-links',
      'message-bus',
      'abstract-sockets',
      'ordinary-account',
      'chromium-sandbox',
    ]),
    /** `unknown`: it could not be tried, which counts as open. */
    outcome: z.enum(['closed', 'open', 'unknown']),
    /** What was seen of what is not closed; empty text otherwise. */
    detail: textField,
  })
  .readonly();
export type SealProbe = z.infer<typeof sealProbeField>;

/** How the console was kept off the network when it was started. */
export const sealField = z
  .strictObject({
    probes: listOf(sealProbeField, 32),
    /** Through an X server, other programs of the person can read what is typed; through Wayland they cannot. */
    display: z.enum(['wayland', 'x11', 'none']),
    /** The sentence that was typed to start it although it is not sealed; null when it is. */
    unsealed: reasonField.nullable(),
    /** Switches that only a development build lets pass. */
    letPass: listOf(textField, 64),
    /** A screen reader was let in through the accessibility bus; absent where it was not. */
    accessible: z.literal(true).optional(),
  })
  .readonly();
export type SealRecord = z.infer<typeof sealField>;

/** The circumstances of a signature, the same in every statement. */
export const circumstances = {
  /** SHA-256 of the text that the signing window showed (UTF-8), which leaves out this field. */
  renderedSha256: sha256Field,
  console: z.strictObject({ version: nameField, runtime: nameField, buildSha256: sha256Field }).readonly(),
  airgap: z
    .strictObject({
      /** Network links that had a carrier. */
      linksUp: listOf(nameField, 64),
      launcher: z.enum(['sealed', 'unsealed']),
      /** What was tried for that; absent from statements of before it was written. */
      seal: sealField.optional(),
      /** Why signing went ahead with a link up; null when none was. */
      override: reasonField.nullable(),
      checkedAt: timestampField,
    })
    .readonly(),
  /** The station's clock, which nobody vouches for. */
  clock: z.strictObject({ utc: timestampField, trusted: z.literal(false) }).readonly(),
};

/** True for a UTC time to the second that exists in the calendar. */
export function isTimestamp(text: string): boolean {
  const time = Date.parse(text);
  return TIMESTAMP_PATTERN.test(text) && !text.startsWith('0000') && !Number.isNaN(time) && toTimestamp(time) === text;
}

/** Milliseconds since 1970 to the one spelling of a time, cut to the second. */
export function toTimestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** How statements name a packet. */
export function packetReference({ packet, sha256, size }: PacketReading): PacketReference {
  return { id: packet.id, revision: packet.revision, sha256, size };
}
