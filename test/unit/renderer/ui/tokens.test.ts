import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const UI = join(process.cwd(), 'renderer/ui');
const css = readFileSync(join(UI, 'tokens.css'), 'utf8');

/** More than WCAG 2.2 AA asks for (4.5): the screen of an old laptop is what it is read on. */
const LEAST_CONTRAST = 5.5;

/** Each text colour with the grounds that it is put on. */
const PAIRS: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['ink', ['ground', 'surface', 'sunken', 'accent-wash', 'hold-wash', 'danger-wash', 'amber-wash', 'good-wash']],
  ['ink-soft', ['ground', 'surface']],
  ['accent', ['ground', 'surface', 'accent-wash']],
  ['hold', ['surface', 'hold-wash']],
  ['on-hold', ['hold', 'hold-strong']],
  ['on-accent', ['accent', 'accent-strong']],
  ['danger', ['ground', 'surface', 'danger-wash']],
  ['amber', ['ground', 'surface', 'amber-wash']],
  ['good', ['ground', 'surface', 'good-wash']],
];

for (const [theme, colours] of [
  ['light', coloursIn(css.slice(0, css.indexOf('@media')))],
  ['dark', coloursIn(css.slice(css.indexOf('prefers-color-scheme: dark'), css.indexOf('forced-colors')))],
] as const) {
  test(`text is told from what is behind it, ${theme}`, () => {
    for (const [text, grounds] of PAIRS) {
      for (const ground of grounds) {
        const ratio = contrast(named(colours, text), named(colours, ground));
        assert.ok(ratio >= LEAST_CONTRAST, `${text} on ${ground}: ${ratio.toFixed(2)}`);
      }
    }
  });
}

test('forced colours are the system’s alone', () => {
  const forced = css.slice(css.indexOf('forced-colors: active'));
  assert.equal(coloursIn(forced).size, 0);
  const light = [...coloursIn(css.slice(0, css.indexOf('@media'))).keys()];
  for (const name of light) assert.match(forced, new RegExp(`--${name}: [A-Z][A-Za-z]+;`), name);
});

test('each font that a page names is there, and is served', () => {
  const named = [...readFileSync(join(UI, 'fonts.css'), 'utf8').matchAll(/url\("(@fontsource\/[^"]+)"\)/g)];
  assert.equal(named.length, 12);
  for (const [, path = ''] of named) {
    const magic = readFileSync(join(process.cwd(), 'node_modules', path))
      .subarray(0, 4)
      .toString('latin1');
    assert.equal(magic, 'wOF2', path);
  }
});

function coloursIn(block: string): ReadonlyMap<string, string> {
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function named(colours: ReadonlyMap<string, string>, name: string): string {
  const value = colours.get(name);
  assert.ok(value !== undefined, `no colour ${name}`);
  return value;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [light = 1, dark = 1] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
