import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { type JournalEntry, journalText } from '../../../shared/journal/entry.ts';
import type { Statement } from '../../../shared/statement/statement.ts';
import { found, type Judged, together, unverified } from '../decision-folder/judged.ts';
import { wordOf } from '../decision-folder/names.ts';
import { type Arrival, arrivalsIn } from '../journal/arrivals.ts';
import type { Identity } from '../keyring/identity.ts';
import type { ReadStatement } from './read-input.ts';

/**
 * The journal and the statements of a dossier say the same: each statement came to the station by the entries that name
 * it, signed as they say by who was active then; and each statement about the dossier's packet that the journal names is
 * here, or its absence has a reason that is told.
 */
export function checkArrivals(
  statements: readonly ReadStatement[],
  people: readonly Identity[],
  entries: readonly JournalEntry[],
): Judged {
  const arrivals = arrivalsIn(entries);
  const ends = endsOf(entries);
  const revoked = new Set(people.filter(({ state }) => state.kind === 'revoked').map(({ id }) => id));
  const here = new Set<Arrival>();
  const findings = statements.flatMap((one) => {
    const own = arrivalsOf(one, arrivals);
    for (const arrival of own) here.add(arrival);
    return own.length === 0
      ? [finding('dossier.statement-unrecorded', nameOf(one))]
      : [...checkParts(one, own, revoked), ...checkTerms(one, own, ends)];
  });
  const absent = arrivals.filter((one) => !here.has(one));
  return together([found(...findings), judgeAbsent(absent, scopeOf(statements), revoked)]);
}

/** The entries by which a statement of a dossier came to the station. */
export function arrivalsOf(one: ReadStatement, arrivals: readonly Arrival[]): readonly Arrival[] {
  return arrivals.filter((arrival) =>
    arrival.kind === 'imported' ? isEnvelope(arrival.envelope, one) : arrival.statement === one.sha256,
  );
}

/** Whether a digest is of the statement's envelope: as the file lies here, or as it is written. */
function isEnvelope(digest: Sha256 | null, { envelope, opened }: ReadStatement): boolean {
  if (envelope === null || digest === null) return envelope === digest;
  return digest === opened.envelopeSha256 || digest === sha256Hex(envelope);
}

/** Type, signers, OpenSSH signatures and the newest envelope are those that the entries name, and no others. */
function checkParts(one: ReadStatement, own: readonly Arrival[], revoked: ReadonlySet<Sha256>): readonly Finding[] {
  const sshsigs = new Set(one.opened.signatures.openSsh.map(({ sshsig }) => sha256Hex(sshsig)));
  const signers = new Set(one.opened.signers.map(({ key }) => key.keyid));
  const signed = own.filter((arrival) => arrival.kind === 'signed');
  const recorded = new Set(own.flatMap((arrival) => arrival.sshsigs));
  const newest = own.findLast((arrival) => arrival.kind !== 'imported');
  const asImported = own.some((arrival) => arrival.kind === 'imported');
  const isRevoked = (signer: Sha256): boolean => revoked.has(signer) && !signers.has(signer);
  const missing = own
    .filter((arrival) => (arrival.kind === 'signed' ? !isRevoked(arrival.signer) : revoked.size === 0))
    .flatMap((arrival) => arrival.sshsigs.filter((sshsig) => !sshsigs.has(sshsig)));
  return [
    ...signed
      .filter(({ predicateType }) => predicateType !== one.statement.predicateType)
      .map(({ index, predicateType }) => differs(index, predicateType)),
    ...signed
      .filter(({ signer }) => !signers.has(signer) && !isRevoked(signer))
      .map(({ index, signer }) => differs(index, signer)),
    ...missing.map((sshsig) => finding('dossier.entry-differs', nameOf(one), { expected: sshsig })),
    ...[...sshsigs]
      .filter((sshsig) => !recorded.has(sshsig))
      .map((sshsig) => finding('dossier.entry-differs', nameOf(one), { observed: sshsig })),
    ...(newest === undefined || asImported || isEnvelope(newest.envelope, one)
      ? []
      : [differs(newest.index, newest.envelope ?? 'no envelope')]),
  ];
}

function differs(index: number, expected: string): Finding {
  return finding('dossier.entry-differs', `entry ${index}`, { expected });
}

/** The entry that retired or revoked each identity of which there is one. */
function endsOf(entries: readonly JournalEntry[]): ReadonlyMap<Sha256, number> {
  const ends = new Map<Sha256, number>();
  for (const { index, event } of entries) {
    const isEnd = event.kind === 'identity-retired' || event.kind === 'identity-revoked';
    if (isEnd && !ends.has(event.identity)) ends.set(event.identity, index);
  }
  return ends;
}

/** Each signer was active at the entry that first had their signature. Times do not count: nobody vouches for a clock. */
function checkTerms(
  one: ReadStatement,
  own: readonly Arrival[],
  ends: ReadonlyMap<Sha256, number>,
): readonly Finding[] {
  return one.opened.signers.flatMap(({ key: { keyid } }) => {
    const arrival = arrivalOfSignature(one, own, keyid);
    if (arrival === undefined) return [finding('dossier.entry-differs', nameOf(one), { observed: keyid })];
    const isActive = arrival.index < (ends.get(keyid) ?? Number.POSITIVE_INFINITY);
    return isActive ? [] : [finding('dossier.signer-not-active', `entry ${arrival.index}`, { observed: keyid })];
  });
}

/**
 * A signature in an envelope that was carried in is in the newest such envelope at the latest; which of several had it
 * first, nothing says.
 */
function arrivalOfSignature(one: ReadStatement, own: readonly Arrival[], keyid: Sha256): Arrival | undefined {
  const signed = own.find((arrival) => arrival.kind === 'signed' && arrival.signer === keyid);
  if (signed !== undefined) return signed;
  const sshsigs = one.opened.signatures.openSsh
    .filter(({ signer }) => signer.key.keyid === keyid)
    .map(({ sshsig }) => sha256Hex(sshsig));
  return (
    own.find((arrival) => arrival.sshsigs.some((sshsig) => sshsigs.includes(sshsig))) ??
    own.findLast((arrival) => arrival.kind !== 'signed')
  );
}

/** What the statements of a dossier are about, and with that what the dossier must have. */
interface Scope {
  readonly ids: ReadonlySet<string>;
  readonly packets: ReadonlySet<Sha256>;
  /** Evidence trees (`dirHash`) of which it must have the receipts. */
  readonly trees: ReadonlySet<Sha256>;
}

function scopeOf(statements: readonly ReadStatement[]): Scope {
  const packets = statements.flatMap(({ statement: { predicate } }) => predicate.packet ?? []);
  return {
    ids: new Set(packets.map(({ id }) => journalText(id)).filter((id) => id !== '')),
    packets: new Set(packets.map(({ sha256 }) => sha256)),
    trees: new Set(statements.flatMap(({ statement }) => treesOf(statement))),
  };
}

/** The evidence trees that a statement rests on; a receipt tells of trees, and rests on none. */
export function treesOf({ predicate }: Statement): readonly Sha256[] {
  if (!('evidence' in predicate) || 'receiptId' in predicate) return [];
  return predicate.evidence.map(({ treeHashes }) => treeHashes.dirHash);
}

/** Whether an arrival belongs into the dossier; `null` where its entry is too old to say. */
function isAbout(arrival: Arrival, { ids, packets, trees }: Scope): boolean | null {
  const { about } = arrival;
  const packet = about?.packet ?? (arrival.kind === 'signed' ? arrival.packet : null);
  if (packet !== null && packets.has(packet)) return true;
  if (about === undefined) return null;
  return ids.has(about.packetId) || (about.packet === null && about.receiptOf.some((tree) => trees.has(tree)));
}

/** Of the arrivals whose statement is not here: those that belong here are missing, unless there is a reason. */
function judgeAbsent(absent: readonly Arrival[], scope: Scope, revoked: ReadonlySet<Sha256>): Judged {
  const belongs = absent.filter((one) => isAbout(one, scope) === true);
  const unknown = absent.filter((one) => isAbout(one, scope) === null);
  const judged = belongs.map((one) => {
    const detail = { expected: one.kind === 'imported' ? one.envelope : one.statement };
    // A console that says what an entry is about carries away what revoked keys have signed as well.
    const reason = one.about === undefined && one.kind === 'signed' && revoked.has(one.signer);
    return reason
      ? unverified(finding('dossier.signer-revoked', `entry ${one.index}`, detail))
      : found(finding('dossier.statement-missing', `entry ${one.index}`, detail));
  });
  return together([
    ...judged,
    ...(unknown.length === 0 ? [] : [unverified(finding('dossier.entries-unattributed', describe(unknown)))]),
  ]);
}

const SHOWN = 20;

function describe(arrivals: readonly Arrival[]): string {
  const shown = arrivals.slice(0, SHOWN).map(({ index }) => index);
  const more = arrivals.length - shown.length;
  return `entries ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function nameOf({ statement, sha256 }: ReadStatement): string {
  return `${wordOf(statement.predicateType)} ${sha256}`;
}
