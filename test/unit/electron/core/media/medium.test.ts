import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { mediumOf, serialOf } from '../../../../../electron/core/media/medium.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-medium-'));
after(() => rm(root, { recursive: true }));

test('the serial number is that of the nearest device above the partition', async () => {
  const usb = join(root, 'devices/pci0000:00/usb1/1-1');
  const partition = join(usb, '1-1:1.0/host6/block/sdb/sdb1');
  await mkdir(partition, { recursive: true });
  await mkdir(join(root, 'dev/block'), { recursive: true });
  await writeFile(join(usb, 'serial'), '4C530001\n');
  await writeFile(join(usb, '..', 'serial'), 'of the hub\n');
  await symlink(partition, join(root, 'dev/block/8:17'));
  assert.equal(await serialOf('8:17', root), '4C530001');
  assert.equal(await serialOf('0:45', root), '', 'no device has these numbers');
  assert.equal(await serialOf('8:17', join(root, 'nowhere')), '');
});

test('what this system says of a folder comes with a filesystem, and with no serial where there is none', async () => {
  const medium = await mediumOf(root);
  assert.match(medium.filesystem, /^[a-z0-9.]+$/);
  assert.equal(medium.readOnly, false);
  assert.equal(typeof medium.serial, 'string');
});
