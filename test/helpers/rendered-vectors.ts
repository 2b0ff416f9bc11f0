// The vectors of test/vectors/rendered: statements with every part that a text can have, and their whole texts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromUtf8 } from '../../shared/encoding/bytes.ts';
import type { DecisionPredicate } from '../../shared/statement/decision.ts';
import { renderStatement } from '../../shared/statement/render.ts';
import { type StatementDraft, statementBytes } from '../../shared/statement/statement.ts';
import {
  complete,
  digestOf,
  dischargeDraft,
  evidence,
  grantDraft,
  holdDraft,
  read,
  receiptDraft,
  receiptDrafts,
  revocationDraft,
} from './statements.ts';

/** One file of test/vectors/rendered. */
export interface RenderedVector {
  readonly name: string;
  readonly description: string;
  /** The payload. */
  readonly statement: string;
  /** What its signer saw: the text whose SHA-256 is its `renderedSha256`. */
  readonly text: string;
}

/** One of each range that is escaped, its neighbours, and what imitates an escape or a frame. */
const ODD = [
  'tab\tCR\rNUL\u0000DEL\u007fC1\u0085NBSP\u00a0SHY\u00adCGJ\u034fALM\u061c',
  'jamo\u115f\u1160khmer\u17b4\u17b5fvs\u180b\u180fzwsp\u200bzwj\u200dlrm\u200ehyphen\u2010ls\u2028ps\u2029rlo\u202ennbsp\u202f',
  'wj\u2060unassigned\u2065isolate\u2066\u2069braille\u2800filler\u3164vs\ufe0fbom\ufeffhalfwidth\uffa0\ufff0\ufff8\ufff9\ufffbobject\ufffc\ufffd',
  'shorthand\u{1bca0}\u{1bca3}music\u{1d173}\u{1d17a}tags\u{e0000}\u{e0001}\u{e007f}\u{e0100}\u{e0fff}plane\u{e1000}private\ue000\u{f0000}smile\u{1f600}',
  '\\u{202e}\\\\u{5c}u{\\u{\\u{',
  '',
  'DECISION',
  '  Chosen option: EXECUTE',
  '| bar',
].join('\n');

const air = { linksUp: ['eth0', 'wlan0\n'], override: 'The link is a cable to the printer.\nNothing else is on it.' };

const seal = {
  probes: [
    { probe: 'socket-families', outcome: 'closed', detail: '' },
    { probe: 'io-uring', outcome: 'open', detail: 'io_uring_setup gave a descriptor' },
    { probe: 'own-links', outcome: 'unknown', detail: '/sys is not there' },
    { probe: 'message-bus', outcome: 'closed', detail: '' },
    { probe: 'abstract-sockets', outcome: 'closed', detail: '' },
    { probe: 'ordinary-account', outcome: 'closed', detail: '' },
    { probe: 'chromium-sandbox', outcome: 'closed', detail: '' },
  ],
  display: 'x11',
  unsealed: 'I start this console without its seal.',
  letPass: ['--remote-debugging-port', '--inspect'],
} as const;

const sealed = {
  probes: [{ probe: 'own-links', outcome: 'closed', detail: '' }],
  display: 'wayland',
  unsealed: null,
  letPass: [],
} as const;

const failed = {
  evidence: digestOf('dirHash'),
  id: 'probes',
  type: 'probe-results',
  result: 'unknown',
  reason: 'two probes are missing',
  observed: [],
} as const;

const { bagManifest: _bag, ...plainTree } = evidence.treeHashes;
const hold = holdDraft.predicate;

function decisionWith(predicate: Partial<Omit<DecisionPredicate, 'renderedSha256'>>): StatementDraft {
  return { ...holdDraft, predicate: { ...hold, ...predicate } };
}

const DRAFTS: readonly (readonly [name: string, description: string, draft: StatementDraft])[] = [
  ['decision-default', 'the default, without a reason; a leg, a lock, a grant and a check', holdDraft],
  [
    'decision-changes-nothing',
    'an option that changes nothing: its clauses, an acknowledged blocker, evidence that answers nothing, checks that did not pass',
    decisionWith({
      sequence: 2,
      previousDecision: digestOf('the decision before'),
      chosen: { id: 'DRYRUN_ONLY', textSha256: digestOf('read-only dry-run, no mutation.') },
      reason: 'Look first.',
      acknowledged: ['ROLLBACK-1'],
      effect: { clauses: ['read-only dry-run', 'no mutation'], saidBy: 'text' },
      unread: [],
      evidence: [evidence, { ...evidence, label: 'other', treeHashes: plainTree, verdict: 'read', answers: null }],
      checks: [...hold.checks, failed],
      expires: null,
    }),
  ],
  [
    'decision-changes-things',
    'an option that changes things: passages acknowledged, nothing locked, no blockers; a field alone would say that nothing changes',
    decisionWith({
      chosen: { id: 'EXECUTE', textSha256: digestOf('actual production apply.') },
      reason: 'All is proven.',
      locks: [],
      blockers: [],
      effect: null,
      unread: [
        { line: 12, sha256: digestOf('a passage'), alone: true },
        { line: 30, sha256: digestOf('another'), alone: false },
      ],
      evidence: [],
      checks: [],
      grants: [],
      airgap: { ...hold.airgap, seal: sealed },
    }),
  ],
  [
    'decision-field-alone',
    'an option of packet.json whose field alone says that it changes nothing, without clauses',
    decisionWith({ effect: { clauses: [], saidBy: 'field' }, airgap: { ...hold.airgap, ...air } }),
  ],
  [
    'decision-started-unsealed',
    'a console without its seal: probes that are open and unknown, the sentence, switches of a development build',
    decisionWith({ airgap: { ...hold.airgap, launcher: 'unsealed', seal } }),
  ],
  [
    'decision-opened',
    'what was opened on the screen: files listed and not listed, parts, lines of the packet',
    decisionWith({ read }),
  ],
  [
    'decision-opened-nothing',
    'a signer who signed in for the act alone: nothing was recorded',
    decisionWith({
      read: { ...read, since: null, packet: { size: 120, shown: 0, parts: [] }, files: [], filesMore: 0 },
    }),
  ],
  [
    'decision-odd-text',
    'characters that are escaped, their neighbours, and text that imitates the frame, in fields and in blocks',
    decisionWith({
      packet: { ...hold.packet, id: ODD, revision: '' },
      reason: ODD,
      optionsOffered: hold.optionsOffered.map((option, at) => (at === 2 ? { ...option, text: ODD } : option)),
    }),
  ],
  ['grant', 'a grant', grantDraft],
  [
    'grant-link-up',
    'a grant that was signed while links were up, with the reason for that',
    { ...grantDraft, predicate: { ...grantDraft.predicate, airgap: { ...grantDraft.predicate.airgap, ...air } } },
  ],
  ['discharge-leg', 'a discharge of one leg, with a separate authority and a check', dischargeDraft],
  [
    'discharge-whole',
    'a discharge of the whole blocker, by one role, without a separate authority',
    {
      ...dischargeDraft,
      predicate: {
        ...dischargeDraft.predicate,
        blocker: { ...dischargeDraft.predicate.blocker, leg: null },
        actors: ['auditor'],
        separateAuthority: false,
        grants: [],
        checks: [],
        expires: '2026-07-12T08:00:00Z',
      },
    },
  ],
  ['revocation', 'a revocation', revocationDraft],
  ['receipt', 'a receipt of a packet and a tree, with a finding', receiptDraft],
  [
    'receipt-findings',
    'findings with what was observed and expected, more than are listed, from a writable medium',
    {
      ...receiptDraft,
      predicate: {
        ...receiptDraft.predicate,
        medium: { label: '', filesystem: '', serial: '', readOnly: false },
        findings: [
          { code: 'evidence.manifest-differs', severity: 'error', where: 'a\nb', observed: 'x', expected: 'y' },
          { code: 'evidence.name-twin', severity: 'info', where: '', observed: '', expected: null },
        ],
        findingsTotal: 5,
        verdict: 'refused',
        evidence: [{ ...evidence, form: 'tar.gz', layout: 'sha256sums', verdict: 'refused' }],
      },
    },
  ],
  ...Object.entries(receiptDrafts).map(
    ([name, draft]) => [`receipt-of-${name}`, `a receipt of ${name.replaceAll('-', ' ')}`, draft] as const,
  ),
];

/** Every vector, in the order of its file's name. */
export function renderedVectors(): readonly RenderedVector[] {
  return DRAFTS.map(([name, description, draft]) => {
    const statement = complete(draft);
    return {
      name,
      description,
      statement: fromUtf8(statementBytes(statement)) ?? '',
      text: renderStatement(statement),
    };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const folder = join(import.meta.dirname, '../vectors/rendered');

/** Every vector as it lies on the disk, in the same order. */
export function keptRenderedVectors(): readonly RenderedVector[] {
  return readdirSync(folder)
    .map((name): RenderedVector => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
