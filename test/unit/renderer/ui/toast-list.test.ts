import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Toast, withoutToast, withToast } from '../../../../renderer/ui/toast-list.ts';

const anyToast: fc.Arbitrary<Toast> = fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  tone: fc.constantFrom('good', 'danger'),
  text: fc.array(fc.string(), { minLength: 1, maxLength: 1 }),
});

test('of each key the last is shown, the newest last, and one that is taken back is gone', () => {
  fc.assert(
    fc.property(fc.array(anyToast), (told) => {
      const shown = told.reduce<readonly Toast[]>(withToast, []);
      const lasts = told.filter((one, at) => told.slice(at + 1).every(({ key }) => key !== one.key));
      assert.deepEqual(shown, lasts);
      for (const { key } of told)
        assert.deepEqual(
          withoutToast(shown, key),
          lasts.filter((one) => one.key !== key),
        );
      assert.equal(withoutToast(shown, 'never told'), shown);
    }),
  );
});
