import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { keepWindowSize, keptWindowSize } from '../../../../electron/station/window-size.ts';
import { freshFolder } from '../../../helpers/trees.ts';

const side = fc.integer({ min: 560, max: 16_384 });

test('the size that was kept is read back, and there is none before', async () => {
  const folder = freshFolder();
  assert.equal(keptWindowSize(folder), null);
  await fc.assert(
    fc.asyncProperty(
      fc.record({ width: side, height: side, isMaximized: fc.boolean() }, { noNullPrototype: true }),
      async (size) => {
        assert.ok((await keepWindowSize(folder, size)).ok);
        assert.deepEqual(keptWindowSize(folder), size);
      },
    ),
  );
  assert.equal(statSync(join(folder, 'window')).mode & 0o777, 0o600);
});

test('any other content of the file, and anything but a file, is no size, and never waits', () => {
  const folder = freshFolder();
  const path = join(folder, 'window');
  const odd = fc.constantFrom(
    '1280 860',
    '1280 860\r\n',
    ' 1280 860\n',
    '-1 860\n',
    '99999999 1\n',
    '1280 860 full\n',
    '',
  );
  fc.assert(
    fc.property(fc.oneof(odd, fc.string()), (text) => {
      writeFileSync(path, text);
      assert.equal(keptWindowSize(folder), null);
    }),
  );
  rmSync(path);
  execFileSync('mkfifo', [path]);
  assert.equal(keptWindowSize(folder), null);
});
