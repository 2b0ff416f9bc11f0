import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { DocumentText } from '../../../../../renderer/review/packet/DocumentText.tsx';
import { PacketFindings } from '../../../../../renderer/review/packet/PacketFindings.tsx';
import { digestOf } from '../../../../helpers/statements.ts';
import { readFirstPacket } from './first-packet.ts';

/** The text of markup, tags left out. */
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, '');

test('the document shows every heading, option and table cell of the first packet', () => {
  const reading = readFirstPacket();
  const html = renderToStaticMarkup(createElement(DocumentText, { reading }));
  assert.match(html, /<h2 [^>]*><bdi class="untrusted">FIX7 P0/);
  assert.equal(html.match(/<table/g)?.length, 1);
  for (const { id, gate } of reading.packet.blockers) {
    assert.ok(textOf(html).includes(id), id);
    assert.ok(textOf(html).includes(gate), gate);
  }
});

test('the lines that elements are said to show are shown, each by one', () => {
  const reading = readFirstPacket();
  const html = renderToStaticMarkup(createElement(DocumentText, { reading }));
  const shown = Array.from(html.matchAll(/data-lines="(\d+)-(\d+)"/g), ([, first, last]) => ({
    first: Number(first),
    last: Number(last),
  }));
  const lines = shown.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
  assert.equal(new Set(lines).size, lines.length);
  const text = textOf(html);
  for (const line of lines) {
    for (const word of reading.source[line - 1]?.match(/\w{4,}/g) ?? [])
      assert.ok(text.includes(word), `line ${line}: ${word}`);
  }
  assert.ok(lines.length > 0.9 * reading.source.length);
});

test('HTML and links in a packet are shown as text and are no elements', () => {
  const reading = readFirstPacket((text) =>
    text.replace(
      'This document selects',
      '<script>alert(1)</script> <a href="https://example.org">x</a>\n\nThis document selects',
    ),
  );
  const html = renderToStaticMarkup(createElement(DocumentText, { reading }));
  assert.ok(textOf(html).includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  assert.doesNotMatch(html, /<(script|a|img|iframe)\b/);
});

test('a document that would take too many elements is shown whole, as text alone', () => {
  const words = '*a* b '.repeat(1000);
  const many = Array.from({ length: 12 }, (_, at) => `paragraph_${at} ${words}`).join('\n\n');
  const reading = readFirstPacket((text) => `${text}\n\n${many}\n`);
  const html = renderToStaticMarkup(createElement(DocumentText, { reading }));
  assert.ok((html.match(/<\w/g)?.length ?? 0) < 500);
  const shown = textOf(html).split('\n');
  for (const line of [
    `paragraph_0 ${'a b '.repeat(1000).trim()}`,
    `paragraph_11 ${'a b '.repeat(1000).trim()}`,
    '4 AUTHORIZE_PRODUCTION_EXECUTION — actual production apply (requires ALL blockers resolved + per-action grants).',
    'blocker | status | actor | gate',
  ]) {
    assert.ok(shown.includes(line), line);
  }
});

test('list items carry the numbers that the source gives them', () => {
  const reading = readFirstPacket((text) =>
    text.replace('## Recommendation', '## Recommendation\n\n7. seven\n7. again\n'),
  );
  const html = renderToStaticMarkup(createElement(DocumentText, { reading }));
  assert.match(html, /<li value="7">.*seven.*<li value="7">.*again/);
});

test('a finding is shown with its code, its line and a way out', () => {
  const reading = readFirstPacket((text) => text.replace('| OPEN | owner |', '| probably fine | owner |'));
  const text = textOf(
    renderToStaticMarkup(
      createElement(PacketFindings, { packet: digestOf('packet'), go: () => undefined, findings: reading.findings }),
    ),
  );
  assert.ok(text.includes('packet.status-unknown'), text);
  assert.ok(text.includes('probably fine'), text);
});
