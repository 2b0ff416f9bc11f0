import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { mediumOf, mountOf, serialOf } from '../../../../electron/media/medium.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-medium-'));
after(() => rm(root, { recursive: true }));

const mount = (path: string, filesystem: string) => ({ path, filesystem, device: '8:1', readOnly: false });
const MOUNTS = [mount('/', 'ext4'), mount('/media/STICK', 'vfat'), mount('/media/STICK', 'exfat')];

test('a path lies on the longest mount that holds it, and on the later of two', () => {
  assert.equal(mountOf('/media/STICK/bundle', MOUNTS)?.filesystem, 'exfat');
  assert.equal(mountOf('/media/STICK', MOUNTS)?.filesystem, 'exfat');
  assert.equal(mountOf('/media/STICKER/bundle', MOUNTS)?.filesystem, 'ext4');
  assert.equal(mountOf('/media', []), null);
});

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
