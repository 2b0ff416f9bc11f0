import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PathLedger, type PathVerdict } from '../../../../../electron/core/archive/path-ledger.ts';

/** The same by the book: each pair of entries compared. */
function expectedRefusal(entries: readonly { path: string; isDirectory: boolean }[]): boolean {
  return entries.some((a, i) =>
    entries.slice(0, i).some((b) => {
      if (a.path === b.path) return !(a.isDirectory && b.isDirectory);
      const [above, below] = a.path.length < b.path.length ? [a, b] : [b, a];
      return below.path.startsWith(`${above.path}/`) && !above.isDirectory;
    }),
  );
}

const anEntry = fc.record({
  path: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((names) => names.join('/')),
  isDirectory: fc.boolean(),
});

test('refuses exactly the sets of entries in which two do not fit together', () => {
  fc.assert(
    fc.property(fc.array(anEntry, { maxLength: 12 }), (entries) => {
      const ledger = new PathLedger();
      const verdicts = entries.map(({ path, isDirectory }) => ledger.add(path, isDirectory));
      const isRefused = verdicts.some((verdict) => verdict === 'duplicate' || verdict === 'conflict');
      assert.equal(isRefused, expectedRefusal(entries));
    }),
  );
});

test('keeps knowing each path while it grows', () => {
  const ledger = new PathLedger();
  const paths = Array.from({ length: 20_000 }, (_, i) => `folder ${i % 100}/file ${i}`);
  const expected = new Set<PathVerdict>(['new']);
  assert.deepEqual(new Set(paths.map((path) => ledger.add(path, false))), expected);
  assert.deepEqual(new Set(paths.map((path) => ledger.add(path, false))), new Set(['duplicate']));
});
