import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseEntryPath, parseLinkTarget } from '../../../../../electron/media/archive/entry-path.ts';

const aName = fc.constantFrom('a', 'b c', '.', '..', '', '\\', 'C:', '..\\', 'é', '…', '\n', '.hidden', '...');
const aPath = fc.array(aName, { maxLength: 6 }).map((names) => names.join('/'));

test('whatever is accepted is plain, stays inside, and is what was written', () => {
  fc.assert(
    fc.property(fc.oneof(aPath, fc.string({ unit: 'binary' })), fc.boolean(), (text, backslashSeparates) => {
      const bytes = Buffer.from(text);
      const parsed = parseEntryPath(bytes, backslashSeparates);
      if (!parsed.ok) return;
      const { path, slashAtEnd } = parsed.value;
      const spellings = slashAtEnd ? (path === '' ? ['.', './'] : [`${path}/`, `./${path}/`]) : [path, `./${path}`];
      assert.ok(spellings.includes(bytes.toString()));
      assert.ok(path === '' || posix.normalize(path) === path);
      assert.ok(!posix.isAbsolute(path) && !path.split(/[/\\]/).includes('..'));
    }),
  );
});

test('the root has two spellings, and no more', () => {
  for (const root of ['.', './']) {
    assert.deepEqual(parseEntryPath(Buffer.from(root)), { ok: true, value: { path: '', slashAtEnd: true } });
  }
  for (const other of ['', './.', '././', './/', './/.', 'a/.', './a/.', '././a']) {
    assert.equal(parseEntryPath(Buffer.from(other)).ok, false, other);
  }
});

test('whatever link is accepted stays inside, from where it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('x', 'y'), { minLength: 1, maxLength: 4 }), aPath, (names, target) => {
      const link = names.join('/');
      const parsed = parseLinkTarget(link, Buffer.from(target));
      if (!parsed.ok) return;
      assert.ok(!posix.isAbsolute(target));
      const resolved = posix.normalize(posix.join(posix.dirname(link), target));
      assert.ok(resolved !== '..' && !resolved.startsWith('../'));
    }),
  );
});

test('a link to its neighbours, up to the root, and down again is accepted', () => {
  for (const target of ['z', '../z', '../../z', '.', '..', '../..', './z', '../../x/y/w']) {
    assert.deepEqual(parseLinkTarget('x/y/link', Buffer.from(target)), { ok: true, value: target });
  }
});
