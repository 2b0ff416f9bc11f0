import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { ISO_TOOL, isoImage } from '../../../../../electron/core/pack/iso-image.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

/** A program that does as xorriso does, and then this, with the image that was made as its argument. */
function spoiling(how: string): string {
  const path = join(freshFolder(), 'xorriso');
  writeFileSync(path, `#!/bin/sh\n${ISO_TOOL} "$@" || exit\n[ "$1" != -as ] || { shift $(($# - 2)); ${how}; }\n`);
  chmodSync(path, 0o755);
  return path;
}

const FILES = [
  { name: 'VERIFY.txt', bytes: new TextEncoder().encode('how to verify\n') },
  { name: `statements/${'a'.repeat(64)}.0123456789abcdef.statement.json.sig`, bytes: new Uint8Array(5000).fill(7) },
  { name: 'empty', bytes: new Uint8Array() },
];

test('an image holds the same files under the same names, for a stock reader too', async () => {
  const image = await isoImage('holdfast-dossier-KB-1', FILES);
  assert.ok(image.ok, JSON.stringify(image));
  const path = join(freshFolder(), 'image.iso');
  writeFileSync(path, image.value);
  const listed = execFileSync('bsdtar', ['-tf', path], { encoding: 'utf8' }).split('\n');
  for (const { name } of FILES) assert.ok(listed.includes(`holdfast-dossier-KB-1/${name}`), name);
  for (const { name, bytes } of FILES) {
    const content = execFileSync('bsdtar', ['-xOf', path, `holdfast-dossier-KB-1/${name}`]);
    assert.deepEqual(new Uint8Array(content), bytes, name);
  }
});

test('the same files give the same image, whenever it is made', async () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,60}$/);
  const files = fc.uniqueArray(fc.record({ name, bytes: fc.uint8Array({ maxLength: 3000 }) }), {
    selector: (one) => one.name,
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(files, async (some) => {
      const first = await isoImage('folder', some);
      // The dates in an image are whole seconds.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const second = await isoImage('folder', some);
      assert.ok(first.ok && second.ok, JSON.stringify([first, second]).slice(0, 400));
      assert.ok(Buffer.from(first.value).equals(Buffer.from(second.value)));
    }),
    { numRuns: 4 },
  );
});

test('an image that does not hold the files is not given out', async () => {
  const place = `grep -abo 'how to verify' "$2" | head -n 1 | cut -d: -f1`;
  const changed = await isoImage(
    'folder',
    FILES,
    spoiling(`printf H | dd of="$1" bs=1 seek="$(${place.replace('$2', '$1')})" conv=notrunc 2> /dev/null`),
  );
  assert.ok(!changed.ok && changed.error.code === 'export/iso-differs', JSON.stringify(changed).slice(0, 300));
  const cut = await isoImage('folder', FILES, spoiling('truncate -s 60000 "$1"'));
  assert.ok(!cut.ok && cut.error.code === 'export/iso-differs', JSON.stringify(cut).slice(0, 300));
});

test('without the program, or where it fails, the reason is told', async () => {
  const none = await isoImage('folder', FILES, '/usr/bin/no-such-program');
  assert.ok(!none.ok && none.error.code === 'export/no-iso-tool');
  const failing = join(freshFolder(), 'xorriso');
  writeFileSync(failing, '#!/bin/sh\necho no room >&2\nexit 5\n');
  chmodSync(failing, 0o755);
  const failed = await isoImage('folder', FILES, failing);
  assert.ok(!failed.ok && failed.error.code === 'export/iso-not-made' && failed.error.params?.said === 'no room');
});
