import { readPacketFolder } from '../../../../shared/packet/folder.ts';
import { MAX_PACKET_BYTES, type PacketFile } from '../../../../shared/packet/read.ts';
import { PACKET_TEMPLATE } from '../../../../shared/packet/template.ts';
import { packetToJson } from '../../../../shared/packet/to-json.ts';
import { revisionFindings } from '../../../../shared/rules/revision-order.ts';
import { type Trial, tryWaysOut } from '../../../helpers/try-ways-out.ts';
import { broken, codes, read, utf8 } from '../packet/fixtures.ts';

/** The files of a packet, and another packet with its id at the same station. */
interface Given {
  readonly files: readonly PacketFile[];
  readonly beside: string | null;
}

const HEAD = '<!-- KB: KB-9 -->\n<!-- REVISION: 1 -->\n<!-- DATE: 2026-07-01 -->\n<!-- DOC_STATUS: ACTIVE -->';
const APPLY = '2. `APPLY_PROD` — apply to production.';
const TABLE = '| Blocker | Status | Actor | Gate |\n|---|---|---|---|';
const ROW = '| BLK-DB-001 | closed | owner | restore proven |';
const GOOD = `${HEAD}

# Cutover decision

Default = \`HOLD_PROD\`.

## Options

1. \`HOLD_PROD\` (default) — do nothing.
${APPLY}

## Preconditions

${TABLE}
${ROW}
`;

const document = (text: string | Uint8Array, name = 'packet.md'): PacketFile => ({
  name,
  bytes: typeof text === 'string' ? utf8(text) : text,
});
const given = (...files: readonly PacketFile[]): Given => ({ files, beside: null });

/** The good document with one part replaced, or with a part more at its end. */
const withPart = (from: string, to: string): string => broken(GOOD, from, to);
const withMore = (more: string): string => `${GOOD}\n${more}\n`;

/** A document that its author mends, in each way that the way out names. */
function asks(says: RegExp, text: string | Uint8Array, ...mended: readonly string[]): Trial<Given> {
  return {
    says,
    broken: () => given(document(text)),
    mended: () => mended.map((one) => given(document(one))),
  };
}

const wrongFile = (text: string | Uint8Array) => asks(/^Check that this is the file that was meant/, text, GOOD);
const newRevision = (text: string, mended: string) => asks(/a corrected revision/, text, mended);

function jsonOf(text: string, change: (json: string) => string = (same) => same): PacketFile {
  return document(change(JSON.stringify(packetToJson(read(text).packet))), 'packet.json');
}

/** `packet.json` that says something else at one place, and as it should be. */
function inJson(says: RegExp, text: string, from: string, to: string): Trial<Given> {
  const change = (json: string): string => broken(json, from, to);
  return { says, broken: () => given(jsonOf(text, change)), mended: () => [given(jsonOf(text))] };
}

/** Another revision of the good document at the same station. */
function beside(says: RegExp, revision: string, other: string, mended: string): Trial<Given> {
  const stating = (one: string): string => withPart('REVISION: 1', `REVISION: ${one}`);
  const another = `${stating(other)}\nAnother text.\n`;
  const both = (one: string): Given => ({ files: [document(stating(one))], beside: another });
  return { says, broken: () => both(revision), mended: () => [both(mended)] };
}

const withGrants = withMore('## Grants\n\n- CUTOVER');

tryWaysOut<Given>('packet', {
  trials: {
    'packet.empty': wrongFile(''),
    'packet.too-large': {
      says: /^Check that this is the packet, and not the evidence/,
      broken: () => given(document('x'.repeat(MAX_PACKET_BYTES + 1))),
      mended: () => [given(document(GOOD))],
    },
    'packet.not-utf8': wrongFile(Uint8Array.of(0xff, 0xfe, 0x41)),
    'packet.binary': wrongFile('# A packet\0'),
    'packet.not-a-packet': asks(
      /`holdfast packet template` writes one/,
      '# Minutes\n\nWe met.\n',
      GOOD,
      PACKET_TEMPLATE,
    ),
    'packet.too-many': wrongFile(
      withPart(ROW, Array.from({ length: 1001 }, (_, i) => `| B-${i} | OPEN | owner | g |`).join('\n')),
    ),
    'packet.no-document': {
      says: /^Check that this is the file that was meant/,
      broken: () => given(),
      mended: () => [given(document(GOOD))],
    },
    'packet.several-documents': {
      says: /^Leave one packet in each folder/,
      broken: () => given(document(GOOD, 'a.md'), document(withGrants, 'b.md')),
      mended: () => [given(document(GOOD, 'a.md')), given(document(withGrants, 'b.md'))],
    },
    'packet.forms-disagree': {
      says: /a folder in which they agree/,
      broken: () => given(document(GOOD), jsonOf(withPart('REVISION: 1', 'REVISION: 2'))),
      mended: () => [given(document(GOOD), jsonOf(GOOD))],
    },
    'packet.json-shape': inJson(/a packet\.json in the documented form/, GOOD, '"revision":"1"', '"version":"1"'),
    'packet.field-missing': asks(
      /<!-- KB: KB-1 --> and <!-- REVISION: 1 -->, or id and revision in front matter/,
      withPart(HEAD, ''),
      GOOD,
      withPart(HEAD, '---\nid: KB-9\nrevision: 1\n---'),
    ),
    'packet.fields-disagree': newRevision(withPart('<!-- DATE', '<!-- REVISION: 2 -->\n<!-- DATE'), GOOD),
    'packet.no-options': newRevision(GOOD.replace(/^## Options.*(?=^## Pre)/ms, ''), GOOD),
    'packet.option-unreadable': asks(/"2\. NAME — what it does"/, withPart(' — apply', ' apply'), GOOD),
    'packet.option-outside-list': asks(
      /put it into the numbered list of options/,
      withMore('`READ_PROD` — read-only dry-run, no mutation.'),
      withPart(APPLY, `${APPLY}\n3. \`READ_PROD\` — read-only dry-run, no mutation.`),
    ),
    'packet.option-rank': newRevision(withPart('2. `APPLY', '3. `APPLY'), GOOD),
    'packet.option-twice': newRevision(withPart(APPLY, `${APPLY}\n3. \`APPLY_PROD\` — apply again.`), GOOD),
    'packet.option-contradicts': inJson(
      /a corrected revision/,
      GOOD,
      '"mutates":true,"needs":{"blockers":"closed","grants":"all"}',
      '"mutates":false,"needs":{"blockers":"acknowledged","grants":"none"}',
    ),
    'packet.no-default': asks(
      /write "\(default\)" after the name of one option that changes nothing/,
      withPart('Default = `HOLD_PROD`.\n', '').replace(' (default)', ''),
      withPart('Default = `HOLD_PROD`.\n', ''),
    ),
    'packet.two-defaults': asks(/one default/, withPart('`APPLY_PROD` —', '`APPLY_PROD` (default) —'), GOOD),
    'packet.default-unclear': asks(/"Default = ID."/, withMore('The default is not `HOLD_PROD`.'), GOOD),
    'packet.default-unknown': newRevision(withPart('Default = `HOLD_PROD`', 'Default = `WAIT`'), GOOD),
    'packet.default-unsafe': asks(/such as "do nothing"/, withPart('do nothing', 'see what comes'), GOOD),
    'packet.no-blockers': asks(
      /a table with the columns Blocker, Status, Actor and Gate/,
      GOOD.replace(/^## Preconditions.*/ms, ''),
      GOOD,
    ),
    'packet.blocker-twice': newRevision(withPart(ROW, `${ROW}\n${ROW}`), GOOD),
    'packet.blocker-row-unreadable': asks(
      /a name in one word, a status, an actor \(owner, operator or auditor\) and a gate/,
      withPart(ROW, '| BLK DB | closed | somebody |  |'),
      GOOD,
    ),
    'packet.row-outside-table': asks(
      /without an empty line before it/,
      withPart(ROW, `${ROW}\n\n| BLK-CI-2 | closed | owner | seal |`),
      withPart(ROW, `${ROW}\n| BLK-CI-2 | closed | owner | seal |`),
    ),
    'packet.table-unreadable': asks(
      /head its columns Blocker, Status, Actor and Gate, or to write it as text/,
      withMore('| point | verdict |\n|---|---|\n| phone | open |'),
      withMore(`${TABLE}\n| BLK-PHONE-1 | open | owner | phone checked |`),
      withMore('The phone is still to be checked.'),
    ),
    'packet.task-list': asks(
      /each box as a row of the table of blockers, with its status/,
      withMore('- [ ] phone check'),
      withPart(ROW, `${ROW}\n| BLK-PHONE-1 | open | owner | phone check |`),
    ),
    'packet.list-unread': asks(
      /in the table, or to put the list under a heading such as Context or Notes/,
      withMore('## Open points\n\n- the phone'),
      withPart(ROW, `${ROW}\n| BLK-PHONE-1 | open | owner | phone check |`),
      withMore('## Context\n\n- the phone'),
      withMore('## Notes\n\n- the phone'),
    ),
    'packet.code-unread': asks(
      /in the table\. Other code can stand under a heading such as Context or Notes, without keys such as "status"/,
      withMore('## Blockers by machine\n\n```\nphone: check\nstatus: open\n```'),
      withPart(ROW, `${ROW}\n| BLK-PHONE-1 | open | owner | phone check |`),
      withMore('## Context\n\n```\nphone: check\n```'),
      withMore('## Notes\n\n```\nphone: check\n```'),
    ),
    'packet.layout-unread': asks(
      /as a table with the columns Blocker, Status, Actor and Gate/,
      withMore('phone check\topen\towner'),
      withPart(ROW, `${ROW}\n| BLK-PHONE-1 | open | owner | phone check |`),
    ),
    'packet.html': asks(/a revision in plain Markdown/, withMore('<div>phone check</div>'), withMore('phone check')),
    'packet.heading-empty': asks(
      /put the table or the list under this heading, or to give the heading another name/,
      withMore('## Outstanding\n\nThe phone check.'),
      withMore(`## Outstanding\n\n${TABLE}\n| BLK-PHONE-1 | open | owner | phone check |`),
      withMore('## The phone\n\nThe phone check.'),
    ),
    'packet.metadata-unknown': asks(
      /id, revision, date, status and title there, and nothing else/,
      withPart(HEAD, '---\nid: KB-9\nrevision: 1\nstatus: active\ndate: 2026-07-01\nblockers: BLK-2\n---'),
      withPart(HEAD, '---\nid: KB-9\nrevision: 1\nstatus: active\ndate: 2026-07-01\ntitle: Cutover\n---'),
    ),
    'packet.not-live': asks(/a status such as ACTIVE/, withPart('ACTIVE', 'DRAFT'), GOOD),
    'packet.withdrawn': asks(/the revision that is in force/, withMore('This packet is superseded by KB-10.'), GOOD),
    'packet.option-withdrawn': asks(
      /a revision without that option/,
      withPart('apply to', 'WITHDRAWN, apply to'),
      withPart(`${APPLY}\n`, ''),
    ),
    'packet.option-condition': asks(
      /write the condition as a blocker, in a row of the table/,
      withPart('production.', 'production, not before July.'),
      withPart(ROW, `${ROW}\n| BLK-JULY-1 | open | owner | July has begun |`),
    ),
    'packet.blocker-contradicted': asks(
      /state the status only in the row/,
      withMore('BLK-DB-001 is still OPEN.'),
      withPart('closed', 'open'),
    ),
    'packet.grant-unclear': asks(
      /list every grant by its name under the heading Grants/,
      withMore('A permit of the board is needed.'),
      withGrants,
    ),
    'packet.grant-unlisted': inJson(
      /add it to "grants"/,
      withPart('restore proven', 'separate CUTOVER grant'),
      '"grants":["CUTOVER"]',
      '"grants":[]',
    ),
    'packet.blocker-without-row': asks(
      /add its row, or to take the name out of the text/,
      withMore('See BLK-PHONE-1.'),
      `${withPart(ROW, `${ROW}\n| BLK-PHONE-1 | open | owner | phone check |`)}\nSee BLK-PHONE-1.\n`,
      withMore('See the phone.'),
    ),
    'packet.status-unknown': asks(
      /ask the author what the status means/,
      withPart('| closed |', '| mostly fine |'),
      GOOD,
    ),
    'packet.status-contradicts': inJson(
      /a corrected revision/,
      withPart('| closed |', '| OPEN |'),
      '"status":"open"',
      '"status":"closed"',
    ),
    'packet.digest-malformed': asks(
      /in one piece, as 64 hexadecimal digits/,
      withMore(`Evidence tree ${'ab'.repeat(16)} ${'cd'.repeat(16)}.`),
      withMore(`Evidence tree ${'ab'.repeat(16)}${'cd'.repeat(16)}.`),
    ),
    'packet.revision-repeated': beside(/a revision with a higher number/, '1', '1', '2'),
    'packet.revision-unordered': beside(/a higher number, such as 3 after 2-final/, '2', '2-final', '3'),
    'packet.deceptive-field': asks(/write the line in plain characters/, withPart('apply to', 'ap\u200Bply to'), GOOD),
  },
  notHere: {
    'packet.byte-order-mark': 'nothing has to be done',
    'packet.deceptive-text': 'a person reads the line',
    'packet.field-absent': 'a person reads the document',
    'packet.read-more-strictly': 'told beside the errors that it is about',
    'packet.statement-lost': 'the data folder is brought back from a copy, as any folder is',
    'packet.too-slow': 'no packet in plain Markdown is known that is read so slowly',
  },
  codesOf: ({ files, beside }) => {
    const reading = readPacketFolder(files);
    if (!reading.ok) return codes(reading.error);
    const { sha256, packet, findings } = reading.value;
    const others = beside === null ? [] : [read(beside)].map((one) => ({ sha256: one.sha256, ...one.packet }));
    return codes([...findings, ...revisionFindings({ sha256, revision: packet.revision }, others)]);
  },
});
