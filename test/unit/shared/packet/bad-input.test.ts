import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasError } from '../../../../shared/finding/index.ts';
import { rawText } from '../../../../shared/packet/inline.ts';
import { broken, codes, json, markdown, plain, read, refusal, utf8 } from './fixtures.ts';

const hold = '1. `HOLD_PRODUCTION` (default, recommended) — do nothing further.\n';
const row = '| FIX7-P0-PROD-OPT4-1 | OPEN | owner | explicit production OPT-4 |\n';
const flatRow = 'FIX7-P0-PROD-OPT4-1 OPEN owner explicit production OPT-4\n';
const lineOf = (text: string, part: string) => `line ${text.slice(0, text.indexOf(part)).split('\n').length}`;

/** One defect, and the one finding that it must give; where a line is at fault, that line. */
function defect(name: string, text: string, expected: readonly string[], where?: string, file = 'packet.md'): void {
  test(name, () => {
    const reading = read(text, file);
    assert.deepEqual(codes(reading.findings), expected);
    if (where !== undefined) assert.equal(reading.findings[0]?.where, where);
    assert.ok(reading.packet.options.every((option) => option.mutates === (option.rank === 4)));
  });
}

const twice = broken(
  markdown,
  '3. `AUTHORIZE_PRODUCTION_REALRUN_PRECHECK_ONLY`',
  '3. `AUTHORIZE_PRODUCTION_DRYRUN_ONLY`',
);
defect('an option twice', twice, ['packet.option-twice'], lineOf(twice, '3. `AUTH'));

const dryRun = '2. `AUTHORIZE_PRODUCTION_DRYRUN_ONLY` — production read-only dry-run (entry==exit), no mutation.\n';
const skipped = broken(markdown, '2. `AUTH', '3. `AUTH');
defect('an option whose number is not its turn', skipped, ['packet.option-rank'], lineOf(markdown, '2. `AUTH'));

const dashless = broken(markdown, dryRun, dryRun.replace(' — ', ' '));
defect(
  'an option without its dash',
  dashless,
  ['packet.option-unreadable', 'packet.option-rank', 'packet.option-rank'],
  lineOf(markdown, '2. `AUTH'),
);

const beside = broken(markdown, '## Preconditions', `${dryRun.replace('2. ', '')}\n## Preconditions`);
defect(
  'an option beside the list',
  beside,
  ['packet.option-outside-list'],
  lineOf(
    beside,
    '`AUTHORIZE_PRODUCTION_DRYRUN_ONLY` — production read-only dry-run (entry==exit), no mutation.\n\n## ',
  ),
);

test('64 hexadecimal digits are a reference to evidence wherever they stand', () => {
  const bare = read(broken(markdown, '## What changed', `It is ${'ab'.repeat(32)} now.\n\n## What changed`));
  assert.deepEqual(bare.findings, []);
  assert.equal(bare.packet.evidence[0]?.treeHash, 'ab'.repeat(32));
});

test('a document without options has none to choose', () => {
  const none = read(markdown.replace(/^## Options.*?(?=^## Preconditions)/ms, ''));
  assert.ok(codes(none.findings).includes('packet.no-options') && hasError(none.findings));
  assert.deepEqual([none.packet.options, none.packet.default], [[], null]);
});

const blockerTwice = broken(markdown, row, row + row);
defect(
  'a blocker twice',
  blockerTwice,
  ['packet.blocker-twice'],
  `line ${blockerTwice.split('\n').indexOf(row.trim()) + 2}`,
);

const withoutDefault = broken(
  broken(broken(markdown, '(default, recommended) ', ''), 'Default = ', 'See '),
  '; default HOLD',
  '',
);
defect('no default', withoutDefault, ['packet.no-default']);
test('without a default there is none', () => assert.equal(read(withoutDefault).packet.default, null));

const twoDefaults = broken(
  markdown,
  '`AUTHORIZE_PRODUCTION_DRYRUN_ONLY` —',
  '`AUTHORIZE_PRODUCTION_DRYRUN_ONLY` (default) —',
);
defect('two defaults', twoDefaults, ['packet.two-defaults']);
test('of two defaults neither is taken', () => assert.equal(read(twoDefaults).packet.default, null));

const strangeDefault = broken(markdown, 'Default = `HOLD_PRODUCTION`', 'Default = `WAIT`');
defect('a default that is no option', strangeDefault, ['packet.default-unknown'], 'line 7');

test('a default that changes things is none', () => {
  const reading = read(
    broken(markdown, 'do nothing further.', 'apply and go home.').replace('HOLD_PRODUCTION`', 'GO_PRODUCTION`'),
  );
  assert.ok(codes(reading.findings).includes('packet.default-unknown'));
  const mutating = read(
    markdown
      .replaceAll('HOLD_PRODUCTION', 'GO_PRODUCTION')
      .replace('default HOLD', 'default GO')
      .replace('do nothing further', 'apply it'),
  );
  assert.deepEqual(codes(mutating.findings), ['packet.default-unsafe']);
  assert.equal(mutating.packet.default, null);
});

const unknownStatus = broken(markdown, row, row.replace('OPEN', 'mostly fine'));
defect('an unknown status', unknownStatus, ['packet.status-unknown'], lineOf(markdown, row));
test('an unknown status is open, and shown as written; a warning locks nothing more', () => {
  const reading = read(unknownStatus);
  const blocker = reading.packet.blockers.find((one) => one.id === 'FIX7-P0-PROD-OPT4-1');
  assert.deepEqual([blocker?.status, blocker?.statusText], ['open', 'mostly fine']);
  assert.equal(hasError(reading.findings), false);
});

for (const [name, cells] of [
  ['a cell is missing', '| FIX7-P0-PROD-OPT4-1 | OPEN | owner |'],
  ['a cell is empty', '| FIX7-P0-PROD-OPT4-1 | OPEN | | explicit production OPT-4 |'],
  ['there is a cell too many', '| FIX7-P0-PROD-OPT4-1 | OPEN | owner | explicit production | OPT-4 |'],
  ['the actor is nobody', '| FIX7-P0-PROD-OPT4-1 | OPEN | someone | explicit production OPT-4 |'],
  ['the id is two words', '| FIX7 P0-PROD-OPT4-1 | OPEN | owner | explicit production OPT-4 |'],
] as const) {
  const text = broken(markdown, row, `${cells}\n`);
  defect(`a row of the table where ${name}`, text, ['packet.blocker-row-unreadable'], lineOf(markdown, row));
}

for (const [name, line] of [
  ['the actor is missing', 'FIX7-P0-PROD-OPT4-1 OPEN explicit production OPT-4'],
  ['the gate is missing', 'FIX7-P0-PROD-OPT4-1 OPEN owner'],
  ['the status could end in two places', 'FIX7-P0-PROD-OPT4-1 with owner owner explicit production OPT-4'],
  ['the second actor lost its plus', 'FIX7-P0-PROD-OPT4-1 OPEN owner operator explicit production OPT-4'],
] as const) {
  const text = broken(plain, flatRow, `${line}\n`);
  defect(
    `a flattened row where ${name}`,
    text,
    ['packet.blocker-row-unreadable'],
    lineOf(plain, flatRow),
    'packet.txt',
  );
}

test('a table that is cut in two keeps none of its rows out of sight', () => {
  const cut = read(broken(markdown, row, `\n${row}`));
  assert.equal(codes(cut.findings).filter((code) => code === 'packet.row-outside-table').length, 4);
  const flat = read(broken(plain, flatRow, `\n${flatRow}`), 'packet.txt');
  assert.equal(codes(flat.findings).filter((code) => code === 'packet.row-outside-table').length, 4);
});

test('a table whose heading is damaged is missed', () => {
  const damaged = read(broken(markdown, '| blocker | status |', '| blocker | stat |'));
  assert.ok(codes(damaged.findings).includes('packet.table-unreadable'));
  assert.ok(codes(damaged.findings).includes('packet.no-blockers'));
  assert.ok(
    hasError(read(broken(plain, 'blocker status actor gate', 'blocker stat actor gate'), 'packet.txt').findings),
  );
});

test('a blocker whose status the text gives and that has no row is missed', () => {
  const text = broken(markdown, '\n## Recommendation', '\n`FIX7-P0-LATE-2` is still OPEN.\n\n## Recommendation');
  assert.deepEqual(codes(read(text).findings), ['packet.blocker-without-row']);
});

test('an option that lost its number, or its line, is missed', () => {
  assert.ok(hasError(read(broken(markdown, '4. `AUTHORIZE', '. `AUTHORIZE')).findings));
  assert.ok(hasError(read(broken(markdown, '2. `AUTHORIZE', 'x `AUTHORIZE')).findings));
  assert.ok(hasError(read(broken(markdown, 'still no mutation.\n4.', 'still no mutation. 4.')).findings));
  assert.ok(hasError(read(broken(markdown, hold, '')).findings));
});

test('a tree hash that is cut short is missed', () => {
  assert.deepEqual(codes(read(broken(markdown, 'd95350da4023ad101a', ' 50da4023')).findings), [
    'packet.digest-malformed',
  ]);
});

test('invisible and direction characters are found at their line', () => {
  const reading = read(broken(markdown, 'real-run pre-checks', 'real-run \u202Epre-checks'));
  assert.deepEqual(
    reading.findings.map((one) => [one.code, one.where, one.observed]),
    [['packet.deceptive-field', lineOf(markdown, '3. `'), 'bidi']],
  );
});

test('a field stated twice, or not at all', () => {
  assert.deepEqual(
    codes(read(broken(plain, '<!-- DOC_STATUS', '<!-- REVISION: 2 -->\n<!-- DOC_STATUS'), 'p.txt').findings),
    ['packet.fields-disagree'],
  );
  assert.deepEqual(codes(read(broken(markdown, '<!-- REVISION: 1 -->\n', '')).findings), ['packet.field-missing']);
  assert.deepEqual(codes(read(broken(markdown, ' (2026-06-12)\n', '\n')).findings), ['packet.field-absent']);
});

test('raw HTML and links are shown as the text that they are', () => {
  const reading = read(
    `${markdown}\nSee [the plan](https://example.test/plan) <b>now</b>.\n\n<script>alert(1)</script>\n`,
  );
  const text = reading.document.map((block) => (block.kind === 'paragraph' ? rawText(block.text) : '')).join('\n');
  assert.ok(text.includes('the plan (https://example.test/plan) <b>now</b>.'));
  assert.ok(text.includes('<script>alert(1)</script>'));
  assert.ok(codes(reading.findings).includes('packet.html'));
});

test('more options, blockers or findings than a person could judge', () => {
  const rows = Array.from({ length: 1001 }, (_, i) => `| B-${i} | OPEN | owner | gate |\n`).join('');
  assert.deepEqual(codes(refusal(utf8(broken(markdown, row, rows)))), ['packet.too-many']);
  assert.deepEqual(codes(refusal(utf8(markdown + '\n| stray |\n'.repeat(1001)))), ['packet.too-many']);
});

test('packet.json is refused for duplicate keys, unknown fields, a byte order mark and a missing field', () => {
  const refused = (text: string) => codes(refusal(utf8(text), 'packet.json'));
  assert.deepEqual(refused(broken(json, '"revision": "1",', '"revision": "1", "revision": "2",')), [
    'json.duplicate-key',
  ]);
  assert.deepEqual(refused(broken(json, '"revision": "1",', '"revision": "1", "approved": true,')), [
    'packet.json-shape',
  ]);
  assert.deepEqual(refused(`\uFEFF${json}`), ['json.byte-order-mark']);
  assert.deepEqual(refused(broken(json, '"revision": "1",', '')), ['packet.json-shape']);
  assert.deepEqual(refused('[]'), ['packet.json-shape']);
});

test('packet.json that contradicts itself is taken at the worse word', () => {
  const closed = read(
    broken(
      json,
      '"status": "classified", "statusText": "classified"',
      '"status": "closed", "statusText": "classified"',
    ),
    'packet.json',
  );
  assert.deepEqual(codes(closed.findings), ['packet.status-contradicts']);
  const harmless = read(
    broken(
      json,
      '"mutates": true, "needs": { "blockers": "closed", "grants": "all" }',
      '"mutates": false, "needs": { "blockers": "acknowledged", "grants": "none" }',
    ),
    'packet.json',
  );
  assert.deepEqual(codes(harmless.findings), ['packet.option-contradicts']);
  assert.equal(harmless.packet.options[3]?.mutates, true);
  const weak = read(
    broken(
      json,
      '"needs": { "blockers": "closed", "grants": "all" }',
      '"needs": { "blockers": "acknowledged", "grants": "all" }',
    ),
    'packet.json',
  );
  assert.deepEqual(codes(weak.findings), ['packet.option-contradicts']);
});
