import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { eject } from '../../../../../electron/core/media/eject.ts';
import { volumeOf } from '../../../../../electron/core/media/volumes.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

/** Programs that do what is said, and record their arguments. */
function tools(programs: Readonly<Record<'sync' | 'udisks', string>>, hasBus = true) {
  const folder = freshFolder();
  const program = (name: 'sync' | 'udisks') => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$*" >> ${join(folder, `${name}-asked`)}\n${programs[name]}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const bus = join(folder, 'bus');
  if (hasBus) writeFileSync(bus, '');
  return { sync: program('sync'), udisks: program('udisks'), buses: [bus] };
}

test('a folder of this computer is no medium, and nothing is run for it', async () => {
  const folder = freshFolder();
  assert.equal(await volumeOf(folder), null);
  const ejected = await eject(folder, tools({ sync: 'exit 0', udisks: 'exit 0' }));
  assert.ok(!ejected.ok && ejected.error.code === 'media/not-a-volume');
});
