import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseEntryPath, parseLinkTarget, parseZipPath } from '../../../../../electron/core/archive/entry-path.ts';

const aName = fc.constantFrom('a', 'b c', '.', '..', '', '\\', 'C:', '..\\', 'é', '…', '\n', '.hidden', '...');
const aPath = fc.array(aName, { maxLength: 6 }).map((names) => names.join('/'));

test('whatever is accepted is plain, stays inside, and is what was written', () => {
  fc.assert(
    fc.property(fc.oneof(aPath, fc.string({ unit: 'binary' })), fc.boolean(), (text, backslashSeparates) => {
      const bytes = Buffer.from(text);
      const parsed = parseEntryPath(bytes, backslashSeparates);
      if (!parsed.ok) return;
      const { path, slashAtEnd } = parsed.value;
      const end = slashAtEnd ? '/' : '';
      const spellings = path === '' ? [`.${end}`] : [`${path}${end}`, `./${path}${end}`];
      assert.ok(spellings.includes(bytes.toString()));
      assert.ok(path === '' || posix.normalize(path) === path);
      assert.ok(!posix.isAbsolute(path) && !path.split(/[/\\]/).includes('..'));
    }),
  );
});

test('the root has two spellings, and no more', () => {
  for (const [root, slashAtEnd] of [
    ['.', false],
    ['./', true],
  ] as const) {
    assert.deepEqual(parseEntryPath(Buffer.from(root)), { ok: true, value: { path: '', slashAtEnd } });
  }
  for (const other of ['', './.', '././', './/', './/.', 'a/.', './a/.', '././a']) {
    assert.equal(parseEntryPath(Buffer.from(other)).ok, false, other);
  }
});

test('a letter and a colon is a drive to some tool, also without a slash after it', () => {
  for (const path of ['C:', 'c:file', 'C:/file', 'z:a/b']) {
    const parsed = parseEntryPath(Buffer.from(path));
    assert.equal(parsed.ok ? null : parsed.error.code, 'evidence.path-absolute', path);
  }
  for (const path of ['a/C:', 'CC:', '1:', 'é:']) assert.ok(parseEntryPath(Buffer.from(path)).ok, path);
});

test('a name that a zip tool gives back as another is refused in a zip, and no other', () => {
  const codeOf = (name: string, madeOnUnix = true): string | null => {
    const parsed = parseZipPath(Buffer.from(name), madeOnUnix);
    return parsed.ok ? null : parsed.error.code;
  };
  for (const name of ['tab\there', 'del\u007f', 'c1\u0085', 'version;1', 'version;']) {
    assert.equal(codeOf(name), 'evidence.zip-name', name);
    assert.ok(parseEntryPath(Buffer.from(name)).ok, 'no tar tool changes it');
  }
  for (const name of ['a;b', 'a;1/b', ' a ', 'dir/back\\slash', 'ünïcödé']) assert.equal(codeOf(name), null, name);
  assert.equal(codeOf('back\\slash'), 'evidence.path-not-plain', 'a separator to bsdtar where there is no other');
  assert.equal(codeOf('dir/back\\slash', false), 'evidence.path-not-plain');
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
