import { equalBytes, fromUtf8 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import { type PublicKey, sameKey } from '../../../shared/key/public-key.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import type { Statement } from '../../../shared/statement/statement.ts';
import type { TrustedKey } from '../../../shared/statement/trust.ts';
import { checksums } from '../decision-folder/contents.ts';
import { sshFingerprint } from '../decision-folder/fingerprint.ts';
import { found, type Judged, NOTHING_FOUND, together, unverified } from '../decision-folder/judged.ts';
import type { JournalSnapshot } from '../journal/journal.ts';
import { checkAgainstJournal } from '../keyring/against-journal.ts';
import type { Identity } from '../keyring/identity.ts';
import { checkArrivals, treesOf } from './check-arrivals.ts';
import { checkEvidence, readBundles } from './check-evidence.ts';
import { checkLayout } from './check-layout.ts';
import { checkAuthority, checkDecisions, checkPackets } from './check-statements.ts';
import * as layout from './layout.ts';
import { readFiles } from './read-files.ts';
import type { DossierFiles } from './read-folder.ts';
import { readIdentityRecords } from './read-identities.ts';
import {
  countingKeys,
  type ReadStatement,
  readFallen,
  readStatement,
  readWaiting,
  type WaitingStatement,
} from './read-input.ts';
import { readJournal } from './read-journal.ts';
import { readPackets } from './read-packets.ts';
import { inOrder, readStatements } from './read-statements.ts';

type Files = DossierFiles['files'];

/** What reading a dossier back gives. */
export interface WholeDossierReading extends Judged {
  readonly statements: readonly ReadStatement[];
  readonly waiting: readonly WaitingStatement[];
  readonly fallen: readonly ReadStatement[];
  readonly people: readonly Identity[];
  readonly entries: readonly JournalEntry[];
}

/**
 * Verifies a dossier, a folder or its zip, by the steps of docs/formats/dossier.md. The reader must trust the station's
 * first owner: from there on the signed records of identities say who may sign what. With another trust, or none, what is
 * consistent in itself is still refused, with `statement.not-signed-by-trusted-key`. `station`: the key of the station
 * that the reader expects; `null` where it knows none.
 */
export async function verifyDossier(
  path: string,
  trusted: readonly TrustedKey[],
  station: PublicKey | null = null,
): Promise<WholeDossierReading> {
  return judgeDossier(await readFiles(path), trusted, station);
}

/** The same for files that were read. */
export function judgeDossier(
  { files, findings: unread }: DossierFiles,
  trusted: readonly TrustedKey[],
  station: PublicKey | null = null,
): WholeDossierReading {
  const findings: Finding[] = [...unread, ...checkSums(files)];
  const { people, records } = readIdentityRecords(files, findings);
  if (!isAnchored(people, trusted)) findings.push(finding('statement.not-signed-by-trusted-key', 'identities/'));
  const keys = countingKeys(people);
  const { journal, findings: unproven } = readJournal(files);
  findings.push(...unproven);
  const entries = journal?.entries ?? [];
  findings.push(...checkAgainstJournal(people, entries));
  const signed = readStatements(files, layout.STATEMENTS, (one) => readStatement(one, keys), findings);
  const waiting = readStatements(files, layout.PENDING, (one) => readWaiting(one, keys), findings);
  const fallen = readStatements(files, layout.FALLEN, (one) => readFallen(one, people), findings);
  const read = {
    statements: inOrder(signed, entries),
    waiting: inOrder(waiting, entries),
    fallen: inOrder(fallen, entries),
    people,
    entries,
  };
  // Nothing more can be said of a dossier without a journal, and a finding says that there is none.
  if (journal === null) return { ...read, findings, notVerified: [] };
  const judged = judgeParts(files, journal, { ...read, records });
  return { ...read, ...together([found(...findings), judged, judgeStation(journal, station), laterUnknown(journal)]) };
}

interface Parts {
  readonly statements: readonly ReadStatement[];
  readonly waiting: readonly WaitingStatement[];
  readonly fallen: readonly ReadStatement[];
  readonly people: readonly Identity[];
  readonly records: readonly Uint8Array[];
}

/** What the parts say of one another, and whether all files follow from them. */
function judgeParts(
  files: Files,
  journal: JournalSnapshot,
  { statements, waiting, fallen, people, records }: Parts,
): Judged {
  const { entries } = journal;
  const all = inOrder([...statements, ...waiting, ...fallen], entries);
  const trees = new Set(all.flatMap(({ statement }) => namedTrees(statement)));
  const decided = all.flatMap(({ statement }) =>
    statement.predicateType === DECISION_TYPE ? [statement.predicate.packet] : [],
  );
  const packets = readPackets(files, new Set(decided.map(({ sha256 }) => sha256)), entries);
  const broken: Finding[] = [];
  const bundles = readBundles(files, trees, broken);
  const before = together([
    found(...broken),
    checkArrivals(all, people, entries),
    found(
      ...checkPackets(all, packets),
      ...checkDecisions(all, people, entries),
      ...checkAuthority(all, people, entries),
    ),
    checkEvidence(bundles, all, new Set(all.flatMap(({ statement }) => treesOf(statement))), entries),
    ...packets
      .filter(({ isLabelKnown }) => !isLabelKnown)
      .map(({ sha256, label }) => unverified(finding('dossier.packet-name-unknown', layout.packetName(sha256, label)))),
  ]);
  const parts = {
    packetId: decided.at(-1)?.id ?? '',
    signed: statements,
    waiting,
    fallen,
    bundles,
    identities: records,
    people,
    journal,
  };
  return together([before, checkLayout(files, parts, packets, before)]);
}

/** Every evidence tree that a statement names, a receipt included. */
function namedTrees({ predicate }: Statement) {
  return 'evidence' in predicate ? predicate.evidence.map(({ treeHashes }) => treeHashes.dirHash) : [];
}

/** The station's key is the dossier's own word, unless the reader knows it by another way. */
function judgeStation({ station: { key } }: JournalSnapshot, expected: PublicKey | null): Judged {
  const observed = sshFingerprint(key);
  const where = layout.LAYOUT.stationKey;
  if (expected === null) return unverified(finding('dossier.station-unknown', where, { observed }));
  if (sameKey(key, expected)) return NOTHING_FOUND;
  return found(finding('dossier.station-differs', where, { observed, expected: sshFingerprint(expected) }));
}

/** The dossier ends with its journal. */
function laterUnknown({ entries }: JournalSnapshot): Judged {
  const last = entries.at(-1);
  const where = last === undefined ? 'the journal' : `entry ${last.index}, ${last.at}`;
  return unverified(finding('dossier.later-unknown', where));
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
