// docs/formats/findings.md, made from the codes: `npm run vectors` writes it, and a test compares it.
import { type FindingCode, isFindingCode, severities } from '../../shared/finding/index.ts';
import { findings } from '../../shared/strings/en/findings/index.ts';

/** What a finding ends. A reader takes every step of a page that its findings did not end. */
const ENDS = {
  nothing: 'nothing',
  document: 'the document: it is the only finding of it',
  step: 'the document, after all findings of the same step',
  key: 'the key',
  signatures: 'the statement, once all its signatures were tried',
  statement: 'the statement: it is the only finding of it',
  records: 'the records: this one and all after it are not taken',
  journal: 'the journal: nothing more is checked in it',
  writing: 'writing: the station reads, and signs nothing',
  acting: 'signing, until it is put right',
  act: 'the act that was asked for',
  reading: 'the reading of the packet: there are no fields',
  one: 'this statement: it is none of the dossier’s',
} as const;
type Ends = keyof typeof ENDS;

type Area = 'answer' | 'json' | 'statement' | 'dossier' | 'identity' | 'journal' | 'packet' | 'evidence' | 'station';
/** Codes of evidence end nothing by themselves: an error refuses the tree. */
type Stated = Exclude<FindingCode, `evidence.${string}` | `station.${string}` | `packet.${string}`>;

const STATED: Readonly<Record<Stated, Ends>> = {
  'answer.unreadable': 'document',
  'answer.signature': 'document',
  'answer.challenge': 'nothing',
  'answer.build': 'nothing',
  'answer.not-sealed': 'nothing',
  'json.too-large': 'document',
  'json.too-deep': 'document',
  'json.not-utf8': 'document',
  'json.byte-order-mark': 'document',
  'json.syntax': 'document',
  'json.duplicate-key': 'document',
  'json.lone-surrogate': 'document',
  'json.number-not-integer': 'document',
  'json.number-out-of-range': 'document',
  'statement.key-unreadable': 'key',
  'statement.key-weak': 'key',
  'statement.payload-type': 'document',
  'statement.base64': 'document',
  'statement.signature-count': 'document',
  'statement.signature-invalid': 'signatures',
  'statement.signer-unknown': 'nothing',
  'statement.keyid-wrong': 'nothing',
  'statement.nothing-signed': 'nothing',
  'statement.not-signed-by-trusted-key': 'signatures',
  'statement.signer-ended': 'act',
  'statement.signer-role': 'statement',
  'statement.openssh-alone': 'nothing',
  'statement.sshsig-unreadable': 'signatures',
  'statement.sshsig-namespace': 'signatures',
  'statement.user-presence': 'signatures',
  'statement.shape': 'step',
  'statement.unknown-field': 'step',
  'statement.not-canonical': 'document',
  'statement.unknown-predicate-type': 'document',
  'statement.practice': 'document',
  'statement.wrong-type': 'nothing',
  'statement.subject-mismatch': 'document',
  'statement.inconsistent': 'step',
  'statement.reason-owed': 'step',
  'statement.rendered-mismatch': 'statement',
  'statement.not-yet-valid': 'nothing',
  'statement.expired': 'nothing',
  'statement.revoked': 'nothing',
  'statement.other-packet': 'nothing',
  'statement.sequence-repeated': 'nothing',
  'statement.predecessor-wrong': 'nothing',
  'statement.predecessor-missing': 'nothing',
  'statement.decision-followed': 'nothing',
  'statement.revision-superseded': 'nothing',
  'statement.clock-backwards': 'nothing',
  'statement.grant-consumed': 'nothing',
  'statement.grant-missing': 'nothing',
  'statement.receipt-differs': 'nothing',
  'statement.gate-option': 'nothing',
  'statement.gate-reading': 'nothing',
  'statement.gate-locked': 'nothing',
  'statement.gate-evidence': 'nothing',
  'statement.gate-role-unnamed': 'nothing',
  'statement.gate-not-recorded': 'nothing',
  'statement.gate-withheld': 'nothing',
  'statement.gate-evidence-absent': 'nothing',
  'statement.gate-no-journal': 'nothing',
  'statement.gate-no-revocation-list': 'nothing',
  'statement.gate-not-shown': 'nothing',
  'statement.gate-other-time': 'nothing',
  'statement.vouched-unsigned': 'nothing',
  'dossier.in-archive': 'nothing',
  'dossier.file-missing': 'nothing',
  'dossier.file-unexpected': 'nothing',
  'dossier.file-unreadable': 'nothing',
  'dossier.authority-missing': 'nothing',
  'dossier.checksum': 'nothing',
  'dossier.statement-differs': 'statement',
  'dossier.keys-differ': 'nothing',
  'dossier.packet-differs': 'nothing',
  'dossier.predecessor-revoked': 'nothing',
  'dossier.not-waiting': 'one',
  'dossier.not-fallen': 'one',
  'dossier.evidence-differs': 'nothing',
  'dossier.rendered-differs': 'nothing',
  'dossier.instructions-differ': 'nothing',
  'dossier.report-differs': 'nothing',
  'dossier.schema-differs': 'nothing',
  'dossier.proof-differs': 'nothing',
  'dossier.statement-missing': 'nothing',
  'dossier.statement-unrecorded': 'nothing',
  'dossier.statement-surplus': 'nothing',
  'dossier.entry-differs': 'nothing',
  'dossier.signer-not-active': 'nothing',
  'dossier.grant-not-in-force': 'nothing',
  'dossier.station-differs': 'nothing',
  'dossier.evidence-missing': 'nothing',
  'dossier.nothing-decided': 'nothing',
  'dossier.taken-back': 'nothing',
  'dossier.print-not-recomputed': 'nothing',
  'dossier.report-not-recomputed': 'nothing',
  'dossier.schema-not-recomputed': 'nothing',
  'dossier.record-not-recomputed': 'nothing',
  'dossier.packet-name-unknown': 'nothing',
  'dossier.evidence-elsewhere': 'nothing',
  'dossier.station-unknown': 'nothing',
  'dossier.later-unknown': 'nothing',
  'dossier.entries-unattributed': 'nothing',
  'dossier.signer-revoked': 'nothing',
  'identity.records-missing': 'acting',
  'identity.record-unreadable': 'records',
  'identity.record-unsigned': 'records',
  'identity.record-order': 'records',
  'identity.record-contradicts': 'records',
  'journal.missing': 'journal',
  'journal.checkpoint-unreadable': 'journal',
  'journal.checkpoint-signature': 'journal',
  'journal.truncated': 'journal',
  'journal.altered': 'journal',
  'journal.entry-unreadable': 'journal',
  'journal.unsigned-entries': 'journal',
  'journal.write-failed': 'writing',
  'journal.written-elsewhere': 'writing',
  'journal.entry-owed': 'acting',
  'journal.nearly-full': 'nothing',
  'journal.too-fast': 'act',
  'journal.full': 'writing',
  'journal.another-station': 'writing',
  'journal.copy-unreadable': 'writing',
  'journal.copy-not-kept': 'nothing',
  'journal.rolled-back': 'writing',
  'journal.forked': 'writing',
  'journal.recovered': 'nothing',
  'journal.clock-backwards': 'nothing',
};

/** Packets of which there is no field: these findings stand alone. */
const NO_FIELDS: readonly FindingCode[] = [
  'packet.empty',
  'packet.too-large',
  'packet.not-utf8',
  'packet.binary',
  'packet.not-a-packet',
  'packet.too-many',
  'packet.no-document',
  'packet.several-documents',
  'packet.forms-disagree',
  'packet.json-shape',
  'packet.too-slow',
];

const AREAS: readonly (readonly [Area, string])[] = [
  ['json', 'Strict JSON: any document. The first defect alone is found. [statements.md](statements.md), step 1.'],
  [
    'statement',
    'Keys, signatures, statements and the gate. [signatures.md](signatures.md), [statements.md](statements.md), [gate.md](gate.md).',
  ],
  ['dossier', 'Folders that leave a station. [decision-folder.md](decision-folder.md), [dossier.md](dossier.md).'],
  ['identity', 'Records of identities. [identities.md](identities.md).'],
  ['journal', 'The journal. [journal.md](journal.md).'],
  ['packet', 'Packets. One error leaves only the default option selectable. [packet.md](packet.md).'],
  ['evidence', 'Evidence trees. One error refuses the tree. [evidence.md](evidence.md).'],
  ['station', 'The folder of a station’s data.'],
  ['answer', 'What a station says of itself when it is asked. [station-answer.md](station-answer.md).'],
];

const TOP = `# Findings

A finding is one thing that a reader noticed while it read or verified something: a code, a severity, where, and what was observed
and expected. The findings together decide the verdict. This page lists all codes. It is made from the code by \`npm run vectors\`,
and a test compares it.

\`\`\`
what is read            steps of its page         findings                            verdict

packet ──────────┐                            ┌─▶ error    statement.expired ─────┐
statement ───────┤                            │                                   │
folder, dossier ─┼──▶ step 1, step 2, ... ────┼─▶ warning  statement.keyid-wrong ─┼─▶ no error: verified, open
evidence ────────┤      ▲                     │                                   │   an error: refused, shut
journal ─────────┘      │                     └─▶ info     dossier.later-unknown ─┘
                        └── a finding that ends something keeps later steps from being taken
\`\`\`

## Example

A gate judges a decision that has expired:

\`\`\`json
{ "code": "statement.expired",  "severity": "error",  "where": "/predicate/expires",
  "observed": "2026-07-12T08:00:00Z",  "expected": "before 2026-07-12T08:00:00Z" }
\`\`\`

The finding is an error, so the gate is shut. It ends nothing, so the gate takes all its other steps too and gives their findings.

\`code\` and \`severity\` are fixed. \`where\`, \`observed\` and \`expected\` are for people: their texts may change from version to
version, \`observed\` and \`expected\` may be absent, and another reader need not give the same.

## Severity

| severity | what it does |
|---|---|
| error | refuses what carries it: a statement, a folder, a tree; shuts a gate; leaves only a packet's default selectable |
| warning | is shown, and refuses nothing |
| info | is worth knowing; what a gate lists as assumed shuts it with \`--strict\` |

The verdict depends on errors alone: no error means verified (or open), one error means refused (or shut). A code has one severity
everywhere.

## Precedence

1. The steps of each page are taken in their order. A finding that ends something keeps the later steps of it from being taken. So
   a reader gives the finding of the first step that fails, and not those of later ones.
2. Where a step says *all*, every finding of that step is given before it ends anything.
3. A finding that ends nothing keeps no other from being given.
4. The order of findings in a result means nothing. Two readers agree when the sets of their codes are the same.

The column \`ends\` of each table says what a finding ends.

`;

/** The page as it must be. */
export function findingsPage(): string {
  const codes = Object.keys(severities).filter(isFindingCode).sort();
  const parts = AREAS.map(([area, about]) => {
    const rows = codes.filter((code) => code.startsWith(`${area}.`)).map(row);
    return `## \`${area}\`\n\n${about}\n\n| code | severity | meaning | ends |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return TOP + parts.join('\n');
}

function row(code: FindingCode): string {
  const { sentence } = findings[code];
  return `| \`${code}\` | ${severities[code]} | ${sentence.replaceAll('|', '\\|')} | ${ENDS[endsOf(code)]} |`;
}

function endsOf(code: FindingCode): Ends {
  if (isStated(code)) return STATED[code];
  if (NO_FIELDS.includes(code)) return 'reading';
  if (code.startsWith('station.')) return severities[code] === 'error' ? 'acting' : 'nothing';
  return 'nothing';
}

function isStated(code: FindingCode): code is Stated {
  return Object.hasOwn(STATED, code);
}
