// The sets of code points that signed bytes depend on are those of Unicode 17.0, and those that the pages print.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isPlainName } from '../../../../electron/core/keyring/record.ts';
import { ESCAPED_CODE_POINTS, UNNAMEABLE_CODE_POINTS } from '../../../../shared/text/code-points.ts';
import { escapeVisible } from '../../../../shared/text/deceptive.ts';

const folder = join(import.meta.dirname, '../../../../docs/formats');
const listed = (page: string) =>
  Array.from(readFileSync(join(folder, page), 'utf8').matchAll(/```\n(0000\.\.[0-9A-F. \n]+)```/g), ([, list = '']) =>
    list.trim().replaceAll('\n', ' '),
  );

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const CONTROL = /[^\P{Cc}\t\n]/u;
const FURTHER = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB\u2028\u2029\u2800]/u;
const UNASSIGNED = /\p{Cn}/u;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

const isNoncharacter = (codePoint: number) =>
  (codePoint >= 0xfdd0 && codePoint <= 0xfdef) || (codePoint & 0xfffe) === 0xfffe;
const isEscapable = (_: number, text: string) => IGNORABLE.test(text) || CONTROL.test(text) || FURTHER.test(text);
const isUnnameable = (codePoint: number, text: string) =>
  HIDDEN.test(text) || (IGNORABLE.test(text) && UNASSIGNED.test(text)) || isNoncharacter(codePoint);

/** The code points of which `isIn` holds, as the pages write them. */
function ranges(isIn: (codePoint: number, text: string) => boolean): string {
  const found: string[] = [];
  const hex = (codePoint: number) => codePoint.toString(16).toUpperCase().padStart(4, '0');
  for (let first = 0, at = 0; at <= 0x110000; at++) {
    if (at < 0x110000 && isIn(at, String.fromCodePoint(at))) continue;
    if (at > first) found.push(at - 1 === first ? hex(first) : `${hex(first)}..${hex(at - 1)}`);
    first = at + 1;
  }
  return found.join(' ');
}

test('the lists are those of the properties that they were made from, and those of the pages', () => {
  // From Unicode 15.0 to 17.0 these sets did not change. A later version that changes one does not change the lists.
  assert.ok(Number(process.versions.unicode) >= 15 && Number(process.versions.unicode) <= 17, 'compare with 17.0');
  assert.equal(ESCAPED_CODE_POINTS, ranges(isEscapable));
  assert.equal(UNNAMEABLE_CODE_POINTS, ranges(isUnnameable));
  assert.deepEqual(listed('rendered-text.md'), [ESCAPED_CODE_POINTS]);
  assert.deepEqual(listed('identities.md'), [UNNAMEABLE_CODE_POINTS]);
});

test('just the listed code points are escaped, and just the listed ones are in no name', () => {
  assert.equal(
    ranges((_, text) => escapeVisible(text) !== text),
    ESCAPED_CODE_POINTS,
  );
  assert.equal(
    ranges((_, text) => !isPlainName(`a${text}b`)),
    UNNAMEABLE_CODE_POINTS,
  );
});

test('a name may have a code point that no Unicode version has assigned yet', () => {
  assert.ok(isPlainName('Olga \u{2FE0}'));
  assert.ok(isPlainName('\u{323B0}'));
});
