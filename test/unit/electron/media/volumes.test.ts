import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMountInfo } from '../../../../electron/media/volumes.ts';

test('mount points come out of mountinfo with their blanks and options', () => {
  const text = [
    '36 35 98:0 / / rw,noatime shared:1 - ext4 /dev/root rw',
    '41 36 8:17 / /media/ann/MY\\040STICK ro,nosuid,nodev shared:9 - vfat /dev/sdb1 ro',
    'garbage',
    '',
  ].join('\n');
  assert.deepEqual(parseMountInfo(text), [
    { path: '/', readOnly: false, device: '98:0', filesystem: 'ext4' },
    { path: '/media/ann/MY STICK', readOnly: true, device: '8:17', filesystem: 'vfat' },
  ]);
});
