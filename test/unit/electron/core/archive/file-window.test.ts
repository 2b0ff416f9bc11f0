import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { ArchiveFile } from '../../../../../electron/core/archive/archive-file.ts';
import { FileWindow, WINDOW_BYTES } from '../../../../../electron/core/archive/file-window.ts';
import { freshPath } from './read-archive.ts';

const bytes = randomBytes(3 * WINDOW_BYTES + 1000);
const path = freshPath();
writeFileSync(path, bytes);

function opened(): ArchiveFile {
  const file = ArchiveFile.open(path);
  assert.ok(file.ok);
  return file.value;
}

const view = fc.record({ position: fc.nat(bytes.length + 10), length: fc.nat(WINDOW_BYTES) });

test('a view has the bytes of the file, wherever the views before it were, and none past its end', () => {
  fc.assert(
    fc.property(fc.array(view), (views) => {
      const file = opened();
      const window = new FileWindow(file);
      for (const { position, length } of views) {
        const read = window.view(position, length);
        assert.equal(read.ok, position + length <= bytes.length || length === 0);
        if (read.ok) assert.deepEqual(Buffer.from(read.value), bytes.subarray(position, position + length));
        else assert.equal(read.error.code, 'evidence.archive-truncated');
      }
      file.close();
    }),
  );
});

test('what lies side by side is read once', () => {
  const file = opened();
  const window = new FileWindow(file);
  for (let position = 0; position < bytes.length; position += 40_000) {
    assert.ok(window.view(position, Math.min(40_000, bytes.length - position)).ok);
  }
  assert.equal(file.bytesRead, bytes.length);
  file.close();
});
