import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import { type ChainLink, checkChain } from '../../../shared/statement/chain.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import { checkPacket, usesOf } from '../../../shared/statement/in-force.ts';
import type { OpenedStatement } from '../../../shared/statement/open.ts';
import { checkUses } from '../decision-folder/check-uses.ts';
import { type Arrival, arrivalsIn } from '../journal/arrivals.ts';
import { consumedIn } from '../journal/consumed.ts';
import type { Identity } from '../keyring/identity.ts';
import { arrivalsOf, treesOf } from './check-arrivals.ts';
import * as layout from './layout.ts';
import type { ReadStatement } from './read-input.ts';
import type { DossierPacket } from './read-packets.ts';

/** Grants are used as `gate` asks for, and by the journal were there, and not revoked, when they were used. */
export function checkAuthority(
  statements: readonly ReadStatement[],
  people: readonly Identity[],
  entries: readonly JournalEntry[],
): readonly Finding[] {
  const arrivals = arrivalsIn(entries);
  const excused = signedByRevoked(people, arrivals);
  const opened = statements.map((one) => one.opened);
  const first = new Map(statements.map((one) => [one.sha256, arrivalsOf(one, arrivals).at(0)]));
  return [
    ...checkUses(opened, { consumed: consumedIn(entries), excused }),
    ...opened.flatMap((user) => usedOutOfOrder(user, opened, first)),
    ...statements.flatMap((one) => missingDischarges(one, statements, first, excused)),
  ];
}

/** Statements that the journal has, by nobody but people who were revoked since: why an older console left them out. */
function signedByRevoked(people: readonly Identity[], arrivals: readonly Arrival[]): ReadonlySet<Sha256> {
  const revoked = new Set(people.filter(({ state }) => state.kind === 'revoked').map(({ id }) => id));
  const signed = arrivals.filter((one) => one.kind === 'signed');
  const byOthers = new Set(signed.filter(({ signer }) => !revoked.has(signer)).map(({ statement }) => statement));
  return new Set(signed.map(({ statement }) => statement).filter((statement) => !byOthers.has(statement)));
}

type FirstArrival = ReadonlyMap<Sha256, Arrival | undefined>;

function usedOutOfOrder(
  user: OpenedStatement,
  statements: readonly OpenedStatement[],
  first: FirstArrival,
): readonly Finding[] {
  const used = first.get(user.statementSha256);
  if (used === undefined) return [];
  return usesOf(user.statement).flatMap(({ statementSha256: grant, action }) => {
    const given = first.get(grant);
    const isLate = given !== undefined && given.index > used.index;
    // What was signed elsewhere may have been signed before the revocation was known there.
    const isRevoked =
      used.kind === 'signed' &&
      statements.some(({ statement: { predicate }, statementSha256 }) => {
        const revoked = 'revokes' in predicate && predicate.revokes.statementSha256 === grant;
        return revoked && (first.get(statementSha256)?.index ?? Number.POSITIVE_INFINITY) < used.index;
      });
    return isLate || isRevoked
      ? [finding('dossier.grant-not-in-force', `entry ${used.index}`, { expected: action })]
      : [];
  });
}

/** A decision of this station rests on discharges that it had. One that was carried in may rest on others. */
function missingDischarges(
  { statement: { predicate }, sha256 }: ReadStatement,
  statements: readonly ReadStatement[],
  first: FirstArrival,
  excused: ReadonlySet<Sha256>,
): readonly Finding[] {
  if (!('blockers' in predicate) || first.get(sha256)?.kind !== 'signed') return [];
  return predicate.blockers
    .flatMap(({ discharges }) => discharges)
    .filter((discharge) => !excused.has(discharge) && statements.every((one) => one.sha256 !== discharge))
    .map((expected) => finding('dossier.authority-missing', layout.STATEMENTS, { expected }));
}

/** Every statement is about one packet id, and says of a packet's bytes what all others and the packet itself say. */
export function checkPackets(
  statements: readonly ReadStatement[],
  packets: readonly DossierPacket[],
): readonly Finding[] {
  const latest = statements.map(({ statement }) => statement).findLast((one) => one.predicateType === DECISION_TYPE);
  if (latest === undefined) return [finding('dossier.nothing-decided', layout.STATEMENTS)];
  const { id, sha256 } = latest.predicate.packet ?? { id: '', sha256: null };
  const references = statements.flatMap(({ statement: { predicate } }) => predicate.packet ?? []);
  const elsewhere = references.filter((one) => one.sha256 !== sha256 && (id === '' || one.id !== id));
  return [
    ...elsewhere.map((one) => finding('statement.other-packet', layout.STATEMENTS, { observed: one.id, expected: id })),
    ...references.flatMap((one) => {
      const same = references.find((other) => other.sha256 === one.sha256) ?? one;
      return checkPacket(one, packets.find((packet) => packet.sha256 === one.sha256)?.reference ?? same);
    }),
    ...statements.flatMap(({ statement: { predicateType, predicate } }) =>
      predicateType === DECISION_TYPE && packets.every((one) => one.sha256 !== predicate.packet.sha256)
        ? [finding('dossier.packet-differs', 'packets/', { expected: predicate.packet.sha256 })]
        : [],
    ),
    ...surplusReceipts(statements),
  ];
}

/** A dossier holds the receipts of its packets and of the evidence that its statements name. */
function surplusReceipts(statements: readonly ReadStatement[]): readonly Finding[] {
  const named = new Set(statements.flatMap(({ statement }) => treesOf(statement)));
  return statements.flatMap(({ statement: { predicate }, sha256 }) => {
    if (!('receiptId' in predicate) || predicate.packet !== null) return [];
    const isNamed = predicate.evidence.some(({ treeHashes }) => named.has(treeHashes.dirHash));
    return isNamed ? [] : [finding('dossier.statement-surplus', `receipt ${sha256}`)];
  });
}

/**
 * A decision by a key that was revoked since may not be in the dossier. The hole that it leaves in the chain is told as
 * that where the journal has its signature and the records the revocation.
 */
export function checkDecisions(
  statements: readonly ReadStatement[],
  people: readonly Identity[],
  entries: readonly JournalEntry[],
): readonly Finding[] {
  const excused = signedByRevoked(people, arrivalsIn(entries));
  const links = statements.flatMap(({ statement, sha256 }): ChainLink[] =>
    statement.predicateType === DECISION_TYPE ? [{ sha256, decision: statement.predicate }] : [],
  );
  return links
    .flatMap((link) => checkChain(link, links))
    .map((one) =>
      one.code === 'statement.predecessor-missing' && [...excused].some((statement) => statement === one.expected)
        ? finding('dossier.predecessor-revoked', layout.STATEMENTS, { expected: one.expected })
        : one,
    );
}
