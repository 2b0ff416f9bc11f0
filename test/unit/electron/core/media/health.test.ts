import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { MediaAnswers } from '../../../../../electron/core/media/answers.ts';
import { healthInSector, healthOf } from '../../../../../electron/core/media/health.ts';
import type { Mount } from '../../../../../electron/core/media/mounts.ts';
import type { VolumeHealth } from '../../../../../shared/contract/views.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

const EXT4: Mount = {
  id: '1',
  path: '/media/STICK',
  readOnly: false,
  turnedReadOnly: false,
  device: '8:17',
  filesystem: 'ext4',
  source: '/dev/sdb1',
};
const FAT_READ_ONLY: Mount = { ...EXT4, filesystem: 'vfat', readOnly: true };

/** A first sector: of exFAT, or of FAT with these marks where that kind has them. */
function sector(kind: 'exfat' | 'fat32' | 'fat16', marks: number): Uint8Array {
  const bytes = new Uint8Array(512);
  const write = (at: number, text: string) => bytes.set(Buffer.from(text), at);
  if (kind === 'exfat') {
    write(3, 'EXFAT   ');
    bytes[106] = marks << 1;
  } else if (kind === 'fat32') {
    write(82, 'FAT32   ');
    bytes[65] = marks;
  } else {
    bytes[22] = 9;
    write(54, 'FAT16   ');
    bytes[37] = marks;
  }
  bytes.set([0x55, 0xaa], 510);
  return bytes;
}

/** A sysfs and a folder of devices with these files. */
function sources(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = freshFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  mkdirSync(join(folder, 'sys/dev/block'), { recursive: true });
  mkdirSync(join(folder, 'sys/devices/sdb/sdb1'), { recursive: true });
  symlinkSync('../../devices/sdb/sdb1', join(folder, 'sys/dev/block/8:17'));
  return { sysfs: join(folder, 'sys'), devices: join(folder, 'dev') };
}

const answers = new MediaAnswers();

test('what the kernel counts of an ext4 is told, and no count is no health', async () => {
  const of = (count: string) => healthOf(EXT4, answers, sources({ 'sys/fs/ext4/sdb1/errors_count': count }));
  assert.equal(await of('0\n'), 'none-recorded');
  assert.equal(await of('3\n'), 'errors-recorded');
  for (const odd of ['', '\n', '-1', '0x0', 'none']) assert.equal(await of(odd), 'unknown', odd);
  assert.equal(await healthOf(EXT4, answers, sources({})), 'unknown');
});

test('a file system that the kernel stopped writing to is told before anything else', async () => {
  const found = await healthOf(
    { ...EXT4, turnedReadOnly: true },
    answers,
    sources({ 'sys/fs/ext4/sdb1/errors_count': '0' }),
  );
  assert.equal(found, 'turned-read-only');
});

test('the marks of FAT and exFAT are read where the kernel has not set them itself, and else nothing is known', async () => {
  const dirty = sources({ 'dev/sdb1': sector('fat32', 1) });
  assert.equal(await healthOf(FAT_READ_ONLY, answers, dirty), 'not-properly-removed');
  assert.equal(await healthOf({ ...FAT_READ_ONLY, readOnly: false }, answers, dirty), 'unknown');
  assert.equal(await healthOf(FAT_READ_ONLY, answers, sources({})), 'unknown', 'in the seal there is no device');
  assert.equal(await healthOf({ ...FAT_READ_ONLY, filesystem: 'ntfs3' }, answers, dirty), 'unknown');
});

test('each mark means the same in each kind, and any other sector says nothing', () => {
  const meanings: readonly VolumeHealth[] = [
    'none-recorded',
    'not-properly-removed',
    'errors-recorded',
    'errors-recorded',
  ];
  for (const kind of ['exfat', 'fat32', 'fat16'] as const) {
    for (const [marks, meaning] of meanings.entries()) assert.equal(healthInSector(sector(kind, marks)), meaning);
    const short = sector(kind, 0).subarray(0, 511);
    assert.equal(healthInSector(short), 'unknown');
  }
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 512, maxLength: 512 }), (bytes) => {
      bytes.set([0, 0, 0], 3);
      bytes.set([0, 0, 0], 54);
      bytes.set([0, 0, 0], 82);
      assert.equal(healthInSector(bytes), 'unknown');
    }),
  );
});
