import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deniesNoChange, readEffect } from '../../../../shared/packet/effect.ts';
import { codes, json, markdown, read } from './fixtures.ts';

const changesNothing = (text: string, qualifier = '') => readEffect(text, qualifier).changesNothing;

const harmless = [
  'do nothing further.',
  'do nothing',
  'hold.',
  'keep holding',
  'production read-only dry-run (entry==exit), no mutation.',
  'real-run pre-checks, still no mutation.',
  'Read-only, no secrets.',
  'a dry run without any database mutation',
  'read-only review of the migration plan',
  'another independent read-only audit of the backups',
  'wait; do nothing',
  'strictly read-only — no deploy',
];

test('an option changes nothing where every clause is a known phrase and one of them says so', () => {
  for (const text of harmless) assert.equal(changesNothing(text), true, text);
});

const harmful = [
  '',
  'go.',
  'wait.',
  'no deploy',
  'entry==exit',
  'pre-checks',
  'a dry-run',
  'not read-only',
  'no longer a read-only run',
  "it isn't read-only",
  'read-only, then apply',
  'read-only except for the index',
  'no mutation unless needed',
  'do nothing until midnight, then switch traffic',
  'read-only checks and a rollback',
  'hold the key ceremony and generate the root key',
  'hold the vote',
  'put the production database into read-only mode',
  'end the read-only window and go live',
  'scale the read-only replicas to zero',
  'grant the contractor read-only access to production',
  'read-only review of the plan with an apply',
  'read-only check of forced failover',
  'do nothing, áp dụng thật trên production',
  'nur lesen, kein Schreiben',
  'sin read-only',
  'no mutation \u2028 apply',
  '~~no mutation~~',
  '"no mutation"',
  "'read-only'",
  'no mutation*',
  'no mutаtion',
  'ｎo mutation',
];

test('anything left over, in any language, means that the option changes things', () => {
  for (const text of harmful) assert.equal(changesNothing(text), false, text);
});

test('what stands in parentheses behind the name counts against the option, never for it', () => {
  assert.equal(changesNothing('hold.', 'default, recommended'), true);
  assert.equal(changesNothing('look at production.', 'read-only'), false);
  for (const qualifier of ['then apply', 'not', 'withdrawn', 'until Monday']) {
    assert.equal(changesNothing('read-only.', qualifier), false, qualifier);
  }
});

test('adding a clause never makes an option harmless', () => {
  const clause = fc.oneof(fc.constantFrom(...harmless, ...harmful), fc.string({ unit: 'grapheme', maxLength: 20 }));
  const mark = fc.constantFrom(', ', '; ', ' — ', ' (', ') ', '. ', ': ');
  fc.assert(
    fc.property(fc.constantFrom(...harmful), mark, clause, (text, between, added) => {
      if (['', 'wait.', 'no deploy', 'entry==exit', 'pre-checks'].includes(text)) return;
      assert.equal(changesNothing(`${text}${between}${added}`), false);
      assert.equal(changesNothing(`${added}${between}${text}`), false);
    }),
  );
});

const option = (line: string) =>
  read(markdown.replace(/^2\. .*$/m, `2. ${line}`)).packet.options.find((one) => one.rank === 2);

test('code, links, images, tags, comments and entities prove nothing', () => {
  assert.equal(option('`LOOK_ONLY` — no mutation.')?.mutates, false);
  assert.equal(option('`LOOK_ONLY` — **no** mutation.')?.mutates, false);
  for (const text of [
    '`no mutation`.',
    '[no mutation](https://example.test).',
    '[no mutation]().',
    '[read-only](read-only).',
    '![no mutation](a.png)',
    'no mutation.<!-- apply -->',
    'no mutation<b>.</b>',
    'no&nbsp;mutation.',
    'no mutation. ~~apply~~',
  ]) {
    assert.equal(option(`\`LOOK_ONLY\` — ${text}`)?.mutates, true, text);
  }
});

test('what follows the first paragraph of an option can only take back what it says', () => {
  assert.equal(option('`LOOK_ONLY` — no mutation.\n\n   Then apply.')?.mutates, true);
  assert.equal(option('`LOOK_ONLY` — production\n\n   read-only dry-run')?.mutates, true);
  assert.equal(option('`LOOK_ONLY` — no mutation.\n   - apply')?.mutates, true);
});

test('the clauses are kept with the option, and who says so', () => {
  assert.deepEqual(read(markdown).effects[1], {
    option: 'AUTHORIZE_PRODUCTION_DRYRUN_ONLY',
    clauses: ['production read-only dry-run', 'entry==exit', 'no mutation'],
    saidBy: 'text',
  });
});

const withText = (text: string) => json.replace('real-run pre-checks, still no mutation.', text);

test('packet.json may say that an option changes nothing, so long as its text does not deny it', () => {
  const look = read(withText('look at the logs'), 'packet.json');
  assert.deepEqual(codes(look.findings), []);
  assert.deepEqual(look.effects[2], {
    option: 'AUTHORIZE_PRODUCTION_REALRUN_PRECHECK_ONLY',
    clauses: ['look at the logs'],
    saidBy: 'field',
  });
  for (const text of [
    'look and apply',
    'export the data',
    'not read-only',
    'áp dụng thật',
    'nicht nur lesen',
    '执行',
  ]) {
    assert.equal(deniesNoChange(text), true, text);
    const denied = read(withText(text), 'packet.json');
    assert.equal(denied.packet.options[2]?.mutates, true, text);
    assert.deepEqual(codes(denied.findings), ['packet.option-contradicts'], text);
  }
});

test('a default is safe by its text alone, in packet.json too', () => {
  const reading = read(json.replace('do nothing further.', 'stay calm'), 'packet.json');
  assert.equal(reading.packet.default, null);
  assert.deepEqual(codes(reading.findings), ['packet.default-unsafe', 'packet.option-contradicts']);
});
