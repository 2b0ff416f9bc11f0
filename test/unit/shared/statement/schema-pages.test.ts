// The patterns of docs/formats/*.schema.json refuse what the reader refuses, and nothing else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { isPlainName } from '../../../../electron/core/keyring/record.ts';
import { isTimestamp, reasonField } from '../../../../shared/statement/fields.ts';

const folder = join(import.meta.dirname, '../../../../docs/formats');

/** The pattern of a member of a predicate, as a reader of the schema has it: ECMA-262 with the flag u. */
function patternOf(schema: string, ...path: readonly string[]): RegExp {
  let at: unknown = JSON.parse(readFileSync(join(folder, `${schema}.schema.json`), 'utf8'));
  for (const step of ['properties', 'predicate', 'properties', ...path, 'pattern']) at = Object(at)[step];
  assert.ok(typeof at === 'string', `${schema} has no such pattern`);
  return new RegExp(at, 'u');
}

const digits = (length: number) => fc.nat({ max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
const small = fc.nat({ max: 70 }).map((n) => String(n).padStart(2, '0'));
const almostTimes = fc
  .tuple(
    fc.oneof(digits(4), fc.constantFrom('0000', '1900', '2000', '2024', '2026')),
    small,
    small,
    small,
    small,
    small,
  )
  .map(([year, month, day, hour, minute, second]) => `${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
const days = fc
  .tuple(digits(4), fc.nat({ max: 13 }), fc.nat({ max: 32 }))
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T23:59:59Z`);

test('the pattern of a time takes just the times that exist', () => {
  const pattern = patternOf('decision', 'notBefore');
  for (const time of ['0001-01-01T00:00:00Z', '2024-02-29T23:59:59Z', '9999-12-31T23:59:59Z']) {
    assert.deepEqual([pattern.test(time), isTimestamp(time)], [true, true], time);
  }
  for (const time of [
    '0000-02-28T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T00:00:00z',
  ]) {
    assert.deepEqual([pattern.test(time), isTimestamp(time)], [false, false], time);
  }
  fc.assert(
    fc.property(fc.oneof(almostTimes, days), (time) => pattern.test(time) === isTimestamp(time)),
    {
      numRuns: 20_000,
    },
  );
});

const blanks = fc.constantFrom('', ' ', '\t', '\n', '\u00a0', '\u1680', '\u2003', '\u2028', '\u3000', '\ufeff');
const texts = fc.array(fc.oneof(blanks, fc.constantFrom('\u200b', '\u180e', '\u0085', 'a', '\u{1f600}')), {
  maxLength: 6,
});

test('the pattern of a reason refuses just what is blank', () => {
  const pattern = patternOf('grant', 'reason');
  const joined = texts.map((parts) => parts.join(''));
  fc.assert(fc.property(joined, (reason) => pattern.test(reason) === reasonField.safeParse(reason).success));
});

test('the pattern of a name takes just the names that an owner can enrol', () => {
  const schema: unknown = JSON.parse(readFileSync(join(folder, 'identity.schema.json'), 'utf8'));
  const found = /"pattern":"((?:[^"\\]|\\.)*DFFFE(?:[^"\\]|\\.)*)"/.exec(JSON.stringify(schema))?.[1];
  const pattern = new RegExp(JSON.parse(`"${found}"`), 'u');
  const one = fc.oneof(
    fc.nat({ max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
    blanks,
    fc.constant('a'),
  );
  const names = fc.array(one, { maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(names, (name) => pattern.test(name) === isPlainName(name)),
    { numRuns: 20_000 },
  );
});
