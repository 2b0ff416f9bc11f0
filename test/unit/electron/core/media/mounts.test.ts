import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mountOf, parseMountInfo } from '../../../../../electron/core/media/mounts.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { hostile } from '../../../../helpers/harmed.ts';

test('mount points come out of mountinfo with their blanks and options', () => {
  const text = [
    '36 35 98:0 / / rw,noatime shared:1 - ext4 /dev/root rw',
    '41 36 8:17 / /media/ann/MY\\040STICK ro,nosuid,nodev shared:9 - vfat /dev/sdb1 ro',
    'garbage',
    '',
  ].join('\n');
  assert.deepEqual(parseMountInfo(text), [
    {
      id: '36',
      path: '/',
      readOnly: false,
      turnedReadOnly: false,
      device: '98:0',
      filesystem: 'ext4',
      source: '/dev/root',
    },
    {
      id: '41',
      path: '/media/ann/MY STICK',
      readOnly: true,
      turnedReadOnly: false,
      device: '8:17',
      filesystem: 'vfat',
      source: '/dev/sdb1',
    },
  ]);
});

test('any mount point comes back from mountinfo, and no text of it throws', () => {
  const escaped = (path: string): string =>
    path.replace(/[ \t\n\\]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const line = `41 36 8:17 / /media/${escaped(name)} ro - vfat /dev/sdb1 rw\n`;
      assert.deepEqual(
        parseMountInfo(line).map(({ path }) => path),
        [`/media/${name}`],
      );
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.ok(Array.isArray(parseMountInfo(text)))));
});

test('a file system that the kernel has made read-only is told from one that was mounted so', () => {
  const turned = (of: string, at: string): boolean | undefined =>
    parseMountInfo(`41 36 8:17 / /media/S ${of},nosuid shared:9 - vfat /dev/sdb1 ${at},errors=remount-ro`)[0]
      ?.turnedReadOnly;
  assert.deepEqual(
    [turned('rw', 'rw'), turned('ro', 'ro'), turned('ro', 'rw'), turned('rw', 'ro')],
    [false, false, false, true],
  );
});

test('a path lies on the longest mount that holds it, and on the later of two', () => {
  const mount = (path: string, filesystem: string) => ({
    id: '1',
    path,
    filesystem,
    device: '8:1',
    source: '',
    readOnly: false,
    turnedReadOnly: false,
  });
  const mounts = [mount('/', 'ext4'), mount('/media/STICK', 'vfat'), mount('/media/STICK', 'exfat')];
  assert.equal(mountOf('/media/STICK/bundle', mounts)?.filesystem, 'exfat');
  assert.equal(mountOf('/media/STICK', mounts)?.filesystem, 'exfat');
  assert.equal(mountOf('/media/STICKER/bundle', mounts)?.filesystem, 'ext4');
  assert.equal(mountOf('/media', []), null);
});

test('a line of mountinfo that was harmed costs that line alone', () => {
  const line = (id: number, path: string): string => `${id} 36 8:17 / ${path} ro,nosuid shared:9 - vfat /dev/sdb1 rw`;
  const [before, after] = [line(41, '/media/ann/ONE'), line(43, '/media/ann/TWO')];
  const kept = [before, after].flatMap(parseMountInfo);
  assert.equal(kept.length, 2);
  fc.assert(
    fc.property(hostile(utf8(line(42, '/media/ann/MY\\040STICK'))), (bytes) => {
      const between = new TextDecoder().decode(bytes).replaceAll('\n', ' ');
      const mounts = parseMountInfo([before, between, after, ''].join('\n'));
      assert.deepEqual([mounts[0], mounts.at(-1)], kept);
      assert.ok(mounts.length <= 3);
      for (const { id, path, device, filesystem } of mounts) {
        assert.ok([id, path, device, filesystem].every((field) => typeof field === 'string'));
      }
    }),
    { numRuns: 1000 },
  );
});
