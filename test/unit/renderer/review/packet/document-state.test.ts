import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { coveredIn } from '../../../../../renderer/review/packet/covered.ts';
import { DocumentText } from '../../../../../renderer/review/packet/DocumentText.tsx';
import { DocumentState } from '../../../../../renderer/review/packet/document-context.ts';
import { findNames, findNamesIn, type LiveName } from '../../../../../renderer/review/packet/live-names.ts';
import { revisionDiff } from '../../../../../renderer/review/packet/revision-diff.ts';
import { readFirstPacket } from './first-packet.ts';

function live(name: string): LiveName {
  return { name, state: 'open', words: `${name}: open`, part: 'blockers' };
}

const NAMES = ['BLK-1', 'BLK-1-A', 'REAL_RUN', 'a.b'];
const texts = fc.array(fc.constantFrom(...NAMES, 'REAL_RUN_2', 'x', ' ', '.', ',', '-', '(', 'ế'), { maxLength: 12 });

test('a text keeps all its words, and each name in it is found as a whole and the longest that is there', () => {
  const pieces = findNames(NAMES.map(live));
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      const found = pieces(text);
      assert.equal(found.map(({ words }) => words).join(''), text);
      let at = 0;
      for (const { words, live: name } of found) {
        if (name !== null) {
          assert.equal(name.name, words);
          assert.doesNotMatch(text.slice(0, at), /[\p{L}\p{N}_-]$/u);
          assert.doesNotMatch(text.slice(at + words.length), /^[\p{L}\p{N}_-]/u);
        }
        at += words.length;
      }
    }),
  );
  const told = (text: string) => pieces(text).flatMap(({ live: name }) => name?.name ?? []);
  assert.deepEqual(told('BLK-1-A, then BLK-1. REAL_RUN_2 is none; (REAL_RUN) is, a.b too'), [
    'BLK-1-A',
    'BLK-1',
    'REAL_RUN',
    'a.b',
  ]);
});

test('every blocker that the first packet names is a way to its state, and its lines say what became of them', () => {
  const reading = readFirstPacket();
  const names = reading.packet.blockers.map(({ id }) => live(id));
  const value = { pieces: findNames(names), covered: coveredIn(reading), open: () => undefined };
  const html = renderToStaticMarkup(createElement(DocumentState, { value }, createElement(DocumentText, { reading })));
  for (const { words } of names) assert.ok(html.includes(`title="${words}"`), words);
  for (const { line, lastLine, alone } of reading.unread)
    if (alone) assert.equal(value.covered(line, lastLine), 'alone');
  assert.match(html, /class="covered covered-read"/);
  assert.match(html, /class="covered covered-alone"/);
});

test('a document that names very many things is shown without the ways to them', () => {
  const reading = readFirstPacket((text) => `${text}\n\n${`${'HOLD_PRODUCTION '.repeat(20)}\n\n`.repeat(300)}\n`);
  assert.equal(findNamesIn(reading.document, [live('HOLD_PRODUCTION')])('HOLD_PRODUCTION')[0]?.live, null);
  assert.notEqual(findNamesIn(readFirstPacket().document, [live('HOLD_PRODUCTION')])('HOLD_PRODUCTION')[0]?.live, null);
});

const lines = fc.array(
  fc.array(fc.constantFrom('run', 'the', 'test', 'BLK-1', 'ế', '.'), { maxLength: 5 }).map((words) => words.join(' ')),
  { maxLength: 20 },
);

test('both revisions are told whole by what their comparison says', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const rows = revisionDiff(before, after);
      assert.ok(rows !== null);
      const shown = { removed: new Map<number, string>(), added: new Map<number, string>() };
      let same = 0;
      for (const row of rows) {
        if (row.kind === 'gap') same += row.lines;
        else if (row.kind === 'same') same += 1;
        else {
          assert.ok(row.words.every(({ kind }) => kind === 'same' || kind === row.kind));
          shown[row.kind].set(row.line, row.words.map(({ text }) => text).join(''));
        }
      }
      for (const [all, kind] of [
        [before, 'removed'],
        [after, 'added'],
      ] as const) {
        assert.equal(all.length, same + shown[kind].size);
        for (const [line, text] of shown[kind]) assert.equal(all[line - 1], text);
      }
    }),
  );
  assert.deepEqual(
    revisionDiff(['the run is red'], ['the run is green'])?.map((row) => row.kind !== 'gap' && row.words),
    [
      [
        { kind: 'same', text: 'the run is ' },
        { kind: 'removed', text: 'red' },
      ],
      [
        { kind: 'same', text: 'the run is ' },
        { kind: 'added', text: 'green' },
      ],
    ],
  );
});
