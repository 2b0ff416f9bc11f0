import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BAGIT_TXT } from '../../../../shared/evidence/bagit-write.ts';
import { rootsOf } from '../../../../shared/evidence/roots.ts';
import { MemoryBundle } from './checks/bundle.ts';

const rootsIn = (...paths: readonly string[]) =>
  rootsOf(
    new MemoryBundle(Object.fromEntries(paths.map((path) => [path, path.endsWith('bagit.txt') ? BAGIT_TXT : '']))),
  );

test('every wrapping is taken off, from the outside in', () => {
  assert.deepEqual(rootsIn(), ['']);
  assert.deepEqual(rootsIn('a', 'b/c'), ['']);
  assert.deepEqual(rootsIn('top/a', 'top/b'), ['', 'top']);
  assert.deepEqual(rootsIn('bagit.txt', 'data/a', 'data/b'), ['', 'data']);
  assert.deepEqual(rootsIn('top/bagit.txt', 'top/data/in/a', 'top/data/in/b'), ['', 'top', 'top/data', 'top/data/in']);
  assert.deepEqual(rootsIn('data/bagit.txt', 'data/data/a', 'data/data/b'), ['', 'data', 'data/data']);
});

test('a folder called data is no payload without a bag, and wrappings without end are not followed', () => {
  assert.deepEqual(rootsIn('data/a', 'b'), ['']);
  assert.deepEqual(rootsIn('bagit.txt', 'a'), ['', 'data']);
  assert.equal(rootsIn(`${'x/'.repeat(100)}a`).length, 8);
});
