import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { type DeviceSources, unmountedMedia } from '../../../../../electron/core/media/unmounted.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { hostile } from '../../../../helpers/harmed.ts';

const root = mkdtempSync(join(tmpdir(), 'holdfast-devices-'));
after(() => rmSync(root, { recursive: true }));
let machines = 0;

interface Disk {
  readonly bus: 'usb' | 'sata' | 'card-reader';
  /** In sectors, each partition; none: the disk as a whole. */
  readonly parts: readonly number[];
  /** Which of the partitions is mounted, by number or by a program; or held by another device. */
  readonly used: readonly ('mounted' | 'fuse' | 'held' | 'free')[];
}

/** A sysfs, a udev and a mountinfo of a machine with these disks: `sda`, `sdb`, ... */
function machine(disks: readonly Disk[]): DeviceSources {
  const top = join(root, `m${machines++}`);
  const sources = { sysfs: join(top, 'class/block'), udev: join(top, 'udev'), mountInfo: join(top, 'mountinfo') };
  for (const folder of [sources.sysfs, sources.udev]) mkdirSync(folder, { recursive: true });
  const mounts = ['36 35 259:0 / / rw - ext4 /dev/root rw'];
  for (const [at, { bus, parts, used }] of disks.entries()) {
    const disk = `sd${String.fromCharCode(97 + at)}`;
    const place = { usb: 'pci0/usb1/1-1', sata: 'pci0/ata1', 'card-reader': 'pci0/mmc' }[bus];
    const folder = join(top, 'devices', place, 'block', disk);
    const device = (path: string, name: string, number: string, sectors: number) => {
      mkdirSync(join(path, 'holders'), { recursive: true });
      writeFileSync(join(path, 'dev'), `${number}\n`);
      writeFileSync(join(path, 'size'), `${sectors}\n`);
      symlinkSync(path, join(sources.sysfs, name));
    };
    device(folder, disk, `8:${at * 16}`, parts.length === 0 ? 0 : 100_000);
    writeFileSync(join(folder, 'removable'), bus === 'card-reader' ? '1\n' : '0\n');
    for (const [index, sectors] of parts.entries()) {
      const [name, number] = [`${disk}${index + 1}`, `8:${at * 16 + index + 1}`];
      device(join(folder, name), name, number, sectors);
      writeFileSync(join(folder, name, 'partition'), `${index + 1}\n`);
      writeFileSync(join(sources.udev, `b${number}`), `E:ID_FS_TYPE=vfat\nE:ID_FS_LABEL=L${name}\n`);
      const how = used[index] ?? 'free';
      if (how === 'mounted') mounts.push(`4${at}${index} 36 ${number} / /media/a/L${name} rw - vfat /dev/dm-9 rw`);
      if (how === 'fuse') mounts.push(`4${at}${index} 36 0:50 / /media/a/L${name} rw - fuseblk /dev/${name} rw`);
      if (how === 'held') mkdirSync(join(folder, name, 'holders/dm-0'));
    }
  }
  writeFileSync(sources.mountInfo, `${mounts.join('\n')}\n`);
  return sources;
}

const disks: fc.Arbitrary<readonly Disk[]> = fc.array(
  fc.record({
    bus: fc.constantFrom('usb', 'sata', 'card-reader'),
    parts: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 3 }),
    used: fc.array(fc.constantFrom('mounted', 'fuse', 'held', 'free'), { minLength: 3, maxLength: 3 }),
  }),
  { maxLength: 4 },
);

test('of any machine, exactly the removable partitions that nothing uses are told, by name, label and size', async () => {
  await fc.assert(
    fc.asyncProperty(disks, async (some) => {
      const expected = some.flatMap(({ bus, parts, used }, at) =>
        parts.flatMap((sectors, index) => {
          if (bus === 'sata' || used[index] !== 'free') return [];
          const name = `sd${String.fromCharCode(97 + at)}${index + 1}`;
          return [{ device: `/dev/${name}`, label: `L${name}`, filesystem: 'vfat', bytes: sectors * 512 }];
        }),
      );
      assert.deepEqual(await unmountedMedia(machine(some)), expected);
    }),
    { numRuns: 40 },
  );
});

test('a disk without partitions stands for itself, and an empty reader for nothing', async () => {
  const sources = machine([{ bus: 'card-reader', parts: [], used: [] }]);
  assert.deepEqual(await unmountedMedia(sources), []);
  writeFileSync(join(root, `m${machines - 1}`, 'devices/pci0/mmc/block/sda/size'), '2048\n');
  assert.deepEqual(await unmountedMedia(sources), [
    { device: '/dev/sda', label: '', filesystem: '', bytes: 1024 * 1024 },
  ]);
});

test('whatever udev and the kernel say, it is a list, and where nothing can be read an empty one', async () => {
  const nowhere = join(root, 'nowhere');
  assert.deepEqual(await unmountedMedia({ sysfs: nowhere, udev: nowhere, mountInfo: nowhere }), []);
  const sources = machine([{ bus: 'usb', parts: [2048], used: ['free'] }]);
  await fc.assert(
    fc.asyncProperty(hostile(utf8('E:ID_FS_TYPE=vfat\nE:ID_FS_LABEL=ONE\n')), async (bytes) => {
      writeFileSync(join(sources.udev, 'b8:1'), bytes);
      const [one, ...others] = await unmountedMedia(sources);
      assert.deepEqual([one?.device, one?.bytes, others], ['/dev/sda1', 2048 * 512, []]);
    }),
    { numRuns: 100 },
  );
});
