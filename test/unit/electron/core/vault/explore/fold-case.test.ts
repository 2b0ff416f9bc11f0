import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldCase } from '../../../../../../electron/core/vault/explore/fold-case.ts';

test('A to Z become a to z, wherever the bytes lie, and no other byte changes', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 70 }),
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 0, max: 7 }),
      (all, from, back) => {
        const bytes = all.slice();
        const end = Math.max(from, all.length - back);
        const expected = [...all].map((byte, at) =>
          at >= from && at < end && byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
        );
        foldCase(bytes.subarray(from, end));
        assert.deepEqual([...bytes], expected);
      },
    ),
  );
  const every = Uint8Array.from({ length: 1024 }, (_, at) => at >> 2);
  const folded = every.slice();
  foldCase(folded);
  assert.equal(
    Buffer.from(folded).toString('latin1'),
    Buffer.from(every)
      .toString('latin1')
      .replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  );
});
