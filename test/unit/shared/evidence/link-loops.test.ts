import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkLoops } from '../../../../shared/evidence/link-loops.ts';
import { MemoryBundle } from './checks/bundle.ts';

async function loopsAmong(links: Readonly<Record<string, string>>): Promise<string[]> {
  const bundle = new MemoryBundle({ a: 'a', 'folder/b': 'b' });
  for (const [path, target] of Object.entries(links)) bundle.set(path, target, 'symlink');
  const findings = await linkLoops(bundle);
  for (const { code } of findings) assert.equal(code, 'evidence.link-loop');
  return findings.map(({ where }) => where);
}

test('a link that leads back to itself is told, by whatever way it does', async () => {
  assert.deepEqual(await loopsAmong({ x: 'x' }), ['x']);
  assert.deepEqual(await loopsAmong({ x: 'y', y: './x' }), ['x', 'y']);
  assert.deepEqual(await loopsAmong({ 'folder/x': '../y', y: 'folder/x' }), ['folder/x', 'y']);
  assert.deepEqual(await loopsAmong({ x: 'y/z', y: 'x' }), ['x', 'y']);
  assert.deepEqual(await loopsAmong({ x: 'x/more' }), ['x']);
});

test('a link that leads somewhere, to nothing, or to the folder that it is in, is no loop', async () => {
  assert.deepEqual(
    await loopsAmong({ x: 'a', y: 'x', 'folder/z': '../x', self: '.', up: 'self/self/a', no: 'not/there' }),
    [],
  );
  const row = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`l${i}`, i === 39 ? 'a' : `l${i + 1}`]));
  assert.deepEqual(await loopsAmong(row), []);
});

test('a target that cannot be read is left to whoever reads it', async () => {
  const bundle = new MemoryBundle({}).set('x', 'x', 'symlink').set('long', 'longer than a chunk', 'symlink');
  bundle.lost.add('x');
  bundle.unreadable.add('long');
  assert.deepEqual(await linkLoops(bundle), []);
});

test('of many loops the first are named', async () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`x${i}`, `x${i}`]));
  assert.equal((await loopsAmong(many)).length, 20);
});
