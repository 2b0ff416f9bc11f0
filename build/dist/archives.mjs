// A tree as a .deb and as a .tar.gz, byte for byte the same whoever packs it, where and when.
import { join } from 'node:path';
import { run } from './run.mjs';

/**
 * @param {string} tree with the folder DEBIAN, settled
 * @param {string} out @param {number} epoch in seconds
 */
export function packDeb(tree, out, epoch) {
  // Several threads would cut the data into as many blocks as there are cores. The lowest level takes a minute, the usual
  // one five for a tenth less, and a stick has room.
  run('dpkg-deb', ['--root-owner-group', '--threads-max=1', '-Zxz', '-z1', '--build', tree, out], {
    env: { SOURCE_DATE_EPOCH: String(epoch) },
  });
}

/**
 * @param {string} parent @param {string} folder the folder in it that is packed, settled
 * @param {string} out @param {number} epoch in seconds
 */
export function packTarGz(parent, folder, out, epoch) {
  const same = ['--sort=name', '--format=gnu', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${epoch}`];
  const tar = join(parent, `${folder}.tar`);
  run('tar', [...same, '-C', parent, '-cf', tar, folder]);
  run('sh', ['-c', 'gzip -n -6 < "$1" > "$2" && rm "$1"', 'sh', tar, out]);
}
