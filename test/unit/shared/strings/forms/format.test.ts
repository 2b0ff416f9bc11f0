import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formats, utc } from '../../../../../shared/strings/forms/format.ts';

const { plural, size, exactSize, duration } = formats('en', { one: '# byte', other: '# bytes' });

test('sizes are in binary units, exact ones to the byte with thousands separators', () => {
  assert.equal(size(0), '0 bytes');
  assert.equal(size(1), '1 byte');
  assert.equal(size(1023), '1,023 bytes');
  assert.equal(size(1024), '1.00 KiB');
  assert.equal(size(1536 * 1024), '1.50 MiB');
  assert.equal(exactSize(5_368_709_120), '5,368,709,120 bytes (5.00 GiB)');
  assert.equal(exactSize(12), '12 bytes');
});

test('a size is in a unit that leaves a figure before the point', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1024, max: 2 ** 53 - 1 }), (bytes) => {
      const figure = Number.parseFloat(size(bytes).replaceAll(',', ''));
      assert.ok(figure >= 1 && figure <= 1024 * 8, size(bytes));
    }),
  );
});

test('durations are in the two largest units, rounded up', () => {
  assert.equal(duration(0.2), '1 s');
  assert.equal(duration(59), '59 s');
  assert.equal(duration(61), '1 min 01 s');
  assert.equal(duration(3 * 3600 + 5 * 60), '3 h 05 min');
});

test('counted phrases take the form that the language has for the number', () => {
  const forms = { one: '# blocker', other: '# blockers' };
  assert.equal(plural(1, forms), '1 blocker');
  assert.equal(plural(0, forms), '0 blockers');
  assert.equal(plural(1200, forms), '1,200 blockers');
  assert.equal(formats('vi', { other: '# byte' }).plural(1, { other: '# mục' }), '1 mục');
});

test('times are UTC to the second, and what is no time is shown as it is', () => {
  assert.equal(utc('2026-06-12T10:20:30.987Z'), '2026-06-12T10:20:30Z');
  assert.equal(utc('2026-06-12T12:20:30+02:00'), '2026-06-12T10:20:30Z');
  assert.equal(utc('not a time'), 'not a time');
});

test('numbers and sizes are written as Vietnamese does', () => {
  const vi = formats('vi', { other: '# byte' });
  assert.equal(vi.integer(1_234_567), '1.234.567');
  assert.equal(vi.size(1536), '1,50 KiB');
  assert.equal(vi.exactSize(5_368_709_120), '5.368.709.120 byte (5,00 GiB)');
  assert.equal(vi.duration(3 * 3600 + 5 * 60), '3 h 05 min');
});
