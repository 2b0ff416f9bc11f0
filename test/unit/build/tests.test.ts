/** What holds for the tests themselves: where they lie, and that none is left out where CI runs them. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { skipWithout } from '../../helpers/skip.ts';

const ROOT = join(import.meta.dirname, '../../..');
const testsIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(test|spec)\.ts$/.test(name),
  );

test('unit tests follow the tree: the folder of each is one of the sources', () => {
  const without = testsIn('test/unit').filter((name) => !existsSync(join(ROOT, dirname(name))));
  assert.deepEqual(without, []);
});

/** An option or a call that leaves a test out, and what it goes by. */
const SKIP = /\bskip: *(\w+)|\btest\.(?:skip|fixme|todo)\((\w*)|[{,] *(skip) *[,}]/g;

function skipsOf(source: string): readonly string[] {
  return [...source.matchAll(SKIP)].map(([, option, call, short]) => option ?? call ?? short ?? '');
}

test('a test is left out only by skipWithout, which fails in CI', () => {
  const reasons = ['test/helpers', 'test/unit', 'test/e2e', 'test/conformance'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(join(ROOT, folder, name), 'utf8').matchAll(/const (\w+) = skipWithout\(/g)])
      .map(([, name = '']) => name),
  );
  const allowed = new Set(['skipWithout', ...reasons]);
  const other = ['test/unit', 'test/e2e', 'test/conformance'].flatMap((folder) =>
    testsIn(folder).flatMap((name) =>
      skipsOf(readFileSync(join(ROOT, folder, name), 'utf8'))
        .filter((by) => !allowed.has(by))
        .map((by) => `${folder}/${name}: ${by}`),
    ),
  );
  // A fixture of the TAP reader has a test that is left out.
  assert.deepEqual(other, ['test/unit/shared/evidence/checks/results.test.ts: true']);
});

test('skipWithout gives the reason elsewhere, and fails in CI', () => {
  const { CI } = process.env;
  try {
    delete process.env.CI;
    assert.equal(skipWithout(false, 'there is no FUSE'), 'there is no FUSE');
    assert.equal(skipWithout(true, 'there is no FUSE'), false);
    process.env.CI = 'true';
    assert.throws(() => skipWithout(false, 'there is no FUSE'), /there is no FUSE/);
    assert.equal(skipWithout(true, 'there is no FUSE'), false);
  } finally {
    delete process.env.CI;
    if (CI !== undefined) process.env.CI = CI;
  }
});
