import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasError } from '../../../../shared/finding/index.ts';
import { PACKET_TEMPLATE } from '../../../../shared/packet/template.ts';
import { availability } from '../../../../shared/rules/availability.ts';
import { codes, json, markdown, plain, read } from './fixtures.ts';

const META = '<!-- KB: KB-9 -->\n<!-- REVISION: 1 -->\n<!-- DOC_STATUS: ACTIVE -->';

interface Parts {
  readonly meta?: string;
  readonly option?: string;
  readonly title?: string;
  readonly options?: string;
  readonly heading?: string;
  readonly table?: string;
  readonly added?: string;
}

const ROW = '| blocker | status | actor | gate |\n|---|---|---|---|\n| BLK-DB-001 | closed | owner | restore proven |';

/** A packet whose one option that changes things is open, with one part put in place of its own or added at the end. */
function packet({
  meta = META,
  option = 'apply to production.',
  title = '# Cutover decision 2026-07-01',
  options = '## Options',
  heading = '## Preconditions',
  table = ROW,
  added = '',
}: Parts) {
  return `${meta}

${title}

Default = \`HOLD_PROD\`.

${options}

1. \`HOLD_PROD\` (default) — do nothing.
2. \`APPLY_PROD\` — ${option}

${heading}

${table}
${added === '' ? '' : `\n${added}\n`}`;
}

function opened(text: string): readonly string[] {
  const reading = read(text);
  const authority = { grants: [], discharges: [] };
  return availability({ reading, evidence: [], authority, now: '2026-12-01T00:00:00Z' })
    .filter((one) => one.available && !one.isDefault)
    .map((one) => one.option);
}

test('a packet with every blocker closed opens, and stays open beside text that says nothing against it', () => {
  for (const parts of [
    {},
    { added: 'BLK-DB-001 was closed by the owner on 2026-06-30, see the report.' },
    { added: '## Context\n\n- The rehearsal was run.\n- It took two hours.' },
    { added: '## Notes\n\n```\npg_restore --list dump\n```' },
    { added: 'Die Probe lief am 30. Juni.' },
    { added: '> A quotation.' },
    { heading: '## Blockers (all closed)' },
    { heading: '## Preconditions for the cutover' },
    { added: 'Do not proceed until every blocker above is closed.' },
    {
      table:
        '| ID | Blocker | Status | Owner | Notes |\n|---|---|---|---|---|\n| B-1 | restore the backup | closed | owner | done on 2026-06-30 |',
    },
    {
      table: ROW.replace('blocker', 'ID')
        .replace('gate |', 'gate | Notes |')
        .replace('---|\n', '---|---|\n')
        .replace('proven |', 'proven | see report |'),
    },
    { meta: '---\nid: KB-9\nrevision: 1\nstatus: accepted\ndate: 2026-07-01\ntags: [a, b]\ndeciders:\n  - Olga\n---' },
  ]) {
    const text = packet(parts);
    assert.deepEqual([opened(text), codes(read(text).findings)], [['APPLY_PROD'], []], text);
  }
});

const locking: Readonly<Record<string, Parts>> = {
  'a second table with other headings': {
    added: '| blocker | verdict | who | exit |\n|---|---|---|---|\n| x | OPEN | owner | y |',
  },
  'a table in another language': { added: '| Điểm chặn | Trạng thái |\n|---|---|\n| thử máy | mở |' },
  'any other table': { added: '## Context\n\n| day | what |\n|---|---|\n| Monday | rehearsal |' },
  'a table in a list': { added: '## Context\n\n- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |' },
  'a table in a quote': { added: '> | a | b |\n> |---|---|\n> | 1 | 2 |' },
  'an HTML table': { added: '<table><tr><td>x</td><td>OPEN</td></tr></table>' },
  'a comment': { added: '<!-- BLK-PHONE-001: OPEN -->' },
  'a fence that nothing closes': { added: '## Notes\n\n```\nthe rest' },
  'a box to tick': { added: '## Notes\n\n- [ ] phone check' },
  'a ticked box': { added: '## Notes\n\n- [x] phone check' },
  'a box as a character': { added: '☐ phone check' },
  'a definition list': { added: 'Phone check\n: open' },
  'columns of tabs': { added: 'phone check\topen\towner' },
  'a grid': { added: '+-----+----+\n+ a   + b  +\n+-----+----+' },
  'a key in a fence': { added: '## Notes\n\n```yaml\nstatus: OPEN\n```' },
  'a list under a heading for blockers': { added: '## Open points\n\n- the phone' },
  'a list under a heading in another language': { added: '## Offene Punkte\n\n- Telefon' },
  'a list under a heading that nobody knows': { added: '## Điểm cần xử lý\n\n- thử máy' },
  'a list under a deeper heading': { added: '## Blockers left\n\n### Context\n\n- the phone' },
  'a heading for blockers with text alone': { added: '## Outstanding\n\nThe phone check.' },
  'an identifier without a row': { added: 'See BLK-PHONE-001.' },
  'an identifier without a row, in small letters': { added: 'See blk-phone-001.' },
  'an identifier of another shape with a status': { added: 'OPS-12 is open.' },
  'an identifier with entities': { added: 'BLK&#45;PHONE&#45;001 waits.' },
  'an identifier with another hyphen': { added: 'BLK\u2011PHONE\u2011001 waits.' },
  'an identifier with an invisible character': { added: 'BLK-PH\u200BONE-001 waits.' },
  'an identifier in Cyrillic letters': { added: 'ВLK-РHONE-001 waits.' },
  'an identifier across tags': { added: 'BLK-<b>PHONE</b>-001 waits.' },
  'a heading for one blocker': { added: '### BLK-PHONE-001\n\nDevice check.' },
  'text that says open': { added: 'BLK-DB-001 is still OPEN.' },
  'text that says open in Vietnamese': { added: 'BLK-DB-001 vẫn chưa đóng.' },
  'text that says open in German': { added: 'BLK-DB-001 ist noch offen.' },
  'text that says open in a language without a list': { added: 'BLK-DB-001 jest nadal otwarty.' },
  'text that says reopened': { added: 'BLK-DB-001 was closed. It was reopened on Monday.' },
  'text that says that some blockers are open': { added: 'Two blockers remain open.' },
  'a heading that says open': { heading: '## Preconditions (all OPEN)' },
  'a heading that says open in Vietnamese': { heading: '## Preconditions (tất cả còn mở)' },
  'a note that says open': {
    table:
      '| ID | Blocker | Status | Owner | Notes |\n|---|---|---|---|---|\n| B-1 | restore | closed | owner | reopened |',
  },
  'a note that nobody understands': {
    table:
      '| ID | Blocker | Status | Owner | Notes |\n|---|---|---|---|---|\n| B-1 | restore | closed | owner | xem lại |',
  },
  'a gate that says open': { table: ROW.replace('restore proven', 'restore not yet proven') },
  'a column that is not known': {
    table: ROW.replace('gate |', 'gate | status today |')
      .replace('---|\n', '---|---|\n')
      .replace('proven |', 'proven | open |'),
  },
  'a status with more words': { table: ROW.replace('closed', 'closed?') },
  'a struck-out status': { table: ROW.replace('closed', '~~closed~~') },
  'a withdrawn packet': { meta: META.replace('ACTIVE', 'WITHDRAWN') },
  'a draft': { meta: META.replace('ACTIVE', 'DRAFT') },
  'a status in another language': { meta: META.replace('ACTIVE', 'đã rút lại') },
  'a heading that says withdrawn': { added: '## WITHDRAWN\n\nSee the next one.' },
  'text that says withdrawn': { added: 'This packet is superseded by KB-10.' },
  'an option that says withdrawn': { option: 'WITHDRAWN, apply to production.' },
  'an option that must not be chosen': { option: 'apply to production; must not be chosen.' },
  'an option with a condition': { option: 'apply to production, not before July.' },
  'an option with an entity': { option: 'ap&#8203;ply to production.' },
  'an option with an invisible character': { option: 'ap\u200Bply to production.' },
  'a grant in ordinary words': { added: 'A grant named CUTOVER is required.' },
  'a grant in a table': { added: '## Grants needed\n\n| grant |\n|---|\n| CUTOVER |' },
  'a grant that is named': { added: '## Grants\n\n- CUTOVER' },
  'an approval': { added: 'The board approves the cutover.' },
  'an unknown key in the front matter': { meta: '---\nid: KB-9\nrevision: 1\nstatus: accepted\nblockers: BLK-2\n---' },
  'a date with more words': { meta: `${META}\n<!-- DATE: 2026-07-01 withdrawn, BLK-DB-001 open -->` },
  'a revision with more words': { meta: META.replace('REVISION: 1', 'REVISION: 1 withdrawn') },
  'an id with more words': { meta: META.replace('KB-9', 'KB-9 withdrawn') },
  'a status with a comment': { meta: '---\nid: KB-9\nrevision: 1\nstatus: active # withdrawn\n---' },
  'a date in the front matter with more words': {
    meta: '---\nid: KB-9\nrevision: 1\nstatus: active\ndate: 2026-07-01 withdrawn\n---',
  },
  'an option that names a blocker without a row': { option: 'apply to production; BLK-DB-003 is open.' },
  'an option that says that a blocker is open': { option: 'apply to production; BLK-DB-001: reopened.' },
  'an option that says so in Polish': { option: 'apply to production; BLK-DB-001 nadal otwarty.' },
  'an option that is vetoed': { option: 'apply to production (vetoed).' },
  'an option that is forbidden in Vietnamese': { option: 'cấm, apply to production.' },
  'a gate that says that its blocker is open again': {
    table: ROW.replace('restore proven', 'restore proven; BLK-DB-001 is open again'),
  },
  'a gate that says withdrawn': { table: ROW.replace('restore proven', 'restore proven; this packet is withdrawn') },
  'the packet’s own id withdrawn': { added: '## Notes\n\n- KB-9: withdrawn' },
  'superseded without a subject': { added: 'Superseded by KB-10.' },
  'a second default in a fence': { added: '## Notes\n\n```\nDefault = `APPLY_PROD`\n```' },
  'an identifier spelled with spaces': { added: 'BLK DB 001 open' },
  'an identifier spelled in one word': { added: 'BLKDB001 is open' },
  'text that closes a part alone': { added: 'BLK-DB-001 was closed for staging.' },
  'metadata further down': { meta: META.replace('<!-- REVISION: 1 -->\n', ''), added: '<!-- REVISION: 1 -->' },
  'a question mark in an option': { option: 'apply to production?' },
  'an option after something': { option: 'apply to production, but only after the phone check.' },
  'an option that needs something': { option: 'apply to production; needs a restore test.' },
  'an option subject to something': { option: 'apply to production (subject to legal).' },
  'an option that was struck': { option: 'apply to production. Gestrichen.' },
  'an option with a footnote': { option: 'apply to production.[^1]' },
  'an option with a lock': { option: 'apply to production 🔒' },
  'a heading over the options that takes them back': {
    option: 'apply to production.\n\n## Notes',
    options: '## Former options',
  },
  'a heading over the options, struck out': { options: '## ~~Options~~' },
  'a heading over the options in another language': { options: '## Options (zablokowane)' },
  'a heading over the blockers for something else': { heading: '## Preconditions for staging' },
  'a heading over the blockers of another revision': { heading: '## Preconditions of revision 1' },
  'a heading over the blockers that lists a part': { heading: '## Preconditions 1/3' },
  'a heading over the blockers, struck out': { heading: '## ~~Preconditions~~' },
  'a heading over the blockers with a cross': { heading: '## Preconditions ❌' },
  'a title that is a template’s': { title: '# Template' },
  'a title that says denied': { title: '# Cutover denied' },
  'a title that says draft in French': { title: '# Brouillon' },
  'a title that says draft in Japanese': { title: '# カットオーバー(下書き)' },
  'a gate that says open by one word': { table: ROW.replace('restore proven', 'OPEN since Monday') },
  'a gate with an empty box': { table: ROW.replace('restore proven', '☐ restore') },
  'a gate that says open in German': { table: ROW.replace('restore proven', 'steht aus') },
  'a gate that says open in Japanese': { table: ROW.replace('restore proven', '未完了') },
  'a gate with a condition': { table: ROW.replace('restore proven', 'if legal agrees') },
  'a gate that asks for a vote': { table: ROW.replace('restore proven', 'vote of the board') },
  'a gate that asks for leave in Polish': { table: ROW.replace('restore proven', 'zgoda zarządu') },
  'an identifier with a cross': { added: 'BLK-DB-001 ❌' },
  'an identifier with a question': { added: 'BLK-DB-001?' },
  'an identifier that is closed, struck out': { added: '~~BLK-DB-001 is closed.~~' },
  'a text that gives closed another meaning': { added: 'Closed means here that the ticket was filed.' },
  'an option that the text calls locked': { added: 'APPLY_PROD ist gesperrt.' },
  'a comment with another key': { meta: `${META}\n<!-- SUPERSEDED_BY: KB-10 -->` },
  'a comment that says withdrawn': { meta: `${META}\n<!-- withdrawn -->` },
  'a status with a hyphen in its key': { meta: `${META.replace('DOC_STATUS: ACTIVE', 'DOC-STATUS: DRAFT')}` },
  'a default that is denied': { added: 'The default is not `HOLD_PROD`.' },
  'a default with an alternative': { added: 'Default = `HOLD_PROD` or `APPLY_PROD`.' },
  'a name by itself': { added: '## Notes\n\n- CUTOVER' },
  'an empty heading before a list': { added: '## Risks\n\n##\n\n- phone gateway: red' },
  'a name alone under a heading for grants': { added: '## Grants\n\nREAL_RUN' },
  'a box in parentheses': { added: '## Notes\n\n- ( ) phone check' },
  'a digest that is cut': { added: `Evidence tree ${'ab'.repeat(16)} ${'cd'.repeat(16)}.` },
};

for (const [name, parts] of Object.entries(locking)) {
  test(`${name} keeps the option locked`, () => {
    const text = packet(parts);
    assert.notEqual(text, packet({}));
    assert.deepEqual(opened(text), []);
  });
}

const CODES: readonly (readonly [code: string, name: keyof typeof locking])[] = [
  ['packet.task-list', 'a box to tick'],
  ['packet.list-unread', 'a list under a heading that nobody knows'],
  ['packet.code-unread', 'a key in a fence'],
  ['packet.layout-unread', 'columns of tabs'],
  ['packet.html', 'a comment'],
  ['packet.heading-empty', 'a heading for blockers with text alone'],
  ['packet.metadata-unknown', 'an unknown key in the front matter'],
  ['packet.not-live', 'a withdrawn packet'],
  ['packet.withdrawn', 'text that says withdrawn'],
  ['packet.option-withdrawn', 'an option that says withdrawn'],
  ['packet.option-condition', 'an option with a condition'],
  ['packet.default-unclear', 'a default that is denied'],
  ['packet.blocker-contradicted', 'text that says open'],
  ['packet.deceptive-field', 'an option with an entity'],
];

test('a question is no statement that nothing changes', () => {
  for (const option of [
    'read-only?',
    'no mutation (?)',
    'read-only check of traffic cut.',
    'read-only check of firmware flashed.',
  ]) {
    assert.equal(read(packet({ option })).packet.options[1]?.mutates, true, option);
  }
});

test('an option that changes nothing changes things where the text says what it does', () => {
  const text = packet({ option: 'read-only check.', added: 'Option 2 also wipes the old primary.' });
  assert.ok(new Set<string>(codes(read(text).findings)).has('packet.option-contradicts'));
});

test('what locks is told by its own finding', () => {
  for (const [code, name] of CODES) {
    assert.ok(new Set<string>(codes(read(packet(locking[name] ?? {})).findings)).has(code), `${name}: ${code}`);
  }
});

test('an invisible character in prose is a warning, and locks nothing by itself', () => {
  const text = packet({ added: 'A qui\u200Bet night.' });
  assert.deepEqual(codes(read(text).findings), ['packet.deceptive-text']);
  assert.deepEqual(opened(text), ['APPLY_PROD']);
});

test('packet.json that names a grant without listing it has an error', () => {
  const unlisted = json.replace('"REAL_RUN", ', '');
  assert.deepEqual(codes(read(unlisted, 'packet.json').findings), ['packet.grant-unlisted']);
});

test('two options with the words of each other open nothing more than each alone', () => {
  const reading = read(packet({ option: 'production' }));
  assert.equal(reading.packet.options[1]?.mutates, true);
});

test('each line of the first packet is accounted for: a field, a heading, prose, or blank', () => {
  for (const [text, name] of [
    [markdown, 'p.md'],
    [plain, 'p.txt'],
  ] as const) {
    const { coverage, source } = read(text, name);
    const covered = new Set(
      coverage.flatMap(({ line, lastLine }) => Array.from({ length: lastLine - line + 1 }, (_, at) => line + at)),
    );
    const lost = source.flatMap((line, at) =>
      line.trim() === '' || covered.has(at + 1) ? [] : [`${at + 1}: ${line}`],
    );
    assert.deepEqual(lost, [], name);
  }
});

test('what was read and is acknowledged all the same is never called unread', () => {
  const { coverage, unread, packet: parsed, source } = read(packet({}));
  const usesAt = (wanted: string) =>
    coverage.filter(({ line }) => (source[line - 1] ?? '').includes(wanted)).map(({ use }) => use);
  const closed = parsed.blockers.find(({ status }) => status === 'closed') ?? assert.fail();
  const acting = parsed.options.find(({ mutates }) => mutates) ?? assert.fail();
  for (const id of [closed.id, acting.id]) {
    const uses = usesAt(id);
    assert.ok(uses.includes('acknowledge') && !uses.includes('prose'), `${id}: ${uses}`);
  }
  const labelled = coverage.filter(({ use }) => use === 'acknowledge' || use === 'prose').map(({ line }) => line);
  assert.deepEqual(
    labelled.toSorted((a, b) => a - b),
    unread.map(({ line }) => line),
  );
});

test('passages that name something of the packet or have a word of warning are acknowledged one by one', () => {
  const { unread } = read(
    packet({ added: 'The weather was fine.\n\nApply it before noon.\n\nAPPLY_PROD takes an hour.' }),
  );
  assert.deepEqual(
    unread.map(({ line, text, names, alone }) => [line, text, names, alone]),
    [
      [12, '2. `APPLY_PROD` — apply to production.', ['APPLY_PROD'], true],
      [18, ROW.split('\n')[2], ['BLK-DB-001'], true],
      [20, 'The weather was fine.', [], false],
      [22, 'Apply it before noon.', [], true],
      [24, 'APPLY_PROD takes an hour.', ['APPLY_PROD'], true],
    ],
  );
});

test('the packet to fill in reads without a finding, and locks what changes things', () => {
  const reading = read(PACKET_TEMPLATE);
  assert.deepEqual(reading.findings, []);
  assert.equal(hasError(reading.findings), false);
  assert.deepEqual(opened(PACKET_TEMPLATE), ['DRYRUN_ONLY']);
});
