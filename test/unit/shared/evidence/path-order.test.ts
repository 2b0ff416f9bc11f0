import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareBytes, utf8 } from '../../../../shared/encoding/bytes.ts';
import { comparePaths } from '../../../../shared/evidence/path-order.ts';

test('path order is the order of the UTF-8 bytes', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', '/', '.', 'é', '\uD7FF', '\uE000', '\uFFFD', '\u{10000}', '\u{10FFFF}'),
  });
  fc.assert(
    fc.property(name, name, (a, b) => {
      assert.equal(Math.sign(comparePaths(a, b)), Math.sign(compareBytes(utf8(a), utf8(b))));
    }),
    { numRuns: 1000 },
  );
});
