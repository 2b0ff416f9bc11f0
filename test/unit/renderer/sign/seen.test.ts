import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LONG_ENOUGH_MS, type Look, SeenSoFar } from '../../../../renderer/sign/seen.ts';

const HEIGHT = 400;

test('a jump to the end shows the end alone', () => {
  const seen = new SeenSoFar();
  for (const at of [0, 100, 200, 300]) seen.look({ at, view: { from: 0, to: HEIGHT } });
  // As Chromium animates it: a frame here and there in the midst of the text.
  seen.look({ at: 400, view: { from: 900, to: 900 + HEIGHT } });
  seen.look({ at: 500, view: { from: 1800, to: 1800 + HEIGHT } });
  for (const at of [600, 700, 800, 900]) seen.look({ at, view: { from: 2000, to: 2000 + HEIGHT } });
  assert.ok(seen.has({ from: 0, to: HEIGHT }));
  assert.ok(seen.has({ from: 2000, to: 2400 }));
  assert.ok(!seen.has({ from: 0, to: 2400 }));
  assert.ok(!seen.has({ from: 900, to: 901 }));
});

test('slow scrolling shows all of it, and laid out anew nothing was seen', () => {
  const seen = new SeenSoFar();
  for (let at = 0; at <= 22_000; at += 100) {
    const from = Math.min(2000, Math.max(0, at - 1000) / 10);
    seen.look({ at, view: { from, to: from + HEIGHT } });
  }
  assert.ok(seen.has({ from: 0, to: 2400 }));
  assert.ok(!seen.has({ from: 0, to: 2401 }));
  assert.ok(seen.has({ from: 0, to: 2401 }, 1));
  seen.forget();
  assert.ok(!seen.has({ from: 0, to: 1 }));
});

const looks = fc
  .array(
    fc.record({
      wait: fc.integer({ min: 1, max: 400 }),
      from: fc.integer({ min: 0, max: 60 }),
      height: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(({ wait, from, height }): Look => {
      at += wait;
      return { at, view: { from, to: from + height } };
    });
  });

test('a line was seen exactly when it was in every look of some stretch of time that is long enough', () => {
  fc.assert(
    fc.property(looks, fc.integer({ min: 0, max: 90 }), (all, line) => {
      const seen = new SeenSoFar();
      for (const one of all) seen.look(one);
      const inView = ({ view }: Look) => view.from <= line && line < view.to;
      const expected = all.some((first, start) =>
        all.some(
          (last, end) => end > start && last.at - first.at >= LONG_ENOUGH_MS && all.slice(start, end + 1).every(inView),
        ),
      );
      assert.equal(seen.has({ from: line, to: line + 1 }), expected);
    }),
  );
});
