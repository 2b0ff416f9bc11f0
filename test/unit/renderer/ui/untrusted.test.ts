import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Say, Untrusted } from '../../../../renderer/ui/Untrusted.tsx';
import { say } from '../../../../shared/strings/forms/say.ts';
import { escapeVisible } from '../../../../shared/text/deceptive.ts';

const htmlOf = (text: string, mono: boolean) => renderToStaticMarkup(createElement(Untrusted, { text, mono }));

/** What is copied of markup that holds no element but `bdi`, `mark`, `wbr` and chips. */
function seen(html: string): string {
  const text = html.replaceAll(
    /<bdi class="[a-z ]+"(?: dir="ltr")?>|<\/bdi>|<wbr\/>|<mark title="[^"]*">|<\/mark>|<span class="escape" data-shown="U\+[0-9A-F ×]+" title="[^"]*">|<\/span>/g,
    '',
  );
  assert.ok(!text.includes('<'), html);
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

test('whatever the text, it is text: escaped, isolated, and nothing of it lost where a line may break', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, mono) => {
      assert.equal(seen(htmlOf(text, mono)), escapeVisible(text));
    }),
  );
});

test('markup and direction controls do nothing', () => {
  assert.equal(
    htmlOf('<img src=x onerror=alert(1)>\u202egpj', false).replace(/ title="[^"]*"/, ''),
    '<bdi class="untrusted">&lt;img src=x onerror=alert(1)&gt;<span class="escape" data-shown="U+202E">\\u{202e}</span>gpj</bdi>',
  );
});

test('a run of one character is one chip, in a marked word too, and a lengthy text has chips as well', () => {
  const chips = (text: string) =>
    Array.from(htmlOf(text, false).matchAll(/data-shown="([^"]*)"/g), ([, shown]) => shown);
  assert.deepEqual(chips('a\u200b\u200b\u200bb\u200c'), ['U+200B ×3', 'U+200C']);
  assert.deepEqual(chips('pay\u034f\u0430dmin \u001b[31m'), ['U+034F', 'U+001B']);
  assert.deepEqual(chips(`${'x'.repeat(100_000)}\u{e0041}`), ['U+E0041']);
});

test('an identifier may break after _, - and / alone, and reads from left to right', () => {
  assert.equal(htmlOf('plain.txt', true), '<bdi class="untrusted mono" dir="ltr">plain.txt</bdi>');
  assert.equal(htmlOf('P0-1', true), '<bdi class="untrusted mono" dir="ltr">P0-<wbr/>1<wbr/></bdi>');
  assert.equal(htmlOf('HOLD_IT e.g. now', false), '<bdi class="untrusted">HOLD_<wbr/>IT e.g. now<wbr/></bdi>');
  assert.equal(htmlOf('A_B/c', true), '<bdi class="untrusted mono" dir="ltr">A_<wbr/>B/<wbr/>c<wbr/></bdi>');
});

test('a long text is one piece: nothing in it makes the page larger', () => {
  const text = '_'.repeat(100_000);
  assert.equal(htmlOf(text, true), `<bdi class="untrusted mono" dir="ltr">${text}</bdi>`);
});

test('a word whose letters imitate others is marked, and its neighbours are not', () => {
  const html = htmlOf('pay аdmin now', false);
  assert.match(html, /^<bdi class="untrusted">pay <mark title="[^"]+">аdmin<\/mark> now<\/bdi>$/);
});

test('in a sentence the untrusted parts alone are isolated', () => {
  const html = renderToStaticMarkup(createElement(Say, { it: say`Found in ${'stick'}.` }));
  assert.equal(html, 'Found in <bdi class="untrusted">stick</bdi>.');
});
