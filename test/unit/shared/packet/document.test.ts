import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNoAuthority } from '../../../../shared/packet/fields.ts';
import type { DocumentBlock } from '../../../../shared/packet/types.ts';
import { readStatus } from '../../../../shared/packet/vocabulary.ts';
import { broken, markdown, plain, read } from './fixtures.ts';

const kinds = (blocks: readonly DocumentBlock[]) => blocks.map((block) => block.kind);
const body = (blocks: readonly DocumentBlock[]) =>
  kinds(blocks.slice(blocks.findIndex((block) => block.kind === 'heading')));

test('both text forms give the same document, block by block', () => {
  const ours = body(read(plain, 'p.txt').document);
  assert.equal(ours.pop(), 'paragraph', 'the line that leads back to the knowledge base');
  assert.deepEqual(ours, body(read(markdown).document));
});

test('the table of a flattened text has its cells and lines', () => {
  const table = read(plain, 'p.txt').document.find((block) => block.kind === 'table');
  assert.ok(table?.kind === 'table');
  assert.deepEqual(
    table.rows[0]?.map((cell) => cell[0]),
    [
      { kind: 'text', text: 'FIX7-P0-DRYRUN-PROD-ROLLBACK-1' },
      { kind: 'text', text: 'partially discharged (clone leg)' },
      { kind: 'text', text: 'operator (+sep. auth)' },
      { kind: 'text', text: 'prove snapshot/restore on a production-shaped DB dump clone, then production rehearsal' },
    ],
  );
  assert.equal(table.rowLines[0], plain.split('\n').findIndex((line) => line.startsWith('FIX7-P0-DRYRUN')) + 1);
});

test('code and strong text are typed inlines', () => {
  const paragraph = read(markdown).document.find((block) => block.kind === 'paragraph' && block.line === 7);
  assert.deepEqual(paragraph?.kind === 'paragraph' ? paragraph.text : null, [
    { kind: 'text', text: 'This document selects nothing. Default = ' },
    { kind: 'code', text: 'HOLD_PRODUCTION' },
    { kind: 'text', text: '.' },
  ]);
});

test('legs come from the status and from the text; in doubt a leg is open', () => {
  const legs = (text: string) => read(text).legs.map((leg) => [leg.leg, leg.status]);
  assert.deepEqual(legs(markdown), [
    ['clone', 'closed'],
    ['production', 'open'],
  ]);
  assert.deepEqual(legs(broken(markdown, 'clone leg proven', 'clone leg not yet proven')), [
    ['clone', 'open'],
    ['production', 'open'],
  ]);
  assert.deepEqual(legs(broken(markdown, 'discharged (clone leg) ', '(clone leg) ')), [
    ['clone', 'open'],
    ['production', 'open'],
  ]);
});

test('only an unqualified closing word closes', () => {
  for (const word of ['closed', 'CLOSED', 'resolved', 'Discharged', 'done'])
    assert.equal(readStatus(word).status, 'closed');
  for (const [text, status, known] of [
    ['closed (clone leg)', 'partial', true],
    ['partially closed', 'partial', true],
    ['not closed', 'open', false],
    ['closed?', 'open', false],
    ['closed pending review', 'open', false],
    ['c\u043Bosed', 'open', false],
    ['open (again)', 'open', true],
    ['narrowed', 'narrowed', true],
  ] as const) {
    assert.deepEqual(readStatus(text), { status, known }, text);
  }
});

test('a document that is no authority is known as such', () => {
  assert.equal(isNoAuthority('ACTIVE_NON_AUTHORITY'), true);
  assert.equal(isNoAuthority('ACTIVE_AUTHORITY'), false);
});
