import { equalBytes, fromUtf8, utf8 } from '../../../shared/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { openCheckpoint } from '../../../shared/journal/checkpoint.ts';
import type { NoteVerifier } from '../../../shared/journal/note.ts';
import type { Result } from '../../../shared/result.ts';
import { type ChainLink, checkChain } from '../../../shared/statement/chain.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import { sha256Hex } from '../../../shared/statement/digest.ts';
import { parsePublicKey } from '../../../shared/statement/public-key.ts';
import { renderStatement } from '../../../shared/statement/render.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import { checkLog } from '../../journal/check.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import { splitLog } from '../../journal/log-file.ts';
import { verifyTlogProof } from '../../journal/tlog-proof.ts';
import { checkAgainstJournal } from '../../keyring/against-journal.ts';
import type { Identity } from '../../keyring/identity.ts';
import { stationVerifier } from '../../keyring/station-key.ts';
import { checksums } from '../contents.ts';
import { ENVELOPE_ENDING, STATEMENT_ENDING, sshsigsBeside } from '../signed-files.ts';
import { checkEvidence } from './check-evidence.ts';
import type { DossierStatement } from './input.ts';
import { keyFiles } from './keys.ts';
import * as layout from './layout.ts';
import { readFiles } from './read-files.ts';
import {
  countingKeys,
  type ReadStatement,
  readIdentities,
  readStatement,
  readWaiting,
  type WaitingStatement,
} from './read-input.ts';

type Files = ReadonlyMap<string, Uint8Array>;

/** What reading a dossier back gives. It is verified when no finding is an error. */
export interface WholeDossierReading {
  readonly findings: readonly Finding[];
  readonly statements: readonly ReadStatement[];
  readonly waiting: readonly WaitingStatement[];
  readonly people: readonly Identity[];
  readonly entries: readonly JournalEntry[];
}

/**
 * Verifies a dossier, a folder or its zip. The reader must trust the station's first owner: from there on the signed
 * records of identities say who may sign what. With another trust, or none, what is consistent in itself is still
 * refused, with `statement.not-signed-by-trusted-key`.
 */
export async function verifyDossier(path: string, trusted: readonly TrustedKey[]): Promise<WholeDossierReading> {
  const { files, findings: unread } = await readFiles(path);
  const findings: Finding[] = [...unread, ...checkSums(files)];
  const people = take(readIdentities(numbered(files)), findings) ?? [];
  const keys = countingKeys(people);
  const statements = readStatements(files, layout.STATEMENTS, (one) => readStatement(one, keys), findings);
  const waiting = readStatements(files, layout.PENDING, (one) => readWaiting(one, keys), findings);
  const station = stationOf(files.get(layout.LAYOUT.stationKey) ?? new Uint8Array());
  const entries = station === null ? [] : checkJournal(files, station, findings);
  if (station === null) findings.push(finding('journal.checkpoint-unreadable', layout.LAYOUT.checkpoint));
  else findings.push(...checkPlaces(files, [...statements, ...waiting], station), ...checkKeys(files, people, station));
  findings.push(
    ...checkAgainstJournal(people, entries),
    ...checkPackets(files, statements),
    ...checkDecisions(statements, people, entries),
    ...checkEvidence(files, [...statements, ...waiting], entries),
  );
  if (files.has(layout.LAYOUT.print)) findings.push(finding('dossier.print-not-recomputed', layout.LAYOUT.print));
  if (!isAnchored(people, trusted)) findings.push(finding('statement.not-signed-by-trusted-key', 'identities/'));
  return { findings, statements, waiting, people, entries };
}

/** The first owner enrolled itself: nothing but the reader's own trust vouches for that key. */
function isAnchored([first]: readonly Identity[], trusted: readonly TrustedKey[]): boolean {
  return (
    first !== undefined &&
    trusted.some(({ key, roles }) => key.keyid === first.publicKey.keyid && roles.includes('owner'))
  );
}

function checkSums(files: Files): readonly Finding[] {
  const name = layout.LAYOUT.checksums;
  const written = files.get(name);
  if (written === undefined) return [finding('dossier.file-missing', name)];
  const others = [...files].filter(([one]) => one !== name).map(([one, bytes]) => ({ name: one, bytes }));
  if (equalBytes(written, checksums(others))) return [];
  const listed = new Set((fromUtf8(written) ?? '').split('\n').filter((line) => line !== ''));
  const actual = new Map(others.map((one) => [`${sha256Hex(one.bytes)}  ${one.name}`, one.name]));
  const differing = [...actual].filter(([line]) => !listed.has(line)).map(([, one]) => one);
  const missing = [...listed].map((line) => line.slice(66)).filter((one) => !files.has(one));
  return [
    ...differing.map((one) => finding('dossier.checksum', one)),
    ...missing.map((one) => finding('dossier.file-missing', one)),
    ...(differing.length + missing.length === 0 ? [finding('dossier.checksum', name)] : []),
  ];
}

function numbered(files: Files): readonly Uint8Array[] {
  const records: Uint8Array[] = [];
  for (;;) {
    const record = files.get(layout.identityRecordName(records.length));
    if (record === undefined) return records;
    records.push(record);
  }
}

/** Every statement of one folder that `read` opens, with its rendered text; what it does not is told. */
function readStatements<Read extends ReadStatement>(
  files: Files,
  folder: string,
  read: (one: DossierStatement) => Result<Read, readonly Finding[]>,
  findings: Finding[],
): readonly Read[] {
  return [...files].flatMap(([name, payload]) => {
    if (!name.startsWith(folder) || !name.endsWith(STATEMENT_ENDING)) return [];
    const base = baseOf(name);
    const sshsigs = sshsigsBeside(name, [...files.keys()]).flatMap((one) => files.get(one) ?? []);
    const envelope = files.get(`${base}${ENVELOPE_ENDING}`) ?? null;
    const opened = read({ payload, envelope, sshsigs });
    if (!opened.ok) {
      findings.push(...opened.error);
      return [];
    }
    findings.push(...opened.value.opened.findings);
    const rendered = `${base}${layout.RENDERED_ENDING}`;
    if (!isSame(files.get(rendered), renderStatement(opened.value.statement))) {
      findings.push(finding('dossier.rendered-differs', rendered));
    }
    return [opened.value];
  });
}

/** The log must be all that its head says, to the last entry. */
function checkJournal(files: Files, station: NoteVerifier, findings: Finding[]): readonly JournalEntry[] {
  const checkpoint = take(openCheckpoint(files.get(layout.LAYOUT.checkpoint) ?? new Uint8Array(), station), findings);
  if (checkpoint === null) return [];
  const checked = take(checkLog(splitLog(files.get(layout.LAYOUT.log) ?? new Uint8Array()), checkpoint), findings);
  if (checked === null) return [];
  if (!checked.isExact) findings.push(finding('journal.unsigned-entries', layout.LAYOUT.log));
  return checked.entries;
}

/** Every statement is in the journal by its own proof. One that was carried here from another station has none. */
function checkPlaces(files: Files, statements: readonly ReadStatement[], station: NoteVerifier): readonly Finding[] {
  const proven = [...files].filter(([name]) => name.endsWith(layout.PROOF_ENDING));
  const known = new Set(statements.map(({ sha256 }) => sha256));
  return proven.flatMap(([name, proof]) => {
    const base = name.slice(0, -layout.PROOF_ENDING.length);
    const payload = files.get(`${base}${STATEMENT_ENDING}`);
    const entry = files.get(`${base}${layout.ENTRY_ENDING}`) ?? new Uint8Array();
    const verified = verifyTlogProof(proof, entry, station);
    if (!verified.ok) return [verified.error];
    const digest = payload === undefined ? null : sha256Hex(payload);
    const isAbout = digest !== null && known.has(digest) && (fromUtf8(entry) ?? '').includes(`"statement":"${digest}"`);
    return isAbout ? [] : [finding('dossier.statement-differs', name)];
  });
}

function checkKeys(files: Files, people: readonly Identity[], station: NoteVerifier): readonly Finding[] {
  return keyFiles(people, station.key)
    .filter(({ name, bytes }) => !equalBytes(files.get(name) ?? new Uint8Array(), bytes))
    .map(({ name }) => finding('dossier.keys-differ', name));
}

function checkPackets(files: Files, statements: readonly ReadStatement[]): readonly Finding[] {
  const packets = [...files].filter(([name]) => name.startsWith('packets/'));
  const digests = new Set(packets.map(([, bytes]) => sha256Hex(bytes)));
  return statements.flatMap(({ statement }) =>
    statement.predicateType === DECISION_TYPE && !digests.has(statement.predicate.packet.sha256)
      ? [finding('dossier.packet-differs', 'packets/', { expected: statement.predicate.packet.sha256 })]
      : [],
  );
}

/**
 * A decision by a key that was revoked since is not in the dossier, where nothing by such a key counts. The hole that it
 * leaves in the chain is told as that where the journal has its signature and the records the revocation.
 */
function checkDecisions(
  statements: readonly ReadStatement[],
  people: readonly Identity[],
  entries: readonly JournalEntry[],
): readonly Finding[] {
  const revoked = new Set(people.filter(({ standing }) => standing.kind === 'revoked').map(({ id }) => id));
  const signers = (sha256: string | undefined) =>
    entries.flatMap(({ event }) => (event.kind === 'signature' && event.statement === sha256 ? [event.identity] : []));
  const isRevoked = (sha256: string | undefined) =>
    signers(sha256).length > 0 && signers(sha256).every((id) => revoked.has(id));
  const links = statements.flatMap(({ statement, sha256 }): ChainLink[] =>
    statement.predicateType === DECISION_TYPE ? [{ sha256, decision: statement.predicate }] : [],
  );
  // That a later revision supersedes an earlier decision is the course of things in a dossier, which holds them all.
  return links
    .flatMap((link) => checkChain(link, links))
    .filter(({ code }) => code !== 'statement.revision-superseded')
    .map((one) =>
      one.code === 'statement.predecessor-missing' && isRevoked(one.expected)
        ? finding('dossier.predecessor-revoked', layout.STATEMENTS, { expected: one.expected })
        : one,
    );
}

/** The station's key, from the dossier itself: it ties the journal together, and proves nothing about whose it is. */
export function stationOf(pem: Uint8Array): NoteVerifier | null {
  const parsed = parsePublicKey(pem);
  return parsed.ok && parsed.value.key.kind === 'ed25519' ? stationVerifier(parsed.value.key) : null;
}

function baseOf(statementName: string): string {
  return statementName.slice(0, -STATEMENT_ENDING.length);
}

function isSame(bytes: Uint8Array | undefined, text: string): boolean {
  return bytes !== undefined && equalBytes(bytes, utf8(text));
}

function take<T>(result: Result<T, Finding>, findings: Finding[]): T | null {
  if (result.ok) return result.value;
  findings.push(result.error);
  return null;
}
