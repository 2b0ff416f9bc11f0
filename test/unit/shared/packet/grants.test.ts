import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGrants } from '../../../../shared/packet/grants.ts';
import { broken, markdown, read } from './fixtures.ts';

const sources = { gates: [], passages: [], listed: [], ids: [] };
const stated = (text: string) => [{ text, where: 'line 1' }];
const reading = (text: string) => readGrants({ ...sources, passages: stated(text) });
const inProse = (text: string) => reading(text).grants;
const inGate = (text: string) => readGrants({ ...sources, gates: stated(text) }).grants;

const named: readonly (readonly [string, readonly string[]])[] = [
  ['distinct grant per QT001-apply/permit/cutover', ['QT001-apply', 'permit', 'cutover']],
  ['This needs a grant for REAL_RUN and CUTOVER.', ['REAL_RUN', 'CUTOVER']],
  ['a separate grant for each of deploy, migrate and switch.', ['deploy', 'migrate', 'switch']],
  ['separate REAL_RUN grant', ['REAL_RUN']],
  ['Only with a distinct production-rollback grant, later.', ['production-rollback']],
  ['Wait for the cutover grant.', ['cutover']],
  ['It asks for the production data grant.', ['production data']],
  ['REAL_RUN/CUTOVER grants are needed.', ['REAL_RUN', 'CUTOVER']],
  ['We need REAL_RUN, CUTOVER and REPOINT grants.', ['REAL_RUN', 'CUTOVER', 'REPOINT']],
  ['We need the REAL_RUN and the CUTOVER grants.', ['REAL_RUN', 'CUTOVER']],
  ['a grant for A and B', ['A', 'B']],
  ['distinct grant per A/B/C', ['A', 'B', 'C']],
  ['explicit production OPT-4', ['production OPT-4']],
  ['an explicit OPT-7, in writing', ['OPT-7']],
];

test('every way to name a grant', () => {
  for (const [text, grants] of named) {
    const found = inProse(text).map((name) => name.toLowerCase());
    for (const grant of grants) assert.ok(found.includes(grant.toLowerCase()), `${text}: ${found.join(', ')}`);
  }
});

test('words about grants that name none', () => {
  for (const text of [
    'each irreversible action has its own explicit grant.',
    'requires ALL blockers resolved + per-action grants',
    'a separate grant per irreversible action',
    'This document grants nothing.',
    'A signed grant is single-use.',
    'two single-use grants',
  ]) {
    assert.deepEqual(inProse(text), [], text);
  }
});

test('a gate that asks for something explicit names at least one grant', () => {
  assert.deepEqual(inGate('explicit approval in writing'), ['approval in writing']);
  assert.deepEqual(inGate('design a gate'), []);
});

test('the items of a list of grants, and each name once', () => {
  const text = broken(
    markdown,
    '\n## Recommendation',
    '\n## Grants needed\n\n- REAL_RUN — once\n- `late-binding`: later\n\n## Recommendation',
  );
  assert.deepEqual(read(text).packet.grants.slice(-2), ['production-rollback', 'late-binding']);
});

test('a word for authority that names no grant is an error', () => {
  for (const text of [
    'A grant named CUTOVER is required.',
    'Grant needed: REPOINT.',
    'The grants are A_1, B_2 and C_3.',
    'PERMIT must be granted separately by the owner.',
    'The board approves the cutover.',
    'With the consent of the data owner.',
    'A licence is needed.',
    'The apply and cutover grants are needed.',
    'Erst nach Freigabe.',
    'Cần phê duyệt.',
    'Each step has its own grant.',
  ]) {
    assert.ok(
      reading(text).findings.some((one) => one.code === 'packet.grant-unclear'),
      text,
    );
  }
});

test('what is said not to be authorized asks for nothing', () => {
  for (const text of ['Production is still not authorized.', 'a separately-authorized lane', 'an unapproved draft']) {
    assert.deepEqual(reading(text).findings, [], text);
  }
});

test('long names are kept whole, so that two never become one', () => {
  const names = inProse('A grant for the first step of the cutover in Hanoi and the first step of the cutover in Hue.');
  assert.equal(names.length, 2);
});

test('a word of a grant that is named elsewhere is known', () => {
  const { findings, grants } = readGrants({
    ...sources,
    gates: stated('distinct grant per apply/permit'),
    passages: stated('No permit/apply yet; each has its own explicit grant.'),
  });
  assert.deepEqual([findings, grants], [[], ['apply', 'permit']]);
});

test('a name beside a grant is read, or is an error: no grant is lost, and two never become one', () => {
  for (const text of [
    'separate REAL_RUN grant and CUTOVER',
    'separate REAL_RUN grant plus one for CUTOVER',
    'separate REAL_RUN grant; CUTOVER likewise',
    'explicit production OPT-4 and OPT-5',
    'a grant for ALPHA; BETA',
    'a grant for ALPHA (and BETA)',
    'a grant for ALPHA. BETA too',
    ...['as well as', 'und', 'et', 'y', 'và', 'with', 'followed by'].map(
      (joined) => `a grant for ALPHA ${joined} BETA`,
    ),
    'two REAL_RUN grants',
  ]) {
    const read = readGrants({ ...sources, gates: stated(text) });
    assert.ok(read.findings.some(({ code }) => code === 'packet.grant-unclear') || read.grants.length === 2, text);
  }
});

test('an item of a list names each of its grants', () => {
  for (const item of [
    'REAL_RUN and CUTOVER',
    'REAL_RUN, CUTOVER',
    'REAL_RUN/CUTOVER',
    'REAL_RUN + CUTOVER — once each',
  ]) {
    assert.deepEqual(readGrants({ ...sources, listed: stated(item) }).grants, ['REAL_RUN', 'CUTOVER'], item);
  }
  const { findings } = readGrants({ ...sources, listed: stated('REAL_RUN (and CUTOVER)') });
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['packet.grant-unclear'],
  );
});
