import type { NearBundle, WhichHashView } from '../../shared/contract/evidence-views.ts';
import type {
  BundleSummary,
  DecisionView,
  JournalPage,
  LanguageView,
  PacketSummary,
  PageEndView,
  StationView,
} from '../../shared/contract/views.ts';
import { type Sha256, toHex } from '../../shared/encoding/bytes.ts';
import { countChecks } from '../../shared/evidence/checks/counts.ts';
import { matchBundle, parseClaimedHash } from '../../shared/evidence/match.ts';
import type { BundleRecord } from '../../shared/evidence/types.ts';
import { whichHash } from '../../shared/evidence/which-hash.ts';
import { whyNot } from '../../shared/evidence/why-not.ts';
import type { JournalEntry } from '../../shared/journal/entry.ts';
import { type ChainLink, checkLatest } from '../../shared/statement/chain.ts';
import { toTimestamp } from '../../shared/statement/fields.ts';
import { isPractising } from '../../shared/statement/practice.ts';
import { describeFinding } from '../../shared/strings/say-finding.ts';
import type { Journal } from '../core/journal/journal.ts';
import { identityView } from './identity-view.ts';
import type { HeldPacket } from './packet-store.ts';
import { signatureFormats } from './signature-formats.ts';
import { chainLink, decisionLinks, type HeldStatements, isDecision } from './statement-store.ts';
import type { Station } from './station.ts';

export function stationView(
  { console, seal, key, keyring, airgap, journal, session, findings }: Station,
  language: LanguageView,
  pageEnd: PageEndView | null,
): StationView {
  return {
    console,
    seal,
    stationKeyid: key.key.keyid,
    isPractice: isPractising(),
    language,
    identities: keyring.identities().map(identityView),
    session: session.view(),
    airgap: airgap.current(),
    findings: findings(),
    pageEnd,
    journal: {
      size: journal.size,
      rootHash: toHex(journal.root),
      readOnly: journal.state.kind === 'read-only' ? describeFinding(journal.state.reason) : null,
    },
  };
}

/** `openBlockers`: how many are not closed as things stand; `decided`: the option of the decision that is in force on it. */
export function packetSummary(
  { sha256, label, importedAt, reading }: HeldPacket,
  openBlockers: number,
  decided: string | null,
): PacketSummary {
  const { packet, form, size, findings } = reading;
  return {
    sha256,
    id: packet.id,
    revision: packet.revision,
    title: packet.title,
    date: packet.date,
    docStatus: packet.docStatus,
    form,
    size,
    default: packet.default,
    openBlockers,
    blockers: packet.blockers.length,
    findings: findings.length,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    label,
    importedAt,
    decided,
  };
}

/** Every decision held as it stands now, newest first; the journal's entries say which of them have left the station. */
export function decisionViews(
  heldStatements: HeldStatements,
  entries: Iterable<JournalEntry>,
): readonly DecisionView[] {
  const exported = lastExports(entries);
  const { statements, revoked } = heldStatements;
  const links = decisionLinks(heldStatements);
  const now = toTimestamp(Date.now());
  const stateOf = (link: ChainLink): DecisionView['state'] => {
    const { expires } = link.decision;
    if (revoked.has(link.sha256)) return 'revoked';
    if (checkLatest(link, links).length > 0) return 'followed';
    return expires !== null && expires <= now ? 'expired' : 'in-force';
  };
  return statements
    .flatMap(({ opened, signedAt }): DecisionView[] => {
      if (!isDecision(opened)) return [];
      const { predicate } = opened.statement;
      return [
        {
          envelope: opened.envelopeSha256,
          formats: signatureFormats(opened),
          decisionId: predicate.decisionId,
          sequence: predicate.sequence,
          packet: predicate.packet.sha256,
          option: predicate.chosen.id,
          reason: predicate.reason,
          signer: opened.signers.map((one) => one.name).join(', '),
          signedAt,
          expires: predicate.expires,
          state: stateOf(chainLink(opened)),
          exportedAt: exported.get(opened.envelopeSha256) ?? null,
        },
      ];
    })
    .reverse();
}

/** When each statement last left the station, by what it is called by. */
function lastExports(entries: Iterable<JournalEntry>): ReadonlyMap<string, string> {
  const at = new Map<string, string>();
  for (const entry of entries) if (entry.event.kind === 'export') at.set(entry.event.envelope, entry.at);
  return at;
}

export function whichHashView(hash: string, bundles: readonly BundleRecord[]): WhichHashView {
  const matches = whichHash(hash.trim(), bundles);
  if (matches === null) return { kind: 'no-hash' };
  return {
    kind: 'compared',
    bundles: bundles.length,
    notComputed: matches.length > 0 ? [] : notComputed(hash.trim(), bundles),
    matches: matches.map(({ bundle, ...how }) => ({ bundle: bundle.id, label: bundle.label, ...how })),
    near: matches.length > 0 ? [] : nearBundles(hash.trim(), bundles),
  };
}

/** The bundles of which nobody knows yet whether one of git's ids is this hash. */
function notComputed(hash: string, bundles: readonly BundleRecord[]): readonly Sha256[] {
  const claim = parseClaimedHash(hash);
  if (claim === null) return [];
  return bundles.filter((one) => matchBundle(claim, one).kind === 'not-computed').map(({ id }) => id);
}

const MOST_NEAR = 10;

/** The bundles whose manifests the hash is of; where there are none, those with files that differ from their manifests. */
function nearBundles(hash: string, bundles: readonly BundleRecord[]): readonly NearBundle[] {
  const all = bundles.flatMap((one) => {
    const why = whyNot(hash, one);
    return why === null ? [] : [{ bundle: one.id, label: one.label, why, differs: one.asListed !== undefined }];
  });
  const hits = all.filter(({ why }) => why.code !== 'evidence.hash-of-other-tree');
  const near = hits.length > 0 ? hits : all.filter(({ differs }) => differs);
  return near.slice(0, MOST_NEAR).map(({ bundle, label, why }) => ({ bundle, label, why }));
}

export function bundleSummary(record: BundleRecord): BundleSummary {
  const { id, label, form, summary, importedAt } = record;
  return {
    id,
    label,
    verdict: record.verdict,
    checks: countChecks(record.checks),
    errors: record.findings.filter(({ severity }) => severity === 'error').length,
    form,
    files: summary.files,
    bytes: summary.bytes,
    importedAt,
  };
}

export function journalPage(journal: Journal, offset: number, limit: number): JournalPage {
  const { total, entries } = journal.page(offset, limit);
  return {
    total,
    entries: entries.map(({ index, at, event }) => ({ index, at, event })),
  };
}
