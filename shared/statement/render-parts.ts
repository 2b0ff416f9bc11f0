import type { StatedVerdict } from '../evidence/verdict.ts';
import type {
  CheckRecord,
  EvidenceRecord,
  FindingRecord,
  GrantUse,
  PacketReference,
  SealProbe,
  SealRecord,
} from './fields.ts';
import { block, field, given, type Lines, list, section } from './render-lines.ts';
import type { StatementDraft } from './statement.ts';

/** The sections that several kinds of statement have in common. */

export function packetSection(packet: PacketReference): Lines {
  return section(
    'PACKET',
    field('Id', packet.id),
    field('Revision', packet.revision),
    field('SHA-256', packet.sha256),
    field('Bytes', packet.size),
  );
}

export function evidenceLines(evidence: Omit<EvidenceRecord, 'verdict'> & { readonly verdict: StatedVerdict }): Lines {
  const { treeHashes, answers } = evidence;
  return [
    ...field('Name on the medium', evidence.label),
    ...field('Verdict', evidence.verdict),
    ...(answers === null
      ? ["Answers none of the packet's tree hashes"]
      : [
          ...field("Answers the packet's tree hash", answers.treeHash),
          ...field('Under the algorithm', answers.algorithm),
        ]),
    ...field('Files', evidence.files),
    ...field('Bytes', evidence.bytes),
    ...field('dirHash', treeHashes.dirHash),
    ...given(treeHashes.gitTreeSha256, (id) => field('gitTreeSha256', id)),
    ...given(treeHashes.gitTreeSha1, (id) => field('gitTreeSha1', id)),
    ...field('merkleSha256', treeHashes.merkleSha256),
    ...field('sha256sumDot', treeHashes.sha256sumDot),
    ...given(treeHashes.bagManifest, (digest) => field('bagManifest', digest)),
  ];
}

export function evidenceSection(evidence: readonly EvidenceRecord[], checks: readonly CheckRecord[]): Lines {
  return section('EVIDENCE', list('Evidence trees', evidence, evidenceLines), checksLines(checks));
}

export function checksLines(checks: readonly CheckRecord[]): Lines {
  return list('Checks that the console made', checks, (check) => [
    ...field('Check', check.id),
    ...field('Type', check.type),
    ...field('Result', check.result),
    ...field('Because', check.reason),
    ...field('In evidence (dirHash)', check.evidence),
    ...list('Observed', check.observed, ({ name, value }) => [...field('Name', name), ...field('Value', value)]),
  ]);
}

export function grantsSection(grants: readonly GrantUse[]): Lines {
  return section(
    'GRANTS USED UP BY THIS',
    list('Grants', grants, (grant) => [
      ...field('Action', grant.action),
      ...field('Expires', grant.expires),
      ...field('Nonce', grant.nonce),
      ...field('SHA-256 of its statement', grant.statementSha256),
      ...field('SHA-256 of its envelope', grant.envelopeSha256),
    ]),
  );
}

export function findingLines(one: FindingRecord): Lines {
  return [
    ...field('Finding', one.code),
    ...field('Severity', one.severity),
    ...field('Where', one.where),
    ...given(one.observed, (observed) => field('Observed', observed)),
    ...given(one.expected, (expected) => field('Expected', expected)),
  ];
}

export function windowSection(window: { readonly notBefore: string; readonly expires: string | null }): Lines {
  return section(
    'IN FORCE',
    field('Not before', window.notBefore),
    field('Expires', window.expires ?? 'never, unless revoked or followed by another'),
  );
}

/** The clock, the air gap, the console: last, and in every statement. */
export function circumstancesSections({ predicate }: StatementDraft): Lines {
  const { clock, airgap, console } = predicate;
  return [
    ...section('CLOCK', field('Station clock (UTC, nobody vouches for it)', clock.utc)),
    ...section(
      'AIR GAP',
      field('Launcher', airgap.launcher),
      ...(airgap.seal === undefined ? [] : sealLines(airgap.seal)),
      list('Network links up', airgap.linksUp, (link) => field('Link', link)),
      airgap.override === null ? ['No override'] : block('OVERRIDE, with this reason', airgap.override),
      field('Checked at', airgap.checkedAt),
    ),
    ...section(
      'CONSOLE',
      field('Version', console.version),
      field('Runtime', console.runtime),
      field('Build SHA-256', console.buildSha256),
    ),
  ];
}

/** What each probe tried to reach. */
const PROBED: Readonly<Record<SealProbe['probe'], string>> = {
  'socket-families': 'Sockets of any family but AF_UNIX',
  'io-uring': 'io_uring',
  'own-links': 'Network links of its own',
  'message-bus': 'A message bus',
  'abstract-sockets': 'Abstract sockets of others',
  'ordinary-account': 'Root',
  'chromium-sandbox': 'Pages outside of Chromium’s sandbox',
};

/** What the text says of each probe's outcome. */
const PROBE_OUTCOME: Readonly<Record<SealProbe['outcome'], string>> = {
  closed: 'closed',
  open: 'OPEN',
  unknown: 'NOT KNOWN',
};

const DISPLAY: Readonly<Record<SealRecord['display'], string>> = {
  wayland: 'Wayland',
  x11: 'X11: other programs of this account can read what is typed',
  none: 'none',
};

/** What it means that a screen reader was let in. */
const LET_IN =
  'let in by choice, through the accessibility bus: programs of the person can read these windows and press their buttons';

function sealLines({ probes, display, unsealed, letPass, accessible }: SealRecord): readonly Lines[] {
  return [
    list('Tried at the start', probes, ({ probe, outcome, detail }) => [
      ...field(PROBED[probe], PROBE_OUTCOME[outcome]),
      ...given(detail === '' ? null : detail, (seen) => field('Seen', seen)),
    ]),
    field('Display', DISPLAY[display]),
    accessible === true ? field('Screen reader', LET_IN) : [],
    unsealed === null ? [] : block('STARTED WITHOUT THE SEAL, with this sentence', unsealed),
    letPass.length === 0 ? [] : list('DEVELOPMENT BUILD, which let pass', letPass, (one) => field('Switch', one)),
  ];
}
