import * as z from 'zod';
import { equalBytes } from '../encoding/bytes.ts';
import { toCanonicalJson } from '../encoding/canonical-json.ts';
import { documentedSchema } from '../encoding/json-schema.ts';
import { parseStrictJson } from '../encoding/strict-json.ts';
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { actorField, sealField, sha256Field, timestampField } from '../statement/fields.ts';

const MAX_TEXT = 4000;

/** Text from elsewhere: cut where it is too long, since an entry that cannot be written is worse than a short one. */
const text = z.string().overwrite(journalText).meta({ maxLength: MAX_TEXT });

/** Text as an entry keeps it. */
export function journalText(raw: string): string {
  const whole = raw.replace(/\p{Surrogate}/gu, '\uFFFD');
  return whole.length <= MAX_TEXT
    ? whole
    : `${Array.from(whole)
        .slice(0, MAX_TEXT / 2)
        .join('')}…`;
}

/** Hex SHA-256 of an identity's public key. */
const identity = sha256Field;
const what = z.enum(['packet', 'bundle', 'envelope', 'dossier', 'vault']);
const findings = z.array(text).max(1000);
/** SHA-256 of the record of a bundle as the vault has it from this entry on: no other record of it is believed. */
const record = sha256Field;
/** The station's own name for one import, the same each time that it is taken up again. */
const importId = z.string().regex(/^[0-9a-f]{16}$/, '16 lower-case hex digits');

/** What a receipt says of an import that nothing else keeps. */
const account = z.strictObject({
  import: importId,
  /** What the operating system said of the medium; empty text where it said nothing. */
  medium: z.strictObject({ label: text, filesystem: text, serial: text, readOnly: z.boolean() }),
  /** When it was begun, and how often it was taken up again since. */
  startedAt: timestampField,
  resumed: z.int().min(0),
  /** Content that was read, in all its runs. */
  filesRead: z.int().min(0),
  bytesRead: z.int().min(0),
});
export type ImportAccount = z.infer<typeof account>;

/**
 * What a signed statement is about, so that a reader of the journal alone knows to which packet it belongs. Absent from
 * entries of before it was written.
 */
const about = z.strictObject({
  /** As the packet states it; empty where it states none, and for a receipt of evidence alone. */
  packetId: text,
  packet: sha256Field.nullable(),
  /** The evidence trees of a receipt (`dirHash`); none for other statements. */
  receiptOf: z.array(sha256Field).max(1000),
});
export type About = z.infer<typeof about>;

/**
 * Everything that the journal can say. To add a kind: add its schema here, its sentence to `shared/strings`, and a line to
 * the test that holds one of each. A kind is never taken away, and a field only added as one that may be absent: old
 * logs must stay readable.
 */
const event = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('station-created'), station: identity, version: text }),
  z.strictObject({
    kind: z.literal('console-started'),
    version: text,
    runtime: text,
    buildSha256: text,
    /** The form of the dossiers that this console writes (`DOSSIER_FORM`); absent from before there were numbers. */
    dossierForm: z.int().min(1).optional(),
    /** How it was found to be kept off the network; absent from before it was tried. */
    seal: sealField.optional(),
  }),
  z.strictObject({ kind: z.literal('journal-recovered'), entriesKept: z.int().min(0), bytesSetAside: z.int().min(0) }),
  z.strictObject({ kind: z.literal('import-started'), what, label: text, medium: text, import: importId.optional() }),
  z.strictObject({
    kind: z.literal('import-finished'),
    what,
    label: text,
    id: sha256Field,
    /** See `StatedVerdict`; a packet is `read`. */
    verdict: z.enum(['read', 'verified', 'unproven', 'refused']),
    findings,
    account: account.optional(),
    record: record.optional(),
  }),
  z.strictObject({
    kind: z.literal('import-refused'),
    what,
    label: text,
    reason: text,
    findings,
    account: account.optional(),
  }),
  /** A signed statement was carried here: its parts in the vault, with those that were here before in its envelope. */
  z.strictObject({
    kind: z.literal('statement-taken-in'),
    label: text,
    medium: text,
    statement: sha256Field,
    envelope: sha256Field.nullable(),
    sshsigs: z.array(sha256Field).max(1000),
    findings,
    about: about.optional(),
    /** As in `signature`; absent from entries of before they were written. */
    predicateType: text.optional(),
    consumes: z.array(text).max(1000).optional(),
  }),
  z.strictObject({ kind: z.literal('import-cancelled'), what, label: text }),
  /** The medium or the vault failed: what was read is kept, nothing is listed, and it can be resumed. */
  z.strictObject({ kind: z.literal('import-interrupted'), what, label: text, reason: text }),
  z.strictObject({
    kind: z.literal('verification'),
    what,
    label: text,
    id: sha256Field,
    /** `read` only of a bundle whose record was made again. */
    verdict: z.enum(['read', 'verified', 'unproven', 'refused']),
    findings,
    record: record.optional(),
  }),
  z.strictObject({ kind: z.literal('unlock'), identity }),
  z.strictObject({ kind: z.literal('unlock-failed'), identity, failures: z.int().min(1) }),
  z.strictObject({ kind: z.literal('lock'), identity, cause: z.enum(['used', 'hand', 'idle', 'suspend', 'quit']) }),
  /** A key behind an ssh-agent: whether it signed, for a statement or to sign in. `socket`: the agent's, a path. */
  z.strictObject({
    kind: z.literal('agent-asked'),
    identity,
    purpose: z.enum(['sign', 'sign-in']),
    socket: text,
    /** The console was started over SSH, so that the agent may be another machine's. */
    mayBeForwarded: z.boolean(),
    outcome: z.enum(['signed', 'without-key', 'refused', 'unreachable', 'timed-out', 'cancelled']),
  }),
  z.strictObject({
    kind: z.literal('signature'),
    identity,
    predicateType: text,
    /** SHA-256 of the signed payload, the envelope around it, and the OpenSSH signature, as the vault keeps them. */
    statement: sha256Field,
    /** With all signatures so far; `null` while nobody has signed who can make one. */
    envelope: sha256Field.nullable(),
    sshsig: sha256Field,
    /** The packet that it is about; `null` for a receipt of evidence alone. */
    packet: sha256Field.nullable(),
    /** Nonces of the grants that this signature uses up, for good. */
    consumes: z.array(text).max(1000),
    about: about.optional(),
  }),
  z.strictObject({ kind: z.literal('export'), envelope: sha256Field, folder: text, medium: text, digest: sha256Field }),
  /** The console's own log, for a supporter. `digest`: SHA-256 of the file. */
  z.strictObject({ kind: z.literal('log-exported'), file: text, medium: text, digest: sha256Field }),
  z.strictObject({ kind: z.literal('refusal'), action: text, code: text, reason: text }),
  /** Refusals that got no entries of their own, since there were too many: how many, and the reason of the first. */
  z.strictObject({
    kind: z.literal('refusals-counted'),
    /** When the first of them was; the last was before this entry. */
    from: timestampField,
    refusals: z
      .array(z.strictObject({ action: text, code: text, reason: text, count: z.int().min(1) }))
      .min(1)
      .max(100),
    /** Those of further actions and codes. */
    others: z.int().min(0),
  }),
  /** What was found at a start about the data folder and its history. Without findings: what was found before is gone. */
  z.strictObject({
    kind: z.literal('data-findings'),
    findings: z.array(z.strictObject({ code: text, where: text })).max(1000),
    /** How many more there are. */
    more: z.int().min(0),
  }),
  /** A process of the console that ended, though nobody had it end. */
  z.strictObject({
    kind: z.literal('process-ended'),
    process: z.enum(['review-page', 'signing-page', 'chooser-page', 'report-page', 'graphics', 'service', 'main']),
    /** `silent`: it did not answer, and was ended for that. `fault`: an error of the main process that nothing handles. */
    how: z.enum(['crashed', 'killed', 'out-of-memory', 'exited', 'not-started', 'silent', 'fault']),
    /** `asked`: it ended again and again, and the person chooses. `restarted`: by Chromium. */
    reaction: z.enum(['ceremony-closed', 'loaded-again', 'asked', 'export-failed', 'restarted', 'console-ended']),
    /** How many such ends this entry tells. */
    count: z.int().min(1),
  }),
  z.strictObject({ kind: z.literal('airgap-link'), linksUp: z.array(text).max(1000) }),
  z.strictObject({
    kind: z.literal('airgap-override'),
    identity: identity.nullable(),
    linksUp: z.array(text).max(1000),
    typed: text,
  }),
  z.strictObject({
    kind: z.literal('identity-enrolled'),
    identity,
    name: text,
    roles: z.array(actorField).min(1),
    enrolledBy: identity,
    custody: z.enum(['station', 'elsewhere']),
  }),
  z.strictObject({ kind: z.literal('identity-retired'), identity, reason: text, by: identity }),
  z.strictObject({ kind: z.literal('identity-revoked'), identity, reason: text, by: identity }),
  z.strictObject({ kind: z.literal('passphrase-changed'), identity }),
  z.strictObject({ kind: z.literal('key-backed-up'), identity, medium: text }),
  z.strictObject({ kind: z.literal('key-restored'), identity, medium: text }),
]);

/** What happened, by its `kind`. */
export type JournalEvent = z.infer<typeof event>;
export type ProcessEnded = Extract<JournalEvent, { kind: 'process-ended' }>;

const entry = z.strictObject({
  v: z.literal(1),
  index: z.int().min(0),
  at: timestampField,
  event,
});

/** One line of the log. `at` is UTC by the station's clock, which is not trusted; `index` counts from 0. */
export type JournalEntry = Readonly<z.infer<typeof entry>>;

/** An event as an entry holds it; `null` for anything else. */
export function parseEvent(value: unknown): JournalEvent | null {
  const parsed = event.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** JSON Schema (draft 2020-12) of an entry, for readers without our code. */
export function entryJsonSchema(): object {
  return documentedSchema(entry);
}

/** An entry's bytes can't exceed this; the reader refuses longer lines before parsing them. */
export const MAX_ENTRY_BYTES = 16 * 1024 * 1024;

/** Makes the next entry. Throws for an event that its kind's schema does not allow: a bug of the caller. */
export function makeEntry(index: number, at: string, happened: JournalEvent): JournalEntry {
  return entry.parse({ v: 1, index, at, event: happened });
}

/** The entry as canonical JSON (RFC 8785), without a line end: these bytes are the leaf of the tree. */
export function encodeEntry(one: JournalEntry): Uint8Array {
  return toCanonicalJson(one);
}

/** Reads one line, strictly: the bytes that `encodeEntry` gives of an entry and no others. */
export function decodeEntry(line: Uint8Array, index: number): Result<JournalEntry, Finding> {
  const where = `entry ${index}`;
  const json = parseStrictJson(line, { maxBytes: MAX_ENTRY_BYTES, maxDepth: 8 });
  if (!json.ok) return err(finding('journal.entry-unreadable', where, { observed: json.error.code }));
  const parsed = entry.safeParse(json.value);
  if (!parsed.success) {
    return err(finding('journal.entry-unreadable', where, { observed: parsed.error.issues[0]?.message }));
  }
  if (!equalBytes(encodeEntry(parsed.data), line)) {
    return err(finding('journal.entry-unreadable', where, { observed: 'not as an entry is written' }));
  }
  if (parsed.data.index !== index) {
    return err(finding('journal.entry-unreadable', where, { observed: `index ${parsed.data.index}` }));
  }
  return ok(parsed.data);
}
