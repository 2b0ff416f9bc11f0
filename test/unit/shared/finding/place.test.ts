import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { lineIn, placesIn } from '../../../../shared/finding/place.ts';

test('a file and its line are found in what a finding says, whatever the file is called', () => {
  const path = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !/[\r\n]/.test(text));
  fc.assert(
    fc.property(path, fc.integer({ min: 1, max: 10 ** 9 }), fc.option(path), (file, line, claimed) => {
      const where = `${file}, line ${line}${claimed === null ? '' : `: ${claimed}`}`;
      const places = placesIn(where);
      assert.deepEqual(places[0], { path: where, line: null });
      if (claimed === null || !/, line [1-9]/.test(claimed)) assert.deepEqual(places[1], { path: file, line });
      assert.equal(lineIn(where), null);
    }),
  );
});

test('a line of a document is found in its one form', () => {
  assert.equal(lineIn('line 12'), 12);
  for (const other of ['line 0', 'line 1x', 'Line 1', '/predicate/line 1', 'line', ''])
    assert.equal(lineIn(other), null);
});
